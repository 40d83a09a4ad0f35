"""Dấu câu đặt sai chỗ.

Dấu cách trước dấu phẩy, dấu chấm; thiếu dấu cách sau dấu phẩy, dấu chấm phẩy; hai dấu câu liền
nhau; hai dấu cách liền nhau; dấu chấm rồi ngoặc đơn mở bằng chữ thường; gạch đầu dòng không có
dấu cách theo sau trong khi gạch khác có; thiếu dấu phẩy ở một cụm từ mà mọi dòng khác đều có.

Sai:

    - id: T01-03
      task: Ký kết Chương trình phối hợp với các sở , ngành.
      lead: VP
      start: 2026-01
      due: 2026-03

Đúng:

    - id: T01-03
      task: "Ký kết Chương trình phối hợp với các sở, ngành (3,5 tỷ đồng, 7:30)."
      lead: VP
      start: 2026-01
      due: 2026-03
"""

from __future__ import annotations

import re

from khtgdv.checks.joints import find_missing_joiners

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

# What is wrong: where it stands, what to say of it, what to do.
_SLIP_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\S[ \t]+[,;.:!?)](?!\.)"), "dấu cách trước dấu câu", "bỏ dấu cách"),
    (re.compile(r"\w[,;](?=[^\W\d])"), "thiếu dấu cách sau dấu câu", "thêm dấu cách"),
    (re.compile(r"\(\s+\w"), "dấu cách sau ngoặc mở", "bỏ dấu cách"),
    (re.compile(r"[,;:]\s*[,;.:]|\.\.(?!\.)(?<!\.\.\.)"), "hai dấu câu liền nhau", "bỏ một dấu"),
    (re.compile(r"[^\s.][^\S\n]{2,}\S"), "nhiều dấu cách liền nhau", "chỉ để một dấu cách"),
    (re.compile(r"\.\s+\([a-zà-ỹđ]"), "dấu chấm trước phần trong ngoặc của cùng một câu",
     "bỏ dấu chấm, hoặc viết hoa đầu câu"),
)  # fmt: skip
_MIN_COUNT = 3
_DASH = re.compile(r"^[-–+](?P<blank>[ \t]?)(?=\S)", re.MULTILINE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each mark that stands where it should not."""
    for plan_text in corpus.texts:
        for slip, message, hint in _SLIP_PATTERNS:
            for match in slip.finditer(plan_text.text):
                yield plan_text.finding(match.start(), match.end(), message, hint)
        yield from _dash_findings(plan_text)
    yield from _missing_comma_findings(corpus)


def _missing_comma_findings(corpus: Corpus) -> Iterator[Finding]:
    """Yield two words between which a comma stands in all other rows."""
    for plan_text, start, end in find_missing_joiners(corpus.texts, _match_comma, _MIN_COUNT):
        message = f'thiếu dấu phẩy trong "{plan_text.text[start:end]}"'
        yield plan_text.finding(start, end, message, "các dòng khác có dấu phẩy ở đây")


def _match_comma(plan_text: PlanText, words: list[str], index: int) -> tuple[str, ...] | None:
    return (
        tuple(words[index - 1 : index + 3]) if plan_text.gap_after(index).strip() == "," else None
    )


def _dash_findings(plan_text: PlanText) -> Iterator[Finding]:
    dashes = list(_DASH.finditer(plan_text.text))
    if not any(match["blank"] for match in dashes):
        return
    for match in dashes:
        if not match["blank"]:
            message = "gạch đầu dòng thiếu dấu cách theo sau"
            yield plan_text.finding(match.start(), match.end() + 1, message, "thêm dấu cách")
