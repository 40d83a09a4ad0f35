"""What the page says, made ready for its template.

No script, nothing from elsewhere: the page's own policy forbids both, inline styles too. Texts are
escaped by the template's engine. Colours never speak without a word beside them.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import shown
from khtgdv.document.document import Span
from khtgdv.render.formats import not_installed
from khtgdv.render.heat import hottest, step
from khtgdv.render.html.template import PAGE, STYLE
from khtgdv.text import sentence, visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from khtgdv.document.document import Axis, Column, Document, Row, Table
    from khtgdv.render.formats import Look

_RIGHT = ("number", "heat", "share")
_HEATS = 4  # steps of heat


def render(document: Document, look: Look) -> str:
    """Return the document as a page of HTML."""
    try:
        import jinja2
    except ImportError as error:
        raise not_installed("html") from error
    engine = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return engine.from_string(PAGE).render(
        title=visible(document.title),
        style=STYLE,
        policy=base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode(),
        leaves=[_leaf(leaf) for leaf in look.steps(document.leaves)],
        plans=visible(", ".join(document.plans)),
    )


def _leaf(leaf: Document) -> dict[str, Any]:
    """Return what the template says of one report."""
    tables = [table for table in leaf.tables if table.layout != "data"]
    figured = any(table.layout == "figures" for table in tables)
    paper = leaf.paper
    return {
        "agency": " · ".join(visible(name) for name in (paper.agency, paper.unit) if name),
        "title": visible(paper.title or leaf.title),
        "lines": [visible(line) for line in (leaf.subtitle, *leaf.lines) if line],
        "figures": [] if figured else [visible(line) for line in leaf.figures],
        "tables": [
            _table(table, level) for table, level in zip(tables, _levels(tables), strict=True)
        ],
        "footer": visible(leaf.footer),
    }


def _levels(tables: Sequence[Table]) -> list[int]:
    """Return the level of each table's heading: below that of a section once one has begun."""
    levels, level = [], 2
    for table in tables:
        level = 3 if table.section else level
        levels.append(level)
    return levels


def _table(table: Table, level: int) -> dict[str, Any]:
    """Return what the template says of one table: how it is drawn, its head, its rows."""
    columns = table.shown
    return {
        "kind": "table" if table.layout == "view" else table.layout,
        "section": visible(table.section),
        "level": level,
        "title": visible(table.title),
        "intro": visible(table.intro).splitlines(),
        "empty": "" if table.rows else visible(table.empty),
        "footer": visible(table.footer).splitlines(),
        "matrix": any(column.kind == "heat" for column in columns),
        "axis": _axis(table.axis) if table.axis else None,
        "head": [{"title": visible(c.title), "class": _class(c), "kind": c.kind} for c in columns],
        "rows": _rows(table, columns),
        "total": [visible(table.total.text(c.key)) for c in columns] if table.total else [],
    }


def _class(column: Column) -> str:
    return f"k-{column.kind} right" if column.kind in _RIGHT else f"k-{column.kind}"


def _rows(table: Table, columns: Sequence[Column]) -> list[list[dict[str, Any]]]:
    most = hottest(table.rows, columns)
    return [[_cell(row, column, table, most) for column in columns] for row in table.rows]


def _cell(row: Row, column: Column, table: Table, most: int) -> dict[str, Any]:
    """Return one cell: its text, its looks, how full its bar is, its span on the axis."""
    classes = [_class(column)]
    if column.kind == "heat" and most:
        classes.append(f"heat-{step(row.number(column.key), most, _HEATS)}")
    if column.kind == "state" or column.key in row.tones:
        classes.append(f"tone-{row.tones.get(column.key, row.tone)}")
    value = row.values.get(column.key)
    span = _span(value, table.axis) if isinstance(value, Span) and table.axis else None
    text = visible(row.text(column.key))
    return {
        "text": text,
        "title": visible(sentence(column.title)),
        "class": " ".join(classes),
        "kind": column.kind,
        "main": column.key in table.narrow,
        "full": _full(row, column),
        "span": span,
        "about": f"{text}; {visible(row.text('state'))}" if span else "",
    }


def _full(row: Row, column: Column) -> int | None:
    """Return how full the bar of a cell is, in percent; None where it has none."""
    value = row.values.get(column.key)
    if column.kind == "share" and isinstance(value, float):
        return round(100 * value)
    if column.kind == "bar":
        whole = row.number(column.of or "")
        return round(100 * row.number(column.key) / whole) if whole else 0
    return None


def _axis(axis: Axis) -> dict[str, Any]:
    """Return the places of the months and of the day to be marked, in thousandths of the axis."""
    year, month, marks = axis.start.year, axis.start.month, []
    while (first := axis.start.replace(year=year, month=month, day=1)) <= axis.end:
        marks.append({"x": _place(first, axis), "name": f"T{month}"})
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - December
    now = axis.now if axis.now and axis.holds(axis.now) else None
    return {
        "months": marks,
        "now": _place(now, axis) if now else None,
        "day": shown(now) if now else "",
    }


def _place(day: date, axis: Axis) -> int:
    """Return where a day stands on an axis, in thousandths."""
    whole = (axis.end - axis.start).days + 1
    return max(0, min(1000, round(1000 * (day - axis.start).days / whole)))


def _span(span: Span, axis: Axis) -> dict[str, Any]:
    """Return the place and length of a bar, and of what it ran past its end."""
    one = (axis.end - axis.start) / ((axis.end - axis.start).days or 1)
    begin, end = _place(span.start, axis), _place(span.end + one, axis)
    late = max(end, _place(span.until + one, axis)) if span.until else end
    return {"x": begin, "length": max(end - begin, 3), "end": end, "late": late - end,
            "firm": span.firm}  # fmt: skip
