"""The words of a value in their file: from a place in the text to the line and column it has there.

A value is written plain, in quotation marks, folded or literally, over any number of lines. Its
letters stand in the file in their order; only blanks, escapes and doubled quotation marks differ.
"""

from __future__ import annotations

from khtgdv.source.load.validate import find_node, mark_of
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import ScalarNode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.source.load.result import RowSource
    from khtgdv.source.load.validate import Loc

_HEX = {"x": 2, "u": 4, "U": 8}


class PositionFinder:
    """Where characters of values stand; a value that is asked about again is read once."""

    def __init__(self) -> None:
        """Begin with no value."""
        self._scalar: ScalarNode | None = None
        self._positions: list[tuple[int, int]] = []

    def mark_in_row(
        self, source: RowSource, loc: Loc, start: int = 0, end: int | None = None
    ) -> Mark | None:
        """Return where the characters `start` to `end` of the value at `loc` stand.

        All of it without `end`. A value that is no text, or is not there, has the place of its key
        or of its row.
        """
        scalar = find_node(source.node, loc)
        if end is None or not isinstance(scalar, ScalarNode):
            return mark_of(source.node, loc)
        return self.mark_in_scalar(source.file.lines, scalar, start, end)

    def mark_in_scalar(
        self, lines: Sequence[str], scalar: ScalarNode, start: int, end: int
    ) -> Mark:
        """Return where some characters of a value stand; `end` is exclusive."""
        if scalar is not self._scalar:
            self._scalar, self._positions = scalar, list(_character_positions(lines, scalar))
        first, last = self._positions[start], self._positions[max(start, end - 1)]
        return Mark(*first, last[0], last[1] + 1)


def _character_positions(lines: Sequence[str], scalar: ScalarNode) -> Iterator[tuple[int, int]]:
    """Yield line and column of each character of a value, in order."""
    scanner = _ScalarScanner(lines, scalar.mark)
    for char in scalar:
        yield scanner.blank_position() if char.isspace() else scanner.next_position(char)


class _ScalarScanner:
    """A value as its file has it, read once from its beginning to its end."""

    def __init__(self, lines: Sequence[str], mark: Mark) -> None:
        self.lines = lines
        self.style = lines[mark.line][mark.column : mark.column + 1]
        self.line, self.column = mark.line, mark.column
        if self.style in {"|", ">"}:
            self.line, self.column = mark.line + 1, 0
        elif self.style in {"'", '"'}:
            self.column += 1

    def blank_position(self) -> tuple[int, int]:
        """Return the place of a blank: right after the letter before it."""
        return self.line, self.column

    def next_position(self, char: str) -> tuple[int, int]:
        """Return the place of the next letter, passing over the blanks before it."""
        while True:
            line = self.lines[self.line]
            if self.column >= len(line):
                self.line, self.column = self.line + 1, 0
                continue
            letter_column, length = self.column, 1
            letter = line[letter_column]
            if letter == "\\" and self.style == '"':
                letter, length = _unescape(line, letter_column)
            elif letter == "'" and self.style == "'":
                length = 2
            self.column += length
            if letter == char:
                return self.line, letter_column


def _unescape(line: str, column: int) -> tuple[str, int]:
    """Return the letter an escape stands for, and how long the escape is.

    One that stands for a blank or a line break comes back as a blank.
    """
    kind = line[column + 1 : column + 2]
    if digits := _HEX.get(kind):
        return chr(int(line[column + 2 : column + 2 + digits], 16)), 2 + digits
    return (kind if kind in {'"', "\\", "/"} else " "), 2
