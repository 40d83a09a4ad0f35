"""What git leaves in a file where two people changed the same lines."""

from __future__ import annotations

import re

from khtgdv.source.text.hygiene import MAX_REPORTED
from khtgdv.source.text.sourcefile import Mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.source.text.sourcefile import SourceFile
    from khtgdv.source.text.spaces import ScalarFinder

_MARKER = r"(?m)^(<{7}|={7}|>{7}|\|{7})(?= |\r?$).*$"
# Only in brackets from the beginning on may a line of a text stand at the left margin.
_FLOW_ROOT = re.compile(r"(?:---\s|#.*\n|\s)*[\[{]")
_REMOVE = "rồi xóa các dòng <<<<<<<, ======= và >>>>>>>"


def has_conflict_markers(text: str) -> bool:
    """Tell whether a line begins as git's marks do."""
    # One sign is found twenty times as fast as several.
    may_have = any(sign in text and sign * 7 in text for sign in "<=>|")
    return may_have and re.search(_MARKER, text) is not None


def mask_conflict_markers(
    file: SourceFile, text: str, find_scalars: Callable[[str], ScalarFinder]
) -> tuple[str, list[list[int]]]:
    """Report git's marks; return the text without them, and each conflict's lines of marks.

    What stands between two marks cannot be relied upon.
    """
    if not has_conflict_markers(text):
        return text, []
    if _FLOW_ROOT.match(text) and _are_words(text, find_scalars(text)[0]):
        return text, []
    markers = [
        (n, match[1][0]) for n, line in enumerate(file.lines) if (match := re.match(_MARKER, line))
    ]
    from khtgdv.source.text.new_rows import KEEP_ONE, added_rows_hint

    spans = list(_conflict_spans(markers))
    ends = {line: span for span in spans for line in (span[0], span[-1])}
    for line in sorted(ends)[:MAX_REPORTED]:
        advice = added_rows_hint(file.lines, ends[line]) or KEEP_ONE
        mark, message = Mark(line, 0, line, 7), "dấu xung đột của git"
        file.report("conflict-marker", mark, message, f"{advice}, {_REMOVE}")
    return re.sub(_MARKER, lambda match: "#" * len(match[0]), text), spans


def _are_words(text: str, scalars: list[tuple[int, int, str]]) -> bool:
    """Tell whether all that look like marks stand inside quoted texts, as lines of theirs."""
    places = [match.start() for match in re.finditer(_MARKER, text)]
    quoted = [(start, end) for start, end, style in scalars if style in {"'", '"'}]
    return all(any(start < place < end for start, end in quoted) for place in places)


def _conflict_spans(markers: list[tuple[int, str]]) -> Iterator[list[int]]:
    """Yield the lines from `<` to `>`; a mark without its other half stands alone."""
    open_markers: list[int] = []
    for line, sign in markers:
        if sign == "<":
            yield from ([first] for first in open_markers[:1])
            open_markers = [line]
        elif sign == ">":
            yield [*open_markers, line]
            open_markers = []
        elif open_markers:
            open_markers.append(line)
        else:
            yield [line]
    yield from ([first] for first in open_markers[:1])
