"""Một văn bản được viện dẫn khác nhau ở các dòng.

Cùng số, ký hiệu và cơ quan mà ngày, loại văn bản hoặc cấp ban hành khác nhau thì ít nhất một dòng
sai. Dòng thuộc số ít bị chỉ ra; số dòng ngang nhau thì dòng sau.

Sai:

    - id: T01-01
      task: Triển khai Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ Thành ủy.
      lead: VP
      start: 2026-01
      due: 2026-03
    - id: T05-01
      task: Sơ kết Quyết định số 12-QĐ/TU, ngày 05/10/2025 của Ban Thường vụ Thành ủy.
      lead: VP
      start: 2026-05
      due: 2026-05

Đúng:

    - id: T01-01
      task: Triển khai Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ Thành ủy.
      lead: VP
      start: 2026-01
      due: 2026-03
    - id: T05-01
      task: Sơ kết Quyết định số 12-QĐ/TU, ngày 15/10/2025 của Ban Thường vụ Thành ủy.
      lead: VP
      start: 2026-05
      due: 2026-05
"""

from __future__ import annotations

from collections import Counter, defaultdict

from khtgdv.document.document import format_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText
    from khtgdv.document.document import Value
    from khtgdv.language.citations import Citation

_LEVEL_LABELS = {"TW": "Trung ương", "TU": "Thành ủy, Tỉnh ủy"}
# What all citations of one document have in common, and in words what differs.
_FACT_READERS: tuple[tuple[str, Callable[[Citation], Value]], ...] = (
    ("ngày", lambda citation: citation.date),
    ("loại văn bản", lambda citation: citation.kind),
    ("cơ quan ban hành", lambda citation: _LEVEL_LABELS.get(citation.issuer_level or "")),
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each citation that says something else than most of the same document do."""
    groups: defaultdict[object, list[tuple[PlanText, Citation]]] = defaultdict(list)
    for plan_text in corpus.texts:
        for citation in plan_text.citations:
            groups[citation.document_key].append((plan_text, citation))
    for group in groups.values():
        for fact_name, read_fact in _FACT_READERS:
            yield from _minority_findings(group, fact_name, read_fact)


def _minority_findings(
    group: list[tuple[PlanText, Citation]], fact_name: str, read_fact: Callable[[Citation], Value]
) -> Iterator[Finding]:
    values = [
        (plan_text, citation, value)
        for plan_text, citation in group
        if (value := read_fact(citation)) is not None
    ]
    counts = Counter(value for _, _, value in values)
    if len(counts) < 2:  # noqa: PLR2004 - one value is no difference
        return
    majority = counts.most_common(1)[0][0]
    majority_row = next(plan_text.row_name for plan_text, _, value in values if value == majority)
    for plan_text, citation, value in values:
        if value != majority:
            number = plan_text.text[citation.start : citation.end]
            usual = f"ở {majority_row} là {format_value(majority)}"
            message = f"{fact_name} của {number} là {format_value(value)}, {usual}"
            hint = "đối chiếu với văn bản gốc rồi sửa cho thống nhất"
            yield plan_text.finding(citation.start, citation.end, message, hint)
