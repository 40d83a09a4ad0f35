"""The table of reports. A report is one module with a `build`, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khtgdv.document import Document
    from khtgdv.query.selection import Selection

REPORTS: dict[str, str] = {
    "calendar": "khtgdv.reports.calendar",
    "clarity": "khtgdv.reports.clarity",
    "department": "khtgdv.reports.department",
    "focus": "khtgdv.reports.focus",
    "glossary": "khtgdv.reports.glossary",
    "history": "khtgdv.reports.history",
    "inspections": "khtgdv.reports.inspections",
    "list": "khtgdv.reports.listing",
    "overdue": "khtgdv.reports.overdue",
    "references": "khtgdv.reports.references",
    "remind": "khtgdv.reports.remind",
    "report": "khtgdv.reports.periodic",
    "show": "khtgdv.reports.show",
    "summary": "khtgdv.reports.summary",
    "timeline": "khtgdv.reports.timeline",
    "units": "khtgdv.reports.units",
    "upcoming": "khtgdv.reports.upcoming",
    "workload": "khtgdv.reports.workload",
}


def build(name: str, selection: Selection, **options: Any) -> Document:
    """Build the report of a name."""
    document: Document = import_module(REPORTS[name]).build(selection, **options)
    return document
