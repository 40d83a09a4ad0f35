"""The words after `khtgdv log ID`: periods of the row's own unit, labels, the day behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.typed.log_words import places_and_day, read_log_words
from khtgdv.dates.spans import typing_span, year_span
from khtgdv.errors import KhtgdvError

if TYPE_CHECKING:
    from tests.conftest import MakeRow

SPAN = typing_span(year_span(2026), date(2026, 4, 2))
# The rules of the row, what is typed, the periods, the day.
READ = (
    ("week", "9", "2026-W09", None),
    ("week", "tuần 9", "2026-W09", None),
    ("week", "W9 W10", "2026-W09;2026-W10", None),
    ("week", "9 10", "2026-W09;2026-W10", None),
    ("week", "tuần 9 hôm qua", "2026-W09", "hôm qua"),
    ("month", "3", "2026-03", None),
    ("month", "T3 31/3", "2026-03", "31/3"),
    ("month", "1,2 và 3", "2026-01;2026-02;2026-03", None),
    ("month", "'tháng 1, tháng 2'", "2026-01;2026-02", None),
    ("month", "tháng 1 tháng 2", "2026-01;2026-02", None),
    ("month", "1 2 3", "2026-01;2026-02;2026-03", None),
    ("week", "tuần 9 đến 11", "2026-W09;2026-W10;2026-W11", None),
    ("week", "W9..W11 hôm qua", "2026-W09;2026-W10;2026-W11", "hôm qua"),
    ("week", "52 tới 53 1", "2026-W52;2026-W53;2026-W01", None),
    ("month", "T1 đến T3 31/3", "2026-01;2026-02;2026-03", "31/3"),
    ("quarter", "quý 1 đến quý 3", "2026-Q1;2026-Q2;2026-Q3", None),
    ("day", "30/3 đến 1/4", "2026-03-30;2026-03-31;2026-04-01", None),
    ("quarter", "1", "2026-Q1", None),
    ("quarter", "quý I", "2026-Q1", None),
    ("half-year", "6 tháng đầu năm", "2026-H1", None),
    ("nine-months", "9 tháng", "2026-9M", None),
    ("year", "cả năm", "2026", None),
    ("day", "31/3", "2026-03-31", None),
    ("day", "31/3 1/4", "2026-03-31;2026-04-01", None),
    ("month quarter", "3", "2026-03", None),
    ("month quarter", "Q1", "2026-Q1", None),
    ("month quarter", "Q1 giao ban", "2026-Q1 giao ban", None),
    ("month quarter", "Q1 lần 2 Q2", "2026-Q1 lần 2;2026-Q2", None),
    ("month quarter", "'quý I giao ban lần 2' 3", "2026-Q1 giao ban lần 2;2026-03", None),
    ("month quarter", "'giao ban'", "giao ban", None),
    ("month quarter", "tuần 9", "2026-W09", None),
    ("month quarter", "xyz", "xyz", None),
)
REFUSED = (
    ("week", "T9", 'TX-01 lặp theo tuần, không có kỳ "T9".', 'có phải "tuần 9"?'),
    ("week", "tháng 3", 'TX-01 lặp theo tuần, không có kỳ "tháng 3".', 'có phải "tuần 3"?'),
    ("week", "54", "năm 2026 có 53 tuần", 'có phải "tuần 53/2026"?'),
    ("month", "Q1", 'TX-01 lặp theo tháng, không có kỳ "Q1".', 'có phải "tháng 1"?'),
    ("week", "11 đến 9", 'TX-01: không rõ "đến 9" là đến kỳ nào.', "ghi từng kỳ"),
    ("week", "9 đến", 'TX-01: không rõ "đến " là đến kỳ nào.', "ghi từng kỳ"),
    ("week", "9 đến 11 đến 13", 'không rõ "đến 13"', "tuần 1 đến tuần 3"),
    ("month quarter", "Q1 giao ban đến Q3", 'không rõ "đến Q3"', "ghi từng kỳ"),
    ("month quarter", "T1 đến Q3", 'không rõ "đến Q3"', "ghi từng kỳ"),
    ("week", "27/2", 'TX-01 lặp theo tuần, không có kỳ "27/2".', 'có phải "tuần 9/2026"?'),
    ("nine-months", "31/12", 'không có kỳ "31/12"', 'có phải "9 tháng năm 2026"?'),
    ("month", "13", "một năm có 12 tháng", 'có phải "tháng 12/2026"?'),
    ("day", "31", "thiếu tháng", ""),
    ("week month", "9", 'TX-01: "9" là tuần hay tháng?', "tuần 9 hoặc tháng 9"),
)


@pytest.mark.parametrize(("rules", "typed", "periods", "day"), READ)
def test_words_are_periods(
    rules: str, typed: str, periods: str, day: str | None, make_task: MakeRow
) -> None:
    import shlex

    work = make_task(id="TX-01", repeat=[{"every": rule} for rule in rules.split()])
    read = read_log_words(shlex.split(typed), work, SPAN)
    assert (read.periods, read.day) == (periods.split(";"), day)


@pytest.mark.parametrize(("rules", "typed", "message", "hint"), REFUSED)
def test_what_is_no_period_of_the_row_is_refused(
    rules: str, typed: str, message: str, hint: str, make_task: MakeRow
) -> None:
    work = make_task(id="TX-01", repeat=[{"every": rule} for rule in rules.split()])
    with pytest.raises(KhtgdvError) as refused:
        read_log_words(typed.split(), work, SPAN)
    assert message in refused.value.message
    assert hint in str(refused.value.hint)


def test_a_row_without_rules_is_told_by_what_records(
    make_task: MakeRow, make_inspection: MakeRow
) -> None:
    assert read_log_words(["3"], make_task(id="T03-01"), SPAN).periods == ["2026-03"]
    assert read_log_words(["quý", "I"], make_inspection(id="KT-01"), SPAN).periods == ["2026-Q1"]


def test_the_day_of_a_visit_stands_behind_its_places() -> None:
    assert places_and_day(["Kiến", "An", "31/3"], SPAN) == (["Kiến", "An"], "31/3")
    assert places_and_day(["Kiến", "An"], SPAN) == (["Kiến", "An"], None)
