"""The workbook as calamine reads it, and its parts as a zip file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import parse_period
from khtgdv.document.document import Column, Row
from khtgdv.render.formats import RenderOptions
from khtgdv.render.sheet_formulas import CANCELLED, FINISHED, LATE, SOON
from khtgdv.render.xlsx_file import render
from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable

HEAD = [
    "Mã", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn", "Tình trạng", "Hoàn thành", "Kết quả",
    "Tiến độ %", "Người được giao",
]  # fmt: skip


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(f"xl/{name}").decode()


@pytest.fixture
def book(run: Run, tmp_path: Path) -> bytes:
    """All tasks of the shipped plan at the end of March."""
    out = tmp_path / "a.xlsx"
    assert run("list", "--month", "3", "--data", "data", "-o", out).status == 0
    return out.read_bytes()


def test_a_sheet_a_table_with_typed_cells(book: bytes) -> None:
    made = workbook_sheets(book)
    assert list(made) == ["Tổng hợp", "Danh sách nhiệm vụ"]
    rows = made["Danh sách nhiệm vụ"]
    top = rows.index(HEAD)
    tasks = [row for row in rows[top + 1 :] if str(row[0]).startswith("T")]
    assert len(tasks) == 165
    assert tasks[0][4] == date(2026, 10, 31)
    assert sum(isinstance(row[4], date) for row in tasks) == 120
    assert tasks[25][4] == "Theo tiến độ của TP."


def test_the_sheet_is_ready_to_filter_and_print(book: bytes) -> None:
    sheet = part(book, "worksheets/sheet2.xml")
    assert 'orientation="landscape"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert re.search(r"Print_Titles[^>]*>'Danh sách nhiệm vụ'!\$5:\$5<", part(book, "workbook.xml"))
    heights = [float(found) for found in re.findall(r' ht="([0-9.]+)"', sheet)]
    assert min(heights) >= 15
    assert len(set(heights)) > 3


def test_the_head_is_as_high_as_its_words(document: MakeDocument, table: MakeTable) -> None:
    columns = (
        Column("a", "Số ngày làm việc chậm so với thời hạn đã ký", "number"),
        Column("b", "B"),
    )
    heights = [
        head_height(render(document(table({"a": 1, "b": 2}, columns=shown)), RenderOptions()))
        for shown in (columns, columns[1:])
    ]
    assert heights == [5 * 15.75 + 3, 15.75 + 3]


def head_height(data: bytes) -> float:
    """Return the height of the first line of the second sheet that has one of its own."""
    found = re.search(r' ht="([0-9.]+)"', part(data, "worksheets/sheet2.xml"))
    assert found is not None
    return float(found[1])


def test_a_row_is_as_high_as_its_longest_text(document: MakeDocument, table: MakeTable) -> None:
    texts = ("ngắn", "hai dòng\nnhư đã viết", "một câu dài " * 12, "x" * 200)
    columns = (Column("a", "A", "long"),)
    data = render(document(table(*({"a": t} for t in texts), columns=columns)), RenderOptions())
    heights = re.findall(r' ht="([0-9.]+)"', part(data, "worksheets/sheet2.xml"))
    assert [(float(height) - 3) / 15.75 for height in heights] == [1, 1, 2, 3, 4]


def test_a_state_is_coloured_by_its_words_also_once_they_change(book: bytes) -> None:
    sheet = part(book, "worksheets/sheet2.xml")
    (rules,) = re.findall(r'<conditionalFormatting sqref="F6:F170">(.*?)</cond', sheet)
    found = re.findall(
        r'<cfRule type="(\w+)" dxfId="(\d+)" priority="(\d+)" stopIfTrue="1".*? text="([^"]+)"',
        rules,
    )
    colors = re.findall(r'<dxf>.*?rgb="FF(\w+)".*?</dxf>', part(book, "styles.xml"))
    by_words = {words: colors[int(number)] for _, number, _, words in found}
    assert by_words == {
        "hoàn thành": "C8EFD4", "xong": "C8EFD4", "đã hủy": "E5E5E5", "quá hạn": "FFC9C9",
        "sẽ quá hạn": "FFC9C9", "vừa hết hạn": "FFC9C9", "sẽ vừa hết hạn": "FFC9C9",
        ", còn ": "FFF3B0", "hạn hôm nay": "FFF3B0",
    }  # fmt: skip
    assert [int(priority) for _, _, priority, _ in found] == list(range(1, 10))
    assert {words for kind, _, _, words in found if kind == "containsText"} == {
        *list(by_words)[-2:]
    }


OFF = {"on": "2026-01-02", "reason": "thôi"}
STATES: tuple[tuple[dict[str, object], tuple[str, ...]], ...] = (
    ({"due": "2026-02"}, LATE),
    ({"due": "2026-03"}, LATE),
    ({"due": "2026-04"}, SOON),
    ({"due": "2026-03", "completed": "2026-03-02"}, FINISHED),
    ({"due": "2026-02", "completed": "2026-03-02"}, FINISHED),
    ({"due": "2026-02", "cancelled": OFF}, CANCELLED),
    ({"due": "2026-12"}, ()),
)


@pytest.mark.parametrize("today", ["2026-06-01", "2026-03-20"])  # the second makes it a forecast
def test_every_word_for_a_state_has_the_colour_of_what_it_is(
    today: str, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    rows = [
        {"id": f"T01-{n:02}", "task": "Một", "lead": "VP", **facts}
        for n, (facts, _) in enumerate(STATES, 1)
    ]
    out = tmp_path / "a.xlsx"
    run("list", "--data", write_plan(rows), "--as-of", "2026-03-31", "-o", out, today=today)
    sheet = workbook_sheets(out.read_bytes())["Danh sách nhiệm vụ"]
    words = [str(row[5]) for row in sheet if str(row[0]).startswith("T01-")]
    every = (*FINISHED, *CANCELLED, *LATE, *SOON)
    for text, (_, wanted) in zip(words, STATES, strict=True):
        found = [one for one in every if text.startswith(one) or (one in SOON and one in text)]
        assert set(found[:1]) <= {*wanted}, text
        assert bool(found) == bool(wanted), text


def test_the_summary_has_the_matrix_as_heat_and_a_chart(book: bytes) -> None:
    rows = workbook_sheets(book)["Tổng hợp"]
    [total] = [row for row in rows if row[0] == "Cộng"]
    assert total[1:14] == [15, 12, 22, 6, 9, 9, 3, 3, 3, 10, 6, 19, 3]
    assert "colorScale" in part(book, "worksheets/sheet1.xml")
    assert part(book, "charts/chart1.xml").count("<c:ser>") == 7
    assert ["Danh sách nhiệm vụ", "165 dòng"] in [row[:2] for row in rows]


def test_every_department_has_sheets_of_its_own(run: Run, tmp_path: Path) -> None:
    run("department", "all", "--data", "data", "-o", tmp_path / "a.xlsx")
    names = list(workbook_sheets((tmp_path / "a.xlsx").read_bytes()))
    assert names[:3] == ["Tổng hợp", "LLCT-LSD Chủ trì", "LLCT-LSD Quá hạn"]
    assert len(names) == len(set(names)) == 29


def test_values_keep_their_type(document: MakeDocument, table: MakeTable) -> None:
    columns = (
        Column("n", "Số", "number"), Column("s", "Tỷ lệ", "share"), Column("d", "Ngày", "date"),
        Column("p", "Kỳ", "date"), Column("b", "Xong", "bar", whole_key="n"), Column("x", "Trống"),
        Column("y", "Có", "text"),
    )  # fmt: skip
    row = Row(
        {"n": 12, "s": 0.5, "d": date(2026, 3, 31), "p": parse_period("2026-Q1"), "b": 3, "x": None,
         "y": True},
        words={"b": "3/12"},
    )  # fmt: skip
    made = workbook_sheets(
        render(document(table(row, columns=columns, title="A")), RenderOptions())
    )["A"]
    assert made[-1] == [12, 0.5, date(2026, 3, 31), "quý I/2026", 3, "", "có"]


def test_where_excel_cuts_a_text_it_is_said(document: MakeDocument, table: MakeTable) -> None:
    made = workbook_sheets(
        render(document(table({"a": "x" * 40_000}, title="A")), RenderOptions())
    )["A"]
    assert len(made[-1][0]) == 32_767
    assert made[-1][0].endswith("xx […: dài quá một ô Excel]")


def test_a_footer_stands_below_its_table(document: MakeDocument, table: MakeTable) -> None:
    made = table({"a": 1}, title="A", footer="một\nhai")
    said = workbook_sheets(render(document(made, footer="hết"), RenderOptions()))
    assert [row[0] for row in said["A"]][-3:] == ["", "một", "hai"]
    assert said["Tổng hợp"][-1][0] == "hết"


def test_figures_told_in_a_line_stand_on_the_summary(run: Run, tmp_path: Path) -> None:
    run("calendar", "--month", "3", "--data", "data", "-o", tmp_path / "a.xlsx")
    rows = workbook_sheets((tmp_path / "a.xlsx").read_bytes())["Tổng hợp"]
    assert "22 ngày làm việc" in [row[0] for row in rows]


def test_a_section_has_its_heading_on_the_sheet(document: MakeDocument, table: MakeTable) -> None:
    rows = [
        Row({"id": f"I-{n}", "state": "open"}, {"state": "chưa báo cáo"}, section_heading="I. MỤC")
        for n in (1, 2)
    ]
    columns = (Column("id", "Mã", "id"), Column("state", "Tình trạng", "state"))
    made = workbook_sheets(
        render(document(table(*rows, columns=columns, title="A")), RenderOptions())
    )["A"]
    assert [row[0] for row in made[-4:]] == ["Mã", "I. MỤC", "I-1", "I-2"]
    assert made[-5][0] == "Đang xem 2 trên 2 dòng: hoàn thành 0 (0%), quá hạn 0"
