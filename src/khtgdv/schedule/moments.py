"""Positions as numbers, so that they can be compared and kept where nobody knows a calendar."""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.dates.periods import Position

# A moment is a position as one number: twice the day's ordinal, and one more at its close.
Moment = int
FIRST_MOMENT, LAST_MOMENT = 2 * date.min.toordinal(), 2 * date.max.toordinal() + 2


def moment_of(at: Position) -> Moment:
    """Return a position as one number."""
    return 2 * at.as_of.toordinal() + at.closed
