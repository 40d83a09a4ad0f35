"""One table as Rich draws it: much text, few lines, columns that keep their numbers whole."""

from __future__ import annotations

from bisect import bisect

from rich.text import Text

from khtgdv.document.headings import headed_rows
from khtgdv.document.heat import heat_maximum
from khtgdv.render import axis
from khtgdv.render.cells import View, cell_text, column_title
from khtgdv.render.ruled import ColumnForm, RuledTable, cell_width
from khtgdv.render.screen_widths import (
    NO_WRAP_KINDS,
    RIGHT_KINDS,
    fit_widths,
    natural_width,
    with_days_alike,
    word_width,
)
from khtgdv.text import one_line, screen_text
from khtgdv.tuples import NamedTuple
from khtgdv.wrapping import shorten, word_breaks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table as RichTable

    from khtgdv.document.document import Column, Row, Table
    from khtgdv.render.formats import RenderOptions

_NARROW_WIDTH = 100
_NARROW_MATRIX_WIDTH = 124
_FACT_GAP = 2  # blanks before a fact of a record
# The widths from which a month has more characters on an axis of time.
_SCREEN_WIDTHS, _MONTH_WIDTHS = (100, 136), (2, 3, 4)
_HEADING_KINDS = ("long", "line", "text", "state")
# What moves below the long text where a narrow screen has no room, in this order, the last first.
_MOVING_KINDS = ("text", "code", "date", "state")


class _Sheet(NamedTuple):
    """The texts of a table column by column, and the widths that the columns get."""

    columns: Sequence[Column]
    titles: Sequence[Text]
    totals: Sequence[Text]
    bodies: Sequence[Sequence[Text]]
    padding: tuple[int, int]  # blanks to the left and right of a cell
    widths: Sequence[int] = ()

    @property
    def gaps(self) -> int:
        """How many columns of the screen stand between the texts of a line."""
        return len(self.columns) * sum(self.padding) + len(self.columns) - 1

    def part(self, places: Sequence[int]) -> _Sheet:
        """Return the sheet with some of its columns."""
        return _Sheet(
            [self.columns[place] for place in places],
            [self.titles[place] for place in places],
            [self.totals[place] for place in places if self.totals],
            [self.bodies[place] for place in places],
            self.padding,
        )


def grids(table: Table, options: RenderOptions) -> Iterator[RenderableType]:
    """Yield a table as Rich draws it in the columns there are: whole, where that can be."""
    view = View(table)
    for view in _views(table, options):
        if fitting := _fit(_sheet(view), options.width):
            yield _drawn(fitting)
            return
    if table.axis and not _fit(_sheet(view), options.width, hard=True):
        view = view._replace(month_width=axis.YEARS_MONTH)
    for number, part in enumerate(_pieces(_sheet(view), options.width or 0)):
        yield from [Text()] if number else []
        yield _drawn(part)


def _views(table: Table, options: RenderOptions) -> Iterator[View]:
    """Yield the ways to draw a table, the better before the narrower."""
    limit = _NARROW_MATRIX_WIDTH if _is_matrix(table) else _NARROW_WIDTH
    month_width = _month_width(options.width, table)
    if options.width is None or options.width >= limit:
        yield _view(table, table.view_columns, month_width=month_width)
    view = _view(table, table.narrow_columns, narrow=True, month_width=month_width)
    view = view._replace(tall=_is_matrix(table))
    yield view
    view = view._replace(tall=True, month_width=min(month_width, _MONTH_WIDTHS[0]))
    yield view
    if any(column.kind == "long" for column in view.columns):
        for column in _moving_columns(view.columns):
            columns = [each for each in view.columns if each is not column]
            moved = [each for each in table.columns if each in (*view.moved, column)]
            view = view._replace(columns=columns, moved=moved)
            yield view


def _view(
    table: Table, columns: Sequence[Column], *, month_width: int, narrow: bool = False
) -> View:
    """Return a view of the columns that say anything; a narrow one has some below the text."""
    shown = [column for column in columns if _has_content(table, column)]
    has_long = any(column.kind == "long" for column in shown)
    below = [column for column in shown if column.below_text and narrow and has_long]
    shown = [column for column in shown if column not in below]
    heat = heat_maximum(table.rows, shown)
    return View(table, shown, below, narrow=narrow, max_heat=heat, month_width=month_width)


