"""Dates of a plan some years on: every day that comes out exists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.source.new_plans.later_dates import later_period, later_span


@pytest.mark.parametrize(
    ("text", "years", "later"),
    [
        ("2026-03", 1, "2027-03"),
        ("2026-03-15", 1, "2027-03-15"),
        ("2026-Q1", 1, "2027-Q1"),
        ("2026-9M", 5, "2031-9M"),
        ("2026", 1, "2027"),
        ("2028-02-29", 1, "2029-02-28"),
        ("2028-02-29", 4, "2032-02-29"),
        ("2028-02-28", 1, "2029-02-28"),
        ("2026-W53", 1, "2027-W52"),
        ("2026-W53", 6, "2032-W53"),
        ("06-15", 1, "06-15"),
        ("month", 1, "month"),
    ],
)
def test_a_period_some_years_on(text: str, years: int, later: str) -> None:
    assert later_period(text, years) == later


def test_both_ends_of_a_span_move() -> None:
    assert later_span("2026-09..2027-08", 1) == "2027-09..2028-08"
    assert later_span("2026..2030", 5) == "2031..2035"


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 9))
def test_every_day_exists_in_the_same_month(day: date, years: int) -> None:
    later = date.fromisoformat(later_period(day.isoformat(), years))
    assert (later.year, later.month) == (day.year + years, day.month)
    assert 0 <= day.day - later.day <= 1
