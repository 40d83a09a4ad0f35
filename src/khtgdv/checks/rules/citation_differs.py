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
from typing import TYPE_CHECKING

from khtgdv.document.document import display

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said
    from khtgdv.document.document import Value
    from khtgdv.language.citations import Citation

_LEVELS = {"TW": "Trung ương", "TU": "Thành ủy, Tỉnh ủy"}
# What all citations of one document have in common, and in words what differs.
_FACTS: tuple[tuple[str, Callable[[Citation], Value]], ...] = (
    ("ngày", lambda cited: cited.date),
    ("loại văn bản", lambda cited: cited.kind),
    ("cơ quan ban hành", lambda cited: _LEVELS.get(cited.level or "")),
)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each citation that says something else than most of the same document do."""
    groups: defaultdict[object, list[tuple[Said, Citation]]] = defaultdict(list)
    for said in corpus.texts:
        for cited in said.citations:
            groups[cited.key].append((said, cited))
    for group in groups.values():
        for what, fact in _FACTS:
            yield from _differing(group, what, fact)


def _differing(
    group: list[tuple[Said, Citation]], what: str, fact: Callable[[Citation], Value]
) -> Iterator[Finding]:
    told = [(said, cited, value) for said, cited in group if (value := fact(cited)) is not None]
    counts = Counter(value for _, _, value in told)
    if len(counts) < 2:  # noqa: PLR2004 - one value is no difference
        return
    usual = counts.most_common(1)[0][0]
    where = next(said.name for said, _, value in told if value == usual)
    for said, cited, value in told:
        if value != usual:
            number = said.text[cited.start : cited.end]
            message = f"{what} của {number} là {display(value)}, ở {where} là {display(usual)}"
            hint = "đối chiếu với văn bản gốc rồi sửa cho thống nhất"
            yield said.found(cited.start, cited.end, message, hint)
