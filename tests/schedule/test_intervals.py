"""The standings of a row over time: at every moment the one that the rules of time give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.dates.periods import Position
from khtgdv.schedule.intervals import status_intervals
from khtgdv.schedule.moments import FIRST_MOMENT, LAST_MOMENT, moment_of
from khtgdv.schedule.status import has_begun, status_at

if TYPE_CHECKING:
    from khtgdv.plan.model import Inspection, Task
    from tests.conftest import MakeRow

EXTENSIONS = [
    {"to": "2026-05", "on": "2026-04-10", "reason": "chờ ý kiến"},
    {"to": "2026-07", "on": "2026-06-20", "reason": "chờ ý kiến"},
]
ROWS: tuple[dict[str, Any], ...] = (
    {},
    {"due_text": "Theo KH của TW", "start": "2026-03"},
    {"start": "2026-03"},
    {"repeat": "month", "log": {"2026-02": "2026-02-27"}},
    {"start": "2026-02", "due": "2026-03"},
    {"start": "2026-02", "due": "2026-03", "completed": "2026-03-31"},
    {"start": "2026-02", "due": "2026-03", "completed": "2026-04-01", "started": "2026-01-20"},
    {"start": "2026-02", "due": "2026-03", "cancelled": {"on": "2026-05-02", "reason": "x"}},
    {"start": "2026-02", "due": "2026-03", "extensions": EXTENSIONS},
    {"start": "2026-02", "due": "2026-03", "extensions": EXTENSIONS, "completed": "2026-06-25"},
    {"start": "2026-02", "extensions": EXTENSIONS[:1]},
    {
        "start": "2026-02", "due": "2026-03", "completed": "2026-06-02", "started": "2026-02-03",
        "cancelled": {"on": "2026-06-01", "reason": "x"},
    },
)  # fmt: skip
VISITS: tuple[dict[str, Any], ...] = (
    {},
    {"visits": {"Kiến An": "2026-09-12"}},
    {"visits": {"Kiến An": "2026-09-12", "Hải An": "2026-11-02"}},
)


def every_position() -> list[Position]:
    """Return every day from the end of 2025 to the start of 2027, during it and at its close."""
    days = [date(2025, 12, 20) + timedelta(days=number) for number in range(400)]
    ends = [date.min, date.max]
    return [Position(day, closed=closed) for day in (*days, *ends) for closed in (False, True)]


def check(work: Task | Inspection) -> None:
    found = status_intervals(work)
    assert (found[0].since, found[-1].until) == (FIRST_MOMENT, LAST_MOMENT)
    assert all(one.until == other.since for one, other in pairwise(found))
    for one, other in pairwise(found):
        assert (one.status, one.begun) != (other.status, other.begun)
    for at in every_position():
        [now] = [one for one in found if one.since <= moment_of(at) < one.until]
        assert now.status == replace(status_at(work, at), days_overdue=None)
        assert now.begun == has_begun(work, at)


@pytest.mark.parametrize("values", ROWS)
def test_tasks(make_task: MakeRow, values: dict[str, Any]) -> None:
    check(make_task(**values))


@pytest.mark.parametrize("values", VISITS)
def test_inspections(make_inspection: MakeRow, values: dict[str, Any]) -> None:
    units = [{"names": ["Kiến An", "Hải An"]}]
    check(make_inspection(units=units, start="2026-09", due="2026-10", **values))


def test_a_row_that_never_changes_has_one(make_task: MakeRow) -> None:
    [only] = status_intervals(make_task())
    assert (only.status.kind, only.status.state) == ("continuous", "in-progress")
