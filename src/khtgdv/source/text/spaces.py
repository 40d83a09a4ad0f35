"""Blanks that are none: a TAB, and what Word puts in place of a space.

What stands where YAML needs a space is reported and becomes one, so that the row can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from khtgdv.source.text.hygiene import SHOWN, mark_at
from khtgdv.source.text.known_keys import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.text.sourcefile import SourceFile

Spans = tuple[list[tuple[int, int, str]], int]
_HASH = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_INDENTED = re.compile(r"(?: *\t[^\n]*\n)+")  # where the parser gave up, these are told of as one
_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# The beginning of a line that is a row or a key, with odd blanks before it or after its colon.
_PLACES = re.compile(
    rf"^[ {_ODD}]*(?:-[ {_ODD}]+)*(?:{NAMES})[ {_ODD}]*:(?:[ {_ODD}]|\r?$)", re.MULTILINE
)
_ODD_ONE = re.compile(f"[{_ODD}]")


def odd_spaces(file: SourceFile, text: str) -> str:
    """Report odd blanks where a line's structure needs spaces, one a line, and replace them."""
    if not _ODD_ONE.search(text):
        return text
    found = [match for match in _PLACES.finditer(text) if _ODD_ONE.search(match[0])]
    for match in found[:SHOWN]:
        at = _ODD_ONE.search(match[0])
        mark = mark_at(text, match.start() + (at.start() if at else 0))
        message = "dấu cách ở đây là dấu cách đặc biệt, thường do dán từ Word"
        file.report("odd-space", mark, message, "xóa đi rồi gõ lại bằng phím cách")
    return _PLACES.sub(lambda match: _ODD_ONE.sub(" ", match[0]), text)


def tabs(file: SourceFile, text: str, spans: Spans) -> str:
    """Report each TAB outside quoted texts and comments; `spans` are the scalars of the text.

    YAML parsers disagree on such a TAB, so ours gets to see none.
    """
    scalars, stop = spans
    end = text.find("\n", stop)
    places = (match.start() for match in re.finditer("\t", text[: end if end >= 0 else len(text)]))
    loose = list(islice(_loose(text, places, scalars), SHOWN + 1))
    below = _INDENTED.match(text, end + 1) if end >= 0 else None
    more = below[0].count("\n") if below else 0
    for index in loose[:SHOWN]:
        message = "dấu TAB đứng ngoài dấu nháy"
        if index == loose[-1] and more:
            message = f"{message}, và ở {more} dòng ngay dưới"
        file.report("tab-character", mark_at(text, index), message, "thay TAB bằng dấu cách")
    return text.replace("\t", " ") if loose else text


def _loose(text: str, places: Iterable[int], scalars: list[tuple[int, int, str]]) -> Iterable[int]:
    """Yield the first place of each line that stands neither in a quoted text nor in a comment."""
    starts = [start for start, _, _ in scalars]

    def inside(index: int, styles: str) -> bool:
        number = bisect_right(starts, index) - 1
        _, end, style = scalars[number] if number >= 0 else (0, 0, "")
        return index < end and style != "" and style in styles

    end, comment, told = -1, 0, -1
    for index in places:
        if index > end:
            begin = text.rfind("\n", 0, index) + 1
            found = text.find("\n", index)
            end = found if found >= 0 else len(text)
            hashes = (match.start() for match in _HASH.finditer(text, begin, end))
            comment = next((at for at in hashes if not inside(at, "'\"|>")), end)
        if told != end and index < comment and not inside(index, "'\""):
            told = end
            yield index
