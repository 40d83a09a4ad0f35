"""The sheet to fill in as a workbook: texts are texts, cells are checked, its base is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest

from khtgdv.document.form import BASE_KEYS, COLUMNS, KEPT_KEYS, Form, FormRow
from khtgdv.render.form_workbook import render_form
from tests.support.readback import workbook_sheets

HOSTILE = '=HYPERLINK("http://x")\n+1 @x {=1} <b>&amp;</b> \' _x0041_ ﷽ \U0001d7cf'


def form_of(**cells: str) -> Form:
    row = FormRow(
        {**dict.fromkeys((column.key for column in COLUMNS), ""), "id": "T03-01", **cells},
        dict.fromkeys(KEPT_KEYS, HOSTILE),
        frozenset({"completed"}),
    )
    choices = {"section": ("T03", "TX"), "lead": ("VP",), "assignee": (HOSTILE,)}
    identity = {"number": "", "agency": HOSTILE, "year": "2026"}
    return Form("Bảng", ("dòng một", HOSTILE), identity, (row,), choices, date(2026, 1, 1))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(f"xl/{name}").decode()


def test_whatever_a_text_looks_like_it_is_a_text() -> None:
    form = form_of(task=HOSTILE, assignee=HOSTILE, completed="2026-03-31", progress="060")
    data = render_form(form, date(2026, 4, 2))
    sheets = workbook_sheets(data)
    row = sheets["Điền kết quả"][-1]
    by_key = dict(zip((column.key for column in COLUMNS), row, strict=True))
    assert (by_key["task"], by_key["assignee"]) == (HOSTILE, HOSTILE)
    assert (by_key["completed"], by_key["progress"]) == (date(2026, 3, 31), "060")
    assert sheets["khtgdv"][2][1] == HOSTILE
    assert sheets["khtgdv"][-1][BASE_KEYS.index("cancelled")] == HOSTILE
    assert HOSTILE in [line[-1] for line in sheets["khtgdv-ds"]]
    for number in (1, 2, 3):
        assert "<f>" not in part(data, f"worksheets/sheet{number}.xml")
        assert "<hyperlink" not in part(data, f"worksheets/sheet{number}.xml")


def test_what_the_sheet_was_is_hidden() -> None:
    workbook = part(render_form(form_of(), date(2026, 4, 2)), "workbook.xml")
    states = re.findall(r'<sheet name="([^"]*)" sheetId="\d+"( state="hidden")?', workbook)
    assert [(name, bool(hidden)) for name, hidden in states] == [
        ("Điền kết quả", False), ("khtgdv-ds", True), ("khtgdv", True),
    ]  # fmt: skip


def test_cells_are_checked_in_the_rows_to_come_too() -> None:
    xml = part(render_form(form_of(), date(2026, 4, 2)), "worksheets/sheet1.xml")
    checks = {
        place: (kind, formula)
        for kind, place, formula in re.findall(
            r'<dataValidation type="(\w+)"[^>]* sqref="([^"]*)"[^>]*><formula1>([^<]*)<', xml
        )
    }
    assert checks["A6"] == ("custom", "FALSE")
    assert checks["C6"] == ("custom", '$A6=""')
    assert checks["B7:B307"] == ("list", "'khtgdv-ds'!$A$1:$A$2")
    assert checks["G6"] == checks["G7:G307"] == ("date", "46023")
    assert "<formula2>TODAY()</formula2>" in xml
    assert checks["J6"][0] == "custom"
    assert checks["K6"] == ("list", "'khtgdv-ds'!$C$1:$C$1")


@pytest.mark.parametrize("rows", [0, 1])
def test_the_same_sheet_gives_the_same_bytes(rows: int) -> None:
    form = form_of()
    form = Form(form.title, form.lines, form.identity, form.rows[:rows], {}, form.first_day)
    assert render_form(form, date(2026, 4, 2)) == render_form(form, date(2026, 4, 2))
