"""The terminal: Rich tables with much text and few lines, a word beside each colour.

Text from files goes in as `Text`, never as markup, and every control character is spelt out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from khtgdv.document import Tone
from khtgdv.text import visible

if TYPE_CHECKING:
    from rich.style import StyleType

    from khtgdv.document import Column, Document, Row, Table
    from khtgdv.render.formats import Look

_STYLES: dict[Tone, str] = {
    Tone.PLAIN: "",
    Tone.LATE: "red",
    Tone.SOON: "yellow",
    Tone.DONE: "green",
    Tone.QUIET: "dim",
}
# Four steps of heat on a background that stays readable in light and dark terminals.
_HEAT = ("", "black on #fff3b0", "black on #ffd166", "black on #f8961e", "white on #d62828")
_NARROW = 100
_ENDLESS = 100_000
_BAR = 16
_FIXED = ("id", "code", "date", "number", "heat", "share", "bar", "state")
_RIGHT = ("number", "heat", "share")


def render(document: Document, look: Look) -> str:
    """Return the document as the terminal shows it."""
    parts = [*_heading(document)]
    for table in document.tables:
        parts += _table(table, look)
    if document.footer:
        parts += [Text(), Text(visible(document.footer), "bold")]
    return _print(Group(*parts), look)


def _print(content: RenderableType, look: Look) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=look.width or _ENDLESS,
        force_terminal=look.color,
        no_color=not look.color,
        color_system="truecolor" if look.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(content)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _heading(document: Document) -> list[RenderableType]:
    title = Text(visible(document.title), "bold")
    if document.subtitle:
        title.append(f" · {visible(document.subtitle)}", "not bold")
    lines = [Text(visible(line), "dim") for line in document.lines]
    return [title, *lines, Text()]


def _table(table: Table, look: Look) -> list[RenderableType]:
    if not table.rows:
        return [Text(visible(table.empty)), Text()] if table.empty else []
    parts: list[RenderableType] = []
    if table.title:
        parts += [Text(visible(table.title), "bold")]
    parts += _LAYOUTS[table.layout](table, look)
    parts += [Text(visible(line), "bold") for line in table.footer.splitlines()]
    return [*parts, Text()]


def _grid(table: Table, look: Look) -> list[RenderableType]:
    narrow = look.width is not None and look.width < _NARROW
    long = next((column for column in table.shown if column.kind == "long"), None)
    columns = [column for column in table.shown if _filled(table, column)]
    under = [column for column in columns if column.under and narrow and long]
    columns = [column for column in columns if column not in under]
    grid = RichTable(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=True, padding=(0, 1), header_style="bold",
        show_footer=table.total is not None, footer_style="bold",
    )  # fmt: skip
    hottest = max((_number(row, c) for row in table.rows for c in columns if c.kind == "heat"),
                  default=0)  # fmt: skip
    for column in columns:
        _add(grid, column, table, look)
    for row in table.rows:
        grid.add_row(*(_cell(row, column, under, hottest) for column in columns))
    return [grid]


def _filled(table: Table, column: Column) -> bool:
    """Tell whether a column says anything; an empty one is not shown unless somebody chose it."""
    if table.chosen is not None or column.kind != "text":
        return True
    return any(row.text(column.key) for row in table.rows)


def _add(grid: RichTable, column: Column, table: Table, look: Look) -> None:
    fixed = column.kind in _FIXED or look.width is None
    total = table.total.text(column.key) if table.total else ""
    grid.add_column(
        Text(visible(column.title)),
        footer=Text(visible(total)),
        justify="right" if column.kind in _RIGHT else "left",
        no_wrap=fixed,
        overflow="fold",
        ratio=None if fixed else (3 if column.kind == "long" else 1),
        min_width=None if fixed or look.width is None else 12,
    )


def _cell(row: Row, column: Column, under: list[Column], hottest: int) -> Text:
    text = row.text(column.key)
    if column.kind == "long":
        return _long(row, text, under)
    if column.kind == "bar":
        return _bar(row, column)
    return Text(visible(text), _style(row, column, hottest))


def _long(row: Row, text: str, under: list[Column]) -> Text:
    cell = Text(visible(text), "dim" if row.tone is Tone.QUIET else "")
    for column in under:
        if below := row.text(column.key):
            words = f"\n{column.title.lower()}: {' '.join(below.split())}"
            cell.append(visible(words), "dim")
    return cell


def _bar(row: Row, column: Column) -> Text:
    done, whole = _number(row, column), row.values.get(column.of or "")
    part = round(_BAR * done / whole) if isinstance(whole, int) and whole else 0
    return Text.assemble(
        ("█" * part, "green"), ("░" * (_BAR - part), "dim"), f" {visible(row.text(column.key))}"
    )


def _style(row: Row, column: Column, hottest: int) -> StyleType:
    if column.kind == "heat":
        value = _number(row, column)
        return _HEAT[-(-value * (len(_HEAT) - 1) // hottest)] if hottest and value else "dim"
    if column.kind == "id":
        return "bold"
    if column.kind in ("state", "date"):
        return _STYLES[row.tone]
    if column.kind in _RIGHT and not _number(row, column):
        return "dim"
    return "dim" if row.tone is Tone.QUIET else ""


def _number(row: Row, column: Column) -> int:
    value = row.values.get(column.key)
    return (
        round(value * 100) if isinstance(value, float) else value if isinstance(value, int) else 0
    )


def _record(table: Table, look: Look) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for row in table.rows:
        grid = RichTable.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold", ratio=1 if look.width else None)
        for column in table.shown:
            if row.text(column.key):
                grid.add_row(Text(column.title), _cell(row, column, [], 0))
        parts += [grid, Text()]
    return parts[:-1]


def _figures(table: Table, look: Look) -> list[RenderableType]:
    del look
    row = table.rows[0]
    line = Text("  ")
    for number, column in enumerate(table.shown):
        line.append(" · " if number else "")
        line.append(f"{column.title} " if column.kind == "share" else "")
        line.append(visible(row.text(column.key)), "bold")
        line.append("" if column.kind == "share" else f" {column.title}")
    return [Padding(line, (0, 2, 0, 0))]


_LAYOUTS = {"table": _grid, "record": _record, "figures": _figures}
