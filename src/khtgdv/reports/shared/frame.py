"""The heading every report has: what it is, of which plan, at which position, which filter."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

from khtgdv.document.document import Document, PlanCalendar, Table
from khtgdv.reports.shared.printed import letterhead
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection


def report_document(
    report: str, title: str, selection: Selection, tables: Iterable[Table], footer: str = ""
) -> Document:
    """Return a document with its heading, its contract fields and the ranks of its codes."""
    return Document(
        report=report,
        title=title,
        subtitle=selection.position.label,
        lines=(f"{plan_names(selection)} · bộ lọc: {selection.filter_text}",),
        position=selection.position,
        plans=selection.plans,
        filter=selection.filter,
        ranks={
            "lead": tuple(selection.departments),
            "state": tuple(STATE_LABELS),
            "kind": tuple(KIND_LABELS),
        },
        tables=tuple(tables),
        footer=footer,
        calendar=plan_calendar(selection),
        letterhead_of=cache(partial(letterhead, selection)),
    )


def plan_calendar(selection: Selection) -> PlanCalendar:
    """Return what a calendar must know of the plans."""
    plans = selection.portfolio
    of = dict(zip(plans.names, plans.years, strict=True))
    days = plans.workdays
    return PlanCalendar(of, plans.latest_issue_date, tuple(days.days_off), tuple(days.days_worked))


def plan_names(selection: Selection) -> str:
    """Return the plans in words; many are counted."""
    names = selection.plans
    if len(names) > 3:  # noqa: PLR2004 - more than fit in a heading
        return f"{len(names)} kế hoạch"
    return f"Kế hoạch {', '.join(names)}" if names else "Không có kế hoạch nào"


def counts_by_department(cells: Iterable[Cell], selection: Selection) -> str:
    """Return `TT-TH 11 · VP 5` for the departments that lead some of the rows counted."""
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[cell.lead] += cell.n
    parts = [f"{code} {counts[code]}" for code in selection.departments if counts[code]]
    return " · ".join(parts)
