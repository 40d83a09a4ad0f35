"""What the page says, made ready for its template.

No script, nothing from elsewhere: the page's own policy forbids both, inline styles too. Texts are
escaped by the template's engine. Colours never speak without a word beside them.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import format_date
from khtgdv.document.document import TimeBar
from khtgdv.document.headings import headed_rows
from khtgdv.render.axis import MOST_MONTHS, month_count
from khtgdv.render.heat import heat_maximum, heat_step
from khtgdv.render.html.template import PAGE_TEMPLATE, PARTS_TEMPLATE, STYLE_SHEET
from khtgdv.text import escape_unsafe, sentence_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    import jinja2

    from khtgdv.document.document import Column, Document, Row, Table, TimeAxis
    from khtgdv.render.formats import RenderOptions

    Link = Callable[[Table, Row, Column], str]

_RIGHT_KINDS = ("number", "heat", "share")
_HEAT_STEPS = 4  # steps of heat


def render(document: Document, options: RenderOptions) -> str:
    """Return the document as a page of HTML."""
    return (
        make_environment({"page": PAGE_TEMPLATE})
        .get_template("page")
        .render(
            title=escape_unsafe(document.title),
            style=STYLE_SHEET,
            policy=base64.b64encode(hashlib.sha256(STYLE_SHEET.encode()).digest()).decode(),
            leaves=[leaf_context(leaf) for leaf in options.with_progress(document.leaves)],
            plans=escape_unsafe(", ".join(document.plans)),
        )
    )


def make_environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """Return the engine of templates, which may use the parts of a page."""
    import jinja2

    loader = jinja2.DictLoader({"parts": PARTS_TEMPLATE, **templates})
    return jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        loader=loader,
    )  # fmt: skip


def no_links(_table: Table, _row: Row, _column: Column) -> str:
    """Return where a cell leads in a page that stands alone: nowhere."""
    return ""


def leaf_context(leaf: Document, link: Link = no_links) -> dict[str, Any]:
    """Return what the template says of one report; `link` says where a cell leads."""
    tables = [table for table in leaf.tables if table.layout != "data"]
    has_figures = any(table.layout == "figures" for table in tables)
    letterhead = leaf.letterhead
    return {
        "agency": " · ".join(escape_unsafe(name) for name in letterhead.names),
        "title": escape_unsafe(letterhead.title or leaf.title),
        "lines": [escape_unsafe(line) for line in (leaf.subtitle, *leaf.lines) if line],
        "figures": [] if has_figures else [escape_unsafe(line) for line in leaf.figures],
        "tables": [
            _table_context(table, level, link)
            for table, level in zip(tables, _heading_levels(tables), strict=True)
        ],
        "footer": escape_unsafe(leaf.footer),
    }


def _heading_levels(tables: Sequence[Table]) -> list[int]:
    """Return the level of each table's heading: below that of a section once one has begun."""
    levels, level = [], 2
    for table in tables:
        level = 3 if table.section else level
        levels.append(level)
    return levels


def _table_context(table: Table, level: int, link: Link) -> dict[str, Any]:
    """Return what the template says of one table: how it is drawn, its head, its rows."""
    columns = table.page_columns
    headed = list(headed_rows(table.rows))
    return {
        "name": table.name,
        "kind": table.layout,
        "section": escape_unsafe(table.section),
        "level": level,
        "title": escape_unsafe(table.title),
        "intro": escape_unsafe(table.intro).splitlines(),
        "empty": "" if table.rows else escape_unsafe(table.empty),
        "footer": escape_unsafe(table.footer).splitlines(),
        "matrix": any(column.kind == "heat" for column in columns),
        "axis": _axis_context(table.axis) if table.axis else None,
        "head": [
            {"title": escape_unsafe(c.title), "class": _css_class(c), "kind": c.kind}
            for c in columns
        ],
        "rows": _row_contexts(table, columns, [row for _, row in headed], link),
        "headings": [escape_unsafe(heading) for heading, _ in headed],
        "total": [escape_unsafe(table.total.text(c.key)) for c in columns] if table.total else [],
    }


def _css_class(column: Column) -> str:
    return f"k-{column.kind} right" if column.kind in _RIGHT_KINDS else f"k-{column.kind}"


def _row_contexts(
    table: Table, columns: Sequence[Column], rows: Sequence[Row], link: Link
) -> list[list[dict[str, Any]]]:
    max_heat = heat_maximum(table.rows, columns)
    return [
        [
            _cell(row, column, table, max_heat) | {"href": link(table, row, column)}
            for column in columns
        ]
        for row in rows
    ]


def _cell(row: Row, column: Column, table: Table, max_heat: int) -> dict[str, Any]:
    """Return one cell: its text, its looks, how full its bar is, its span on the axis."""
    classes = [_css_class(column)]
    if column.kind == "heat" and max_heat:
        classes.append(f"heat-{heat_step(row.number(column.key), max_heat, _HEAT_STEPS)}")
    if column.kind == "state" or column.key in row.cell_tones:
        classes.append(f"tone-{row.cell_tones.get(column.key, row.tone)}")
    value = row.values.get(column.key)
    span = _span_context(value, table.axis) if isinstance(value, TimeBar) and table.axis else None
    text = escape_unsafe(row.text(column.key))
    return {
        "text": text,
        "title": escape_unsafe(sentence_case(column.title)),
        "class": " ".join(classes),
        "main": column.key in table.narrow,
        "full": _fill_percent(row, column),
        "span": span,
        "about": f"{text}; {escape_unsafe(row.text('state'))}" if span else "",
    }


def _fill_percent(row: Row, column: Column) -> int | None:
    """Return how full the bar of a cell is, in percent; None where it has none."""
    value = row.values.get(column.key)
    if column.kind == "share" and isinstance(value, float):
        return round(100 * value)
    if column.kind == "bar":
        total = row.number(column.whole_key or "")
        return round(100 * row.number(column.key) / total) if total else 0
    return None


def _axis_context(axis: TimeAxis) -> dict[str, Any]:
    """Return the places of the months and of the day to be marked, in thousandths of the axis."""
    months = [{"x": _x_position(start, axis), "name": name} for start, name in _ticks(axis)]
    now = axis.marked_day if axis.contains(axis.marked_day) else None
    return {
        "months": months,
        "now": _x_position(now, axis) if now else None,
        "day": format_date(now) if now else "",
    }


def _ticks(axis: TimeAxis) -> Iterator[tuple[date, str]]:
    """Yield the first days of the months with their names; of an axis of years those of years."""
    by_year = month_count(axis) > MOST_MONTHS
    year, month = axis.start.year, axis.start.month
    while (start := axis.start.replace(year=year, month=month, day=1)) <= axis.end:
        if not by_year or month == 1:
            yield start, f"{year}" if by_year else f"T{month}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - December


def _x_position(day: date, axis: TimeAxis) -> int:
    """Return where a day stands on an axis, in thousandths."""
    day_count = (axis.end - axis.start).days + 1
    return max(0, min(1000, round(1000 * (day - axis.start).days / day_count)))


def _span_context(span: TimeBar, axis: TimeAxis) -> dict[str, Any]:
    """Return the place and length of a bar, and of what it ran past its end."""
    one_day = (axis.end - axis.start) / ((axis.end - axis.start).days or 1)
    begin, end = _x_position(span.start, axis), _x_position(span.end + one_day, axis)
    late = max(end, _x_position(span.late_until + one_day, axis)) if span.late_until else end
    return {"x": begin, "length": max(end - begin, 3), "end": end, "late": late - end,
            "firm": span.has_deadline}  # fmt: skip
