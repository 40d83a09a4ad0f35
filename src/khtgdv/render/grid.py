"""One table as Rich draws it: much text, few lines, columns that keep their numbers whole."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from khtgdv.document.document import TimeBar, Tone
from khtgdv.document.headings import headed_rows
from khtgdv.render import axis
from khtgdv.render.heat import heat_maximum, heat_step
from khtgdv.text import escape_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import StyleType
    from rich.table import Column as RichColumn
    from rich.table import Table as RichTable

    from khtgdv.document.document import Column, Row, Table
    from khtgdv.render.formats import RenderOptions

_TONE_STYLES: dict[Tone, str] = {
    Tone.PLAIN: "",
    Tone.LATE: "red",
    Tone.SOON: "yellow",
    Tone.DONE: "green",
    Tone.QUIET: "dim",
    Tone.NOW: "bold reverse",
    Tone.OFF: "magenta",
}
# Four steps of heat on a background that stays readable in light and dark terminals.
_HEAT_STYLES = ("", "black on #fff3b0", "black on #ffd166", "black on #f8961e", "white on #d62828")
_NARROW_WIDTH = 100
_NARROW_MATRIX_WIDTH = 124
_BAR_WIDTH = 16
_LEAST_DAY_WIDTH = 8
_MAX_LINE_WIDTH = 60
_FACT_GAP, _LEAST_FACT_WIDTH = 2, 16  # blanks before a fact of a record, and its least width
# The widths from which a month has more characters on an axis of time.
_SCREEN_WIDTHS, _MONTH_WIDTHS = (100, 136), (2, 3, 4)
_NO_WRAP_KINDS = ("id", "code", "line", "number", "heat", "share", "bar", "span")
_SIDE_KINDS = ("text", "date")
# What gives way first where a screen is narrow, and down to how many columns.
_SHRINK_ORDER = (
    (("line",), 40), (("long",), 34), (("state",), 16), (_SIDE_KINDS, 12), (("long", "line"), 24),
)  # fmt: skip
_RIGHT_KINDS = ("number", "heat", "share")
_HEADING_KINDS = ("long", "line", "text", "state")


class _TableLayout(NamedTuple):
    """How a table is drawn: what stands under the long text, the hottest cell, the months."""

    table: Table
    tall: bool = False
    columns_below: Sequence[Column] = ()
    max_heat: int = 0
    month_width: int = 0


def grid(table: Table, options: RenderOptions) -> RichTable:
    """Return a table as Rich draws it in the columns there are."""
    narrow_limit = _NARROW_MATRIX_WIDTH if _is_matrix(table) else _NARROW_WIDTH
    narrow = options.width is not None and options.width < narrow_limit
    frame, fits = _draw_table(table, options, narrow=narrow)
    if not fits and not narrow:
        frame, fits = _draw_table(table, options, narrow=True)
    return frame if fits else _draw_table(table, options, narrow=True, tall=True)[0]


def _draw_table(
    table: Table, options: RenderOptions, *, narrow: bool, tall: bool = False
) -> tuple[RichTable, bool]:
    """Return a table as for a broad or a narrow screen, and whether it keeps to the screen.

    A `tall` one has the titles of its figures on several lines, a word on each.
    """
    shown_columns = [
        c
        for c in (table.narrow_columns if narrow else table.view_columns)
        if _has_content(table, c)
    ]
    has_long = any(column.kind == "long" for column in shown_columns)
    below = [column for column in shown_columns if column.below_text and narrow and has_long]
    columns = [column for column in shown_columns if column not in below]
    tall = tall or (narrow and _is_matrix(table))
    layout = _TableLayout(
        table, tall, below, heat_maximum(table.rows, columns), _month_width(options.width, table)
    )
    frame = _empty_table(columns, layout, narrow=narrow)
    for heading, row in headed_rows(table.rows):
        if heading:
            frame.add_row(*_heading_cells(heading, columns))
        frame.add_row(*(_cell_text(row, column, layout) for column in columns))
    natural_widths = [_natural_width(*each) for each in zip(columns, frame.columns, strict=True)]
    if options.width is None:
        return _fixed(frame, natural_widths), True
    room = options.width - _gap_width(frame)
    column_widths = fit_widths(columns, natural_widths, room)
    return _fixed(frame, column_widths), sum(column_widths) <= room


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


def _empty_table(columns: Sequence[Column], layout: _TableLayout, *, narrow: bool) -> RichTable:
    """Return a table without its rows: the titles and the totals of its columns."""
    from rich import box
    from rich.table import Table as RichTable

    total = layout.table.total
    padding = _padding(layout.table, narrow=narrow)
    frame = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, padding=padding, header_style="bold",
        show_footer=total is not None, footer_style="bold",
    )  # fmt: skip
    for column in columns:
        frame.add_column(
            Text(_column_title(column, layout)),
            footer=Text(escape_unsafe(total.text(column.key)) if total else ""),
            justify="right" if column.kind in _RIGHT_KINDS else "left",
            no_wrap=column.kind in _NO_WRAP_KINDS,
            overflow="ellipsis" if column.kind == "line" else "fold",
        )
    return frame


def _padding(table: Table, *, narrow: bool) -> tuple[int, int, int, int]:
    """Return the blanks around a cell, from the top clockwise."""
    if not narrow:
        return (0, 1, 0, 1)
    return (0, 0, 0, 0) if _is_matrix(table) else (0, 1, 0, 0)


def _fixed(frame: RichTable, given: Sequence[int]) -> RichTable:
    """Return a table of fixed widths: Rich measures no cell, and cuts no number to fit a screen."""
    for column, width in zip(frame.columns, given, strict=True):
        column.width = width
    frame.width = sum(given) + _gap_width(frame)
    return frame


def _gap_width(frame: RichTable) -> int:
    """Return how many columns of the screen stand between the texts of a line."""
    _, right, _, left = frame.padding
    count = len(frame.columns)
    return count * (left + right) + (count - 1 if frame.box else 0)


def record_grid(table: Table, row: Row, options: RenderOptions) -> RichTable:
    """Return one row as a list of what is known of it."""
    from rich.table import Table as RichTable

    frame = RichTable.grid(padding=(0, _FACT_GAP, 0, 0), pad_edge=True)
    frame.add_column(style="dim")
    frame.add_column(overflow="fold")
    for column in table.view_columns:
        if row.text(column.key):
            frame.add_row(
                Text(escape_unsafe(column.title)), _cell_text(row, column, _TableLayout(table))
            )
    name_width, fact_width = map(_text_width, frame.columns)
    if options.width is not None:
        fact_width = min(fact_width, max(options.width - name_width - _FACT_GAP, _LEAST_FACT_WIDTH))
    return _fixed(frame, (name_width, fact_width))


def _is_matrix(table: Table) -> bool:
    return any(column.kind == "heat" for column in table.columns)


def _has_content(table: Table, column: Column) -> bool:
    """Tell whether a column says anything; an empty one is not shown unless somebody chose it."""
    if table.choice is not None or column.kind != "text":
        return True
    return any(row.text(column.key) for row in table.rows)


def _column_title(column: Column, layout: _TableLayout) -> str:
    title, table = escape_unsafe(column.title), layout.table
    if column.kind == "span" and table.axis:
        return axis.header(table.axis, layout.month_width)
    return title.replace(" ", "\n") if layout.tall and column.kind in _RIGHT_KINDS else title


def _natural_width(column: Column, cells: RichColumn) -> int:
    """Return how wide a column would be with all the room in the world."""
    width = _text_width(cells)
    if column.kind == "day":
        return max(width, _LEAST_DAY_WIDTH)
    return min(width, _MAX_LINE_WIDTH) if column.kind == "line" else width


def _text_width(column: RichColumn) -> int:
    """Return how wide the texts of a column are; Rich gives an empty one a blank."""
    texts = (column.header, column.footer, *column.cells)
    return max(1, *(cell_len(line) for text in texts for line in str(text).split("\n")))


def fit_widths(columns: Sequence[Column], natural_widths: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: what may be wrapped gives way until the table fits.

    Rich would cut numbers, codes and the words of a state where room is short. A finish cell in
    words ("Theo KH của TW") is a side text too.
    """
    has_long = any(column.kind == "long" for column in columns)
    side_width = max(16, room // 6) if has_long else max(12, room)
    widths = [
        min(width, side_width) if column.kind in _SIDE_KINDS else width
        for column, width in zip(columns, natural_widths, strict=True)
    ]
    for kinds, least_width in _SHRINK_ORDER:
        for index, column in enumerate(columns):
            if column.kind in kinds:
                excess = max(0, sum(widths) - room)
                widths[index] = max(min(widths[index], least_width), widths[index] - excess)
    return widths


def _cell_text(row: Row, column: Column, layout: _TableLayout) -> Text:
    text = row.text(column.key)
    if column.kind == "long":
        return _long_text(row, text, layout.columns_below)
    if column.kind == "bar":
        return _bar_text(row, column)
    if column.kind == "span":
        return _span_text(row, column, layout)
    if column.kind == "line":
        text = " ".join(text.split())
    return Text(escape_unsafe(text), _cell_style(row, column, layout.max_heat))


def _long_text(row: Row, text: str, columns_below: Sequence[Column]) -> Text:
    cell = Text(escape_unsafe(text), "dim" if row.tone is Tone.QUIET else "")
    for column in columns_below:
        if text_below := row.text(column.key):
            lines = (" ".join(line.split()) for line in text_below.splitlines())
            words = f"\n{column.title.lower()}: {'; '.join(lines)}"
            cell.append(escape_unsafe(words), "dim")
    return cell


def _bar_text(row: Row, column: Column) -> Text:
    done, total = row.number(column.key), row.number(column.whole_key or "")
    length = round(_BAR_WIDTH * done / total) if total else 0
    return Text.assemble(
        ("█" * length, "green"),
        ("░" * (_BAR_WIDTH - length), "dim"),
        f" {escape_unsafe(row.text(column.key))}",
    )


def _span_text(row: Row, column: Column, layout: _TableLayout) -> Text:
    value = row.values.get(column.key)
    if not isinstance(value, TimeBar) or layout.table.axis is None:
        return Text(escape_unsafe(row.text(column.key)))
    bar = Text(axis.bar(value, layout.table.axis, layout.month_width), _cell_style(row, column, 0))
    bar.highlight_regex(axis.MARKED_DAY_LINE, "not dim bold")
    bar.highlight_regex(f"{axis.OVERDUE_FILL}+", "not dim red")
    return bar


def _cell_style(row: Row, column: Column, max_heat: int) -> StyleType:
    if column.key in row.cell_tones:
        return _TONE_STYLES[row.cell_tones[column.key]]
    if column.kind == "heat":
        count = row.number(column.key)
        return _HEAT_STYLES[heat_step(count, max_heat, len(_HEAT_STYLES) - 1)] if count else "dim"
    if column.kind == "id":
        return "bold"
    if column.kind in ("state", "date", "span"):
        return _TONE_STYLES[row.tone]
    value = row.values.get(column.key)
    zero = column.kind in _RIGHT_KINDS and not (
        isinstance(value, int | float) and round(100 * value)
    )
    return "dim" if zero or row.tone is Tone.QUIET else ""
