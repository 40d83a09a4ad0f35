"""Totals and shares that a workbook reckons itself: their formulas, the values they have now."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from khtgdv.document.document import Column, Row
from khtgdv.render.formats import RenderOptions
from khtgdv.render.xlsx_file import render
from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = dict[str, tuple[str, Any]]  # by address: the formula, the value
MONTHS = ("2026-01", "2026-02")


def cells_of(data: bytes, number: int) -> Cells:
    """Return the cells of a sheet; a text without a formula is not looked up."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = ET.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314 - our own
    found: Cells = {}
    for cell in sheet.iter(f"{NS}c"):
        formula, value = cell.find(f"{NS}f"), cell.find(f"{NS}v")
        if value is not None and value.text is not None:
            text = cell.get("t") in ("s", "str")
            found[cell.get("r", "")] = (
                (formula.text or "") if formula is not None else "",
                value.text if text else float(value.text),
            )
    return found


def reckon(formula: str, cells: Cells) -> Any:
    """Reckon the three kinds of formulas of a table."""
    if share := re.fullmatch(r'IF\((\w+)=0,"([^"]+)",(\w+)/(\w+)\)', formula):
        whole = cells[share[1]][1]
        assert share[1] == share[4]
        return cells[share[3]][1] / whole if whole else share[2]
    if total := re.fullmatch(r"SUBTOTAL\(109,([A-Z]+)(\d+):([A-Z]+)(\d+)\)", formula):
        assert total[1] == total[3]
        lines = range(int(total[2]), int(total[4]) + 1)
        return sum(cells.get(f"{total[1]}{line}", ("", 0))[1] for line in lines)
    names = re.fullmatch(r"SUM\((.*)\)", formula)
    assert names, formula
    return sum(cells[name][1] for name in names[1].split(","))


def check(cells: Cells) -> list[str]:
    """Hold every formula against the value it has; return the formulas."""
    formulas = {place: formula for place, (formula, _) in cells.items() if formula}
    of_tables = {p: f for p, f in formulas.items() if "&" not in f}
    assert {place: reckon(formula, cells) for place, formula in of_tables.items()} == {
        place: cells[place][1] for place in of_tables
    }
    return list(formulas.values())


def test_a_matrix_adds_up_in_both_directions(run: Run, tmp_path: Path) -> None:
    run("workload", "--data", "data", "-o", tmp_path / "a.xlsx")
    formulas = check(cells_of((tmp_path / "a.xlsx").read_bytes(), 1))
    assert sum(formula.startswith("SUM(") for formula in formulas) == 7
    assert sum(formula.startswith("SUBTOTAL(109,") for formula in formulas) == 16


def test_a_task_that_counts_in_several_months_is_no_sum(run: Run, tmp_path: Path) -> None:
    run("workload", "--count", "active", "--data", "data", "-o", tmp_path / "a.xlsx")
    formulas = check(cells_of((tmp_path / "a.xlsx").read_bytes(), 1))
    assert all(formula.startswith("SUBTOTAL(109,") for formula in formulas)


