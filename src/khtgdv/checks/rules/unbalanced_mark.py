"""Dấu ngoặc, dấu nháy mở mà không đóng, hoặc đóng mà không mở.

Xét từng ô. Dấu ngoặc sau số thứ tự ở đầu dòng, đầu câu (1), a)) không kể; dấu nháy thẳng (")
không phân biệt mở và đóng nên chỉ cần chẵn. Dòng lẫn nhiều kiểu dấu nháy thì quy tắc mixed-quotes
báo.

Sai:

    - id: T01-20
      task: Hướng dẫn thực hiện phong trào thi đua “Dân vận khéo năm 2026.
      lead: VP
      start: 2026-01
      due: 2026-03

Đúng:

    - id: T01-20
      task: Hướng dẫn thực hiện phong trào thi đua “Dân vận khéo” năm 2026 (lần 2).
      lead: VP
      start: 2026-01
      due: 2026-03
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, Said

_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_NUMBERED = re.compile(r"(?:^|[\n:;.]\s*|\s)(?:\d{1,2}|[a-zđ])(?=\))")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each mark without its other half."""
    for said in corpus.texts:
        yield from _unbalanced(said)


def _unbalanced(said: Said) -> Iterator[Finding]:
    mixed = '"' in said.text and any(mark in said.text for mark in "“”«»")
    numbered = {match.end() for match in _NUMBERED.finditer(said.text)}
    open_marks: list[int] = []
    for at, char in enumerate(said.text):
        if mixed and char in "“”«»":
            continue
        if char in _PAIRS:
            open_marks.append(at)
        elif char in _CLOSING:
            if open_marks and said.text[open_marks[-1]] == _CLOSING[char]:
                open_marks.pop()
            elif at not in numbered:
                yield said.found(at, at + 1, f"dấu {char} đóng mà không mở", "thêm dấu mở")
    for at in open_marks:
        char = said.text[at]
        yield said.found(at, at + 1, f"dấu {char} mở mà không đóng", f"thêm dấu {_PAIRS[char]}")
    if not mixed and said.text.count('"') % 2:
        at = said.text.rindex('"')
        yield said.found(at, at + 1, "số dấu nháy là số lẻ", "thêm dấu nháy còn thiếu")
