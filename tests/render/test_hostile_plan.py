"""A plan whose every text is hostile: pages and workbooks show it, and nothing else comes of it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml

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
HARM = "\"'><script>x()</script><a href='javascript:x()' data-f=\"0\" onclick=x()>{{7*7}}</a>"


def hostile(text: str) -> str:
    """Return a text that would be a formula, markup, a template or a place of a page."""
    return f"={text}+1&{HARM}"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan that says harm in every key that takes words."""
    folder = tmp_path_factory.mktemp("plan") / "data"
    folder.mkdir()
    words = ("assignee", "product", "responsibility", "authority", "leader", "result")
    facts: dict[str, object] = {
        "lead": "VP", "coordinating": [hostile("phối hợp")], "start": "2026-03", "due": "2026-03",
        "due_text": hostile("hạn"), "notes": [hostile("ghi chú")],
    }  # fmt: skip
    moved = {"to": "2026-05", "on": "2026-03-20", "reason": hostile("lý do"), "document": "1-CV"}
    tasks = [
        {"id": "T03-01", "task": hostile("việc"), **facts, **{key: hostile(key) for key in words},
         "completed": "2026-03-20", "steps": [{"text": hostile("bước"), "due": "2026-03"}]},
        {"id": "T03-02", "task": hostile("hai"), **facts, "extensions": [moved]},
        {"id": "T03-03", "task": hostile("ba"), **facts,
         "cancelled": {"on": "2026-03-02", "reason": hostile("hủy")}},
    ]  # fmt: skip
    visit = {"id": "KT-01", "content": hostile("kiểm tra"), "lead": "VP", "due": "2026-03",
             "due_text": hostile("thời gian"), "team": [hostile("đoàn")],
             "units": [{"kind": hostile("loại"), "names": [hostile("nơi")]}]}  # fmt: skip
    office = {"name": hostile("cơ quan"), "parent": hostile("cấp trên"), "place": hostile("nơi")}
    paper = {
        "plan": {"year": 2026, "number": "01-KH/THU", "date": "2026-01-05", "title": hostile("t"),
                 "agency": hostile("ban")},
        "office": office,
        "departments": [{"code": "VP", "name": hostile("phòng")}],
    }  # fmt: skip
    files = {"plan_2026": paper, "tasks_2026": {"tasks": tasks}, "inspections_2026":
             {"inspections": [visit]}}  # fmt: skip
    for name, content in files.items():
        text = yaml.safe_dump(json.loads(json.dumps(content)), allow_unicode=True)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


class Elements(HTMLParser):
    """Every element of a page with its attributes; the text of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


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
