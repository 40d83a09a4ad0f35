"""Blanks that are none: a TAB, and what Word puts in place of a space.

What stands where YAML needs a space is reported and becomes one, so that the row can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from khtgdv.source.text.hygiene import MAX_REPORTED, mark_at_offset
from khtgdv.source.text.known_keys import NAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khtgdv.source.text.sourcefile import SourceFile

ScalarFinder = tuple[list[tuple[int, int, str]], int]
_HASH = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_INDENTED = re.compile(r"(?: *\t[^\n]*\n)+")  # where the parser gave up, these are told of as one
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# The beginning of a line that is a row or a key, with odd blanks before it or after its colon.
_KEY_WITH_SPACES = re.compile(
    rf"^[ {_BLANKS}]*(?:-[ {_BLANKS}]+)*(?:{NAMES})[ {_BLANKS}]*:(?:[ {_BLANKS}]|\r?$)",
    re.MULTILINE,
)
_ODD_BLANK = re.compile(f"[{_BLANKS}]")


def replace_odd_spaces(
    file: SourceFile, text: str, find_scalars: Callable[[str], ScalarFinder]
) -> str:
    """Report odd blanks where a line's structure needs spaces, one a line, and replace them.

    A line of a longer text that only looks like a key is no structure.
    """
    if not _ODD_BLANK.search(text):
        return text
    matches = [match for match in _KEY_WITH_SPACES.finditer(text) if _ODD_BLANK.search(match[0])]
    if matches:
        inside = _spans_inside_texts(matches, find_scalars(text)[0])
        matches = [match for match in matches if match.span() not in inside]
    for match in matches[:MAX_REPORTED]:
        space = _ODD_BLANK.search(match[0])
        mark = mark_at_offset(text, match.start() + (space.start() if space else 0))
        message = "dấu cách ở đây là dấu cách đặc biệt, thường do dán từ Word"
        file.report("odd-space", mark, message, "xóa đi rồi gõ lại bằng phím cách")
    spans = {match.span() for match in matches}
    return _KEY_WITH_SPACES.sub(
        lambda match: _ODD_BLANK.sub(" ", match[0]) if match.span() in spans else match[0], text
    )


def _spans_inside_texts(
    matches: list[re.Match[str]], scalars: list[tuple[int, int, str]]
) -> set[tuple[int, int]]:
    """Return the spans that stand inside a text that began above them, and not as such a key."""
    starts = [start for start, _, _ in scalars]
    spans: set[tuple[int, int]] = set()
    key_start = -1  # where a text begins that is such a key itself, as all its lines may be
    for match in matches:
        number = bisect_left(starts, match.start())
        start, end, _ = scalars[number - 1] if number else (0, 0, "")
        if match.end() <= end and start != key_start:
            spans.add(match.span())
        elif number < len(starts) and starts[number] < match.end():
            key_start = starts[number]
    return spans


def replace_tabs(file: SourceFile, text: str, find_scalars: ScalarFinder) -> str:
    """Report each TAB outside quoted texts and comments, which `find_scalars` tells apart.

    YAML parsers disagree on such a TAB, so ours gets to see none.
    """
    scalars, stop = find_scalars
    end = text.find("\n", stop)
    places = (match.start() for match in re.finditer("\t", text[: end if end >= 0 else len(text)]))
    bare_tabs = list(islice(_bare_tabs(text, places, scalars), MAX_REPORTED + 1))
    tab_lines = _INDENTED.match(text, end + 1) if end >= 0 else None
    more_lines = tab_lines[0].count("\n") if tab_lines else 0
    for index in bare_tabs[:MAX_REPORTED]:
        message = "dấu TAB đứng ngoài dấu nháy"
        if index == bare_tabs[-1] and more_lines:
            message = f"{message}, và ở {more_lines} dòng ngay dưới"
        file.report("tab-character", mark_at_offset(text, index), message, "thay TAB bằng dấu cách")
    return text.replace("\t", " ") if bare_tabs else text


def _bare_tabs(
    text: str, tab_offsets: Iterable[int], scalars: list[tuple[int, int, str]]
) -> Iterable[int]:
    """Yield the first place of each line that stands neither in a quoted text nor in a comment."""
    starts = [start for start, _, _ in scalars]

    def inside(index: int, styles: str) -> bool:
        number = bisect_right(starts, index) - 1
        _, end, style = scalars[number] if number >= 0 else (0, 0, "")
        return index < end and style != "" and style in styles

    end, comment, reported_end = -1, 0, -1
    for index in tab_offsets:
        if index > end:
            begin = text.rfind("\n", 0, index) + 1
            line_break = text.find("\n", index)
            end = line_break if line_break >= 0 else len(text)
            hashes = (match.start() for match in _HASH.finditer(text, begin, end))
            comment = next((at for at in hashes if not inside(at, "'\"|>")), end)
        if reported_end != end and index < comment and not inside(index, "'\""):
            reported_end = end
            yield index
