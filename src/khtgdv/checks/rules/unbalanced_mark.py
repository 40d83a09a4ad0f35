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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.checks.corpus import Corpus, Finding, PlanText

_CLOSING_BY_OPENING = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
_OPENING_BY_CLOSING = {closing: opening for opening, closing in _CLOSING_BY_OPENING.items()}
_ITEM_NUMBER = re.compile(r"(?:^|[\n:;.]\s*|\s)(?:\d{1,2}|[a-zđ])(?=\))")


def check(corpus: Corpus) -> Iterator[Finding]:
    """Yield each mark without its other half."""
    for plan_text in corpus.texts:
        yield from _unbalanced_findings(plan_text)


def _unbalanced_findings(plan_text: PlanText) -> Iterator[Finding]:
    has_mixed_quotes = '"' in plan_text.text and any(mark in plan_text.text for mark in "“”«»")
    item_number_ends = {match.end() for match in _ITEM_NUMBER.finditer(plan_text.text)}
    open_marks: list[int] = []
    for at, char in enumerate(plan_text.text):
        if has_mixed_quotes and char in "“”«»":
            continue
        if char in _CLOSING_BY_OPENING:
            open_marks.append(at)
        elif char in _OPENING_BY_CLOSING:
            if open_marks and plan_text.text[open_marks[-1]] == _OPENING_BY_CLOSING[char]:
                open_marks.pop()
            elif at not in item_number_ends:
                yield plan_text.finding(at, at + 1, f"dấu {char} đóng mà không mở", "thêm dấu mở")
    for at in open_marks:
        char = plan_text.text[at]
        yield plan_text.finding(
            at, at + 1, f"dấu {char} mở mà không đóng", f"thêm dấu {_CLOSING_BY_OPENING[char]}"
        )
    if not has_mixed_quotes and plan_text.text.count('"') % 2:
        at = plan_text.text.rindex('"')
        yield plan_text.finding(at, at + 1, "số dấu nháy là số lẻ", "thêm dấu nháy còn thiếu")
