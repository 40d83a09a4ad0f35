"""One table as Rich draws it: much text, few lines, columns that keep their numbers whole."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from khtgdv.document.document import Span, Tone
from khtgdv.render import axis
from khtgdv.render.heat import hottest, step
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import StyleType
    from rich.table import Column as RichColumn
    from rich.table import Table as RichTable

    from khtgdv.document.document import Column, Row, Table
    from khtgdv.render.formats import Look

_STYLES: dict[Tone, str] = {
    Tone.PLAIN: "",
    Tone.LATE: "red",
    Tone.SOON: "yellow",
    Tone.DONE: "green",
    Tone.QUIET: "dim",
    Tone.NOW: "bold reverse",
    Tone.OFF: "magenta",
}
# Four steps of heat on a background that stays readable in light and dark terminals.
_HEAT = ("", "black on #fff3b0", "black on #ffd166", "black on #f8961e", "white on #d62828")
_NARROW = 100
_NARROW_MATRIX = 124
_BAR = 16
_DAY = 8
_LINE = 60
_BETWEEN, _FACT = 2, 16  # blanks before a fact of a record, and its least width
# The widths from which a month has more characters on an axis of time.
_SCREENS, _MONTHS = (100, 136), (2, 3, 4)
_FIXED = ("id", "code", "line", "number", "heat", "share", "bar", "span")
_SIDE = ("text", "date")
# What gives way first where a screen is narrow, and down to how many columns.
_GIVE_WAY = (
    (("line",), 40), (("long",), 34), (("state",), 16), (_SIDE, 12), (("long", "line"), 24),
)  # fmt: skip
_RIGHT = ("number", "heat", "share")


class _Drawing(NamedTuple):
    """How a table is drawn: what stands under the long text, the hottest cell, the months."""

    table: Table
    tall: bool = False
    under: Sequence[Column] = ()
    hottest: int = 0
    month: int = 0


def grid(table: Table, look: Look) -> RichTable:
    """Return a table as Rich draws it in the columns there are."""
    enough = _NARROW_MATRIX if _is_matrix(table) else _NARROW
    narrow = look.width is not None and look.width < enough
    frame, fits = _attempt(table, look, narrow=narrow)
    if not fits and not narrow:
        frame, fits = _attempt(table, look, narrow=True)
    return frame if fits else _attempt(table, look, narrow=True, tall=True)[0]


def _attempt(
    table: Table, look: Look, *, narrow: bool, tall: bool = False
) -> tuple[RichTable, bool]:
    """Return a table as for a broad or a narrow screen, and whether it keeps to the screen.

    A `tall` one has the titles of its figures on several lines, a word on each.
    """
    shown = [c for c in (table.shown_narrow if narrow else table.shown) if _filled(table, c)]
    has_long = any(column.kind == "long" for column in shown)
    under = [column for column in shown if column.under and narrow and has_long]
    columns = [column for column in shown if column not in under]
    tall = tall or (narrow and _is_matrix(table))
    drawing = _Drawing(table, tall, under, hottest(table.rows, columns), _month(look.width))
    frame = _frame(columns, drawing, narrow=narrow)
    for row in table.rows:
        frame.add_row(*(_cell(row, column, drawing) for column in columns))
    natural = [_natural(*each) for each in zip(columns, frame.columns, strict=True)]
    if look.width is None:
        return _fixed(frame, natural), True
    room = look.width - _blanks(frame)
    given = widths(columns, natural, room)
    return _fixed(frame, given), sum(given) <= room


def _month(width: int | None) -> int:
    """Return the characters of a month on an axis of time."""
    return _MONTHS[bisect(_SCREENS, width or _NARROW)]


def _frame(columns: Sequence[Column], drawing: _Drawing, *, narrow: bool) -> RichTable:
    """Return a table without its rows: the titles and the totals of its columns."""
    from rich import box
    from rich.table import Table as RichTable

    total = drawing.table.total
    padding = _padding(drawing.table, narrow=narrow)
    frame = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, padding=padding, header_style="bold",
        show_footer=total is not None, footer_style="bold",
    )  # fmt: skip
    for column in columns:
        frame.add_column(
            Text(_title(column, drawing)),
            footer=Text(visible(total.text(column.key)) if total else ""),
            justify="right" if column.kind in _RIGHT else "left",
            no_wrap=column.kind in _FIXED,
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
    frame.width = sum(given) + _blanks(frame)
    return frame


def _blanks(frame: RichTable) -> int:
    """Return how many columns of the screen stand between the texts of a line."""
    _, right, _, left = frame.padding
    count = len(frame.columns)
    return count * (left + right) + (count - 1 if frame.box else 0)


def record(table: Table, row: Row, look: Look) -> RichTable:
    """Return one row as a list of what is known of it."""
    from rich.table import Table as RichTable

    frame = RichTable.grid(padding=(0, _BETWEEN, 0, 0), pad_edge=True)
    frame.add_column(style="dim", no_wrap=True, overflow="fold")
    frame.add_column(overflow="fold")
    for column in table.shown:
        if row.text(column.key):
            frame.add_row(Text(visible(column.title)), _cell(row, column, _Drawing(table)))
    name, fact = map(_widest, frame.columns)
    if look.width is not None:
        fact = min(fact, max(look.width - name - _BETWEEN, _FACT))
    return _fixed(frame, (name, fact))


def _is_matrix(table: Table) -> bool:
    return any(column.kind == "heat" for column in table.columns)


def _filled(table: Table, column: Column) -> bool:
    """Tell whether a column says anything; an empty one is not shown unless somebody chose it."""
    if table.chosen is not None or column.kind != "text":
        return True
    return any(row.text(column.key) for row in table.rows)


def _title(column: Column, drawing: _Drawing) -> str:
    title, table = visible(column.title), drawing.table
    if column.kind == "span" and table.axis:
        return axis.header(table.axis, drawing.month)
    return title.replace(" ", "\n") if drawing.tall and column.kind in _RIGHT else title


def _natural(column: Column, cells: RichColumn) -> int:
    """Return how wide a column would be with all the room in the world."""
    wide = _widest(cells)
    if column.kind == "day":
        return max(wide, _DAY)
    return min(wide, _LINE) if column.kind == "line" else wide


def _widest(column: RichColumn) -> int:
    """Return how wide the texts of a column are; Rich gives an empty one a blank."""
    texts = (column.header, column.footer, *column.cells)
    return max(1, *(cell_len(line) for text in texts for line in str(text).split("\n")))


def widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: what may be wrapped gives way until the table fits.

    Rich would cut numbers, codes and the words of a state where room is short. A finish cell in
    words ("Theo KH của TW") is a side text too.
    """
    has_long = any(column.kind == "long" for column in columns)
    side = max(16, room // 6) if has_long else max(12, room)
    made = [
        min(wide, side) if column.kind in _SIDE else wide
        for column, wide in zip(columns, natural, strict=True)
    ]
    for kinds, least in _GIVE_WAY:
        for place, column in enumerate(columns):
            if column.kind in kinds:
                too_much = max(0, sum(made) - room)
                made[place] = max(min(made[place], least), made[place] - too_much)
    return made


def _cell(row: Row, column: Column, drawing: _Drawing) -> Text:
    text = row.text(column.key)
    if column.kind == "long":
        return _long(row, text, drawing.under)
    if column.kind == "bar":
        return _bar(row, column)
    if column.kind == "span":
        return _span(row, column, drawing)
    if column.kind == "line":
        text = " ".join(text.split())
    return Text(visible(text), _style(row, column, drawing.hottest))


def _long(row: Row, text: str, under: Sequence[Column]) -> Text:
    cell = Text(visible(text), "dim" if row.tone is Tone.QUIET else "")
    for column in under:
        if below := row.text(column.key):
            lines = (" ".join(line.split()) for line in below.splitlines())
            words = f"\n{column.title.lower()}: {'; '.join(lines)}"
            cell.append(visible(words), "dim")
    return cell


def _bar(row: Row, column: Column) -> Text:
    done, whole = _number(row, column), row.values.get(column.of or "")
    part = round(_BAR * done / whole) if isinstance(whole, int) and whole else 0
    return Text.assemble(
        ("█" * part, "green"), ("░" * (_BAR - part), "dim"), f" {visible(row.text(column.key))}"
    )


def _span(row: Row, column: Column, drawing: _Drawing) -> Text:
    value = row.values.get(column.key)
    if not isinstance(value, Span) or drawing.table.axis is None:
        return Text(visible(row.text(column.key)))
    bar = Text(axis.bar(value, drawing.table.axis, drawing.month), _style(row, column, 0))
    bar.highlight_regex(axis.NOW, "not dim bold")
    bar.highlight_regex(f"{axis.PAST}+", "not dim red")
    return bar


def _style(row: Row, column: Column, most: int) -> StyleType:
    if column.key in row.tones:
        return _STYLES[row.tones[column.key]]
    if column.kind == "heat":
        value = row.number(column.key)
        return _HEAT[step(value, most, len(_HEAT) - 1)] if value else "dim"
    if column.kind == "id":
        return "bold"
    if column.kind in ("state", "date", "span"):
        return _STYLES[row.tone]
    if column.kind in _RIGHT and not _number(row, column):
        return "dim"
    return "dim" if row.tone is Tone.QUIET else ""


def _number(row: Row, column: Column) -> int:
    value = row.values.get(column.key)
    return (
        round(value * 100) if isinstance(value, float) else value if isinstance(value, int) else 0
    )
