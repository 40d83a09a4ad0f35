"""Lines that begin a row which no list has: rows that became a part of something else.

What reading skipped is counted there; this is for what was read as something that it is not.
"""

from __future__ import annotations

import re

from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from khtgdv.source.yaml.troubles import deep_row, slipped_key, swallowed_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile, Trouble
    from khtgdv.source.yaml.recovery import Gap

# A line that begins a row, as most do; the key may be marked as one, or stand below the dash.
_ID_KEY = r"[\"']?id[\"']? *"
ROW_LINE = re.compile(rf"\s*- +(?P<brace>\{{ *)?(?:{_ID_KEY}:(?:\s+|$)|\? +{_ID_KEY}$)")
_KEY_BELOW = re.compile(rf"\s+(?:\? +)?{_ID_KEY}(?::|$)")
# The same in a whole text, behind a line end: several times as fast as line by line.
_ROW_IN_TEXT = re.compile(
    rf"\n[^\S\n]*-(?: +(?:\{{ *)?(?:{_ID_KEY}:(?=\s|\Z)|\? +{_ID_KEY}(?=\n|\Z))"
    rf"|(?P<below>[^\S\n]*\n[^\S\n]+(?:\? +)?{_ID_KEY}(?=[:\n]|\Z)))"
)
_ROW_ID = re.compile(r"[\"']?[A-ZĐ0-9]{1,6}-[0-9]")
_MOST = 20  # findings
_HINT = 'đặt dấu "-" của dòng kế hoạch thẳng hàng với dấu "-" của các dòng khác'


def find_swallowed_row(lines: Sequence[str], text: Mark, depth: int) -> Trouble | None:
    """Return what to say of a text of which a row became a part, None where none did.

    A text at the top of a file (`depth` 1), in quotation marks too, is no place for a row.
    Elsewhere it must have an ID, or the next line must be a key of a row: a person may write of
    rows.
    """
    end = text.end_line + (text.end_column > 0)  # a text in a block ends before the next line
    for number in range(text.line + 1, end) if depth else ():
        if depth == 1 and _begins_row(lines, number):
            return swallowed_rows(text, number)
        if match := depth > 1 and "- " in lines[number] and ROW_LINE.match(lines[number]):
            named = match["brace"] or _ROW_ID.match(lines[number], match.end())
            if named or _is_key(next(filter(str.strip, lines[number + 1 : end]), "")):
                return deep_row(number)
    return None


def _begins_row(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line begins a row: of a text where no text has a place, whatever its key."""
    line = lines[number].strip()
    if line == "-":
        return number + 1 < len(lines) and _KEY_BELOW.match(lines[number + 1]) is not None
    return line.startswith("- ") and bool(ROW_LINE.match(line) or _is_key(line))


def _is_key(line: str) -> bool:
    from khtgdv.source.text.known_keys import KEY_LINE

    return KEY_LINE.match(line) is not None


def find_slipped_key(key: str, mark: Mark) -> Trouble | None:
    """Return what to say of a key at the top of a file, below rows; None where it may stand."""
    from khtgdv.source.text.known_keys import ROW_ONLY_KEYS

    return slipped_key(mark, key) if key in ROW_ONLY_KEYS else None


def report_lost_rows(
    file: SourceFile, root: object, gaps: Iterable[Gap], row_lines: AbstractSet[int] | None
) -> int:
    """Report the rows that are part of something else, and return how many there are.

    `row_lines` are the lines that rows begin at, where the rows cannot tell.
    """
    candidates = set(_row_candidates(file.text))
    candidates -= row_lines or {node.span[0].line for node in _rows(root)}
    for first, end in gaps if candidates else ():
        candidates.difference_update(range(first, end))
    if candidates:
        candidates.difference_update(_text_lines(root))
    for number in sorted(candidates)[:_MOST]:
        message = "dòng kế hoạch này nằm trong một nội dung khác nên không được đọc"
        file.report("swallowed-row", Mark.of_line(number, file.lines), message, _HINT)
    return len(candidates)


def _row_candidates(text: str) -> Iterator[int]:
    """Yield the lines that look like the beginning of a row."""
    number = place = 0
    for row in _ROW_IN_TEXT.finditer(f"\n{text}"):
        number += text.count("\n", place, row.start())
        place = row.start()
        yield number + (row["below"] is not None)


def _rows(root: object) -> Iterator[MappingNode]:
    """Yield the rows of all lists at the top."""
    lists = root.values() if isinstance(root, MappingNode) else [root]
    for rows in lists:
        if isinstance(rows, SequenceNode):
            yield from (row for row in rows if isinstance(row, MappingNode))


def _text_lines(root: object) -> Iterator[int]:
    """Yield the lines of texts: whoever writes of rows there means what is written."""
    nodes: list[Any] = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ScalarNode):
            yield from range(node.mark.line + 1, node.mark.end_line + 1)
        elif isinstance(node, MappingNode | SequenceNode):
            nodes += node.values() if isinstance(node, MappingNode) else node
