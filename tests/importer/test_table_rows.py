from __future__ import annotations

import pytest

from khtgdv.importer.files.grid import Cell, Grid, make_grid
from khtgdv.importer.table_rows import PlanTable, Section, plan_tables, read_section

HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Kết thúc")


def grid(*rows: tuple[str, ...], name: str = "bảng 1") -> Grid:
    """Make a table of texts; a row of one text is one cell over all columns."""
    width = max(map(len, rows))
    lists = [
        [Cell(row[0], columns=width)] * width if len(row) == 1 else [Cell(text) for text in row]
        for row in rows
    ]
    return make_grid(name, lists)


def only(*grids: Grid) -> PlanTable:
    (table,) = plan_tables(grids)
    return table


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Tháng 01", Section("", "Tháng 01", 1)),
        ("THÁNG 3/2026", Section("", "THÁNG 3/2026", 3, 2026)),
        ("I. Tháng 1", Section("", "I. Tháng 1", 1)),
        ("Nhiệm vụ tháng 12 năm 2026", Section("", "Nhiệm vụ tháng 12 năm 2026", 12, 2026)),
        ("Nhiệm vụ thường xuyên, định kỳ", Section("TX", "Nhiệm vụ thường xuyên, định kỳ")),
        ("II. Hạ tầng số", Section("II", "Hạ tầng số")),
        ("iv/ Truyền thông", Section("IV", "Truyền thông")),
        ("A. CÔNG TÁC TUYÊN GIÁO", Section("A", "CÔNG TÁC TUYÊN GIÁO")),
        ("Trục 2. Quản trị", Section("2", "Trục 2. Quản trị")),
        ("Công tác khác", Section("", "Công tác khác")),
        ("Họp tháng 13", Section("", "Họp tháng 13")),
    ],
)
def test_headings_over_rows(text: str, section: Section) -> None:
    assert read_section(text) == section


def test_rows_stand_under_the_heading_above_them() -> None:
    table = only(
        grid(
            HEAD, ("Tháng 1",), ("1", "Việc A", "VP", "Tháng 2"), ("Tháng 2",), ("1", "B", "VP", "")
        )
    )
    assert [(row.texts["task"], row.section and row.section.month) for row in table.rows] == [
        ("Việc A", 1),
        ("B", 2),
    ]
    assert table.rows[0].number == 3
    assert "due" not in table.rows[1].texts


def test_a_roman_number_beside_words_alone_is_a_heading() -> None:
    table = only(grid(HEAD, ("I", "Thể chế", "", ""), ("1", "Việc A", "VP", "")))
    assert table.rows[0].section == Section("I", "Thể chế")


def test_a_row_with_a_roman_number_and_a_lead_is_a_row() -> None:
    table = only(grid(HEAD, ("I", "Việc A", "VP", "Quý I")))
    assert [row.texts["number"] for row in table.rows] == ["I"]


def test_a_table_cut_in_two_goes_on_with_and_without_its_head() -> None:
    first = grid(HEAD, ("Tháng 1",), ("1", "A", "VP", ""))
    with_head = grid(HEAD, ("2", "B", "VP", ""), name="bảng 2")
    without = grid(("3", "C", "VP", ""), name="bảng 3")
    tables = list(plan_tables([first, with_head, without]))
    assert [row.texts["task"] for table in tables for row in table.rows] == ["A", "B", "C"]
    assert {row.section and row.section.month for table in tables for row in table.rows} == {1}


def test_cells_of_one_row_over_several_lines_are_joined() -> None:
    work, number = Cell("Việc A", rows=2), Cell("1", rows=2)
    rows = [
        [Cell(text) for text in HEAD],
        [number, work, Cell("VP"), Cell("Quý I")],
        [number, work, Cell("Phòng B"), Cell("Quý II")],
        [Cell("2"), Cell("Việc C"), Cell("VP"), Cell("")],
    ]
    table = only(make_grid("b", rows))
    assert [row.texts["lead"] for row in table.rows] == ["VP\nPhòng B", "VP"]


def test_a_line_without_work_or_number_belongs_to_the_row_above() -> None:
    table = only(grid(HEAD, ("1", "A", "VP", "Quý I"), ("", "", "Phòng B", "")))
    assert [row.texts["lead"] for row in table.rows] == ["VP\nPhòng B"]


def test_unknown_columns_come_along_under_their_titles() -> None:
    table = only(grid(("TT", "Nhiệm vụ", "Chủ trì", "Kinh phí"), ("1", "A", "VP", "20 triệu")))
    assert table.rows[0].extra == {"Kinh phí": "20 triệu"}


def test_a_table_of_another_kind_is_left_out() -> None:
    assert list(plan_tables([grid(("Họ tên", "Chức vụ"), ("A", "B"))])) == []


def test_a_head_without_rows_gives_no_table() -> None:
    assert list(plan_tables([grid(HEAD)])) == []


def test_empty_rows_and_rows_without_work_are_passed_over() -> None:
    table = only(grid(HEAD, ("", "", "Phòng B", "Quý I"), ("", "", "", ""), ("1", "A", "VP", "")))
    assert [row.texts["lead"] for row in table.rows] == ["VP"]
