"""What a chart over time shows: the days of its axis, and those of a bar."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import DateRange
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class TimeBar(DateRange):
    """The days of a bar on an axis of time: the value in a column of kind `span`.

    `has_deadline` tells that its end is a deadline, `late_until` how far a late row ran past it,
    `extended_after` the deadline that an extension moved, `outcome` how the row was closed.
    """

    has_deadline: bool = True
    late_until: date | None = None
    extended_after: date | None = None
    outcome: Literal["", "finished", "cancelled"] = ""


@dataclass(frozen=True, slots=True)
class TimeAxis(DateRange):
    """The days over which the spans of a table are drawn; `marked_day` may lie beyond them."""

    marked_day: date
