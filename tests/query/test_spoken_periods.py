"""Periods as people say them, brought to what is typed."""

from __future__ import annotations

import pytest

from khtgdv.query.spoken_periods import typed_form


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("tháng 3", "3"), ("Tháng 03/2025", "03/2025"), ("QUÝ  IV", "Q4"),
        ("quy 2 nam 2025", "Q2/2025"),
        ("sáu tháng cuối năm", "H2"), ("9 tháng năm 2025", "9M/2025"), ("cả năm", "2026"),
        ("năm 2025", "2025"), ("tuần 3", "W3"), ("giờ 3", "giờ 3"), ("", ""),
        ("Tuần thứ 12 năm 2025", "W12/2025"),
    ],
)  # fmt: skip
def test_it_types_what_people_say(text: str, typed: str) -> None:
    assert typed_form(text, 2026) == typed
