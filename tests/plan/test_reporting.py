"""Which days a report is of, and when it is sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import Period, months_period, parse_period
from khtgdv.plan.reporting import PeriodReporting, Reporting, WeekReporting, following
from khtgdv.plan.workdays import WorkCalendar

FOURTEENTH = Reporting(cutoff=14, send="2 working days")
IS_WORKDAY = WorkCalendar({date(2026, 3, 17): "lễ"}).is_workday


def days(period: Period) -> str:
    return f"{period.start}..{period.end}"


@pytest.mark.parametrize(
    ("period", "reported"),
    [
        ("2026-03", "2026-02-15..2026-03-14"), ("2026-01", "2025-12-15..2026-01-14"),
        ("2026-Q1", "2025-12-15..2026-03-14"), ("2026-H2", "2026-06-15..2026-12-14"),
        ("2026-9M", "2025-12-15..2026-09-14"), ("2026", "2025-12-15..2026-12-14"),
        ("2026-W12", "2026-03-16..2026-03-22"),
    ],
)  # fmt: skip
def test_a_report_is_of_the_days_up_to_its_cut_off(period: str, reported: str) -> None:
    found = FOURTEENTH.reported(parse_period(period))
    assert days(found) == reported
    assert (str(found), found.label) == (period, parse_period(period).label)


def test_a_month_that_lacks_the_day_ends_with_its_last() -> None:
    late = Reporting(cutoff=30)
    assert days(late.reported(parse_period("2026-02"))) == "2026-01-31..2026-02-28"
    assert days(late.reported(parse_period("2026-03"))) == "2026-03-01..2026-03-30"


def test_a_kind_of_period_may_have_days_of_its_own() -> None:
    reporting = Reporting(
        cutoff=14, send=3, quarter=PeriodReporting(cutoff=20), half_year=PeriodReporting(send=9),
        week=WeekReporting(cutoff="thu"),
    )  # fmt: skip
    assert days(reporting.reported(parse_period("2026-Q2"))) == "2026-03-21..2026-06-20"
    assert days(reporting.reported(parse_period("2026-W12"))) == "2026-03-13..2026-03-19"
    assert str(reporting.reported(parse_period("2026-W12"))) == "2026-W12"
    sent = [reporting.send_day(parse_period(p), IS_WORKDAY) for p in ("2026-Q2", "2026-H1", "2026")]
    assert sent == [date(2026, 6, 23), date(2026, 6, 23), date(2026, 12, 17)]
    assert reporting.send_delay_of("week") == 3


def test_it_is_sent_so_many_working_days_later() -> None:
    assert FOURTEENTH.send_day(parse_period("2026-03"), IS_WORKDAY) == date(2026, 3, 18)
    assert Reporting(send=1).send_day(parse_period("2026-03"), IS_WORKDAY) == date(2026, 4, 1)
    assert Reporting().send_day(parse_period("2026-03"), IS_WORKDAY) is None
    assert FOURTEENTH.send_day(parse_period("2026-W12"), IS_WORKDAY) is None


KINDS = st.sampled_from(["month", "quarter", "half-year", "year", "week"])


@given(KINDS, st.integers(1, 31), st.sampled_from(["mon", "thu", "sun"]), st.integers(1, 2))
def test_reports_follow_each_other_without_a_gap(
    kind: str, cutoff: int, weekday: str, number: int
) -> None:
    reporting = Reporting(cutoff=cutoff, week=WeekReporting(cutoff=weekday))
    number = 1 if kind == "year" else number
    period = (
        parse_period(f"2026-W{number:02}") if kind == "week" else months_period(kind, 2026, number)  # type: ignore[arg-type]
    )
    first = reporting.reported(period)
    second = reporting.reported(following(first))
    assert second.start == first.end + timedelta(days=1)
    assert second.kind == first.kind


def test_after_nine_months_comes_the_fourth_quarter() -> None:
    assert str(following(parse_period("2026-9M"))) == "2026-Q4"
    assert str(following(parse_period("2026-12"))) == "2027-01"
    assert str(following(parse_period("2026-W53"))) == "2027-W01"
