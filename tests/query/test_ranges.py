"""Times and ranges of times as people type them into an option."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import months_period
from khtgdv.dates.spans import parse_span, typing_span, year_span
from khtgdv.errors import UsageError
from khtgdv.query.ranges import (
    read_close,
    read_day,
    read_deadline,
    read_month,
    read_past_day,
    read_range,
    read_report_period,
    read_time,
    read_week,
)

YEAR = year_span(2026)
SCHOOL_YEAR = parse_span("2026-09..2027-08")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3", "2026-03"), ("03", "2026-03"), ("12", "2026-12"), ("T3", "2026-03"),
        ("t03", "2026-03"), (" 3 ", "2026-03"), ("3/2026", "2026-03"), ("03/2027", "2027-03"),
        ("3-2027", "2027-03"), ("2026-03", "2026-03"), ("31/03/2026", "2026-03-31"),
        ("1/3/2026", "2026-03-01"), ("2026-03-31", "2026-03-31"), ("Q1", "2026-Q1"),
        ("q4", "2026-Q4"), ("H1", "2026-H1"), ("9m", "2026-9M"), ("W07", "2026-W07"),
        ("Q1/2027", "2027-Q1"), ("h2/2025", "2025-H2"), ("2026-q1", "2026-Q1"), ("2027", "2027"),
        ("3/26", "2026-03"), ("tháng ba", "2026-03"), ("31-3", "2026-03-31"),
        ("hết tháng 6", "2026-06"), ("đến 30/6", "2026-06-30"), ("II", "2026-Q2"),
        ("w7", "2026-W07"), ("W7/2027", "2027-W07"), ("tuần 7", "2026-W07"),
    ],
)  # fmt: skip
def test_a_time(text: str, iso: str) -> None:
    assert str(read_time(text, YEAR)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "13", "003", "T13", "13/2026", "0/2026", "3/36", "30/02/2026", "2026-02-30",
        "2026-13", "Q5", "H3", "8M", "W54", "W53/2027", "0000", "3..", "tháng bảy mươi", "08x",
        "9999-W52", "0000-W01", "5-6", "hôm qua", "\x1b[31m",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_time(text, YEAR)
    assert "\x1b" not in caught.value.message
    assert "viết 3, 3/2026, " in str(caught.value.hint)


@given(st.text(max_size=12) | st.text(st.sampled_from("0123456789-/.QHMWT"), max_size=12))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    try:
        found = read_range(text, YEAR)
    except UsageError as error:
        assert error.hint  # noqa: PT017 - either outcome is right
    else:
        assert found.start <= found.end


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3", "2026-03-01", "2026-03-31"), ("1-3", "2026-01-01", "2026-03-31"),
        (" 01-03 ", "2026-01-01", "2026-03-31"), ("5-5", "2026-05-01", "2026-05-31"),
        ("Q1", "2026-01-01", "2026-03-31"), ("Q1..Q2", "2026-01-01", "2026-06-30"),
        ("2026-11..2027-01", "2026-11-01", "2027-01-31"),
        ("11..1/2027", "2026-11-01", "2027-01-31"),
        ("15/03/2026..20/03/2026", "2026-03-15", "2026-03-20"),
        ("2026", "2026-01-01", "2026-12-31"), ("T1-T3", "2026-01-01", "2026-03-31"),
        ("tháng 1 đến tháng 3", "2026-01-01", "2026-03-31"),
        ("từ tháng 1 đến hết tháng 3", "2026-01-01", "2026-03-31"),
        ("quý 1-2", "2026-01-01", "2026-06-30"), ("1/3-15/3", "2026-03-01", "2026-03-15"),
        ("tuần 9 - 10", "2026-02-23", "2026-03-08"), ("31-3", "2026-03-31", "2026-03-31"),
        ("2..15/03/2026", "2026-02-01", "2026-03-15"),
    ],
)  # fmt: skip
def test_a_range(text: str, first: str, last: str) -> None:
    found = read_range(text, YEAR)
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["3-1", "2027-01..2026-11", "Q2..Q1", "12..1"])
def test_a_range_that_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_range(text, YEAR)
    assert caught.value.message == f'Khoảng thời gian "{text}" ngược.'


@pytest.mark.parametrize("text", ["..3", "3..", "..", "1-13", "1..2..3", "5-6..7-8"])
def test_a_range_without_both_ends_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_range(text, YEAR)


def test_one_day() -> None:
    assert read_day("31/03/2026", YEAR) == read_day("2026-03-31", YEAR) == date(2026, 3, 31)
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_day("3", YEAR)
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_day("29/02/2027", year_span(2027))


@pytest.mark.parametrize("text", ["3", "03", "2026-03", "3/2026"])
def test_one_month(text: str) -> None:
    assert read_month(text, YEAR) == months_period("month", 2026, 3)


@pytest.mark.parametrize("text", ["Q1", "2026", "31/03/2026"])
def test_other_times_are_no_month(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một tháng"):
        read_month(text, YEAR)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("9", "2026-09"), ("T12", "2026-12"), ("1", "2027-01"), ("tháng 8", "2027-08"),
        ("Q1", "2027-Q1"), ("quý III", "2027-Q3"), ("Q4", "2026-Q4"), ("H1", "2027-H1"),
        ("6 tháng cuối năm", "2026-H2"), ("9M", "2027-9M"), ("W40", "2026-W40"),
        ("W10", "2027-W10"), ("31/3", "2027-03-31"), ("1/9", "2026-09-01"), ("3/2026", "2026-03"),
        ("cả năm", "2026"),
    ],
)  # fmt: skip
def test_a_time_without_a_year_is_of_the_span(text: str, iso: str) -> None:
    assert str(read_time(text, SCHOOL_YEAR)) == iso


def test_a_range_runs_through_the_span() -> None:
    found = read_range("9-5", SCHOOL_YEAR)
    assert (found.start, found.end) == (date(2026, 9, 1), date(2027, 5, 31))
    with pytest.raises(UsageError, match="ngược"):
        read_range("5-9", SCHOOL_YEAR)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("31/3", "2026-11-24", "2026-03-31"), ("30/12", "2026-01-05", "2025-12-30"),
        ("5/1", "2026-01-05", "2026-01-05"), ("29/2", "2028-03-01", "2028-02-29"),
        ("31/03/2027", "2026-11-24", "2027-03-31"),
    ],
)  # fmt: skip
def test_the_day_of_a_fact_is_the_latest_until_today(text: str, today: str, day: str) -> None:
    assert read_past_day(text, YEAR, date.fromisoformat(today)) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["31/2", "0/3", "1/13"])
def test_a_day_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_day(text, SCHOOL_YEAR)
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_past_day(text, YEAR, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-03", "2026-03"),
        ("3", "2026-03"),
        ("3/2025", "2025-03"),
        ("tháng 3", "2026-03"),
        ("Tháng 03/2025", "2025-03"),
        ("tháng 12 năm 2025", "2025-12"),
        ("2026-Q1", "2026-Q1"),
        ("q2", "2026-Q2"),
        ("quý 1", "2026-Q1"),
        ("QUÝ  IV", "2026-Q4"),
        ("quí iii/2025", "2025-Q3"),
        ("quy 2 nam 2025", "2025-Q2"),
        ("2026-H1", "2026-H1"),
        ("6 tháng", "2026-H1"),
        ("sáu tháng đầu năm", "2026-H1"),
        ("6 tháng đầu năm 2025", "2025-H1"),
        ("6 tháng cuối năm", "2026-H2"),
        ("9M", "2026-9M"),
        ("9 tháng năm 2025", "2025-9M"),
        ("chín tháng đầu năm", "2026-9M"),
        ("2025", "2025"),
        ("năm 2025", "2025"),
        ("cả năm", "2026"),
    ],
)
def test_it_reads_what_people_type(text: str, period: str) -> None:
    assert str(read_report_period(text, YEAR)) == period


@pytest.mark.parametrize("text", ["tháng 13", "quý 5", "", "tháng", "Q1 Q2", "\x1b[31m"])
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một kỳ báo cáo") as refused:
        read_report_period(text, YEAR)
    assert "quý I, Q1" in (refused.value.hint or "")
    assert "\x1b" not in refused.value.message


@pytest.mark.parametrize("text", ["31/03/2026", "1/3/2026"])
def test_a_day_is_no_period_of_a_report(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một kỳ báo cáo: đó là một"):
        read_report_period(text, YEAR)


@pytest.mark.parametrize("text", ["9", "09", "W9", "W09", "tuần 9", "tuan 9", "2026-W09"])
def test_one_week(text: str) -> None:
    assert str(read_week(text, YEAR)) == "2026-W09"


def test_a_deadline_is_a_period_or_a_day() -> None:
    assert str(read_deadline("quý II", YEAR)) == "2026-Q2"
    assert str(read_deadline("30/6", YEAR)) == "2026-06-30"
    with pytest.raises(UsageError, match="không dùng làm thời hạn được: đó là một tuần"):
        read_deadline("tuần 20", YEAR)


@pytest.mark.parametrize("text", ["1899", "2201", "1/2300"])
def test_a_year_far_away_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_time(text, YEAR)
    assert caught.value.hint == "năm phải từ 1900 đến 2200"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("đến 15/3", "2026-01-01..2026-03-15"), ("đến hết tháng 3", "2026-01-01..2026-03-31"),
        ("trước ngày 15/3", "2026-01-01..2026-03-15"), ("tới cuối quý 1", "2026-01-01..2026-03-31"),
        ("đến 31/3/2025", "2025-03-31..2025-03-31"), ("7 ngày tới", "2026-04-02..2026-04-09"),
        ("trong 2 tuần tới", "2026-04-02..2026-04-16"), ("1 tháng nữa", "2026-04-02..2026-05-02"),
    ],
)  # fmt: skip
def test_a_range_with_one_end(text: str, days: str) -> None:
    span = typing_span(YEAR, date(2026, 4, 2))
    found = read_range(text, span)
    assert f"{found.start}..{found.end}" == days


def test_without_today_nothing_lies_ahead() -> None:
    with pytest.raises(UsageError):
        read_range("7 ngày tới", YEAR)


@pytest.mark.parametrize(
    ("text", "day"),
    [("31/3", "2026-03-31"), ("quý 1", "2026-03-31"), ("tháng 2", "2026-02-28"),
     ("5-6", "2026-06-05"), ("2026", "2026-12-31"), ("W10", "2026-03-08")],
)  # fmt: skip
def test_the_close_of_a_period_is_that_of_its_last_day(text: str, day: str) -> None:
    assert read_close(text, YEAR).isoformat() == day
