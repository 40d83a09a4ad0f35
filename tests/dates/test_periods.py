"""Periods and their last days, their forms in files and on paper, and the laws of the position."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import (
    PERIOD_PATTERN,
    DateRange,
    Period,
    Position,
    day_period,
    format_date,
    month_end,
    months_period,
    paper_date,
    parse_date,
    parse_deadline,
    parse_period,
    period_ending,
    week_period,
)
from khtgdv.fields import FieldError

if TYPE_CHECKING:
    from khtgdv.dates.periods import PeriodKind

# The last period of the calendar that every kind has ends in 9999.
days = st.dates(date(2, 1, 1), date(9998, 12, 31))
KINDS: dict[PeriodKind, int] = {
    "month": 12, "quarter": 4, "half-year": 2, "nine-months": 1, "year": 1,
}  # fmt: skip


@st.composite
def periods(draw: st.DrawFn) -> Period:
    when = draw(days)
    every = draw(st.sampled_from(["day", "week", *KINDS]))
    if every == "day":
        return day_period(when)
    if every == "week":
        return week_period(*when.isocalendar()[:2])
    kind: PeriodKind = every
    return months_period(kind, when.year, draw(st.integers(1, KINDS[kind])))


@given(st.dates())
def test_the_last_day_of_a_month_is_that_of_the_calendar(when: date) -> None:
    assert month_end(when.year, when.month).day == monthrange(when.year, when.month)[1]


@pytest.mark.parametrize("month", [1, 12])
def test_the_first_and_the_last_year_have_their_months(month: int) -> None:
    assert month_end(1, month) == date(1, month, 31)
    assert month_end(9999, month) == date(9999, month, 31)


@given(periods())
def test_the_iso_form_reads_back_to_the_same_period(period: Period) -> None:
    assert parse_period(str(period)) == period
    assert period.start <= period.end
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert not period.contains(period.end + timedelta(days=1))
    assert not period.contains(None)


@given(periods())
def test_a_period_is_known_by_its_kind_and_its_last_day(period: Period) -> None:
    assert period_ending(period.kind, period.end) == period


@given(periods())
def test_the_schema_takes_the_forms_that_a_deadline_may_have(period: Period) -> None:
    assert bool(re.search(PERIOD_PATTERN, str(period))) == (period.kind != "week")


@pytest.mark.parametrize(
    ("text", "last", "number", "label"),
    [
        ("2026-03-15", "2026-03-15", 74, "15/03/2026"),
        ("2026-01", "2026-01-31", 1, "1/2026"),
        ("2026-02", "2026-02-28", 2, "2/2026"),
        ("2028-02", "2028-02-29", 2, "2/2028"),
        ("2100-02", "2100-02-28", 2, "2/2100"),
        ("2000-02", "2000-02-29", 2, "2/2000"),
        ("2026-04", "2026-04-30", 4, "4/2026"),
        ("2026-12", "2026-12-31", 12, "12/2026"),
        ("2027-01", "2027-01-31", 1, "1/2027"),
        ("2026-Q1", "2026-03-31", 1, "quý I/2026"),
        ("2026-Q2", "2026-06-30", 2, "quý II/2026"),
        ("2026-Q3", "2026-09-30", 3, "quý III/2026"),
        ("2026-Q4", "2026-12-31", 4, "quý IV/2026"),
        ("2026-H1", "2026-06-30", 1, "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-12-31", 2, "6 tháng cuối năm 2026"),
        ("2026-9M", "2026-09-30", 1, "9 tháng năm 2026"),
        ("2026", "2026-12-31", 1, "năm 2026"),
        ("2026-W01", "2026-01-04", 1, "tuần 1/2026"),
        ("2026-W07", "2026-02-15", 7, "tuần 7/2026"),
        ("2026-W53", "2027-01-03", 53, "tuần 53/2026"),
        ("2020-W53", "2021-01-03", 53, "tuần 53/2020"),
        ("2027-W01", "2027-01-10", 1, "tuần 1/2027"),
    ],
)
def test_the_last_day_of_a_period_and_what_people_call_it(
    text: str, last: str, number: int, label: str
) -> None:
    period = parse_period(text)
    assert (period.end.isoformat(), period.number, period.label) == (last, number, label)


@pytest.mark.parametrize(
    "text",
    [
        "08", "3", "3/2026", "31/03/2026", "2026-1", "2026-00", "2026-13", "2026-13-01",
        "2026-02-30", "2027-02-29", "2026-04-31", "2026-W00", "2026-W54", "2027-W53", "2026-Q0",
        "2026-Q5", "2026-H3", "2026-9m", "2026-q1", "0000", "0000-01", "0000-01-01", "0000-W01",
        "9999-W52", "2026-03 ", " 2026-03", "2026-03\n", "٢٠٢٦", "20260315", "2026-3-15", "",
        "2026-03-15T00:00", "2026..2027",
    ],
)  # fmt: skip
def test_other_forms_are_no_period(text: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_period(text)
    assert caught.value.code == "invalid-period"
    assert caught.value.hint


@given(st.text(st.sampled_from("0123456789-WQHM"), max_size=11))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except FieldError as error:
        assert error.code == "invalid-period"  # noqa: PT017 - either outcome is right
    else:
        assert str(period) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-13", "tháng phải từ 01 đến 12"),
        ("2026-00-10", "tháng phải từ 01 đến 12"),
        ("2026-02-30", "không có ngày này trong lịch"),
        ("08", "viết 2026-03"),
    ],
)
def test_a_refused_period_says_why(text: str, hint: str) -> None:
    with pytest.raises(FieldError) as caught:
        parse_period(text)
    assert str(caught.value.hint).startswith(hint)


def test_a_week_is_no_deadline() -> None:
    assert parse_deadline("2026-9M").end == date(2026, 9, 30)
    with pytest.raises(FieldError) as caught:
        parse_deadline("2026-W07")
    assert caught.value.code == "invalid-period"


@pytest.mark.parametrize(
    ("text", "said"),
    [("2026-02-30", "không có trong lịch"), ("2026-03", "không phải một ngày"),
     ("86400", "không phải một ngày"), ("05/03/2026", "không phải một ngày")],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(text: str, said: str) -> None:
    assert parse_date("2026-03-05") == date(2026, 3, 5)
    with pytest.raises(FieldError, match=said) as caught:
        parse_date(text)
    assert caught.value.code == "invalid-date"


@given(periods(), periods())
def test_periods_touch_where_they_have_a_day_in_common(one: Period, other: Period) -> None:
    common = max(one.start, other.start) <= min(one.end, other.end)
    assert one.overlaps(other.start, other.end) == other.overlaps(one.start, one.end) == common


def test_a_range_is_shown_by_its_ends() -> None:
    assert str(DateRange(date(2026, 11, 1), date(2027, 1, 31))) == "2026-11-01..2027-01-31"
    assert format_date(date(2026, 3, 5)) == "05/03/2026"


near = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@given(near, near)
def test_a_deadline_passes_on_its_own_day_only_once_the_day_is_closed(
    as_of: date, deadline: date
) -> None:
    during, closed = Position(as_of), Position(as_of, closed=True)
    assert during.has_passed(deadline) == (deadline < as_of)
    assert closed.has_passed(deadline) == (deadline <= as_of)
    # The close of a day and the following day, before anything has happened, are one moment.
    assert closed.has_passed(deadline) == Position(as_of + timedelta(days=1)).has_passed(deadline)


@given(near, near)
def test_facts_dated_after_the_position_do_not_count(as_of: date, fact: date) -> None:
    for position in (Position(as_of), Position(as_of, closed=True)):
        assert position.covers(fact) == (fact <= as_of)
        assert not position.covers(None)


def test_a_position_says_whether_it_is_a_day_a_close_or_a_forecast() -> None:
    when = date(2026, 11, 30)
    assert Position(when).label == "ngày 30/11/2026"
    assert Position(when, closed=True).label == "tính đến hết ngày 30/11/2026"
    forecast = Position(when, closed=True, forecast=True)
    assert forecast.label == "Dự kiến đến hết ngày 30/11/2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 31), "31/3/2026"), (date(2026, 2, 10), "10/02/2026"),
        (date(2026, 1, 5), "05/01/2026"), (date(2026, 12, 1), "01/12/2026"),
    ],
)  # fmt: skip
def test_papers_put_a_0_before_small_days_and_the_first_two_months(day: date, text: str) -> None:
    assert paper_date(day) == text
