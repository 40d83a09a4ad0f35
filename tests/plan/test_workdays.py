"""Working days: Monday to Friday without the days off, and the weekend days worked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import DateRange, Position, month_end, months_period
from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import year_span
from khtgdv.fields import FieldError
from khtgdv.plan.repetition import RepeatRule
from khtgdv.plan.time_values import parse_day_range
from khtgdv.plan.values import PERIOD_KINDS
from khtgdv.plan.workdays import WorkCalendar, iterate_days
from khtgdv.schedule.occurrences import Occurrence, log_gaps, occurrences, rule_occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.plan.model import Plan
    from tests.conftest import MakeRow

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
RULES = st.builds(
    RepeatRule, every=st.sampled_from(PERIOD_KINDS), in_=st.none() | st.just((1, 2, 31, 53))
)


def test_a_week_has_five_working_days() -> None:
    days = WorkCalendar()
    assert days.count_workdays(months_period("month", 2026, 2)) == 20
    assert [days.is_workday(date(2026, 3, day)) for day in range(2, 9)] == [True] * 5 + [False] * 2


def test_the_days_of_2026(shipped: Plan) -> None:
    days = shipped.workdays
    assert [days.count_workdays(months_period("month", 2026, m)) for m in range(1, 13)] == [
        21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23,
    ]  # fmt: skip
    assert days.is_workday(date(2026, 8, 22))
    assert not days.is_workday(date(2026, 8, 31))
    assert not days.is_workday(date(2026, 2, 17))


def test_days_off_are_known_of_a_plans_own_year_and_up_to_the_last_of_another() -> None:
    days = WorkCalendar({date(2026, 1, 1): "Tết", date(2027, 2, 5): "Tết"})
    assert days.is_known(date(2026, 12, 31), {2026})
    assert days.is_known(date(2027, 2, 28), {2026})
    assert not days.is_known(date(2027, 3, 1), {2026})
    assert days.is_known(date(2027, 3, 1), {2026, 2027})
    assert not days.is_known(date(2028, 1, 1), {2028})


def test_what_is_left_leaves_today_out_and_counts_the_deadline(shipped: Plan) -> None:
    days = shipped.workdays
    assert days.count_workdays_after(date(2026, 2, 13), date(2026, 2, 23)) == 1
    assert days.count_workdays_after(date(2026, 8, 21), date(2026, 8, 31)) == 6
    assert days.count_workdays_after(date(2026, 3, 31), date(2026, 3, 31)) == 0
    assert days.count_workdays_after(date(2026, 4, 1), date(2026, 3, 31)) == 0


@given(DAYS, st.integers(0, 400), st.integers(0, 400))
def test_days_left_add_up(shipped: Plan, day: date, first: int, more: int) -> None:
    between, last = day + timedelta(days=first), day + timedelta(days=first + more)
    days = shipped.workdays
    assert days.count_workdays_after(day, last) == days.count_workdays_after(
        day, between
    ) + days.count_workdays_after(between, last)


def test_plans_together_know_all_their_days() -> None:
    first = WorkCalendar({date(2026, 1, 1): "Tết"}, {date(2026, 8, 22): "bù"})
    both = WorkCalendar.merge([first, WorkCalendar({date(2027, 1, 1): "Tết"})])
    assert list(both.days_off) == [date(2026, 1, 1), date(2027, 1, 1)]
    assert list(both.days_worked) == [date(2026, 8, 22)]
    assert WorkCalendar.merge([]) == WorkCalendar()


@given(DAYS, st.integers(0, 30))
def test_what_is_written_is_read(day: date, more: int) -> None:
    last = day + timedelta(days=more)
    assert parse_day_range(f"{day}..{last}") == DateRange(day, last)
    assert len(list(iterate_days(parse_day_range(f"{day}..{last}")))) == more + 1
    assert parse_day_range(str(day)) == DateRange(day, day)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-2-16", "không phải một ngày hay khoảng ngày"),
        ("2026-02-16..", "không phải một ngày hay khoảng ngày"),
        ("16/02/2026", "không phải một ngày hay khoảng ngày"),
        ("2026-02-30", '"2026-02-30" không có trong lịch'),
        ("2026-02-20..2026-02-16", "ngược"),
        ("2026-02-01..2026-03-04", "quá dài"),
    ],
)
def test_what_is_no_day(text: str, said: str) -> None:
    with pytest.raises(FieldError) as error:
        parse_day_range(text)
    assert said in error.value.message
    assert error.value.code == "invalid-date"
    assert error.value.hint


def expand(
    rule: RepeatRule, year: int, workdays: WorkCalendar | None = None
) -> Iterator[Occurrence]:
    return rule_occurrences(rule, Bounds(year_span(year)), workdays)


class TestOccurrences:
    def test_daily_work_rests_on_holidays(self, shipped: Plan) -> None:
        days = {one.due for one in expand(RepeatRule(every="day"), 2026, shipped.workdays)}
        assert len(days) == 249
        assert date(2026, 2, 17) not in days
        assert date(2026, 8, 22) in days

    def test_nothing_is_missing_on_a_holiday(self, make_task: MakeRow, shipped: Plan) -> None:
        task = make_task(repeat="day", log={"2026-02-13": "2026-02-13"})
        at = Position(date(2026, 2, 23), closed=True)
        found = log_gaps(task, year_span(2026), at, shipped.workdays)
        assert [one.log_key for one in found] == ["2026-02-23"]
        assert len(log_gaps(task, year_span(2026), at)) == 6

    @given(RULES, st.integers(2000, 2060))
    def test_a_year_is_its_months_together(
        self, shipped: Plan, rule: RepeatRule, year: int
    ) -> None:
        whole = [one.period for one in expand(rule, year, shipped.workdays)]
        by_month = [[p for p in whole if p.end.month == m] for m in range(1, 13)]
        assert [p for part in by_month for p in part] == whole
        assert len(set(whole)) == len(whole)
        assert all(p.end.year == year and p.kind == rule.every for p in whole)

    @given(st.integers(2000, 2060), st.sampled_from(["month", "quarter", "half-year", "year"]))
    def test_periods_of_months_end_with_their_month(self, year: int, every: str) -> None:
        for period in [one.period for one in expand(RepeatRule(every=every), year)]:  # type: ignore[arg-type]
            assert period.end == month_end(year, period.end.month)
            assert period.start.day == 1

    @given(st.integers(2000, 2060))
    def test_every_sunday_ends_one_week(self, year: int) -> None:
        found = [one.period for one in expand(RepeatRule(every="week"), year)]
        days = iterate_days(DateRange(date(year, 1, 1), date(year, 12, 31)))
        assert [period.end for period in found] == [day for day in days if day.weekday() == 6]
        assert all((p.end - p.start).days == 6 for p in found)
        assert len({str(period) for period in found}) == len(found)

    def test_the_last_week_of_2026_belongs_to_2027(self, make_task: MakeRow) -> None:
        task = make_task(repeat="week")
        assert next(occurrences(task, year_span(2027))).log_key == "2026-W53"
        assert next(occurrences(task, year_span(2027))).due == date(2027, 1, 3)
        assert [one.log_key for one in occurrences(task, year_span(2026))][-1] == "2026-W52"
