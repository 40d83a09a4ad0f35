from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.importer.closing import rows_left_out
from khtgdv.importer.files.grid import Cell, make_grid
from khtgdv.importer.headings import find_head

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]
ROWS = [["1", "Việc A", "VP", "Quý I"], ["2", "Việc B", "Hiệu trưởng", ""]]
NO_NUMBERS = [HEAD[1:], ["Việc A", "VP", "Quý I"], ["", "Hiệu trưởng", "Tháng 3"]]


def left_out(rows: Sequence[Sequence[str]]) -> list[str]:
    grid = make_grid("bảng 1", [[Cell(text) for text in row] for row in rows])
    head = find_head(grid)
    assert head is not None
    return list(rows_left_out(grid, head).values())


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([], []),
        ([["", "Tổng cộng: 2 nhiệm vụ"]], ["Tổng cộng: 2 nhiệm vụ"]),
        ([["", "Cộng", "", "2"]], ["Cộng · 2"]),
        ([["3", "Tổng kết năm", "VP", ""]], []),
        ([["", "", "Kế toán", ""]], []),
        ([["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"], ["", "Lê A", "", "Trần B"]],
         ["NGƯỜI LẬP BIỂU · CHỦ TỊCH", "Lê A · Trần B"]),
        ([[], ["Ghi chú: hạn tính theo tuần"]], ["Ghi chú: hạn tính theo tuần"]),
        ([[], ["3", "Việc C", "VP", ""], [], ["", "Nơi nhận:"]], ["Nơi nhận:"]),
        ([["", "TM. ỦY BAN NHÂN DÂN", "", ""]], ["TM. ỦY BAN NHÂN DÂN"]),
    ],
)  # fmt: skip
def test_what_stands_below_the_last_row(below: list[list[str]], expected: list[str]) -> None:
    assert left_out([HEAD, *ROWS, *below]) == expected


def test_a_table_without_numbers_ends_at_a_signature_alone() -> None:
    assert left_out(NO_NUMBERS) == []
    assert left_out([*NO_NUMBERS, [], ["Việc B", "VP", ""]]) == []
    assert left_out([*NO_NUMBERS, ["", "Hiệu trưởng", ""]]) == ["Hiệu trưởng"]
