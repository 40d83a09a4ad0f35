"""What the page says, made ready for its template.

Nothing from elsewhere, one style sheet and one script of ours: the page's own policy forbids all
else. Texts are escaped by the template's engine. Colours never speak without a word beside them.
"""

from __future__ import annotations

import base64
import hashlib

from khtgdv.document.headings import headed_rows
from khtgdv.document.heat import heat_maximum
from khtgdv.frozen import dataclass
from khtgdv.render.html.cells import cell_context, css_class, table_look
from khtgdv.render.html.chart import axis_context, legend_context
from khtgdv.render.html.picking import Picking, picking_of
from khtgdv.render.html.script import SCRIPT
from khtgdv.render.html.style import STYLE_SHEET
from khtgdv.render.html.template import PAGE_TEMPLATE, PARTS_TEMPLATE
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    import jinja2

    from khtgdv.document.document import Column, Document, Row, Table
    from khtgdv.render.formats import RenderOptions
    from khtgdv.render.html.picking import Block

    Link = Callable[[Table, Row, Column], Mapping[str, str]]

_LEAST_CONTENTS = 2  # places worth a line of contents


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of a report: its place on the page, its heading, its tables with theirs."""

    place: str
    title: str
    tables: tuple[tuple[str, Table], ...]


def render(document: Document, options: RenderOptions) -> str:
    """Return the document as a page of HTML."""
    leaves = _parts_by_leaf(document)
    picking = picking_of(document, _blocks(leaves))
    return (
        make_environment({"page": PAGE_TEMPLATE})
        .get_template("page")
        .render(
            report=document.report,
            title=escape_unsafe(document.title),
            style=STYLE_SHEET,
            style_hash=digest(STYLE_SHEET),
            script=SCRIPT,
            script_hash=digest(SCRIPT),
            contents=_contents(document, leaves),
            choices=picking.choices(),
            leaves=[
                {"id": f"p{number}", **_leaf_context(leaf, parts, picking.link, picking)}
                for number, (leaf, parts) in enumerate(options.with_progress(leaves), 1)
            ],
            plans=escape_unsafe(", ".join(document.plans)),
        )
    )


def make_environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """Return the engine of templates, which may use the parts of a page."""
    import jinja2

    return jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.DictLoader({"parts": PARTS_TEMPLATE, **templates}),
    )


def leaf_context(leaf: Document, href: Callable[[Table, Row, Column], str]) -> dict[str, Any]:
    """Return what the template of another page says of a report; `href` says where a cell leads.

    Its tables stand one after the other, each with the heading of the section it begins.
    """

    def link(table: Table, row: Row, column: Column) -> dict[str, str]:
        address = href(table, row, column)
        return {"href": address} if address else {}

    [(_, parts)] = _parts_by_leaf(leaf)
    context = _leaf_context(leaf, parts, link, None)
    tables = [table for part in context["parts"] for table in part["tables"]]
    return {**context, "tables": tables}


def digest(text: str) -> str:
    """Return the digest by which a policy of content names a style sheet or a script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _parts_by_leaf(document: Document) -> list[tuple[Document, list[_Part]]]:
    """Return every report of the page with its sections; places are numbered over the page."""
    leaves: list[tuple[Document, list[_Part]]] = []
    part_count = table_count = 0
    for leaf in document.leaves:
        parts: list[_Part] = []
        for tables in _tables_by_section(leaf):
            part_count += 1
            first, table_count = table_count + 1, table_count + len(tables)
            places = tuple((f"b{number}", table) for number, table in enumerate(tables, first))
            parts.append(_Part(f"m{part_count}", tables[0].section, places))
        leaves.append((leaf, parts))
    return leaves


def _blocks(leaves: Sequence[tuple[Document, Sequence[_Part]]]) -> Iterator[Block]:
    """Yield the places of a page with their tables: every table's own, sections, whole reports."""
    parts = [part for _, of_leaf in leaves for part in of_leaf]
    for part in parts:
        yield from ((place, (table,)) for place, table in part.tables)
    for part in parts:
        yield part.place, tuple(table for _, table in part.tables)
    for number, (leaf, _) in enumerate(leaves, 1):
        yield f"p{number}", leaf.tables


