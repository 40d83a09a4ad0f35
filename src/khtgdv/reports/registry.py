"""The table of reports. A report is one module with a `build`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from khtgdv.frozen import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.document.document import Document, Table
    from khtgdv.query.selection import Selection

REPORTS: dict[str, str] = {
    "calendar": "khtgdv.reports.calendar",
    "changes": "khtgdv.reports.changes",
    "clarity": "khtgdv.reports.clarity",
    "department": "khtgdv.reports.department",
    "export": "khtgdv.reports.export",
    "focus": "khtgdv.reports.focus",
    "glossary": "khtgdv.reports.glossary",
    "history": "khtgdv.reports.history",
    "inspections": "khtgdv.reports.inspections",
    "list": "khtgdv.reports.listing",
    "overdue": "khtgdv.reports.overdue",
    "references": "khtgdv.reports.references",
    "remind": "khtgdv.reports.remind",
    "report": "khtgdv.reports.periodic.report",
    "rollup": "khtgdv.reports.rollup",
    "show": "khtgdv.reports.show",
    "summary": "khtgdv.reports.summary",
    "timeline": "khtgdv.reports.timeline",
    "units": "khtgdv.reports.inspected_units",
    "upcoming": "khtgdv.reports.upcoming",
    "workload": "khtgdv.reports.workload",
}


# What stands beside a report where there is room for it: the tables of other reports, all of them
# or those named. A page is read from top to bottom, a book has a sheet for each; on a screen
# figures lead to their rows, which are there too.
CompanionTables = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
_MATRIX = (("workload", ("workload",)),)
_SUMMARY = (
    *_MATRIX,
    ("overdue", ("overdue", "steps", "awaiting", "worded", "undated")),
    ("inspections", ()),
)
_SUMMARY_PAGE = (*_SUMMARY, ("timeline", ()))
COMPANIONS: dict[str, CompanionTables] = {
    "": {},
    "page": {"summary": _SUMMARY_PAGE},
    "screen": {"summary": _SUMMARY_PAGE, "workload": (("timeline", ()),)},
    "book": {
        "summary": _SUMMARY,
        **dict.fromkeys(("department", "list", "overdue", "report", "upcoming"), _MATRIX),
    },
}


def build_with_companions(medium: str, name: str, selection: Selection, **options: Any) -> Document:
    """Build the report of a name with what stands beside it where there is such room."""
    document = build(name, selection, **options)
    companions = COMPANIONS[medium].get(name)
    if companions is None:
        return document
    beside = [_tables_under_title(build(report, selection), keys) for report, keys in companions]
    tables = (table for report_tables in beside for table in report_tables)
    own_tables = (table for table in document.tables if table.name != "oldest")
    return replace(document, tables=(*own_tables, *tables))


def _tables_under_title(document: Document, keys: tuple[str, ...]) -> tuple[Table, ...]:
    """Return some tables of a report, the first under the report's own title."""
    tables = [t for t in document.tables if t.layout != "data" and t.name in (keys or (t.name,))]
    return (replace(tables[0], section=document.title), *tables[1:])


def build(name: str, selection: Selection, **options: Any) -> Document:
    """Build the report of a name."""
    document: Document = import_module(REPORTS[name]).build(selection, **options)
    return document
