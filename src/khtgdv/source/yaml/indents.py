"""Which line stands too far left or right where a parser stumbles over the one below it.

A parser takes a line for what its indentation says, and complains of the next that does not fit.
"""

from __future__ import annotations

import re

from khtgdv.source.text.known_keys import KEY_LINE, SECTIONS
from khtgdv.source.yaml.line_slips import TEXT_ITEM, has_content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ROW_WITHOUT_DASH = re.compile(r" +(?:id|code):\s")  # where a row should begin, and has no dash
_SECTION = re.compile(rf"(?:{'|'.join(SECTIONS)}):")
_COLON = re.compile(r":(?:\s|$)")
_OPENS = (":", ">", ">-", "|", "|-")
_DEPTHS = frozenset({0, 2})  # by which a list usually stands further in than its key


def margin(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def shifted_item(lines: Sequence[str], number: int) -> int | None:
    """Return the first of the list items right above a line that stand further left than its key.

    They belong to a list of the same row: the parser took them for rows, and stumbles over the key.
    """
    width = margin(lines[number])
    first = number
    while first and (item := TEXT_ITEM.match(lines[first - 1])) and item.end(1) < width:
        first -= 1
    return first if first < number and KEY_LINE.match(lines[number]) else None


def misplaced_line(lines: Sequence[str], number: int) -> int | None:
    """Return the line above that does not fit to a line and the others; None where it itself is."""
    above = _line_above(lines, number)
    if above is None or "\t" in lines[number]:
        return None
    outer = _line_above(lines, number, margin(lines[number]))
    if outer is not None and _is_row_key(lines[outer]):
        return outer
    return above if _is_misindented(lines, above, number) else None


def missing_colon(lines: Sequence[str], number: int) -> int | None:
    """Return the line above that should begin a mapping and is no key; None where it is none."""
    above = _line_above(lines, number)
    parent = None if above is None else _line_above(lines, above)
    if above is None or parent is None or margin(lines[above]) != margin(lines[number]):
        return None
    opens_value = lines[parent].rstrip().endswith(":") and not _is_item(lines[above])
    return None if not opens_value or _COLON.search(lines[above]) else above


def missing_dash(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the ID of a section's first row where it has no dash."""
    section = next((n for n in range(number, -1, -1) if _SECTION.match(lines[n])), number)
    first = next((n for n in range(section + 1, number) if has_content(lines[n])), number)
    return first if first < number and ROW_WITHOUT_DASH.match(lines[first]) else None


def _is_row_key(line: str) -> bool:
    """Tell whether a line at the left margin is a key of a row, which never stands there."""
    key = KEY_LINE.match(line)
    opens = line.rstrip().endswith(":") and line.split(":", maxsplit=1)[0] in SECTIONS
    return key is not None and not key[1] and not opens


def _is_misindented(lines: Sequence[str], above: int, number: int) -> bool:
    """Tell whether the line right above a line is the one that does not fit to its list."""
    is_item = _is_item(lines[above])
    same = is_item == _is_item(lines[number])
    parent = _parent(lines, above) if is_item or same else None
    if parent is None:
        return False
    deeper, own = (margin(lines[n]) - margin(lines[parent]) for n in (above, number))
    if same and not is_item and parent != _line_above(lines, above):
        return False
    if same:
        usual = _DEPTHS if is_item else _DEPTHS - {0}
        return deeper not in usual and own in usual
    nested_item = lines[above].lstrip().startswith("- - ")
    return deeper not in _DEPTHS or nested_item or _key_follows(lines, number)


def _parent(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the key that a line stands below: all it says is there."""
    limit = margin(lines[number]) + _is_item(lines[number])
    parent = _line_above(lines, number, limit)
    while parent is not None and _is_item(lines[number]) and _is_item(lines[parent]):
        parent = _line_above(lines, parent, limit)
    return parent if parent is not None and lines[parent].rstrip().endswith(_OPENS) else None


def _key_follows(lines: Sequence[str], number: int) -> bool:
    """Tell whether the next line that stands no further in than a key is a key beside it."""
    width = margin(lines[number])
    below = (line for line in lines[number + 1 :] if has_content(line) and margin(line) <= width)
    next_line = next(below, "")
    key = KEY_LINE.match(next_line)
    return key is not None and not _is_item(next_line) and margin(next_line) == width


def _line_above(lines: Sequence[str], number: int, width: int | None = None) -> int | None:
    """Return the next line above that says something, further left than `width` where given."""
    for above in range(number - 1, -1, -1):
        if has_content(lines[above]) and (width is None or margin(lines[above]) < width):
            return above
    return None


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")
