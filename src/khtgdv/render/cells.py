"""The texts of a table's cells as a screen has them: their words, colours, bars."""

from __future__ import annotations

from rich.text import Text

from khtgdv.document.document import Tone
from khtgdv.document.heat import heat_step
from khtgdv.document.time_axis import TimeBar
from khtgdv.render import axis
from khtgdv.render.screen_widths import RIGHT_KINDS
from khtgdv.text import screen_text
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import StyleType

    from khtgdv.document.document import Column, Row, Table

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
_BAR_WIDTH = 16


class View(NamedTuple):
    """How a table is drawn: narrow, with tall titles, with columns below the long text.

    Those that were `moved` there, since a screen is narrow, share a line.
    """

    table: Table
    columns: Sequence[Column] = ()
    columns_below: Sequence[Column] = ()
    moved: Sequence[Column] = ()
    narrow: bool = False
    tall: bool = False
    max_heat: int = 0
    month_width: int = 0


def column_title(column: Column, view: View) -> str:
    """Return the title of a column, that of figures a word below the other where it is tall."""
    title, table = screen_text(column.title), view.table
    if column.kind == "span" and table.axis:
        return axis.header(table.axis, view.month_width)
    if view.tall and column.kind in RIGHT_KINDS:
        return title.replace(" ", "\n").replace("/", "/\n")
    return title


def cell_text(row: Row, column: Column, view: View) -> Text:
    """Return what stands in a cell, safe to show."""
    text = row.text(column.key)
    if column.kind == "long":
        return _long_text(row, text, view)
    if column.kind == "bar":
        return _bar_text(row, column)
    if column.kind == "span":
        return _span_text(row, column, view)
    if column.kind == "line":
        text = " ".join(text.split())
    return Text(screen_text(text), _cell_style(row, column, view.max_heat))


def _long_text(row: Row, text: str, view: View) -> Text:
    cell = Text(screen_text(text), "dim" if row.tone is Tone.QUIET else "")
    moved = " · ".join(filter(None, (_named_text(row, column) for column in view.moved)))
    below = (_named_text(row, column) for column in view.columns_below)
    for line in filter(None, (moved, *below)):
        cell.append(f"\n{screen_text(line)}", "dim")
    return cell


def _named_text(row: Row, column: Column) -> str:
    """Return what stands in a column on one line, after the column's name; nothing of nothing."""
    lines = (" ".join(line.split()) for line in row.text(column.key).splitlines())
    text = "; ".join(lines)
    return f"{column.title.lower()}: {text}" if text else ""


def _bar_text(row: Row, column: Column) -> Text:
    done, total = row.number(column.key), row.number(column.whole_key or "")
    length = round(_BAR_WIDTH * done / total) if total else 0
    return Text.assemble(
        ("█" * length, "green"),
        ("░" * (_BAR_WIDTH - length), "dim"),
        f" {screen_text(row.text(column.key))}",
    )


def _span_text(row: Row, column: Column, view: View) -> Text:
    value = row.values.get(column.key)
    if not isinstance(value, TimeBar) or view.table.axis is None:
        return Text(screen_text(row.text(column.key)))
    bar = Text(axis.bar(value, view.table.axis, view.month_width), _cell_style(row, column, 0))
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
    zero = column.kind in RIGHT_KINDS and not (
        isinstance(value, int | float) and round(100 * value)
    )
    return "dim" if zero or row.tone is Tone.QUIET else ""
