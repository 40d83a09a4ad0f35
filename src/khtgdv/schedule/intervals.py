"""Where a row stands over the whole of time: each standing with the moments it holds at.

Nothing is decided here: `schedule` is asked at every moment at which its answer may change. Who
keeps the answers can tell the standing at any position without the row, and count rows.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from khtgdv.dates.periods import Position
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.moments import FIRST_MOMENT, LAST_MOMENT, Moment
from khtgdv.schedule.status import Status, has_begun, status_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_FORECAST = False  # a row stands the same whether the position is still to come or not


@dataclass(frozen=True, slots=True)
class StatusInterval:
    """A status that holds from the moment `since` until before `until`.

    `begun` tells whether the row's time has come. The status is without its days overdue, which
    change from day to day.
    """

    since: Moment
    until: Moment
    status: Status
    begun: bool


def status_intervals(work: Task | Inspection) -> tuple[StatusInterval, ...]:
    """Return every standing a row ever has, in order: together they cover all of time."""
    changes: list[tuple[Moment, Status, bool]] = []
    for since in sorted(set(_change_moments(work))):
        at = _position_at(since)
        current, begun = status_at(work, at), has_begun(work, at)
        if not changes or not _is_same_status(changes[-1][1], current) or changes[-1][2] != begun:
            changes.append((since, current, begun))
    ends = (*(since for since, _, _ in changes[1:]), LAST_MOMENT)
    return tuple(
        StatusInterval(since, until, _without_days_overdue(current), begun)
        for (since, current, begun), until in zip(changes, ends, strict=True)
    )


@lru_cache(maxsize=4096)  # rows are many, the days they turn at few
def _position_at(moment: Moment) -> Position:
    return Position(date.fromordinal(moment // 2), moment % 2 == 1, _NO_FORECAST)


def _is_same_status(first: Status, second: Status) -> bool:
    """Tell whether two statuses differ in nothing but the days overdue."""
    return (first.kind, first.state, first.deadline) == (second.kind, second.state, second.deadline)


def _without_days_overdue(status: Status) -> Status:
    """Return a status without the days overdue."""
    if status.days_overdue is None:
        return status
    return Status(status.kind, status.state, status.deadline, None)


def _change_moments(work: Task | Inspection) -> Iterator[Moment]:
    """Yield the moments at which an answer may change.

    A fact is known from its day on; a deadline has passed from the close of its last day on.
    """
    yield FIRST_MOMENT
    for day in _fact_dates(work):
        yield 2 * day.toordinal()
    for due in (work.due, *(extension.to for extension in work.extensions)):
        if due:
            yield 2 * due.end.toordinal() + 1


def _fact_dates(work: Task | Inspection) -> Iterator[date]:
    days = [work.completed, *(extension.on for extension in work.extensions)]
    if work.start:
        days.append(work.start.start)
    if work.cancelled:
        days.append(work.cancelled.on)
    if isinstance(work, Inspection):
        days.extend(work.visits.values())
    else:
        days.append(work.started)
    return (day for day in days if day)
