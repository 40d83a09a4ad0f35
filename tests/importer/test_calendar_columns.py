from __future__ import annotations

import pytest

from khtgdv.importer.calendar_columns import calendar_columns, marked_time

MONTHS = {2: "tháng 3", 3: "tháng 4", 4: "tháng 5", 5: "tháng 6"}
QUARTERS = {2: "quý I", 3: "quý II", 4: "quý III", 5: "quý IV"}


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["Tháng 3", "T4", "tháng 05", "Tháng 6"], MONTHS),
        ([f"Thời gian thực hiện\n{month}" for month in (3, 4, 5, 6)], MONTHS),
        (["Quý I", "Quý II", "Quý 3", "Q.IV"], {**QUARTERS, 4: "quý 3"}),
        (["Tháng 3", "Tháng 4"], {}),
        (["Tháng 3", "Tháng 3", "Tháng 4", "Tháng 5"], {}),
        (["Chủ trì", "Quý I", "Ghi chú"], {}),
    ],
)
def test_which_columns_are_times(headings: list[str], columns: dict[int, str]) -> None:
    assert calendar_columns(["TT", "Nội dung", *headings]) == columns


@pytest.mark.parametrize(
    ("columns", "cells", "words"),
    [
        (MONTHS, {}, ""),
        (MONTHS, {3: "x"}, "Tháng 4"),
        (MONTHS, {2: "X", 3: "x", 4: "✓"}, "Tháng 3 - tháng 5"),
        (MONTHS, {2: "x", 4: "x"}, "Tháng 3, tháng 5"),
        (QUARTERS, {3: "x", 4: "x"}, "Quý II - quý III"),
        (MONTHS, {3: "15"}, "15/4"),
        (MONTHS, {3: "15/4"}, "15/4"),
        (MONTHS, {2: "x", 3: "Tuần 2"}, "tháng 3; Tuần 2 tháng 4"),
        (QUARTERS, {3: "15"}, "15 quý II"),
    ],
)
def test_when_a_row_is_done(columns: dict[int, str], cells: dict[int, str], words: str) -> None:
    assert marked_time(columns, cells) == words
