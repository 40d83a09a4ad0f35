"""Slips of which only one reading is likely."""

from __future__ import annotations

import pytest

from khtgdv.cli.typed.slips import mended


@pytest.mark.parametrize(
    ("command", "typed", "meant"),
    [
        ("show", "T03-01-05", "T03-01..T03-05"),
        ("show", "T03-01 02 T04-01 2", "T03-01 T03-02 T04-01 T04-2"),
        ("show", "02 T03-01", "02 T03-01"),
        ("show", "T03-01-05 xyz", "T03-01-05 xyz"),
        ("extend", "T04-01 12", "T04-01 12"),
        ("log", "TX-26 1 2", "TX-26 1 2"),
        ("history", "\u0422\u0425-26", "TX-26"),
        ("list", "\u0422\u0423", "\u0422\u0423"),
        ("list", "--year 26 --month 26", "--year 2026 --month 26"),
        ("list", "--year=26", "--year=2026"),
        ("list", "T03-01-05 --note T03-01-05", "T03-01-05 --note T03-01-05"),
        ("list", "--id=T03-01-05,TX-1 --id KT.1—3", "--id=T03-01..T03-05,TX-1 --id KT-1..KT-3"),
        ("extend", "T04-01-03 12", "T04-01..T04-03 12"),
        ("list", "--due tháng chạp -d VP", "--due tháng 12 -d VP"),
        ("update", "T03-12 --note tháng giêng", "T03-12 --note tháng giêng"),
        ("", "thang gieng -d VP", "tháng 1 -d VP"),
    ],
)
def test_what_is_mended_and_what_is_left(command: str, typed: str, meant: str) -> None:
    assert mended(command, typed.split()) == meant.split()
