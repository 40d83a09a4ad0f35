"""Rules of repeated work in the words of an office."""

from __future__ import annotations

from datetime import date

import pytest

from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import year_span
from khtgdv.plan.repetition import RepeatRule
from khtgdv.plan.workdays import WorkCalendar
from khtgdv.reports.shared.rule_words import frequency_words, occurrence_words, rule_words
from khtgdv.schedule.occurrences import rule_occurrences


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RepeatRule(every="month"), "hằng tháng"),
        (RepeatRule(every="half-year", in_=(1,), label="sơ kết"), "sơ kết: 6 tháng một lần (1)"),
        (RepeatRule(every="month", interval=1), "hằng tháng"),
        (RepeatRule(every="month", on=20), "hằng tháng, ngày 20"),
        (RepeatRule(every="quarter", on=20), "hằng quý, ngày 20 của tháng cuối"),
        (RepeatRule(every="half-year", after=5), "6 tháng, sau 5 ngày"),
        (RepeatRule(every="half-year", in_=(1,), after=5), "6 tháng (1), sau 5 ngày"),
        (RepeatRule(every="year", after=10), "hằng năm, sau 10 ngày"),
        (RepeatRule(every="month", after="2 working days"), "hằng tháng, sau 2 ngày làm việc"),
        (RepeatRule(every="year", interval=2), "2 năm/lần"),
        (RepeatRule(every="half-year", interval=3), "18 tháng/lần"),
        (RepeatRule(every="nine-months", interval=2), "9 tháng, 2 năm/lần"),
        (RepeatRule(every="week", on="fri"), "thứ Sáu hằng tuần"),
        (RepeatRule(every="week", on="sun", interval=2), "chủ nhật, 2 tuần/lần"),
        (RepeatRule(every="month", on="first working day"), "ngày làm việc đầu tiên của tháng"),
        (
            RepeatRule(every="month", on="last working day", interval=2),
            "ngày làm việc cuối cùng của tháng, 2 tháng/lần",
        ),
        (RepeatRule(every="half-year", on=("06-15", "12-15")), "6 tháng, ngày 15/6, 15/12"),
        (RepeatRule(every="year", on="06-15", label="báo cáo"), "báo cáo: hằng năm, ngày 15/6"),
    ],
)
def test_rules_in_words(rule: RepeatRule, words: str) -> None:
    assert rule_words(rule) == words


def test_the_numbers_of_the_periods_stand_where_they_are_asked_for() -> None:
    rule = RepeatRule(every="quarter", in_=(1, 3), label="họp")
    assert (frequency_words(rule), rule_words(rule)) == ("hằng quý", "họp: hằng quý (1, 3)")


def test_a_day_off_is_told() -> None:
    calendar = WorkCalendar({date(2026, 1, 20): "nghỉ bù"})
    rule, bounds = RepeatRule(every="month", in_=(1, 2, 6), on=20), Bounds(year_span(2026))
    words = [occurrence_words(one, calendar) for one in rule_occurrences(rule, bounds, calendar)]
    assert words == [
        "1/2026 (hạn 20/01/2026, nghỉ bù)", "2/2026 (hạn 20/02/2026)",
        "6/2026 (hạn 20/06/2026, Thứ Bảy)",
    ]  # fmt: skip
