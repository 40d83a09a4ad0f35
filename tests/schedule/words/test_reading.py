"""What the words of a deadline are read as: a table of wordings as offices write them.

`wordings.txt` has a wording and its reading on each line, in a plan of 2026 for a row of March.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import DateRange, parse_deadline
from khtgdv.schedule.words.reading import Reading, agrees, read_words
from khtgdv.schedule.words.years import Years

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

_LINES = (Path(__file__).parent / "wordings.txt").read_text(encoding="utf-8").splitlines()
WORDINGS = [tuple(line.rsplit(" = ", 1)) for line in _LINES if line and not line.startswith("#")]
YEAR = Years.of_year(2026, date(2026, 3, 1))
SCHOOL_YEAR = Years(DateRange(date(2026, 9, 1), date(2027, 8, 31)))
HUNDRED_DAYS = Years(DateRange(date(2026, 7, 10), date(2026, 11, 30)))
PROGRAMME = Years(DateRange(date(2026, 1, 1), date(2030, 12, 31)))


def told(reading: Reading) -> str:
    """Return a reading as the table has it."""
    parts: list[str] = [reading.kind]
    parts += [f"start: {reading.start}"] if reading.start else []
    parts += [f"due: {reading.due}"] if reading.due else []
    rules = [str(rule) for rule in reading.rules]
    if rules:
        parts.append(f"repeat: {rules[0] if len(rules) == 1 else '[' + ', '.join(rules) + ']'}")
    return " | ".join(parts)


@pytest.mark.parametrize(("words", "reading"), WORDINGS)
def test_what_a_wording_says(words: str, reading: str) -> None:
    assert told(read_words(words, YEAR)) == reading


def test_what_is_said_of_a_choice(snapshot: SnapshotAssertion) -> None:
    choices = {
        f"{words} ({name}): {choice}"
        for name, years in (("dòng tháng 3", YEAR), ("không có tháng bắt đầu", SCHOOL_YEAR))
        for words, _ in WORDINGS
        if (choice := read_words(words, years).choice)
    }
    assert "\n".join(sorted(choices)) == snapshot


def test_the_table_has_every_kind_of_reading() -> None:
    kinds = {reading.partition(" ")[0] for _, reading in WORDINGS}
    assert kinds == {"date", "repetition", "awaiting", "on-demand", "continuous", "worded"}


@pytest.mark.parametrize(
    ("words", "years", "reading"),
    [
        ("Tháng 01", SCHOOL_YEAR, "date | due: 2027-01"),
        ("Tháng 8", SCHOOL_YEAR, "date | due: 2027-08"),
        ("Tháng 9", SCHOOL_YEAR, "date | due: 2026-09"),
        ("15/9", SCHOOL_YEAR, "date | due: 2026-09-15"),
        ("Quý I", SCHOOL_YEAR, "date | due: 2027-Q1"),
        ("Tháng 12 - tháng 02", SCHOOL_YEAR, "date | start: 2026-12 | due: 2027-02"),
        ("Cuối tháng", SCHOOL_YEAR, "repetition | repeat: month"),
        ("15/8", HUNDRED_DAYS, "date | due: 2026-08-15"),
        ("Trước 15/10", HUNDRED_DAYS, "date | due: 2026-10-15"),
        ("2026", PROGRAMME, "date | due: 2026"),
        ("Cuối năm", PROGRAMME, "date | due: 2030"),
        ("Tháng 6", Years(PROGRAMME.span, date(2027, 9, 1)), "date | due: 2028-06"),
        ("Trong quý", Years.of_year(2026, date(2026, 5, 1)), "date | due: 2026-Q2"),
        ("Trong quý", Years.of_year(2026), "repetition | repeat: quarter"),
        ("Ngày 15", Years.of_year(2026), "repetition | repeat: {every: month, on: 15}"),
        ("Giữa tháng", Years.of_year(2026, date(2026, 5, 1)), "date | due: 2026-05-15"),
        ("Tháng 12 năm sau", Years.of_year(9999), "date | due: 9999-12"),
        ("Tuần 53", Years.of_year(2027), "date | due: 2028-01-02"),
        ("29/2", Years.of_year(2028), "date | due: 2028-02-29"),
    ],
)
def test_the_year_is_that_of_the_plan(words: str, years: Years, reading: str) -> None:
    assert told(read_words(words, years)) == reading


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Tháng 3 (BTVTU cho ý kiến)", "2026-03"),
        ("Tháng 6", "2026-06-15"),
        ("Trước ngày 15/3", "2026-03-15"),
        ("Trước ngày 15/3", "2026-03-14"),
        ("Trước tháng 6", "2026-05"),
        ("Quý II", "2026-06"),
        ("Quý II (tháng 6)", "2026-Q2"),
        ("Tháng 9, 10/2026", "2026-10"),
        ("Trong tháng 3 và tháng 9", "2026-09"),
        ("Tuần 4 tháng 3", "2026-03-27"),
        ("31/8", "2026-08-31"),
        ("Tháng 8", "2027-08"),
        ("Tháng 2", "2028-02"),
        ("Theo KH của TW", "2026-04"),
        ("Trước Tết", "2026-02-10"),
        ("Hằng tháng", "2026-12"),
        ("Cả năm", "2026"),
        ("Giai đoạn 2026 - 2030", "2030"),
        ("Cuối tháng", "2026-03-31"),
    ],
)
def test_words_agree_with_a_deadline_that_they_name(words: str, due: str) -> None:
    assert agrees(read_words(words, YEAR), parse_deadline(due))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Trước ngày 15/3/2026", "2026-03"),
        ("Trước ngày 15/3", "2026-03-16"),
        ("Tháng 6", "2026-12"),
        ("Tháng 6/2026", "2027-06"),
        ("Quý II", "2026-Q1"),
        ("6 tháng đầu năm", "2026"),
        ("Trong tháng 3 và tháng 9", "2026-12"),
        ("Chậm nhất 30/6/2026", "2026-06-29"),
        ("Tháng 6-7/2026", "2026-05"),
    ],
)
def test_words_contradict_another_deadline(words: str, due: str) -> None:
    assert not agrees(read_words(words, YEAR), parse_deadline(due))


_PIECES = st.sampled_from(
    re.split(
        " ",
        "trước sau từ đến hết ngày tháng quý tuần năm hằng mỗi lần / - , ; ( ) và 15/3 31/12 6 "
        "2026 II IV đầu cuối giữa theo khi của kế hoạch thứ Sáu phát sinh thường xuyên 99/99 53 "
        "cả định kỳ làm việc",
    )
)


@given(st.lists(_PIECES, max_size=12).map(" ".join), st.sampled_from([1000, 2026, 9999]))
def test_any_words_have_a_reading_and_agree_with_themselves(words: str, year: int) -> None:
    reading = read_words(words, Years.of_year(year))
    assert reading.names_time == bool(reading.rules or (reading.due and reading.kind == "date"))
    if reading.due and reading.kind == "date":
        assert agrees(reading, reading.due)


@given(st.text(max_size=400))
def test_no_text_is_too_odd_to_be_read(words: str) -> None:
    assert read_words(words, YEAR).kind