def test_a_task_with_several_leads_counts_once_below_the_sum(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    row = {"start": "2026-03", "due": "2026-03"}
    folder = write_plan(
        [
            {"id": "T03-01", "task": "Một", "lead": ["VP", "TT-TH"], **row},
            {"id": "T03-02", "task": "Hai", "lead": "VP", **row},
        ]
    )
    run("workload", "--data", folder, "-o", tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    check(cells_of(data, 1))
    by_name = {row[0]: row for row in workbook_sheets(data)["Tổng hợp"]}
    head = by_name["Đơn vị"]
    assert by_name["Cộng các dòng trên"][head.index("T3")] == 3
    assert by_name["Cộng"][head.index("T3")] == by_name["Cộng"][head.index("Tổng")] == 2


def test_figures_and_shares_of_the_summary(run: Run, tmp_path: Path) -> None:
    arguments = ("summary", "--month", "3", "--data", "data")
    run(*arguments, "-o", tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    figures = run(*arguments, "-f", "json").json["tables"]["figures"][0]
    by_name = {row[0]: row[1] for row in workbook_sheets(data)["Tổng hợp"]}
    assert by_name["Nhiệm vụ"] == figures["total"] == 165
    assert by_name["Quá hạn"] == figures["overdue"]
    assert by_name["Tỷ lệ đúng hạn"] == figures["on_time_share"]
    formulas = check(cells_of(data, 1))
    assert formulas[0].count(",") == 6  # the seven parts of all rows
    departments = check(cells_of(data, 2))
    assert sum(formula.startswith("IF(") for formula in departments) == 7
    head = next(row for row in workbook_sheets(data)["Đơn vị"] if row[0] == "Đơn vị")
    assert head == [
        "Đơn vị", "Hoàn thành", "Có thời hạn", "Quá hạn", "Sắp đến hạn", "Đã đến hạn", "Đúng hạn",
        "Đúng hạn (%)",
    ]  # fmt: skip


def test_a_total_and_its_share_follow_a_filter(document: MakeDocument, table: MakeTable) -> None:
    columns = (
        Column("name", "Đơn vị"), Column("a", "Đúng hạn", "number"),
        Column("b", "Đến hạn", "number"),
        Column("s", "Tỷ lệ", "share", whole_key="b", part_key="a"),
    )  # fmt: skip
    rows = [
        Row({"name": name, "a": a, "b": b, "s": None}) for name, a, b in (("x", 1, 2), ("y", 0, 0))
    ]
    total = Row({"a": 1, "b": 2, "s": 0.5}, {"name": "Cộng"})
    made = table(*rows, columns=columns, default=("name", "s"), title="A", total=total)
    data = render(document(made), RenderOptions())
    sheet = workbook_sheets(data)["A"]
    assert sheet[-4:] == [
        ["Đơn vị", "Đến hạn", "Đúng hạn", "Tỷ lệ (%)"], ["x", 2, 1, 0.5], ["y", 0, 0, "chưa có"],
        ["Cộng", 2, 1, 0.5],
    ]  # fmt: skip
    formulas = check(cells_of(data, 2))
    assert formulas == [
        'IF(B4=0,"chưa có",C4/B4)', 'IF(B5=0,"chưa có",C5/B5)', "SUBTOTAL(109,B4:B5)",
        "SUBTOTAL(109,C4:C5)", 'IF(B6=0,"chưa có",C6/B6)',
    ]  # fmt: skip


def test_the_figures_of_all_stand_below_those_of_departments(run: Run, tmp_path: Path) -> None:
    run("report", "2026-Q1", "--data", "data", "-o", tmp_path / "a.xlsx", today="2026-04-15")
    data = (tmp_path / "a.xlsx").read_bytes()
    sheets = workbook_sheets(data)
    rows = sheets["I. Kết quả chung"]
    head = next(n for n, row in enumerate(rows) if row[0] == "Đơn vị")
    assert [row[0] for row in rows[head + 1 :]][-2:] == ["Văn phòng", "Tổng số"]
    formulas = check(cells_of(data, 2))
    assert sum(formula.startswith("SUBTOTAL(109,") for formula in formulas) == len(rows[head]) - 2
    assert sum(formula.startswith("IF(") for formula in formulas) == 8
    assert ["I. Kết quả chung", "7 dòng"] in [row[:2] for row in sheets["Tổng hợp"]]


def test_a_list_tells_what_is_seen_finished_and_late(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    due = {"lead": "VP", "start": "2026-03", "due": "2026-03"}
    rows = [
        {"id": "T03-01", "task": "Một", **due, "completed": "2026-03-02"},
        {"id": "T03-02", "task": "Hai", **due},
        {"id": "T03-03", "task": "Ba", **due, "due": "2026-12"},
    ]
    run("list", "--data", write_plan(rows), "--month", "4", "-o", tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    told = [formula for formula, _ in cells_of(data, 2).values() if formula]
    assert [row[0] for row in workbook_sheets(data)["Danh sách nhiệm vụ"]][3] == (
        "Đang xem 3 trên 3 dòng: hoàn thành 1 (33%), quá hạn 1"
    )
    assert told[0].startswith('"Đang xem "&SUBTOTAL(103,F6:F8)&" trên 3 dòng: hoàn thành "&')
    assert '(LEFT(F6:F8,7)="quá hạn")' in told[0]
    summary = [formula for formula, _ in cells_of(data, 1).values() if "dòng" in formula]
    assert summary == ["SUBTOTAL(103,'Danh sách nhiệm vụ'!$F$6:$F$8)&\" dòng\""]


def test_no_text_of_a_plan_is_in_a_formula(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    hostile = "=1+1\"&cmd|' /C calc'!A0"
    row = {"task": hostile, "result": hostile, "assignee": hostile, "completed": "2026-03-02"}
    rows = [{"id": "T03-01", "lead": "VP", "due": "2026-03", **row}]
    out = tmp_path / "a.xlsx"
    assert run("list", "--data", write_plan(rows), "-o", out).status == 0
    data = out.read_bytes()
    assert not [f for n in (1, 2) for f, _ in cells_of(data, n).values() if "cmd" in f]
    cells = [cell for row in workbook_sheets(data)["Danh sách nhiệm vụ"] for cell in row]
    assert cells.count(hostile) == 3
