"""The heading every report has: what it is, of which plan, at which position, which filter."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING

from khtgdv.document.document import Document, Table, Years
from khtgdv.reports.shared.printed import paper
from khtgdv.schedule.status import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.query.cells import Cell
    from khtgdv.query.selection import Selection


def frame(
    report: str, title: str, selection: Selection, tables: Iterable[Table], footer: str = ""
) -> Document:
    """Return a document with its heading, its contract fields and the ranks of its codes."""
    return Document(
        report=report,
        title=title,
        subtitle=selection.position.label,
        lines=(f"{plan_names(selection)} · bộ lọc: {selection.told}",),
        position=selection.position,
        plans=selection.plans,
        filter=selection.filter,
        ranks={"lead": tuple(selection.departments), "state": tuple(STATES), "kind": tuple(KINDS)},
        tables=tuple(tables),
        footer=footer,
        years=years(selection),
        around=cache(partial(paper, selection)),
    )


def years(selection: Selection) -> Years:
    """Return what a calendar must know of the plans."""
    plans = selection.portfolio
    of = dict(zip(plans.names, plans.years, strict=True))
    days = plans.workdays
    return Years(of, plans.issued, tuple(days.off), tuple(days.worked))


def plan_names(selection: Selection) -> str:
    """Return the plans in words; many are counted."""
    names = selection.plans
    if len(names) > 3:  # noqa: PLR2004 - more than fit in a heading
        return f"{len(names)} kế hoạch"
    return f"Kế hoạch {', '.join(names)}" if names else "Không có kế hoạch nào"


def per_department(found: Iterable[Cell], selection: Selection) -> str:
    """Return `TT-TH 11 · VP 5` for the departments that lead some of the rows counted."""
    counts: Counter[str] = Counter()
    for cell in found:
        counts[cell.lead] += cell.n
    parts = [f"{code} {counts[code]}" for code in selection.departments if counts[code]]
    return " · ".join(parts)
