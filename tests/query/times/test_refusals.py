"""What is said of a time that is refused: why, and the nearest reading."""

from __future__ import annotations

from datetime import date

import pytest

from khtgdv.dates.spans import typing_span, year_span
from khtgdv.errors import UsageError
from khtgdv.query.ranges import read_at
from khtgdv.query.times.places import (
    DAY,
    DEADLINE,
    MONTH,
    POSITION,
    REPORT,
    TIME,
    WEEK,
    Place,
)  # fmt: skip

SPAN = typing_span(year_span(2026), date(2026, 4, 2))
# The place, what is typed, why it is refused, what is offered.
REFUSED: tuple[tuple[Place, str, str, str], ...] = (
    (DAY, "31/02", "tháng 2/2026 chỉ có 28 ngày", "28/02/2026"),
    (DAY, "29/2/2026", "tháng 2/2026 chỉ có 28 ngày", "28/02/2026"),
    (DAY, "0/3", "ngày đếm từ 1", "01/03/2026"),
    (DAY, "31/13", "không có tháng 13", ""),
    (DAY, "3/31/2026", "không có tháng 31; viết ngày trước, tháng sau", "31/03/2026"),
    (DAY, "3/26", "đó là một tháng, thiếu ngày", "26/3"),
    (DAY, "2/26", "đó là một tháng, thiếu ngày", "26/2"),
    (DAY, "31", "thiếu tháng", "31/3"),
    (DAY, "2", "thiếu tháng", "2/4"),
    (DAY, "45", "thiếu tháng", ""),
    (DAY, "tháng 3", "đó là một tháng, thiếu ngày", "31/3/2026"),
    (DAY, "hm qua", "", "hôm qua"),
    (DAY, "tháng trước", "đó là một tháng, thiếu ngày", "31/3/2026"),
    (DAY, "6 tháng", "đó là 6 tháng, thiếu ngày", "30/6/2026"),
    (DAY, "thứ sáu", "", "thứ sáu tuần này"),
    (POSITION, "31", "thiếu tháng", "31/3"),
    (POSITION, "31/02", "tháng 2/2026 chỉ có 28 ngày", "28/02/2026"),
    (REPORT, "tháng", "", "tháng này"),
    (WEEK, "tuần", "", "tuần này"),
    (DAY, "31 3", "", "31/3"),
    (DAY, "31 3 2026", "", "31/3/2026"),
    (DAY, "xyz", "", ""),
    (MONTH, "13", "một năm có 12 tháng", "tháng 12/2026"),
    (MONTH, "0", "một năm có 12 tháng", "tháng 1/2026"),
    (MONTH, "31/3", "đó là một ngày", "3/2026"),
    (MONTH, "Q1", "đó là một quý", "3/2026"),
    (MONTH, "5-6", "ngày 5/6 hay từ tháng 5 đến tháng 6", ""),
    (MONTH, "thnag 3", "", "tháng 3"),
    (TIME, "quý 5", "một năm có 4 quý", "quý 4/2026"),
    (TIME, "tuần 54", "năm 2026 có 53 tuần", "tuần 53/2026"),
    (TIME, "H3", "một năm có hai nửa", "6 tháng cuối năm 2026"),
    (TIME, "5/3/0000", "không có năm 0", ""),
    (TIME, "0000", "không có năm 0", ""),
    (TIME, "0000-W01", "không có năm 0", ""),
    (TIME, "7 tháng", "", "tháng 7"),
    (TIME, "5-6", "ngày 5/6 hay từ tháng 5 đến tháng 6", "5/6"),
    (DEADLINE, "31/6", "tháng 6/2026 chỉ có 30 ngày", "30/06/2026"),
    (DEADLINE, "W20", "đó là một tuần", "17/5/2026"),
    (WEEK, "T9", "đó là một tháng", "tuần 9"),
    (WEEK, "54", "năm 2026 có 53 tuần", "tuần 53/2026"),
    (WEEK, "31/3", "đó là một ngày", ""),
    (REPORT, "31/3", "đó là một ngày", "3/2026"),
)


@pytest.mark.parametrize(("place", "text", "reason", "near"), REFUSED)
def test_a_refusal_says_why_and_what_was_meant(
    place: Place, text: str, reason: str, near: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_at(text, SPAN, place)
    assert refused.value.message == f"{place.complaint_of(text)}{reason and f': {reason}'}."
    assert refused.value.hint == (f'có phải "{near}"? ' if near else "") + place.hint


def test_what_is_offered_is_taken() -> None:
    for place, text, _, near in REFUSED:
        if near:
            assert read_at(near, SPAN, place).kind in place.kinds, text


def test_in_a_plan_without_today_the_last_day_of_the_span_stands_for_it() -> None:
    with pytest.raises(UsageError, match="thiếu tháng") as refused:
        read_at("15", year_span(2025), DAY)
    assert 'có phải "15/12"?' in str(refused.value.hint)
