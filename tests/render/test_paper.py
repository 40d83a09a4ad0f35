"""What stands on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Letterhead, Row, Tone
from khtgdv.render.paper import (
    TableBlock,
    TableCell,
    TableLine,
    TextBlock,
    sheets,
)

if TYPE_CHECKING:
    from tests.render.conftest import MakeDocument, MakeTable

TASK = (Column("id", "Mã", "id"), Column("task", "Nhiệm vụ", "long"), Column("n", "Số", "number"))


def test_the_lines_of_a_numbered_table(document: MakeDocument, table: MakeTable) -> None:
    rows = (
        Row({"id": "T01-01", "task": "Một", "n": 1}, paper_heading="Tháng 01", tone=Tone.LATE),
        Row({"id": "T01-02", "task": "Hai\nba", "n": 2}, paper_heading="Tháng 01"),
        Row({"id": "T02-01", "task": "Bốn", "n": 3}, paper_heading="Tháng 02"),
    )
    total = Row({"id": "Cộng", "task": None, "n": 6})
    made = table(*rows, columns=TASK, total=total)
    [sheet] = sheets(document(made))
    [grid] = sheet.blocks
    assert isinstance(grid, TableBlock)
    assert [(line.kind, *(cell.text for cell in line.cells)) for line in grid.lines] == [
        ("head", "TT", "NHIỆM VỤ", "SỐ"),
        ("group", "Tháng 01"),
        ("row", "1", "Một", "1"),
        ("row", "2", "Hai\nba", "2"),
        ("group", "Tháng 02"),
        ("row", "1", "Bốn", "3"),
        ("total", "", "", "6"),
    ]
    assert [line.cells[0].note for line in grid.lines] == [
        "", "", "T01-01", "T01-02", "", "T02-01", "",
    ]  # fmt: skip


def test_columns_somebody_chose_stand_alone(document: MakeDocument, table: MakeTable) -> None:
    row = Row({"id": "T01-01", "task": "Một", "n": 1})
    [sheet] = sheets(document(table(row, columns=TASK, choice=("n", "id"))))
    [grid] = sheet.blocks
    assert isinstance(grid, TableBlock)
    assert grid.lines[1] == TableLine("row", (TableCell("1"), TableCell("1"), TableCell("T01-01")))


def test_a_state_has_its_ink_and_heat_its_ground(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("s", "Tình trạng", "state"), *(Column(k, k, "heat") for k in "abc"))
    row = Row({"s": "quá hạn", "a": 4, "b": 1, "c": 0}, tone=Tone.LATE)
    [sheet] = sheets(document(table(row, columns=columns)))
    [grid] = sheet.blocks
    assert isinstance(grid, TableBlock)
    state, hot, warm, cold = grid.lines[1].cells
    assert (state.ink, hot.ground, warm.ground) == ("9B1C1C", "F79B4B", "FFF3C4")
    assert cold == TableCell("")


def test_the_words_around_the_tables(document: MakeDocument, table: MakeTable) -> None:
    paper = Letterhead(
        ("ĐẢNG CỘNG SẢN VIỆT NAM",), "Ban thử", "Phòng thử", basis="Theo kế hoạch",
        filter_text="Bộ lọc: VP", opening="Như sau:", signatures=("A", "B"),
    )  # fmt: skip
    made = document(
        table(section="I. MỤC", intro="Lời một.\nLời hai.", empty="Không có."),
        table({"n": 5}, columns=TASK[2:], layout="figures", title="SỐ"),
        table({"n": 5}, columns=TASK[2:], layout="data"),
        letterhead_of=lambda: paper, subtitle="hôm nay", footer="Hết", figures=("nói rồi",),
    )  # fmt: skip
    [sheet] = sheets(made)
    assert sheet.agency == ("BAN THỬ", "PHÒNG THỬ")
    assert (sheet.title, sheet.lines) == ("THỬ", ("(Theo kế hoạch; hôm nay)", "Bộ lọc: VP"))
    assert [b.text if isinstance(b, TextBlock) else b.lines for b in sheet.blocks] == [
        "Như sau:", "I. MỤC", "Lời một.", "Lời hai.", "Không có.", "SỐ",
        (TableLine("row", (TableCell("Số"), TableCell("5"))),), "Hết",
    ]  # fmt: skip


def test_figures_in_words_where_no_table_has_them(document: MakeDocument) -> None:
    [sheet] = sheets(document(figures=("một", "hai")))
    assert sheet.blocks == (TextBlock("sentence", "một"), TextBlock("sentence", "hai"))


def test_each_part_is_a_sheet_of_its_own(document: MakeDocument) -> None:
    parts = tuple(document(title=title) for title in ("MỘT", "HAI"))
    assert [sheet.title for sheet in sheets(document(parts=parts))] == ["MỘT", "HAI"]
