"""What stands on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.document.document import Column, Row, Tone
from khtgdv.document.letterhead import Letterhead
from khtgdv.render.paper import (
    TEXT_WIDTH,
    first_kept,
    sheets,
)
from khtgdv.render.table_lines import TableBlock, TableCell, TableLine, TextBlock

if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm
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


@pytest.mark.parametrize(
    ("form", "marks", "drawn"),
    [
        ("party", ("*", "-----"), (False, False, False)),
        ("state", ("", ""), (True, True, True)),
        ("other", ("", ""), (False, False, False)),
    ],
)
def test_each_form_of_head_has_its_own_marks(
    form: HeadForm, marks: tuple[str, str], drawn: tuple[bool, ...], document: MakeDocument
) -> None:
    paper = Letterhead(("Quốc hiệu", "Tiêu ngữ"), "Cơ quan", form=form, place="Huế")
    [sheet] = sheets(document(letterhead_of=lambda: paper))
    assert (sheet.agency_mark, sheet.title_mark) == marks
    rules = (sheet.agency_rule, sheet.banner_rule, sheet.title_rule)
    assert tuple(rule > 0 for rule in rules) == drawn
    assert sheet.date_line == "Huế, ngày … tháng … năm ……"


def test_a_line_below_words_is_shorter_than_they_are(document: MakeDocument) -> None:
    """As Nghị định 30/2020 has it: a third to a half of the agency's, all of the motto's."""

    def rules(agency: str) -> tuple[float, float]:
        paper = Letterhead(("Độc lập - Tự do - Hạnh phúc",), agency, form="state")
        [sheet] = sheets(document(letterhead_of=lambda: paper))
        return sheet.agency_rule, sheet.banner_rule

    short, motto = rules("UBND xã")
    long, _ = rules("Ủy ban nhân dân xã Hải Minh, thành phố Hải Phòng và các đơn vị trực thuộc")
    assert short < long <= 0.5 * 0.52 * TEXT_WIDTH
    assert 55 < motto < 75


def test_what_stays_with_the_signatures() -> None:
    sentence, heading = TextBlock("sentence", "câu"), TextBlock("heading", "đề mục")
    grid = TableBlock((1.0,), ("left",), ())
    assert first_kept([]) == 0
    assert first_kept([grid]) == 0
    assert first_kept([sentence, grid, sentence, sentence]) == 1
    assert first_kept([grid, *[sentence] * 4]) == 0
    assert first_kept([grid, *[sentence] * 5]) == 5
    assert first_kept([grid, heading, sentence]) == 2
    assert first_kept([sentence, sentence]) == 1


def test_no_agency_has_no_mark(document: MakeDocument) -> None:
    paper = Letterhead(form="party", signatures=("A",))
    [sheet] = sheets(document(letterhead_of=lambda: paper))
    assert (sheet.agency, sheet.agency_mark, sheet.date_line[:9]) == ((), "", "………, ngày")


def test_what_nobody_signs_has_no_head(document: MakeDocument) -> None:
    paper = Letterhead(basis="Theo kế hoạch")
    [sheet] = sheets(document(letterhead_of=lambda: paper))
    assert (sheet.date_line, sheet.lines) == ("", ("(Theo kế hoạch)",))


def test_figures_in_words_where_no_table_has_them(document: MakeDocument) -> None:
    [sheet] = sheets(document(figures=("một", "hai")))
    assert sheet.blocks == (TextBlock("sentence", "một"), TextBlock("sentence", "hai"))


def test_each_part_is_a_sheet_of_its_own(document: MakeDocument) -> None:
    parts = tuple(document(title=title) for title in ("MỘT", "HAI"))
    assert [sheet.title for sheet in sheets(document(parts=parts))] == ["MỘT", "HAI"]
