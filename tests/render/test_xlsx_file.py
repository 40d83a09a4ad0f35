"""The workbook as calamine reads it, and its parts as a zip file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from docx.oxml import parse_xml

from khtgdv.dates.periods import parse_period
from khtgdv.document.document import Column, Row, Tone
from khtgdv.render.formats import RenderOptions
from khtgdv.render.xlsx_file import render
from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run
    from tests.render.conftest import MakeDocument, MakeTable

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEAD = ["Mã", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Hạn", "Tình trạng"]


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


def test_a_state_is_coloured_by_what_it_is_and_never_by_its_words(
    document: MakeDocument, table: MakeTable
) -> None:
    columns = (Column("state", "Tình trạng", "state"),)
    states = (
        ("overdue", "vừa hết hạn", Tone.LATE, "FFFFC9C9"),
        ("completed-late", "hoàn thành quá hạn", Tone.DONE, "FFC8EFD4"),
        ("completed", "hoàn thành", Tone.DONE, "FFC8EFD4"),
        ("open", "chưa báo cáo, còn 3 ngày", Tone.SOON, "FFFFF3B0"),
        ("cancelled", "đã hủy", Tone.QUIET, "FFE5E5E5"),
        ("open", "quá hạn", Tone.PLAIN, ""),
    )
    rows = [Row({"state": state}, {"state": words}, tone) for state, words, tone, _ in states]
    data = render(document(table(*rows, columns=columns)), RenderOptions())
    assert [(text, ground) for text, ground in grounds(data) if text != "Tình trạng"] == [
        (words, ground) for _, words, _, ground in states
    ]


def grounds(data: bytes) -> list[tuple[str, str]]:
    """Return the texts of the cells with a border on the second sheet, each with its ground."""
    styles, sheet, texts = (
        parse_xml(part(data, f"{name}.xml").encode())
        for name in ("styles", "worksheets/sheet2", "sharedStrings")
    )
    strings = [item[0].text or "" for item in texts]
    fills = [fill.find(f".//{NS}fgColor") for fill in styles.findall(f"{NS}fills/{NS}fill")]
    formats = styles.findall(f"{NS}cellXfs/{NS}xf")
    cells = ((cell, formats[int(cell.get("s", "0"))]) for cell in sheet.iter(f"{NS}c") if len(cell))
    return [
        (strings[int(cell[0].text or 0)], "" if fill is None else fill.get("rgb", ""))
        for cell, look in cells
        if look.get("borderId") != "0"
        for fill in [fills[int(look.get("fillId", "0"))]]
    ]


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
    assert made[-1] == [12, 0.5, date(2026, 3, 31), "quý I/2026", "3/12", "", "có"]


def test_names_of_sheets_are_short_and_different(document: MakeDocument, table: MakeTable) -> None:
    title = "[Nhiệm/vụ]: *dài* hơn ba mươi mốt ký tự?"
    tables = [table({"a": n}, name=str(n), title=title) for n in range(3)]
    names = list(
        workbook_sheets(
            render(document(*tables, table({"a": 1}, title="'", name="q")), RenderOptions())
        )
    )
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


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
