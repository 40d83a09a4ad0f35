"""The page of a row: what is known of it, what was found at it, who recorded it, its forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.desk import Browser, words_of
from tests.support.repository import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WritePlan

ROWS = """\
  - id: T03-01
    task: Việc tháng ba
    lead: TT-TH
    start: 2026-03
    due: 2026-03
    notes: [Đã họp]
  - {id: T03-02, task: Việc xong., lead: VP, start: 2026-03, completed: 2026-03-20}
  - {id: T03-03, task: Việc hủy., lead: VP, cancelled: {on: 2026-03-02, reason: thôi}}
  - {id: T03-04, task: Việc làm., lead: VP, start: 2026-03, started: 2026-03-02}
  - {id: TX-01, task: Báo cáo., lead: VP, repeat: {every: month}, log: {2026-01: 2026-01-31}}
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra.
    units: [{names: [Kiến An, Gia Viên]}]
    visits: {Kiến An: 2026-03-02}
"""


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(ROWS, INSPECTIONS)


def test_it_says_what_is_known_and_what_was_found(plan: Path) -> None:
    page = Browser(plan).text("/row/t3-1")
    for words in ("T03-01 Việc tháng ba", "Phòng TT - TH · hạn 3/2026 ·", "hạn hôm nay", "Đã họp"):
        assert words in page
    page = Browser(plan).text("/row/T03-04")
    assert "SOÁT LỜI VĂN" in page
    assert "missing-deadline" in page


def test_nothing_is_told_of_the_row_of_that_name_in_another_year(plan: Path) -> None:
    for name in ("plan", "tasks", "inspections"):
        text = (plan / f"{name}_2026.yaml").read_text(encoding="utf-8")
        (plan / f"{name}_2025.yaml").write_text(text.replace("2026", "2025"), encoding="utf-8")
    page = Browser(plan).text("/row/T03-04")
    assert "missing-deadline" in page
    assert "tasks_2026.yaml" in page
    assert "tasks_2025.yaml" not in page


def test_mistakes_in_its_lines_are_told(write_plan: WritePlan) -> None:
    rows = f"{ROWS}  - {{id: T03-09, task: Việc., lead: VP, start: 2026-03, focus: '9.9'}}"
    page = Browser(write_plan(rows)).text("/row/T03-09")
    assert "KIỂM TRA KẾ HOẠCH" in page
    assert "focus" in page


def test_who_recorded_it_is_told_where_git_knows(plan: Path) -> None:
    git(plan, "init", "--quiet")
    git(plan, "add", ".")
    git(plan, "commit", "--quiet", "-m", "Kế hoạch ban đầu")
    page = Browser(plan).text("/row/T03-01")
    assert "LỊCH SỬ" in page
    assert "Bà Bình" in page


@pytest.mark.parametrize(
    ("row", "forms"),
    [
        ("T03-01", ["done", "start", "extend", "note", "cancel"]),
        ("T03-02", ["note", "reopen"]),
        ("T03-03", ["note", "reopen"]),
        ("T03-04", ["done", "progress", "extend", "note", "cancel"]),
        ("TX-01", ["log", "start", "note", "cancel"]),
        ("KT-01", ["done", "visit", "extend", "note", "cancel"]),
    ],
)
def test_the_forms_are_those_that_fit(plan: Path, row: str, forms: list[str]) -> None:
    page = Browser(plan).get(f"/row/{row}").text
    assert re.findall(r'<details id="(\w+)">', page) == forms


def test_the_browser_asks_for_what_must_be_filled(plan: Path) -> None:
    page = Browser(plan).get("/row/T03-04").text
    fields = re.findall(r'name="(\w+)"[^>]* required', page)
    assert fields == ["progress", "to", "reason", "note", "reason"]


def test_what_is_left_is_offered(plan: Path) -> None:
    browser = Browser(plan)
    log = browser.get("/row/TX-01").text
    assert re.findall(r'name="missing" value="([^"]+)"', log) == ["2026-02"]
    visit = browser.get("/row/KT-01").text
    assert re.findall(r'name="places" value="([^"]+)"', visit) == ["Gia Viên"]


@pytest.mark.parametrize(("format_", "begin"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_it_can_be_taken_away(plan: Path, format_: str, begin: bytes) -> None:
    response = Browser(plan).get(f"/row/T03-01?format={format_}")
    assert response.content.startswith(begin)
    assert Browser(plan).get("/row/T03-01?format=json").status_code == 404


def test_a_row_that_is_not_there_is_told_with_the_nearest(plan: Path) -> None:
    response = Browser(plan).get("/row/T03-99")
    assert response.status_code == 400
    assert "T03-99" in words_of(response)
