"""The words of a value in their file: from a place in the text to the line and column it has there.

A value is written plain, in quotation marks, folded or literally, over any number of lines. Its
letters stand in the file in their order; only blanks, escapes and doubled quotation marks differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.source.load.validate import find, mark_of
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.source.load.result import Source
    from khtgdv.source.load.validate import Loc

_HEX = {"x": 2, "u": 4, "U": 8}


def place(source: Source, loc: Loc, start: int = 0, end: int | None = None) -> Mark | None:
    """Return where the characters `start` to `end` of the value at `loc` stand; all without `end`.

    A value that is no text, or is not there, has the place of its key or of its row.
    """
    scalar = find(source.node, loc)
    if end is None or not isinstance(scalar, Scalar):
        return mark_of(source.node, loc)
    return words(source.file.lines, scalar, start, end)


def words(lines: Sequence[str], scalar: Scalar, start: int, end: int) -> Mark:
    """Return where some characters of a value stand; `end` is exclusive."""
    places = list(_places(lines, scalar))
    first, last = places[start], places[max(start, end - 1)]
    return Mark(*first, last[0], last[1] + 1)


def _places(lines: Sequence[str], scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Yield line and column of each character of a value, in order."""
    raw = _Raw(lines, scalar.mark)
    for char in scalar:
        yield raw.blank() if char.isspace() else raw.find(char)


class _Raw:
    """A value as its file has it, read once from its beginning to its end."""

    def __init__(self, lines: Sequence[str], mark: Mark) -> None:
        self.lines = lines
        self.style = lines[mark.line][mark.column : mark.column + 1]
        self.line, self.column = mark.line, mark.column
        if self.style in {"|", ">"}:
            self.line, self.column = mark.line + 1, 0
        elif self.style in {"'", '"'}:
            self.column += 1

    def blank(self) -> tuple[int, int]:
        """Return the place of a blank: right after the letter before it."""
        return self.line, self.column

    def find(self, char: str) -> tuple[int, int]:
        """Return the place of the next letter, passing over the blanks before it."""
        while True:
            line = self.lines[self.line]
            if self.column >= len(line):
                self.line, self.column = self.line + 1, 0
                continue
            at, length = self.column, 1
            found = line[at]
            if found == "\\" and self.style == '"':
                found, length = _unescaped(line, at)
            elif found == "'" and self.style == "'":
                length = 2
            self.column += length
            if found == char:
                return self.line, at


def _unescaped(line: str, at: int) -> tuple[str, int]:
    """Return the letter an escape stands for, and how long the escape is.

    One that stands for a blank or a line break comes back as a blank.
    """
    kind = line[at + 1 : at + 2]
    if digits := _HEX.get(kind):
        return chr(int(line[at + 2 : at + 2 + digits], 16)), 2 + digits
    return (kind if kind in {'"', "\\", "/"} else " "), 2
