"""A plan whose every text is hostile: pages and workbooks show it, and nothing else comes of it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.hostile import Elements, write_hostile_plan
from tests.support.readback import workbook_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

REPORTS = (
    "summary", "list", "department all", "timeline", "workload", "overdue", "inspections",
    "report Q1", "show T03-01", "calendar --month 3", "workload --by leader",
    "changes --from 2026-03-01",
    "list --columns id,task,assignee,product,responsibility,authority,leader,result,notes",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile_plan(tmp_path_factory.mktemp("plan") / "data")


@pytest.mark.parametrize("report", REPORTS)
def test_a_page_has_no_element_of_a_plan(report: str, plan: Path, run: Run) -> None:
    ran = run(*report.split(), "--data", plan, "-f", "html", today="2026-03-25")
    assert ran.status == 0, ran.err
    elements = Elements(ran.out).found
    assert sum(tag == "script" for tag, _ in elements) == 1
    links = [attributes for tag, attributes in elements if tag == "a"]
    assert all(re.fullmatch(r"#[bmp]\d+|#noi-dung", a["href"] or "") for a in links)
    assert not [name for _, attributes in elements for name in attributes if name[:2] == "on"]
    assert "{{7*7}}" in ran.out
    assert "x()" in ran.out


@pytest.mark.parametrize("report", REPORTS)
def test_a_workbook_has_no_formula_of_a_plan(
    report: str, plan: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    ran = run(*report.split(), "--data", plan, "-o", out, today="2026-03-25")
    assert ran.status == 0, ran.err
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    formulas = [f for text in parts.values() for f in re.findall(r"<(?:c:)?f>(.*?)</", text)]
    assert not [formula for formula in formulas if "x()" in formula and "!" not in formula]
    assert not [name for name in parts if "external" in name.lower()]
    targets = re.findall(r'Target="([^"]+)" TargetMode', "".join(parts.values()))
    assert targets == []
    cells = [c for rows in workbook_sheets(out.read_bytes()).values() for row in rows for c in row]
    assert any("x()" in str(cell) for cell in cells)
