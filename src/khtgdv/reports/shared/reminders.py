"""Which rows a reminder is about: what is late, due soon, missing, or without a day.

Shared by the reports.
"""

from __future__ import annotations

from khtgdv.reports.shared.facts import missing_periods
from khtgdv.reports.shared.figures import is_due_soon
from khtgdv.schedule.status import KINDS_IN_WORDS, has_begun, has_words_only

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from khtgdv.dates.periods import Position
    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.shared.figures import Horizon

    RowTest = Callable[[TaskRow, Position, date], bool]


def _is_waiting_as(*kinds: str) -> RowTest:
    return lambda row, at, _: (
        row.status.kind in kinds and not row.status.closed and has_begun(row.work, at)
    )


_is_in_words = _is_waiting_as(*KINDS_IN_WORDS)
# Which tasks stand in which table of a letter, of those due up to a day.
TABLE_TESTS: dict[str, RowTest] = {
    "overdue": lambda row, *_: row.status.state == "overdue",
    "upcoming": lambda row, at, last_day: is_due_soon(row.status, at, last_day),
    "recurring": lambda row, at, _: not row.status.closed and bool(missing_periods(row, at)),
    "awaiting": _is_waiting_as("awaiting"),
    "worded": lambda row, at, last: _is_in_words(row, at, last) and has_words_only(row.work),
    "undated": _is_waiting_as("undated"),
}


def near_inspections(selection: Selection, soon: Horizon) -> list[InspectionRow]:
    """Return the unfinished inspections that are late, or whose time touches the next days."""
    first, last = selection.position.as_of, soon.last_day
    return [
        row
        for row in selection.inspections
        if not row.status.closed
        and (row.status.state == "overdue" or row.date_range.overlaps(first, last))
    ]
