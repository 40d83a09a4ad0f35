"""What reports say in the same words."""

from __future__ import annotations

import pytest

from khtgdv.dates.periods import parse_period
from khtgdv.reports.shared.rows import periods_in_words


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ((), ""),
        (("2026-W09",), "tuần 9/2026"),
        (("2026-W09", "2026-W10"), "tuần 9, 10/2026"),
        (("2026-01", "2026-03"), "1, 3/2026"),
        (("2026-Q1", "2026-Q2"), "quý I, II/2026"),
        (("2026-W53", "2027-W01"), "tuần 53/2026, tuần 1/2027"),
        (("2026-Q1", "2026-03"), "quý I/2026, 3/2026"),
        (("2026-H1", "2026-H2"), "6 tháng đầu năm 2026, 6 tháng cuối năm 2026"),
        (("2026-03-02", "2026-03-03"), "02/03/2026, 03/03/2026"),
        (
            tuple(f"2026-{month:02}" for month in range(1, 9)),
            "1, 2, 3, 4, 5, 6/2026 … và 2 kỳ nữa",
        ),
    ],
)
def test_periods_share_what_they_have_in_common(periods: tuple[str, ...], words: str) -> None:
    assert periods_in_words([parse_period(period).label for period in periods]) == words
