"""Số La Mã viết sai.

Số viết bằng các chữ I, V, X mà không phải một số La Mã (VIV, IIII, VX), hoặc lẫn chữ l, số 1, chữ
thường sau "lần thứ", "khóa", "Đại hội" (XlV, Xiv, X1V).

Sai:

    - id: T01-12
      task: Tuyên truyền Đại hội đại biểu toàn quốc lần thứ VIV của Đảng.
      lead: VP
      start: 2026-01
      due: 2026-04

Đúng:

    - id: T01-12
      task: Tuyên truyền Đại hội đại biểu toàn quốc lần thứ XIV của Đảng, quý IV.
      lead: VP
      start: 2026-01
      due: 2026-04
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding

_LETTERS = re.compile(r"(?<![\w&/-])[IVX]{2,}(?![\w/-])")
_NUMERAL_IN_PHRASE = re.compile(
    r"(?:thứ|[Kk]h[oó][aá]|[Đđ]ại hội|[Qq]uý|[Kk]ỳ)\s+(?P<number>[IVXLlivx1|]*[IVX][IVXLlivx1|]*)"
    r"(?![\w/-])"
)
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})|X[LC]|L?X{0,3}(?:IX|IV|V?I{0,3})")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each Roman numeral that is none."""
    for plan_text in corpus.texts:
        spans = [match.span() for match in _LETTERS.finditer(plan_text.text)]
        spans += [match.span("number") for match in _NUMERAL_IN_PHRASE.finditer(plan_text.text)]
        for start, end in dict.fromkeys(spans):
            number = plan_text.text[start:end]
            if not _ROMAN.fullmatch(number):
                message = f'"{number}" không phải một số La Mã'
                hint = "viết lại bằng I, V, X; ví dụ XIV là 14, XVI là 16"
                yield plan_text.finding(start, end, message, hint)
