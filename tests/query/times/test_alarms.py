"""How long before a deadline people are reminded, as they type it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from khtgdv.errors import UsageError
from khtgdv.query.times.alarms import read_alarms


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3d", timedelta(days=3)),
        ("3", timedelta(days=3)),
        ("3 ngày", timedelta(days=3)),
        ("1 tuần trước", timedelta(weeks=1)),
        ("2D16H", timedelta(days=2, hours=16)),
        ("12 giờ", timedelta(hours=12)),
        ("30 phút", timedelta(minutes=30)),
        ("0d", timedelta()),
        ("366d", timedelta(days=366)),
    ],
)
def test_lengths(text: str, length: timedelta) -> None:
    assert read_alarms([text]) == (length,)


def test_several_are_told_each_once() -> None:
    assert read_alarms(["7d, 1d", "1w"]) == (timedelta(days=7), timedelta(days=1))


@pytest.mark.parametrize("text", ["", ",", "x", "3x", "-3d", "3d!", "d", "3.5d", "\r\n3d\n;", "٣d"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(UsageError, match="không phải một khoảng thời gian"):
        read_alarms([text])


@pytest.mark.parametrize("text", ["367d", "99999w", "99999999999999999999999"])
def test_nobody_is_reminded_over_a_year_before(text: str) -> None:
    with pytest.raises(UsageError, match="dài hơn một năm"):
        read_alarms([text])
