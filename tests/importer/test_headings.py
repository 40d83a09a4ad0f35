from __future__ import annotations

import pytest

from khtgdv.importer.files.grid import Cell, make_grid
from khtgdv.importer.headings import find_head, is_repeated_head

HEADS = {
    ("TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Kết thúc"): {
        "number": 0, "task": 1, "lead": 2, "coordinating": 3, "due": 4,
    },
    ("STT", "Công việc", "Cơ quan, đơn vị thực hiện", "Thời hạn hoàn thành", "Sản phẩm"): {
        "number": 0, "task": 1, "lead": 2, "due": 3, "product": 4,
    },
    ("Số TT", "Nhiệm vụ, giải pháp", "Lãnh đạo phụ trách", "Đầu mối", "Cán bộ theo dõi", "Hạn"): {
        "number": 0, "task": 1, "leader": 2, "lead": 3, "assignee": 4, "due": 5,
    },
    ("Mã", "Nhiệm vụ", "Chủ trì", "Hạn", "Ngày hoàn thành", "Kết quả thực hiện", "Tình trạng"): {
        "number": 0, "task": 1, "lead": 2, "due": 3, "completed": 4, "result": 5, "state": 6,
    },
    ("Nội dung", "Đơn vị", "Ngày hoàn thành", "Ghi chú"): {
        "task": 0, "lead": 1, "due": 2, "notes": 3,
    },
    ("TT", "Nội dung kiểm tra", "Thành phần đoàn", "Đơn vị được kiểm tra", "Thời gian"): {
        "number": 0, "content": 1, "team": 2, "units": 3, "due": 4,
    },
    ("TT", "Trực tiếp chỉ đạo", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"): {
        "number": 0, "leader": 1, "task": 2, "lead": 3, "coordinating": 4, "due": 5,
    },
}  # fmt: skip


@pytest.mark.parametrize("heads", HEADS)
def test_columns_are_known_by_the_words_offices_use(heads: tuple[str, ...]) -> None:
    table = make_grid("bảng 1", [[Cell(text) for text in heads], [Cell("x")] * len(heads)])
    head = find_head(table)
    assert head is not None
    assert head.columns == HEADS[heads]
    assert head.first_row == 1


def test_a_column_nobody_knows_keeps_its_title() -> None:
    head = find_head(make_grid("b", [[Cell("TT"), Cell("Nhiệm vụ"), Cell("Kinh phí")]]))
    assert head is not None
    assert head.unknown == {2: "Kinh phí"}


def test_a_title_block_stands_above_the_head() -> None:
    rows = [["KẾ HOẠCH NĂM 2026", "", ""], ["(Kèm theo …)", "", ""], ["TT", "Nhiệm vụ", "Chủ trì"]]
    head = find_head(make_grid("b", [[Cell(text) for text in row] for row in rows]))
    assert head is not None
    assert head.first_row == 3


def test_a_head_of_two_rows_is_read_together() -> None:
    time = Cell("Thời gian", columns=2)
    work = Cell("Nội dung", rows=2)
    lead = Cell("Chủ trì", rows=2)
    rows = [[work, lead, time, time], [work, lead, Cell("Bắt đầu"), Cell("Hoàn thành")]]
    head = find_head(make_grid("b", [*rows, [Cell("x")] * 4]))
    assert head is not None
    assert head.columns == {"task": 0, "lead": 1, "start": 2, "due": 3}
    assert head.first_row == 2


@pytest.mark.parametrize(
    "row",
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Hải Phòng, ngày 10 tháng 02 năm 2026"),
        ("Nơi nhận:", "TRƯỞNG BAN"),
        ("Họ và tên", "Chức vụ", "Số điện thoại"),
        ("Nhiệm vụ",),
    ],
)
def test_other_tables_of_a_paper_are_no_plan(row: tuple[str, ...]) -> None:
    assert find_head(make_grid("b", [[Cell(text) for text in row]])) is None


def test_the_head_comes_again_on_the_next_page() -> None:
    cells = [Cell(text) for text in ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")]
    head = find_head(make_grid("b", [cells]))
    assert head is not None
    assert is_repeated_head([Cell("TT"), Cell("NHIỆM VỤ"), Cell("CHỦ TRÌ"), Cell("Thời hạn")], head)
    assert not is_repeated_head([Cell("1"), Cell("Nhiệm vụ A"), Cell("VP"), Cell("Quý I")], head)


def test_a_sentence_is_no_heading() -> None:
    text = "Nhiệm vụ của các phòng được giao trong năm theo kế hoạch này là rất nhiều, rất nặng"
    assert find_head(make_grid("b", [[Cell("TT"), Cell(text), Cell("Chủ trì")]])) is None
