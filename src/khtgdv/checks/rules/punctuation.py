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
from typing import TYPE_CHECKING

from khtgdv.checks.joints import lacking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

# What is wrong: where it stands, what to say of it, what to do.
_SLIPS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\S[ \t]+[,;.:!?)](?!\.)"), "dấu cách trước dấu câu", "bỏ dấu cách"),
    (re.compile(r"\w[,;](?=[^\W\d])"), "thiếu dấu cách sau dấu câu", "thêm dấu cách"),
    (re.compile(r"\(\s+\w"), "dấu cách sau ngoặc mở", "bỏ dấu cách"),
    (re.compile(r"[,;:]\s*[,;.:]|\.\.(?!\.)(?<!\.\.\.)"), "hai dấu câu liền nhau", "bỏ một dấu"),
    (re.compile(r"[^\s.][^\S\n]{2,}\S"), "nhiều dấu cách liền nhau", "chỉ để một dấu cách"),
    (re.compile(r"\.\s+\([a-zà-ỹđ]"), "dấu chấm trước phần trong ngoặc của cùng một câu",
     "bỏ dấu chấm, hoặc viết hoa đầu câu"),
)  # fmt: skip
_USUAL = 3
_DASH = re.compile(r"^[-–+](?P<blank>[ \t]?)(?=\S)", re.MULTILINE)


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each mark that stands where it should not."""
    for said in corpus.texts:
        for slip, message, hint in _SLIPS:
            for match in slip.finditer(said.text):
                yield said.found(match.start(), match.end(), message, hint)
        yield from _dashes(said)
    yield from _commas(corpus)


def _commas(corpus: Corpus) -> Iterator[Finding]:
    """Yield two words between which a comma stands in all other rows."""
    for said, start, end in lacking(corpus.texts, _with_comma, _USUAL):
        message = f'thiếu dấu phẩy trong "{said.text[start:end]}"'
        yield said.found(start, end, message, "các dòng khác có dấu phẩy ở đây")


def _with_comma(said: Said, words: list[str], at: int) -> tuple[str, ...] | None:
    return tuple(words[at - 1 : at + 3]) if said.between(at).strip() == "," else None


def _dashes(said: Said) -> Iterator[Finding]:
    dashes = list(_DASH.finditer(said.text))
    if not any(match["blank"] for match in dashes):
        return
    for match in dashes:
        if not match["blank"]:
            message = "gạch đầu dòng thiếu dấu cách theo sau"
            yield said.found(match.start(), match.end() + 1, message, "thêm dấu cách")
