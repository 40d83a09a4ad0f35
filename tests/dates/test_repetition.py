"""Rules of repeated work: each gives the days that a plain loop over the calendar gives."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import DateRange
from khtgdv.dates.repetition import (
    FIRST_WORKDAY,
    LAST_WORKDAY,
    WEEKDAYS,
    Bounds,
    Recurrence,
    due_days,
)
from khtgdv.dates.spans import parse_span, year_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khtgdv.dates.periods import PeriodKind

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
HOLIDAYS = {date(2026, 4, 30), date(2026, 5, 1), date(2027, 1, 1)}


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def days_of(
    rule: Recurrence, span: str, start: str | None = None, end: str | None = None
) -> list[str]:
    """Return the periods of a rule with the day each is due, as texts."""
    bounds = Bounds(
        parse_span(span),
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )
    return [f"{period} {due}" for period, due in due_days(rule, bounds, is_workday)]


YEAR = "2026..2026"


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (Recurrence("half-year", on=("06-15", "12-15")),
         ["2026-H1 2026-06-15", "2026-H2 2026-12-15"]),
        (Recurrence("half-year", (1,), after=5), ["2026-H1 2026-07-05"]),
        (Recurrence("half-year", (2,), on="12-05"), ["2026-H2 2026-12-05"]),
        # The report of a year belongs to the plan of that year, whenever it may come.
        (Recurrence("year", after=10), ["2026 2027-01-10"]),
        (Recurrence("year", on="02-29"), ["2026 2026-02-28"]),
        (Recurrence("quarter", on=31),
         ["2026-Q1 2026-03-31", "2026-Q2 2026-06-30", "2026-Q3 2026-09-30", "2026-Q4 2026-12-31"]),
        (Recurrence("month", (4,), on=LAST_WORKDAY), ["2026-04 2026-04-29"]),
        (Recurrence("month", (5,), on=FIRST_WORKDAY), ["2026-05 2026-05-04"]),
        (Recurrence("quarter", (2,), on=FIRST_WORKDAY), ["2026-Q2 2026-04-01"]),
        # Thursday 30 April and Friday 1 May are days off: the second working day is Tuesday.
        (Recurrence("month", (4,), after="2 working days"), ["2026-04 2026-05-05"]),
        (Recurrence("nine-months", on=20), ["2026-9M 2026-09-20"]),
    ],
)  # fmt: skip
def test_days_reckoned_by_hand(rule: Recurrence, found: list[str]) -> None:
    assert days_of(rule, YEAR) == found


def test_a_month_without_the_day_has_its_last() -> None:
    found = days_of(Recurrence("month", on=30), YEAR)
    assert found[:3] == ["2026-01 2026-01-30", "2026-02 2026-02-28", "2026-03 2026-03-30"]


def test_a_friday_in_the_new_year_belongs_to_the_new_year() -> None:
    rule = Recurrence("week", on="fri")
    assert days_of(rule, YEAR)[-1] == "2026-W52 2026-12-25"
    assert days_of(rule, "2027..2027")[0] == "2026-W53 2027-01-01"


def test_occurrences_lie_between_the_start_and_the_end_of_the_row() -> None:
    weeks = days_of(Recurrence("week"), YEAR, "2026-07-10", "2026-11-30")
    assert (weeks[0], weeks[-1]) == ("2026-W28 2026-07-12", "2026-W48 2026-11-29")
    assert days_of(Recurrence("week"), YEAR, "2026-07-12")[0] == weeks[0]
    assert days_of(Recurrence("week"), YEAR, "2026-07-13")[0] == "2026-W29 2026-07-19"
    assert days_of(Recurrence("week"), YEAR, None, "2026-07-12")[-1] == weeks[0]
    months = days_of(Recurrence("month"), "2026-07-10..2026-11-30", "2026-07-10", "2026-11-30")
    assert [text[:7] for text in months] == [f"2026-{m:02}" for m in range(7, 12)]


def test_every_second_period_is_counted_from_the_start() -> None:
    rule = Recurrence("year", interval=2)
    assert days_of(rule, "2026..2030", "2027-01-01") == ["2027 2027-12-31", "2029 2029-12-31"]
    assert days_of(rule, "2028..2028", "2027-01-01") == []
    assert days_of(rule, "2029..2029", "2027-01-01") == ["2029 2029-12-31"]


def test_a_year_may_reach_beyond_the_span_that_its_day_lies_in() -> None:
    span = "2026-09..2027-08"
    assert days_of(Recurrence("year", on="06-15"), span) == ["2027 2027-06-15"]
    assert days_of(Recurrence("year"), span) == ["2026 2026-12-31"]
    assert days_of(Recurrence("month"), span)[0] == "2026-09 2026-09-30"
    assert len(days_of(Recurrence("month"), span)) == 12


@pytest.mark.parametrize(
    "rule",
    [
        Recurrence("week", on=20), Recurrence("day", on="fri"), Recurrence("month", on="fri"),
        Recurrence("week", on="06-15"), Recurrence("half-year", (2,), on=("06-15", "07-15", "x")),
    ],
)  # fmt: skip
def test_what_does_not_fit_has_no_effect(rule: Recurrence) -> None:
    plain = Recurrence(rule.every, rule.numbers)
    if rule.every == "half-year":
        assert days_of(rule, YEAR) == ["2026-H2 2026-06-15"]
    else:
        assert days_of(rule, YEAR) == days_of(plain, YEAR)


def test_the_end_of_the_calendar_is_no_fault() -> None:
    rule = Recurrence("year", after=30)
    assert days_of(rule, "9999..9999") == ["9999 9999-12-31"]
    assert days_of(Recurrence("year", after="9 working days"), "9999..9999")
    assert len(days_of(Recurrence("month", on=20), "9999..9999")) == 12


# What the loop over the calendar knows: when a period ends, and its day.
def loop_days(span: DateRange) -> Iterator[date]:
    day = span.start
    while day <= span.end:
        yield day
        day += DAY


def is_month_end(day: date) -> bool:
    return (day + DAY).day == 1


def is_day_of_month(day: date, number: int) -> bool:
    return day.day == number or (is_month_end(day) and day.day < number)


def loop(every: PeriodKind, test: Callable[[date], bool], span: DateRange) -> list[date]:
    length = MONTHS[every]
    return [day for day in loop_days(span) if day.month % length == 0 and test(day)]


def found_days(rule: Recurrence, span: DateRange, start: date | None = None) -> list[date]:
    return [due for _, due in due_days(rule, Bounds(span, start), is_workday)]


SPANS = st.builds(
    lambda first, length: DateRange(first, first + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 900),
)
KINDS = st.sampled_from(list(MONTHS))


@given(KINDS, st.integers(1, 31), SPANS)
def test_a_day_of_the_month(every: PeriodKind, number: int, span: DateRange) -> None:
    expected = loop(every, lambda day: is_day_of_month(day, number), span)
    assert found_days(Recurrence(every, on=number), span) == expected


@given(st.sampled_from(WEEKDAYS), SPANS)
def test_a_day_of_the_week(name: str, span: DateRange) -> None:
    expected = [day for day in loop_days(span) if WEEKDAYS[day.weekday()] == name]
    assert found_days(Recurrence("week", on=name), span) == expected


@given(KINDS, st.integers(1, 366), SPANS)
def test_days_after_the_end(every: PeriodKind, count: int, span: DateRange) -> None:
    ends = loop(every, is_month_end, span)
    expected = [end + timedelta(days=count) for end in ends]
    assert found_days(Recurrence(every, after=count), span) == expected


@given(KINDS, st.integers(1, 20), SPANS)
def test_working_days_after_the_end(every: PeriodKind, count: int, span: DateRange) -> None:
    rule = Recurrence(every, after=f"{count} working days")
    for end, due in zip(loop(every, is_month_end, span), found_days(rule, span), strict=True):
        between = [end + timedelta(days=n) for n in range(1, (due - end).days + 1)]
        assert is_workday(due)
        assert sum(map(is_workday, between)) == count


@given(SPANS)
def test_the_first_and_the_last_working_day_of_a_month(span: DateRange) -> None:
    first = [
        day for day in loop_days(span)
        if is_workday(day) and not any(is_workday(day.replace(day=n)) for n in range(1, day.day))
    ]  # fmt: skip
    assert found_days(Recurrence("month", on=FIRST_WORKDAY), span) == first
    later = {day: [day + timedelta(days=n) for n in range(1, 31)] for day in loop_days(span)}
    last = [
        day for day, others in later.items()
        if is_workday(day) and not any(map(is_workday, (o for o in others if o.month == day.month)))
    ]  # fmt: skip
    assert found_days(Recurrence("month", on=LAST_WORKDAY), span) == last


@given(KINDS, st.integers(2, 5), st.dates(date(2024, 1, 1), date(2027, 1, 1)), SPANS)
def test_an_interval(every: PeriodKind, interval: int, start: date, span: DateRange) -> None:
    whole = DateRange(min(start, span.start), span.end)
    ends = [day for day in loop(every, is_month_end, whole) if day >= start][::interval]
    expected = [day for day in ends if span.contains(day)]
    assert found_days(Recurrence(every, interval=interval), span, start) == expected


RULES = st.builds(
    Recurrence,
    every=KINDS,
    on=st.none() | st.integers(1, 31) | st.sampled_from([FIRST_WORKDAY, LAST_WORKDAY]),
    after=st.none() | st.integers(1, 40) | st.just("3 working days"),
    interval=st.integers(1, 3),
) | st.builds(Recurrence, every=st.just("week"), on=st.none() | st.sampled_from(WEEKDAYS))


@given(RULES, st.integers(2020, 2030), st.integers(1, 4))
def test_a_span_is_its_years_together(rule: Recurrence, first: int, count: int) -> None:
    start = date(first - 1, 3, 5)
    whole = list(due_days(rule, Bounds(parse_span(f"{first}..{first + count}"), start), is_workday))
    years = (year_span(year) for year in range(first, first + count + 1))
    parts = [one for y in years for one in due_days(rule, Bounds(y, start), is_workday)]
    assert parts == whole
    assert all(earlier[0].end < later[0].end for earlier, later in pairwise(whole))
