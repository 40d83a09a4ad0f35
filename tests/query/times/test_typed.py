"""The grammar of days and periods as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.spans import TypingSpan, typing_span, year_span
from khtgdv.query.times.places import DAY, MONTH, TIME, period_of
from khtgdv.query.times.typed import typed_time

SPAN = typing_span(year_span(2026), date(2026, 4, 2))


def iso(text: str, span: TypingSpan = SPAN) -> str | None:
    time = typed_time(text, span)
    period = period_of(time, span, TIME) if time else None
    return None if period is None else str(period)


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2026", "31-3-2026", "31.3.26", "2026-03-31", "2026/03/31", "31/3", "31.3", "31-3",
        "31 / 3 / 2026", "ngày 31/3", "31 tháng 3", "ngày 31 tháng 3 năm 2026", "31 thang 3/2026",
        "hôm kia", "HOM KIA", "trước ngày 31/3", "đến hết ngày 31/3", "31 tháng 3, 2026",
    ],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert iso(text) == "2026-03-31"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("hôm nay", "2026-04-02"), ("hôm qua", "2026-04-01"), ("hom-qua", "2026-04-01"),
        ("homqua", "2026-04-01"), ("ngày mai", "2026-04-03"), ("hoom qua", "2026-04-01"),
        ("ho6m qua", "2026-04-01"), ("tuần trước", "2026-W13"), ("tuần này", "2026-W14"),
        ("tháng trước", "2026-03"), ("tháng sau", "2026-05"), ("thang sau", None),
        ("tháng sáu", "2026-06"), ("quý này", "2026-Q2"),
        ("năm ngoái", None), ("năm trước", "2025"), ("năm nay", "2026"),
        ("hôm kìa", "2026-03-30"), ("hom kia", "2026-03-31"),
        ("ngày kia", "2026-04-04"), ("ngày mốt", "2026-04-04"), ("ngày kìa", "2026-04-05"),
        ("ngay mot", None), ("thứ hai tuần này", "2026-03-30"), ("thứ 6 tuần này", "2026-04-03"),
        ("thứ sáu tuần sau", "2026-04-10"), ("thu sau tuan truoc", "2026-03-27"),
        ("chủ nhật tuần này", "2026-04-05"), ("CN tuần trước", "2026-03-29"), ("thứ sáu", None),
        ("3 ngày nữa", "2026-04-05"), ("3 ngày trước", "2026-03-30"), ("sau 3 ngày", "2026-04-05"),
        ("cách đây 2 tuần", "2026-03-19"), ("2 tuần nữa", "2026-04-16"),
        ("1 tháng nữa", "2026-05-02"), ("10 tháng nữa", "2027-02-02"), ("3 ngày", None),
        ("cuối tháng", "2026-04"), ("hết quý", "2026-Q2"), ("đến cuối tuần", "2026-W14"),
        ("cuối tháng sau", "2026-05"), ("tháng", None),
    ],
)  # fmt: skip
def test_a_time_from_today(text: str, day: str | None) -> None:
    assert iso(text) == day


def test_a_month_on_is_no_day_that_does_not_exist() -> None:
    span = typing_span(year_span(2026), date(2026, 1, 31))
    assert iso("1 tháng nữa", span) == "2026-02-28"


def test_without_today_nothing_is_reckoned_from_it() -> None:
    assert typed_time("hôm qua", year_span(2026)) is None
    assert typed_time("thang sau", year_span(2026)) is None


@pytest.mark.parametrize(
    ("period", "texts"),
    [
        ("2026-03", "tháng 3;thang 3;thang3;T3;t03;t.3;3;3/2026;03-2026;3.2026;3/26;2026/3"),
        ("2026-03", "\uff34\uff13;\uff13/\uff12\uff10\uff12\uff16;tháng \uff13"),
        ("2026-Q1", "3 tháng đầu năm;ba tháng đầu năm 2026"), ("2026-Q4", "3 tháng cuối năm"),
        ("2026-03", "tháng 3 năm 2026;Tháng 03/2026;tháng ba;thasng 3;tha1ng 3;cuối tháng 3"),
        ("2026-10", "tháng mười;T10;10"), ("2026-12", "tháng mười hai;12/2026;T12"),
        ("2026-Q1", "quý I;quý 1;quy 1;quy I;q.1;q1;quy1;Q1/2026;quý 1 năm 2026;I/2026"),
        ("2026-Q1", "2026-Q1;quí i;quý một;I;quys 1"),
        ("2026-Q4", "QUÝ  IV;quý bốn;quý tư"),
        ("2026-W10", "tuần 10;tuan 10;tuan10;W10;w10/2026;tuần thứ 10;2026-W10;2026w10"),
        ("2026-W10", "tuaafn 10"),
        ("2026-H1", "6 tháng;6 tháng đầu năm;sáu tháng đầu năm;6T;6 thang dau nam 2026;H1"),
        ("2026-H1", "sau thang dau nam;nửa đầu năm;2026-H1;6 tháng năm 2026"),
        ("2026-H2", "6 tháng cuối năm;h2;nửa cuối năm 2026"),
        ("2026-9M", "9 tháng;9 tháng đầu năm;chín tháng;9T;9m;2026-9M"),
        ("2026", "cả năm;ca nam;năm;năm 2026;2026;12 tháng;cả năm 2026;cuối năm"),
    ],
)  # fmt: skip
def test_a_period(period: str, texts: str) -> None:
    assert {text: iso(text) for text in texts.split(";")} == dict.fromkeys(texts.split(";"), period)


@pytest.mark.parametrize(
    "text",
    ["", "x", "31 3", "tháng", "quý", "Q1 Q2", "báo cáo tháng 3", "1/2/3/4", "123", "1/345", "٣"],
)
def test_no_time(text: str) -> None:
    assert typed_time(text, SPAN) is None


def test_two_figures_with_a_dash_are_open_where_a_month_is_possible() -> None:
    time = typed_time("5-6", SPAN)
    assert time
    assert period_of(time, SPAN, TIME) is None
    assert str(period_of(time, SPAN, DAY)) == "2026-06-05"
    assert period_of(time, SPAN, MONTH) is None


@given(st.text(max_size=14) | st.text(st.sampled_from("0123456789-/. tqhwmnam"), max_size=14))
def test_any_text_is_a_time_or_none(text: str) -> None:
    time = typed_time(text, SPAN)
    for place in (TIME, DAY, MONTH):
        period = period_of(time, SPAN, place) if time else None
        assert period is None or period.kind in place.kinds
