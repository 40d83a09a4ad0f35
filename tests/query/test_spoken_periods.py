"""Periods of reports as people say and type them."""

from __future__ import annotations

import pytest

from khtgdv.errors import UsageError
from khtgdv.query.spoken_periods import read_report_period


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
    assert str(read_report_period(text, 2026)) == period


@pytest.mark.parametrize("text", ["tháng 13", "quý 5", "", "tuần 3", "tháng", "Q1 Q2", "\x1b[31m"])
def test_what_is_no_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="Không hiểu kỳ báo cáo") as refused:
        read_report_period(text, 2026)
    assert "2026-Q1" in (refused.value.hint or "")
    assert "\x1b" not in refused.value.message


@pytest.mark.parametrize("text", ["2026-W07", "31/03/2026"])
def test_a_day_or_a_week_is_no_period_of_a_report(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một kỳ báo cáo"):
        read_report_period(text, 2026)
