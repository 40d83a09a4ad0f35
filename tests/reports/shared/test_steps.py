"""Steps in the reports: late ones beside the overdue rows, near ones ahead, lines of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROWS = """\
- id: T04-01
  task: Giám sát việc cấp nước sạch.
  lead: VP
  start: 2026-04
  due: 2026-06-30
  steps:
    - {text: Đề cương, due: 2026-04-25, completed: 2026-04-20, result: 01-ĐC/VP}
    - {text: Làm việc tại cơ sở, due: 2026-05-20, lead: TT-TH}
    - {text: Báo cáo, due: 2026-06-15}
    - {text: Lưu hồ sơ}
- id: T04-02
  task: Việc đã hủy.
  lead: VP
  start: 2026-04
  due: 2026-05
  cancelled: {on: 2026-05-01, reason: thôi}
  steps: [{text: Một, due: 2026-04-30}]
"""
TODAY = "2026-06-01"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


def tables(run: Run, folder: Path, *command: str, today: str = TODAY) -> dict[str, Any]:
    found: dict[str, Any] = run(*command, "--data", folder, "-f", "json", today=today).json[
        "tables"
    ]
    return found


def test_late_steps_stand_beside_the_overdue_rows_and_are_none_of_them(
    run: Run, folder: Path
) -> None:
    found = tables(run, folder, "overdue")
    assert found["overdue"] == []
    (step,) = found["steps"]
    assert step == {
        "id": "T04-01.2", "step": "Làm việc tại cơ sở", "task": "Giám sát việc cấp nước sạch.",
        "lead": "TT-TH", "start": None, "due": "2026-05-20", "deadline": "2026-05-20",
        "state": "overdue", "days_overdue": 12, "completed": None, "result": None,
        "row": "T04-01", "leads": ["TT-TH"], "plan": "01-KH/THU",
    }  # fmt: skip
    (figures,) = tables(run, folder, "summary")["figures"]
    assert (figures["total"], figures["overdue"]) == (2, 0)


def test_a_step_done_after_the_position_is_late_at_it(run: Run, folder: Path) -> None:
    found = tables(run, folder, "overdue", "--as-of", "2026-04-30", today="2026-11-24")["steps"]
    assert [row["id"] for row in found] == ["T04-02.1"]  # its row was cancelled later
    found = tables(run, folder, "overdue", "--as-of", "2026-06-15", today="2026-11-24")["steps"]
    assert [row["id"] for row in found] == ["T04-01.2", "T04-01.3"]


def test_steps_ahead_in_upcoming_calendar_and_letters(run: Run, folder: Path) -> None:
    ids = {
        name: [row["id"] for row in tables(run, folder, *command)["steps"]]
        for name, command in {
            "upcoming": ("upcoming",),
            "within": ("upcoming", "--within", "5"),
            "april": ("calendar", "--month", "4"),
            "department": ("department", "TT-TH"),
            "other": ("department", "VP"),
            "remind": ("remind",),
        }.items()
    }
    assert ids == {
        "upcoming": ["T04-01.3"],
        "within": [],
        "april": ["T04-01.1"],
        "department": ["T04-01.2"],
        "other": [],
        "remind": ["T04-01.2", "T04-01.3"],
    }


def test_a_letter_is_needed_for_a_step_alone(run: Run, folder: Path) -> None:
    (letter,) = [
        row for row in tables(run, folder, "remind")["departments"] if row["steps"] == 1
        and row["department"] == "TT-TH"
    ]  # fmt: skip
    assert letter["letter"]
    assert "1 bước" in letter["subject"]


def test_a_row_says_how_many_of_its_steps_are_done(run: Run, folder: Path) -> None:
    shown = run("list", "--data", folder, "--columns", "id,state", today=TODAY).out
    assert "chưa báo cáo, còn 29 ngày, 1/4 bước" in shown
    shown = run("show", "T04-01", "--data", folder, today=TODAY).out
    for line in (
        "1. Đề cương (hạn 25/04/2026, xong 20/04/2026)",
        "2. Làm việc tại cơ sở (hạn 20/05/2026, quá hạn 12 ngày)",
        "3. Báo cáo (hạn 15/06/2026, chưa xong, còn 14 ngày)",
        "4. Lưu hồ sơ (chưa xong)",
    ):
        assert line in shown


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-05-20", "vừa hết hạn"), ("2026-12-31", "sẽ quá hạn 225 ngày")],
)
def test_how_late_a_step_is_in_words(run: Run, folder: Path, day: str, words: str) -> None:
    assert words in run("overdue", "--as-of", day, "--data", folder, today=TODAY).out


def test_steps_go_to_a_calendar_and_to_csv(run: Run, folder: Path) -> None:
    events = run("overdue", "--data", folder, "-f", "ics", today=TODAY).out
    assert "UID:T04-01-step-2@" in events
    assert "Làm việc tại cơ sở" in events
    rows = run("overdue", "--data", folder, "-f", "csv", today=TODAY).out
    assert "\nsteps,T04-01.2," in rows.replace("\r", "")


def test_the_steps_of_a_closed_row_say_how_it_was_closed(run: Run, folder: Path) -> None:
    shown = run("show", "T04-02", "--data", folder, today=TODAY).out
    assert "1. Một (hạn 30/04/2026, đã hủy)" in shown


@pytest.mark.parametrize("typed", ["T04-01.2", "t4-1.2", "T04-01"])
def test_a_row_is_shown_by_the_id_of_its_step(run: Run, folder: Path, typed: str) -> None:
    assert [row["id"] for row in tables(run, folder, "show", typed)["tasks"]] == ["T04-01"]
    assert [row["id"] for row in tables(run, folder, "list", "--id", typed)["tasks"]] == ["T04-01"]


def test_a_step_of_no_row_is_told(run: Run, folder: Path) -> None:
    ran = run("show", "T09-01.2", "--data", folder)
    assert (ran.status, "T09-01.2" in ran.err) == (2, True)


def test_paper_names_who_leads_a_step(run: Run, folder: Path, tmp_path: Path) -> None:
    from docx import Document

    path = tmp_path / "out.docx"
    assert run("overdue", "--data", folder, "--output", path, today=TODAY).status == 0
    cells = {cell.text for table in Document(str(path)).tables for row in table.rows
             for cell in row.cells}  # fmt: skip
    assert "Phòng TT - TH" in cells
    assert "TT-TH" not in cells
