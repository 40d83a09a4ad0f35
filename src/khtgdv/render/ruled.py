"""A table of columns of fixed width, drawn line by line.

Rich's own table renders each cell three times, one inside the other: a list of 500 rows took forty
times a bare Python. Here a cell that is of one style is wrapped as a text, once, and only one of
several styles by Rich. `tests/render/test_ruled.py` holds both to each other.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.text import Text

_DIVIDER = Segment(" ")
_WORD = r"\s*\S+\s*"
# Nearly all that plans are written with, of which each takes one column: Rich looks up each letter
# with a tone of its own.
_NARROW = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))))
_NARROW |= frozenset("–—…“”·•█░─")


def cell_width(text: str) -> int:
    """Return how many columns a text takes, as Rich reckons it."""
    return len(text) if _NARROW.issuperset(text) else cell_len(text)


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """How broad a column is, and how its cells stand in it."""

    width: int
    right: bool = False
    no_wrap: bool = False

    def lines_of(self, text: str) -> list[str] | None:
        """Return a text as the lines of a cell; None where something of it has to be cut."""
        if "\t" in text:
            return None
        lines: list[str] = []
        for line in text.split("\n"):
            pieces = self._pieces(line)
            if pieces is None:
                return None
            lines += map(self._padded, pieces)
        return lines

    def _pieces(self, line: str) -> list[str] | None:
        """Return a line broken between words, each piece no broader than the column."""
        if cell_width(line) <= self.width:
            return [line]
        breaks = None if self.no_wrap else self._breaks(line)
        if breaks is None:
            return None
        pieces = [line[start:end] for start, end in pairwise((0, *breaks, len(line)))]
        pieces = [piece[: max(self.width, len(piece.rstrip()))] for piece in pieces]
        return None if any(cell_width(piece) > self.width for piece in pieces) else pieces

    def _breaks(self, line: str) -> list[int] | None:
        """Return where a line goes on in the next one; None where a word is too broad."""
        breaks: list[int] = []
        used = 0
        for match in re.finditer(_WORD, line):
            word = match[0]
            needed = cell_width(word.rstrip())
            if needed > self.width:
                return None
            if needed > self.width - used:
                breaks.append(match.start())
                used = 0
            used += cell_width(word)
        return breaks

    def _padded(self, line: str) -> str:
        if not self.right:
            return line + " " * (self.width - cell_width(line))
        bare = line.rstrip()
        return " " * (self.width - cell_width(bare)) + bare


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Rows of cells with titles over a rule, and totals at the foot where there are any.

    `padding` are the blanks at the left and at the right of a cell.
    """

    forms: Sequence[ColumnForm]
    rows: Sequence[Sequence[Text]]
    titles: Sequence[Text]
    totals: Sequence[Text]
    padding: tuple[int, int]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table; Rich asks for it by this name."""
        del options  # it is as broad as it is
        plain, bold = Style.null(), console.get_style("bold")
        yield from self._drawn(self.titles, console, bold, low=True)
        yield Segment("─" * (sum(self._widths) + len(self.forms) - 1))
        yield Segment.line()
        for row in self.rows:
            yield from self._drawn(row, console, plain)
        if self.totals:
            yield Segment.line()
            yield from self._drawn(self.totals, console, bold)

    @property
    def _widths(self) -> list[int]:
        return [form.width + sum(self.padding) for form in self.forms]

    def _drawn(
        self, row: Sequence[Text], console: Console, style: Style, *, low: bool = False
    ) -> Iterable[Segment]:
        """Draw the lines of one row; a cell of fewer lines stands at its top, or `low`."""
        segments = self._segments(row, console, style, low=low)
        if console.color_system is not None:
            return segments
        return [Segment("".join([segment.text for segment in segments]))]

    def _segments(
        self, row: Sequence[Text], console: Console, style: Style, *, low: bool
    ) -> Iterator[Segment]:
        left, right = (Segment(" " * blanks, style) for blanks in self.padding)
        cells = [
            [(left, *line, right) for line in _cell_lines(text, form, console, style)]
            for text, form in zip(row, self.forms, strict=True)
        ]
        blanks = [(Segment(" " * width, style),) for width in self._widths]
        height = max(map(len, cells), default=0)
        for number in range(height):
            for place, lines in enumerate(cells):
                line = number - height + len(lines) if low else number
                yield from (_DIVIDER,) if place else ()
                yield from lines[line] if 0 <= line < len(lines) else blanks[place]
            yield Segment.line()


def _cell_lines(
    text: Text, form: ColumnForm, console: Console, style: Style
) -> Sequence[Sequence[Segment]]:
    """Return the lines of a cell, each as broad as its column."""
    is_plain = console.color_system is None or not text.spans
    if is_plain and (lines := form.lines_of(text.plain)) is not None:
        cell_style = style + console.get_style(text.style)
        return [[Segment(line, cell_style)] for line in lines]
    wrapped = text.wrap(
        console, form.width, justify="right" if form.right else "left", overflow="ellipsis",
        no_wrap=form.no_wrap,
    )  # fmt: skip
    return [[*Segment.apply_style(_colored(line, console), style)] for line in wrapped]


def _colored(line: Text, console: Console) -> Iterable[Segment]:
    """Return a line with its styles; Rich itself leaves out that of one without spans."""
    if line.spans:
        return line.render(console)
    return [Segment(line.plain, console.get_style(line.style))]
