"""Where the steps of a row stand at a position."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.dates.periods import Position
from khtgdv.schedule.status import status_at
from khtgdv.schedule.steps import count_done, step_standings

if TYPE_CHECKING:
    from tests.conftest import MakeRow

STEPS = [
    {"text": "Đề cương", "due": "2026-04-25", "completed": "2026-04-20"},
    {"text": "Làm việc tại cơ sở", "due": "2026-05-20", "lead": "TT-TH", "completed": "2026-05-22"},
    {"text": "Báo cáo", "due": "2026-06-15"},
    {"text": "Lưu hồ sơ"},
]


def told(work: Any, day: str) -> list[str]:
    at = Position(date.fromisoformat(day), closed=True)
    return [standing.state for standing in step_standings(work, status_at(work, at), at)]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2026-04-01", ["open", "open", "open", "open"]),
        ("2026-04-20", ["completed", "open", "open", "open"]),
        ("2026-05-20", ["completed", "overdue", "open", "open"]),
        ("2026-06-16", ["completed", "completed-late", "overdue", "open"]),
    ],
)
def test_a_step_is_judged_by_its_own_deadline_and_what_was_known(
    make_task: MakeRow, day: str, states: list[str]
) -> None:
    assert told(make_task(due="2026-06-30", steps=STEPS), day) == states


@pytest.mark.parametrize(
    ("closing", "last"),
    [({"completed": "2026-06-01"}, "completed"), ({"cancelled": "2026-06-01"}, "cancelled")],
)
def test_nothing_of_a_closed_row_is_left_to_be_done(
    make_task: MakeRow, closing: dict[str, str], last: str
) -> None:
    states = told(make_task(due="2026-06-30", steps=STEPS, **closing), "2026-07-31")
    assert states == ["completed", "completed-late", last, last]


def test_a_step_is_known_by_its_number_and_led_by_its_row(make_task: MakeRow) -> None:
    at = Position(date(2026, 6, 20))
    task = make_task(id="T04-01", steps=STEPS)
    standings = list(step_standings(task, status_at(task, at), at))
    assert [standing.id for standing in standings][:2] == ["T04-01.1", "T04-01.2"]
    assert [standing.leads for standing in standings] == [("VP",), ("TT-TH",), ("VP",), ("VP",)]
    assert [standing.days_overdue for standing in standings] == [None, None, 5, None]
    assert [standing.is_open for standing in standings] == [False, False, True, True]
    assert count_done(task, at) == 2
    assert count_done(task, Position(date(2026, 4, 30))) == 1
