"""Times and ranges of times as people type them into an option."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import months_period
from khtgdv.errors import UsageError
from khtgdv.query.ranges import read_day, read_month, read_range, read_time


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3", "2026-03"), ("03", "2026-03"), ("12", "2026-12"), ("T3", "2026-03"),
        ("t03", "2026-03"), (" 3 ", "2026-03"), ("3/2026", "2026-03"), ("03/2027", "2027-03"),
        ("3-2027", "2027-03"), ("2026-03", "2026-03"), ("31/03/2026", "2026-03-31"),
        ("1/3/2026", "2026-03-01"), ("2026-03-31", "2026-03-31"), ("Q1", "2026-Q1"),
        ("q4", "2026-Q4"), ("H1", "2026-H1"), ("9m", "2026-9M"), ("W07", "2026-W07"),
        ("Q1/2027", "2027-Q1"), ("h2/2025", "2025-H2"), ("2026-q1", "2026-Q1"), ("2027", "2027"),
    ],
)  # fmt: skip
def test_a_time(text: str, iso: str) -> None:
    assert str(read_time(text, 2026)) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "13", "003", "T13", "13/2026", "0/2026", "3/26", "30/02/2026", "2026-02-30",
        "2026-13", "Q5", "H3", "8M", "W54", "W53/2027", "0000", "3..", "tháng ba", "08x",
        "9999-W52", "\x1b[31m",
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_time(text, 2026)
    assert "\x1b" not in caught.value.message
    assert str(caught.value.hint).startswith("viết 3, 3/2026, ")


@given(st.text(max_size=12) | st.text(st.sampled_from("0123456789-/.QHMWT"), max_size=12))
def test_any_text_is_a_range_or_refused(text: str) -> None:
    try:
        found = read_range(text, 2026)
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
        ("2026", "2026-01-01", "2026-12-31"),
        ("2..15/03/2026", "2026-02-01", "2026-03-15"),
    ],
)  # fmt: skip
def test_a_range(text: str, first: str, last: str) -> None:
    found = read_range(text, 2026)
    assert (found.start.isoformat(), found.end.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["3-1", "2027-01..2026-11", "Q2..Q1", "12..1"])
def test_a_range_that_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_range(text, 2026)
    assert caught.value.message == f'Khoảng thời gian "{text}" ngược.'


@pytest.mark.parametrize("text", ["..3", "3..", "..", "1-13", "1..2..3"])
def test_a_range_without_both_ends_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_range(text, 2026)


def test_one_day() -> None:
    assert read_day("31/03/2026", 2026) == read_day("2026-03-31", 2026) == date(2026, 3, 31)
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_day("3", 2026)
    with pytest.raises(UsageError, match="không phải một ngày"):
        read_day("29/02/2027", 2027)


@pytest.mark.parametrize("text", ["3", "03", "2026-03", "3/2026"])
def test_one_month(text: str) -> None:
    assert read_month(text, 2026) == months_period("month", 2026, 3)


@pytest.mark.parametrize("text", ["Q1", "2026", "31/03/2026"])
def test_other_times_are_no_month(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một tháng"):
        read_month(text, 2026)
