"""Columns of fixed width, drawn line by line.

Rich's own table renders every cell three times, one inside the other: half a millisecond a row.
Here a cell that fits its column is drawn at once, and one that does not is wrapped by Rich once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment

from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

    def fitted(self, words: str) -> str | None:
        """Return words as broad as the column, None where they have to be wrapped."""
        right = self.justify == "right"
        bare = words.rstrip(" ") if right else words
        blanks = self.width - cell_len(bare)
        if blanks < 0 or "\n" in bare or "\t" in bare:
            return None
        return " " * blanks + bare if right else bare + " " * blanks


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
        del options  # it is as broad as it is
        bold = [console.get_style(_BOLD)] * len(self.forms)
        plain = [console.get_style(form.style) for form in self.forms]
        if self.titles:
            yield from self._drawn(self.titles, console, bold, low=True)
            yield Segment(_RULE * self._width)
            yield Segment.line()
        for row in self.rows:
            yield from self._drawn(row, console, plain)
        if self.totals:
            yield Segment.line()
            yield from self._drawn(self.totals, console, bold)

    @property
    def _width(self) -> int:
        count = len(self.forms)
        cells = sum(form.width for form in self.forms) + count * sum(self.padding)
        return cells + (count - 1) * len(self.divider)

    def _drawn(
        self, row: Sequence[Text], console: Console, styles: Sequence[Style], *, low: bool = False
    ) -> Iterator[Segment]:
        """Draw the lines of one row; a cell of fewer lines stands at its top, or `low`."""
        places = list(zip(self.forms, styles, strict=True))
        cells = [
            [self._padded(line, style) for line in _lines(text, console, form, style)]
            for text, (form, style) in zip(row, places, strict=True)
        ]
        height = max(map(len, cells), default=0)
        aligned = Segment.align_bottom if low else Segment.align_top
        sides = sum(self.padding)
        blocks = [
            aligned(cell, form.width + sides, height, style)
            for cell, (form, style) in zip(cells, places, strict=True)
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


def _lines(text: Text, console: Console, form: Form, style: Style) -> list[list[Segment]]:
    """Return the lines of a cell, each as broad as its column."""
    if not text.spans and (words := form.fitted(text.plain)) is not None:
        return [[Segment(words, style + console.get_style(text.style))]]
    lines = text.wrap(
        console, form.width, justify=form.justify, overflow=form.overflow, no_wrap=form.no_wrap
    )
    return [[*Segment.apply_style(_colored(line, console), style)] for line in lines]


def _colored(line: Text, console: Console) -> Iterable[Segment]:
    if line.spans:
        return line.render(console)
    return [Segment(line.plain, console.get_style(line.style))]
