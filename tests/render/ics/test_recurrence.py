"""Days in the words of RFC 5545: a rule where one says them, and a reader sees just these days."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.repetition import Bounds, Recurrence, due_days
from khtgdv.dates.spans import parse_span
from khtgdv.render.ics.recurrence import recurrence
from tests.render.ics.test_calendar import expanded, items

if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind
    from tests.conftest import Run, WritePlan

RULES = {
    "{every: month, on: 20}": "FREQ=MONTHLY;UNTIL=20261220;BYMONTHDAY=20",
    "{every: month, on: 31}": "FREQ=MONTHLY;UNTIL=20261231;BYMONTHDAY=-1",
    "{every: month, on: 30}": "FREQ=MONTHLY;UNTIL=20261230;BYMONTHDAY=28,29,30;BYSETPOS=-1",
    "{every: week, on: fri}": "FREQ=WEEKLY;UNTIL=20261225;BYDAY=FR",
    "{every: month, after: 3}": "FREQ=MONTHLY;UNTIL=20270103;BYMONTHDAY=3",
    "{every: half-year, on: [06-15, 12-15]}":
        "FREQ=YEARLY;UNTIL=20261215;BYMONTHDAY=15;BYMONTH=6,12",
    "{every: month, interval: 2}": "FREQ=MONTHLY;UNTIL=20261130;INTERVAL=2;BYMONTHDAY=-1",
    "{every: week, interval: 2}": "FREQ=WEEKLY;UNTIL=20261220;INTERVAL=2;BYDAY=SU",
    "{every: half-year, on: [06-15, 12-05]}": None,
    "{every: month, on: first working day}": None,
    "{every: month, after: 2 working days}": None,
    "{every: month, after: 30}": None,
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_a_client_sees_the_days_of_the_rule(rule: str, run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(f"- {{id: TX-01, task: A, lead: VP, start: 2026-01, repeat: {rule}}}")
    ran = run("list", "--data", folder, "--format", "ics", "--events")
    (item,) = items(ran.out, "VEVENT").values()
    due: list[date] = []
    for number in range(14):
        month = f"{number % 12 + 1}/{2026 + number // 12}"
        asked = run("calendar", "--month", month, "--data", folder, "--format", "json")
        due += [date.fromisoformat(o["due"]) for o in asked.json["tables"]["occurrences"]]
    assert expanded(item) == sorted(due)
    found = item["rrule"].to_ical().decode() if "rrule" in item else None
    assert found == RULES[rule]


def test_the_start_and_the_end_of_a_row_bound_its_rule(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(
        "- {id: TX-01, task: A, lead: VP, start: 2026-07-10, due: 2026-11-30, repeat: week}"
    )
    ran = run("list", "--data", folder, "--format", "ics", "--events")
    (item,) = items(ran.out, "VEVENT").values()
    days = expanded(item)
    assert (days[0], days[-1], len(days)) == (date(2026, 7, 12), date(2026, 11, 29), 21)


KINDS: list[PeriodKind] = ["week", "month", "quarter", "half-year", "year"]
RECURRENCES = st.builds(
    Recurrence,
    every=st.sampled_from(KINDS),
    on=st.none() | st.integers(1, 31),
    after=st.none() | st.integers(1, 40),
    interval=st.integers(1, 3),
)


@given(RECURRENCES, st.integers(2020, 2030), st.integers(0, 3))
def test_what_is_said_gives_the_days(rule: Recurrence, first: int, more: int) -> None:
    bounds = Bounds(parse_span(f"{first}..{first + more}"))
    days = [day for _, day in due_days(rule, bounds, lambda day: day.weekday() < 5)]
    said = recurrence(days, monthly=rule.every == "month")
    if "rrule" not in said:
        assert [days[0], *said.get("rdate", ())] == days
        return
    text = icalendar.vRecur(said["rrule"]).to_ical().decode()  # type: ignore[no-untyped-call]
    start = datetime.combine(days[0], datetime.min.time())
    assert [moment.date() for moment in rrulestr(text, dtstart=start)] == days