def _tables_by_section(leaf: Document) -> list[list[Table]]:
    sections: list[list[Table]] = []
    for table in leaf.tables:
        if table.layout != "data":
            if table.section or not sections:
                sections.append([])
            sections[-1].append(table)
    return sections


def _contents(
    document: Document, leaves: Sequence[tuple[Document, Sequence[_Part]]]
) -> list[tuple[str, str]]:
    """Return the places of the page by name: whose its reports are, or the sections of one."""
    if len(leaves) > 1:
        names = document.departments
        units = (escape_unsafe(names.get(leaf.file_stem) or _title(leaf)) for leaf, _ in leaves)
        places = [(f"p{number}", unit) for number, unit in enumerate(units, 1)]
    else:
        places = [place for _, parts in leaves for part in parts for place in _headings(part)]
    return places if len(places) >= _LEAST_CONTENTS else []


def _headings(part: _Part) -> Iterator[tuple[str, str]]:
    """Yield the heading of a section, or those of its tables where it has none."""
    if part.title:
        yield part.place, escape_unsafe(part.title)
        return
    for place, table in part.tables:
        if table.title and table.rows:
            yield place, escape_unsafe(table.title)


def _title(leaf: Document) -> str:
    return leaf.letterhead.title or leaf.title


def _leaf_context(
    leaf: Document, parts: Sequence[_Part], link: Link, picking: Picking | None
) -> dict[str, Any]:
    """Return what the template says of one report."""
    has_figures = any(table.layout == "figures" for part in parts for _, table in part.tables)
    return {
        "agency": " · ".join(escape_unsafe(name) for name in leaf.letterhead.names),
        "title": escape_unsafe(_title(leaf)),
        "lines": [escape_unsafe(line) for line in (leaf.subtitle, *leaf.lines) if line],
        "figures": [] if has_figures else [escape_unsafe(line) for line in leaf.figures],
        "parts": [_part_context(part, leaf, link, picking) for part in parts],
        "footer": escape_unsafe(leaf.footer),
    }


def _part_context(
    part: _Part, leaf: Document, link: Link, picking: Picking | None
) -> dict[str, Any]:
    """Return what the template says of a section; a legend stands over its charts."""
    charts = [table for _, table in part.tables if table.axis and table.rows]
    legend = legend_context(charts[0].axis) if charts and charts[0].axis else None
    return {
        "id": part.place,
        "title": escape_unsafe(part.title),
        "legend": legend,
        "tables": [
            {
                "id": place,
                "level": 3 if part.title else 2,
                "label": escape_unsafe(table.title or part.title or _title(leaf)),
                "legend": legend if charts and table is charts[0] else None,
                **_table_context(table, link, picking),
            }
            for place, table in part.tables
        ],
    }


def _table_context(table: Table, link: Link, picking: Picking | None) -> dict[str, Any]:
    """Return what the template says of one table: how it is drawn, its head, its rows."""
    columns = table.page_columns
    max_heat = heat_maximum(table.rows, columns)

    def cells(row: Row, hottest: int) -> list[dict[str, Any]]:
        return [
            {"link": link(table, row, column), **cell_context(row, column, table, hottest)}
            for column in columns
        ]

    return {
        "name": table.name,
        "kind": table.layout,
        "section": escape_unsafe(table.section),
        "title": escape_unsafe(table.title),
        "intro": escape_unsafe(table.intro).splitlines(),
        "empty": "" if table.rows else escape_unsafe(table.empty),
        "footer": escape_unsafe(table.footer).splitlines(),
        "look": table_look(columns),
        "axis": axis_context(table.axis) if table.axis else None,
        "head": [
            {"title": escape_unsafe(c.title), "class": css_class(c, table), "kind": c.kind}
            for c in columns
        ],
        "rows": [
            {
                "heading": escape_unsafe(heading),
                "marks": picking.marks(row) if picking else {},
                "cells": cells(row, max_heat),
            }
            for heading, row in headed_rows(table.rows)
        ],
        "total": cells(table.total, 0) if table.total else [],
    }
