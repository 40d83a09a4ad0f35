"""`remove`: only a row added after the plan was signed, that nothing was recorded of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TASKS = """\
  - id: T01-01
    task: Việc đã ký
    lead: VP
"""
ADD = ("add", "--section", "T01", "--task", "Việc thêm", "--lead", "VP")


@pytest.fixture
def folder(write_plan: WritePlan, run: Run) -> Path:
    place = write_plan(TASKS)
    assert run(*ADD, cwd=place).status == 0
    return place


def text(folder: Path) -> str:
    return (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_a_row_that_was_added_goes_without_a_trace(run: Run, folder: Path) -> None:
    ran = run("remove", "t1-2", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "T01-02 đã bỏ khỏi kế hoạch",
        "  Văn phòng: Việc thêm",
        "tasks_2026.yaml: bớt 7 dòng. Hoàn tác: khtgdv undo",
    ]
    assert text(folder) == f"tasks:\n{TASKS}"


def test_it_can_be_undone(run: Run, folder: Path) -> None:
    before = text(folder)
    run("remove", "T01-02", cwd=folder)
    assert run("undo", cwd=folder).status == 0
    assert text(folder) == before


def test_a_dry_run_shows_it(run: Run, folder: Path) -> None:
    before = text(folder)
    ran = run("remove", "T01-02", "--dry-run", cwd=folder)
    assert "-  - id: T01-02" in ran.out
    assert text(folder) == before


def test_a_row_of_the_signed_paper_stays(run: Run, folder: Path) -> None:
    ran = run("remove", "T01-01", cwd=folder)
    assert (ran.status, ran.err.splitlines()) == (
        1,
        [
            "T01-01 là dòng của văn bản đã ký, không bỏ được.",
            "Không làm nữa thì hủy: khtgdv cancel T01-01",
        ],
    )


def test_a_row_with_a_record_stays(run: Run, folder: Path) -> None:
    run("start", "T01-02", cwd=folder)
    run("extend", "T01-02", "--to", "12", "--reason", "chờ", cwd=folder)
    ran = run("remove", "T01-02", cwd=folder)
    assert ran.status == 1
    assert ran.err.splitlines()[0] == "T01-02 đã ghi bắt đầu, gia hạn nên không bỏ được."
