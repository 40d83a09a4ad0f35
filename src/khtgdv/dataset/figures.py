"""The figures of tasks as SQL: each under the name it has in JSON, by the same definition."""

from __future__ import annotations

from datetime import timedelta

from khtgdv.dataset.dialects import day, text
from khtgdv.schedule.status import CLOSED_STATES, REGULAR_KINDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.dates.periods import DateRange, Position


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the condition that a column has one of some values."""
    return f"{column} IN ({', '.join(text(value) for value in sorted(values))})"


IS_REGULAR = one_of("kind", REGULAR_KINDS)
IS_OPEN = f"NOT {one_of('state', CLOSED_STATES)}"


def has_passed(at: Position) -> str:
    """Return the condition that a deadline is over: on its own day only at the close of it."""
    return f"deadline <= {day(at.as_of if at.closed else at.as_of - timedelta(1))}"


def is_due_soon(at: Position, last_day: object) -> str:
    """Return the condition that a dated row is unfinished and due after the position."""
    return f"kind = 'dated' AND {IS_OPEN} AND NOT {has_passed(at)} AND deadline <= {day(last_day)}"


def count_columns(at: Position, last_day: object, period: DateRange | None = None) -> list[str]:
    """Return every figure of the rows asked for; those of a period count what is due in it."""
    return [
        "count(*) AS total",
        *(f"count(*) FILTER (WHERE {condition}) AS {name}"
          for name, condition in {**_of_all(at, last_day), **_of_due(at, period)}.items()),
        _share(at, period),
    ]  # fmt: skip


def due_columns(at: Position, period: DateRange) -> list[str]:
    """Return the figures of what is due in a period, and of all that is late at the position."""
    conditions = {**_of_due(at, period), "overdue_to_date": "state = 'overdue'"}
    counts = [f"count(*) FILTER (WHERE {c}) AS {name}" for name, c in conditions.items()]
    return [*counts, _share(at, period)]


def _of_all(at: Position, last_day: object) -> dict[str, str]:
    ongoing = f"state = 'in-progress' AND {IS_REGULAR}"
    return {
        "completed": one_of("state", ("completed", "completed-late")),
        "overdue": "state = 'overdue'",
        "in_progress": f"state = 'in-progress' AND NOT {IS_REGULAR}",
        "not_reported": "state = 'open'",
        "scheduled": "state = 'scheduled'",
        "ongoing": ongoing,
        "cancelled": "state = 'cancelled'",
        "due_soon": is_due_soon(at, last_day),
        **{
            kind: f"kind = '{kind}' AND begun AND {IS_OPEN}"
            for kind in ("awaiting", "worded", "undated")
        },
        "regular": IS_REGULAR,
    }


def _of_due(at: Position, period: DateRange | None) -> dict[str, str]:
    due = "kind = 'dated' AND state <> 'cancelled' AND deadline IS NOT NULL"
    if period:
        due += f" AND deadline BETWEEN {day(period.start)} AND {day(period.end)}"
    come_due = f"{due} AND {has_passed(at)}"
    return {
        "due": due,
        "come_due": come_due,
        "due_completed": f"{due} AND {one_of('state', ('completed', 'completed-late'))}",
        "on_time": f"{come_due} AND state = 'completed'",
        "late": f"{come_due} AND state = 'completed-late'",
        "due_overdue": f"{come_due} AND state = 'overdue'",
    }


def _share(at: Position, period: DateRange | None) -> str:
    conditions = _of_due(at, period)
    on_time, come_due = (
        f"count(*) FILTER (WHERE {conditions[name]})" for name in ("on_time", "come_due")
    )
    return f"round({on_time} / nullif({come_due}, 0), 4) AS on_time_share"
