"""Which row of which plan a row of a document is, and which state of it: what calendars ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime

from khtgdv.frozen import dataclass


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row of a plan as its file has it now.

    `plan_id` names the plan by what its paper says, wherever its files lie; `folder` and `year` say
    where they do. `fingerprint` changes with every change of the row, `fact_count` and `last_fact`
    with what is recorded of it: they are all that is known where nobody remembers earlier states.
    """

    plan_id: str = ""
    folder: str = ""
    year: int = 0
    row_id: str = ""
    fingerprint: str = ""
    fact_count: int = 0
    last_fact: date = date.min

    @property
    def first_revision(self) -> Revision:
        """The revision of a row of which no other state was ever told to anybody."""
        return Revision(self.fact_count, moment_of_day(self.last_fact))


@dataclass(frozen=True, slots=True)
class Revision:
    """How new a state of a row is: the later of two has the higher number and the later moment."""

    number: int
    moment: datetime


def moment_of_day(day: date) -> datetime:
    """Return the moment that a day begins, as calendars tell it."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