def _moving_columns(columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns that may stand below the long text, the first to go there first."""
    for kind in _MOVING_KINDS:
        yield from (column for column in reversed(columns) if column.kind == kind)


def _sheet(view: View) -> _Sheet:
    """Return the texts of a table."""
    columns, total = view.columns, view.table.total
    bodies: list[list[Text]] = [[] for _ in columns]
    for heading, row in headed_rows(view.table.rows):
        if heading:
            for body, text in zip(bodies, _heading_cells(heading, columns), strict=True):
                body.append(text)
        for body, column in zip(bodies, columns, strict=True):
            body.append(cell_text(row, column, view))
    totals = [Text(screen_text(total.text(c.key))) for c in columns] if total else []
    titles = [Text(column_title(column, view)) for column in columns]
    return _Sheet(columns, titles, totals, bodies, _padding(view))


def _padding(view: View) -> tuple[int, int]:
    if not view.narrow:
        return (1, 1)
    has_days = any(column.kind == "day" for column in view.table.columns)
    return (0, 0) if _is_matrix(view.table) or (has_days and view.tall) else (0, 1)


def _heading_cells(heading: str, columns: Sequence[Column]) -> list[Text]:
    """Return a line that has the heading of a section where there is most room for words."""
    kinds = [column.kind for column in columns]
    kind = next((kind for kind in _HEADING_KINDS if kind in kinds), kinds[0])
    cells = [Text() for _ in columns]
    cells[kinds.index(kind)] = Text(one_line(heading), "bold")
    return cells


def _month_width(width: int | None, table: Table) -> int:
    """Return the characters of a month on an axis of time."""
    if table.axis and axis.month_count(table.axis) > axis.MOST_MONTHS:
        return axis.YEARS_MONTH
    return _MONTH_WIDTHS[bisect(_SCREEN_WIDTHS, width or _NARROW_WIDTH)]


def _fit(sheet: _Sheet, width: int | None, *, hard: bool = False) -> _Sheet | None:
    """Return a sheet whose columns fit a screen, None where they do not."""
    texts = [_texts(sheet, place) for place in range(len(sheet.columns))]
    naturals = [
        natural_width(column, _text_width(each))
        for column, each in zip(sheet.columns, texts, strict=True)
    ]
    even = with_days_alike(sheet.columns, naturals)
    if width is None or sum(even) + sheet.gaps <= width:
        return sheet._replace(widths=even)
    if sum(naturals) + sheet.gaps <= width:
        return sheet._replace(widths=naturals)
    words = [
        word_width(column, (word for text in each for word in text.split()), natural)
        for column, each, natural in zip(sheet.columns, texts, naturals, strict=True)
    ]
    room = width - sheet.gaps
    widths = fit_widths(sheet.columns, naturals, words, room, hard=hard)
    return sheet._replace(widths=widths) if sum(widths) <= room else None


def _texts(sheet: _Sheet, place: int) -> list[str]:
    """Return all that stands in a column."""
    total = [str(sheet.totals[place])] if sheet.totals else []
    return [str(sheet.titles[place]), *total, *map(str, sheet.bodies[place])]


def _text_width(texts: Sequence[str]) -> int:
    """Return how wide the texts of a column are; Rich gives an empty one a blank."""
    return max((cell_width(line) for text in texts for line in text.split("\n")), default=0) or 1


def _pieces(sheet: _Sheet, width: int) -> list[_Sheet]:
    """Return a sheet in pieces that fit, each with the first column; what never fits, as it is."""
    parts: list[list[int]] = [[]]
    for place in range(1, len(sheet.columns)):
        if parts[-1] and not _fit(sheet.part([0, *parts[-1], place]), width, hard=True):
            parts.append([])
        parts[-1].append(place)
    fitting = [_fit(sheet.part([0, *places]), width, hard=True) for places in _evened(parts)]
    if all(fitting):
        return [piece for piece in fitting if piece]
    pieces = [sheet.part([0, *places]) for places in parts]
    return [_fit(piece, width, hard=True) or _overstepping(piece) for piece in pieces]


def _evened(parts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return as many parts of about the same length."""
    places = [place for part in parts for place in part]
    length = -(-len(places) // len(parts))
    return [places[start : start + length] for start in range(0, len(places), length)]


def _overstepping(sheet: _Sheet) -> _Sheet:
    widths = [_text_width(_texts(sheet, place)) for place in range(len(sheet.columns))]
    return sheet._replace(widths=widths)


def _drawn(sheet: _Sheet) -> RuledTable:
    """Return a sheet as lines of fixed widths, in which no cell is cut."""
    forms, bodies = [], []
    for column, width, body in zip(sheet.columns, sheet.widths, sheet.bodies, strict=True):
        no_wrap = column.kind in NO_WRAP_KINDS
        forms.append(ColumnForm(width, column.kind in RIGHT_KINDS, no_wrap))
        bodies.append([_fitting_cell(cell, column, width) for cell in body])
    rows = list(zip(*bodies, strict=True))
    return RuledTable(forms, rows, sheet.titles, sheet.totals, sheet.padding)


def _fitting_cell(cell: Text, column: Column, width: int) -> Text:
    """Return the text of a cell that Rich need not cut: a line shortened, an address broken."""
    if column.kind == "line":
        return Text(shorten(cell.plain, width), cell.style)
    if column.kind in NO_WRAP_KINDS:
        return cell
    if cell_width(cell.plain) <= width:
        cell.no_wrap = not {"\n", "\t"} & set(cell.plain)  # Rich need not look for its words
        return cell
    breaks = word_breaks(cell.plain, width)
    return Text("\n").join(cell.divide(breaks)) if breaks else cell


def record_grid(table: Table, row: Row, options: RenderOptions) -> RichTable:
    """Return one row as a list of what is known of it."""
    from rich.table import Table as RichTable

    columns = [column for column in table.view_columns if row.text(column.key)]
    names = [Text(screen_text(column.title)) for column in columns]
    facts = [cell_text(row, column, View(table)) for column in columns]
    name_width, fact_width = (_text_width(list(map(str, texts))) for texts in (names, facts))
    if options.width is not None:
        name_width = min(name_width, options.width // 2)
        fact_width = min(fact_width, options.width - name_width - _FACT_GAP)
    frame = RichTable.grid(padding=(0, _FACT_GAP, 0, 0), pad_edge=True)
    frame.add_column(style="dim", width=name_width)
    frame.add_column(overflow="fold", width=fact_width)
    for name, fact, column in zip(names, facts, columns, strict=True):
        frame.add_row(name, _fitting_cell(fact, column, fact_width))
    frame.width = name_width + fact_width + 2 * _FACT_GAP
    return frame


def _is_matrix(table: Table) -> bool:
    return any(column.kind == "heat" for column in table.columns)


def _has_content(table: Table, column: Column) -> bool:
    """Tell whether a column says anything; an empty one is not shown unless somebody chose it."""
    if table.choice is not None or column.kind != "text":
        return True
    return any(row.text(column.key) for row in table.rows)
