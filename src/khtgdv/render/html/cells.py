"""Cells of a table, made ready for the template: text, looks, bars."""

from __future__ import annotations

from khtgdv.document.heat import heat_step
from khtgdv.document.time_axis import TimeBar
from khtgdv.render.html.chart import bar_context
from khtgdv.render.screen_widths import RIGHT_KINDS
from khtgdv.text import escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from khtgdv.document.document import Column, Row, Table

_HEAT_STEPS = 4  # steps of heat
# What a card shows without its name: a code, the state, what is to be done, the bar.
_NAMELESS_KINDS = ("id", "state", "long", "line", "span")


def table_look(columns: Sequence[Column]) -> str:
    """Return how a table looks: a matrix, or on a phone a card for each row that has a code."""
    kinds = {column.kind for column in columns}
    return "matrix" if "heat" in kinds else "cards" if "id" in kinds else ""


def css_class(column: Column, table: Table) -> str:
    """Return the classes of a column: its kind, its side, whether it tells the deadline."""
    classes = [f"k-{column.kind}", *(["right"] if column.kind in RIGHT_KINDS else [])]
    return " ".join([*classes, *(["deadline"] if column.key == _deadline_key(table) else [])])


def _deadline_key(table: Table) -> str:
    """Return the column that tells the deadline: the paper's words where there is no other."""
    keys = table.default if table.choice is None else table.choice
    return "deadline" if "deadline" in keys else "due_text"


def cell_context(row: Row, column: Column, table: Table, max_heat: int) -> dict[str, Any]:
    """Return one cell: its text, its looks, how full its bar is, its span on the axis."""
    value = row.values.get(column.key)
    bar = bar_context(value, table.axis) if isinstance(value, TimeBar) and table.axis else None
    text = escape_unsafe(row.text(column.key))
    title = escape_unsafe(sentence_case(column.title))
    is_named = column.kind not in _NAMELESS_KINDS and column.key != _deadline_key(table)
    return {
        "text": text,
        "title": title,
        "name": title if text and is_named and table.numbered else "",
        "class": " ".join([css_class(column, table), *_cell_classes(row, column, max_heat, text)]),
        "main": column.key in table.narrow,
        "full": _fill_percent(row, column),
        "span": bar,
        "about": f"{text}; {escape_unsafe(row.text('state'))}" if bar else "",
    }


def _cell_classes(row: Row, column: Column, max_heat: int, text: str) -> Iterator[str]:
    if column.kind == "heat" and max_heat:
        yield f"heat-{heat_step(row.number(column.key), max_heat, _HEAT_STEPS)}"
    if column.kind == "state" or column.key in row.cell_tones:
        yield f"tone-{row.cell_tones.get(column.key, row.tone)}"
    if not text:
        yield "empty"


def _fill_percent(row: Row, column: Column) -> int | None:
    """Return how full the bar of a cell is, in percent; None where it has none."""
    value = row.values.get(column.key)
    if column.kind == "share" and isinstance(value, float):
        return round(100 * value)
    if column.kind == "bar":
        total = row.number(column.whole_key or "")
        return round(100 * row.number(column.key) / total) if total else 0
    return None
