"""Columns of fixed width, drawn line by line.

Rich's own table renders every cell three times, one inside the other: half a millisecond a row.
Here a cell that fits its column is drawn at once, and only one that has to be wrapped goes through
Rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions, JustifyMethod, OverflowMethod, RenderResult
    from rich.style import Style
    from rich.text import Text

_RULE = "─"
_BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Form:
    """How broad a column is, and how its cells stand in it."""

    width: int
    justify: JustifyMethod = "left"
    no_wrap: bool = False
    overflow: OverflowMethod = "fold"
    style: str = ""

    def room(self, options: ConsoleOptions) -> ConsoleOptions:
        """Return what Rich has to know to wrap a cell."""
        return options.update(
            width=self.width, justify=self.justify, no_wrap=self.no_wrap, overflow=self.overflow
        )


@dataclass(frozen=True, slots=True)
class Ruled:
    """Rows of cells, with titles over a rule and totals at the foot where there are any.

    `padding` are the blanks at the left and at the right of a cell. Where it does not fit the
    screen it is broader: nothing of it is cut.
    """

    forms: Sequence[Form]
    rows: Sequence[Sequence[Text]]
    titles: Sequence[Text] = ()
    totals: Sequence[Text] = ()
    padding: tuple[int, int] = (0, 0)
    divider: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table; Rich asks for it by this name."""
        rooms = [form.room(options) for form in self.forms]
        bold = [console.get_style(_BOLD)] * len(rooms)
        plain = [console.get_style(form.style) for form in self.forms]
        if self.titles:
            yield from self._drawn(self.titles, console, rooms, bold, low=True)
            yield Segment(_RULE * self._width)
            yield Segment.line()
        for row in self.rows:
            yield from self._drawn(row, console, rooms, plain)
        if self.totals:
            yield Segment.line()
            yield from self._drawn(self.totals, console, rooms, bold)

    @property
    def _width(self) -> int:
        count = len(self.forms)
        cells = sum(form.width for form in self.forms) + count * sum(self.padding)
        return cells + (count - 1) * len(self.divider)

    def _drawn(
        self, row: Sequence[Text], console: Console, rooms: Sequence[ConsoleOptions],
        styles: Sequence[Style], *, low: bool = False,
    ) -> Iterator[Segment]:  # fmt: skip
        """Draw the lines of one row; a cell of fewer lines stands at its top, or `low`."""
        places = list(zip(rooms, styles, strict=True))
        cells = [
            [self._padded(line, style) for line in _lines(text, console, room, style)]
            for text, (room, style) in zip(row, places, strict=True)
        ]
        height = max(map(len, cells), default=0)
        aligned = Segment.align_bottom if low else Segment.align_top
        sides = sum(self.padding)
        blocks = [
            aligned(cell, room.max_width + sides, height, style)
            for cell, (room, style) in zip(cells, places, strict=True)
        ]
        for lines in zip(*blocks, strict=True):
            for place, line in enumerate(lines):
                if place and self.divider:
                    yield Segment(self.divider)
                yield from line
            yield Segment.line()

    def _padded(self, line: list[Segment], style: Style) -> list[Segment]:
        left, right = ([Segment(" " * blanks, style)] if blanks else [] for blanks in self.padding)
        return [*left, *line, *right]


def _lines(
    text: Text, console: Console, room: ConsoleOptions, style: Style
) -> Sequence[list[Segment]]:
    """Return the lines of a cell, each as broad as its column."""
    right = room.justify == "right"
    plain = text.plain.rstrip(" ") if right else text.plain
    blanks = room.max_width - cell_len(plain)
    if blanks < 0 or "\n" in plain or "\t" in plain or (right and text.spans):
        return console.render_lines(text, room, style=style)
    if text.spans:
        padded = text.copy()
        padded.pad_right(blanks)
        return [[*Segment.apply_style(padded.render(console), style)]]
    words = " " * blanks + plain if right else plain + " " * blanks
    return [[Segment(words, style + console.get_style(text.style))]]
