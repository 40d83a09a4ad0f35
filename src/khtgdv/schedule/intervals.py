"""Where a row stands over the whole of time: each standing with the moments it holds at.

Nothing is decided here: `schedule` is asked at every moment at which its answer may change. Who
keeps the answers can tell the standing at any position without the row, and count rows.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from khtgdv.dates.periods import Position
from khtgdv.frozen import dataclass
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.status import Status, has_begun, status

if TYPE_CHECKING:
    from collections.abc import Iterator

# A moment is a position as one number: twice the day's ordinal, and one more at its close.
Moment = int
_NO_FORECAST = False  # a row stands the same whether the position is still to come or not
FIRST, LAST = 2 * date.min.toordinal(), 2 * date.max.toordinal() + 2


@dataclass(frozen=True, slots=True)
class Standing:
    """A status that holds from the moment `since` until before `until`.

    `begun` tells whether the row's time has come. The status is without its days overdue, which
    change from day to day.
    """

    since: Moment
    until: Moment
    status: Status
    begun: bool


def moment(at: Position) -> Moment:
    """Return a position as one number."""
    return 2 * at.as_of.toordinal() + at.closed


def standings(work: Task | Inspection) -> tuple[Standing, ...]:
    """Return every standing a row ever has, in order: together they cover all of time."""
    found: list[tuple[Moment, Status, bool]] = []
    for since in sorted(set(_turns(work))):
        at = _position(since)
        now, begun = status(work, at), has_begun(work, at)
        if not found or not _same(found[-1][1], now) or found[-1][2] != begun:
            found.append((since, now, begun))
    ends = (*(since for since, _, _ in found[1:]), LAST)
    return tuple(
        Standing(since, until, _lasting(now), begun)
        for (since, now, begun), until in zip(found, ends, strict=True)
    )


@lru_cache(maxsize=4096)  # rows are many, the days they turn at few
def _position(since: Moment) -> Position:
    return Position(date.fromordinal(since // 2), since % 2 == 1, _NO_FORECAST)


def _same(one: Status, other: Status) -> bool:
    """Tell whether two statuses differ in nothing but the days overdue."""
    return (one.kind, one.state, one.deadline) == (other.kind, other.state, other.deadline)


def _lasting(now: Status) -> Status:
    """Return a status without the days overdue."""
    if now.days_overdue is None:
        return now
    return Status(now.kind, now.state, now.deadline, None)


def _turns(work: Task | Inspection) -> Iterator[Moment]:
    """Yield the moments at which an answer may change.

    A fact is known from its day on; a deadline has passed from the close of its last day on.
    """
    yield FIRST
    for day in _facts(work):
        yield 2 * day.toordinal()
    for due in (work.due, *(extension.to for extension in work.extensions)):
        if due:
            yield 2 * due.end.toordinal() + 1


def _facts(work: Task | Inspection) -> Iterator[date]:
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
