"""`done T03-01.2` records one step, touches its line only, and refuses what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    - text: Đề cương # gửi trước
      due: 2026-04-25
    - {text: Làm việc tại cơ sở, due: 2026-05-20}
- {id: T04-02, task: Việc khác., lead: VP, start: 2026-04, due: 2026-05}
"""
TODAY = "2026-05-16"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


def text_of(folder: Path) -> str:
    return (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_one_step_is_recorded_and_taken_back(run: Run, folder: Path) -> None:
    before = text_of(folder)
    command = ("done", "t4-1.1", "--on", "24/4/2026", "--result", "01-ĐC", "--data", folder)
    dry = run(*command, "--dry-run", today=TODAY)
    assert (dry.status, text_of(folder)) == (0, before)
    ran = run(*command, today=TODAY)
    assert ran.status == 0
    assert "T04-01.1 (bước 1: Đề cương) xong ngày 24/04/2026 (đúng hạn), kết quả 01-ĐC" in ran.out
    assert text_of(folder) == before.replace(
        "      due: 2026-04-25\n",
        "      due: 2026-04-25\n      completed: 2026-04-24\n      result: 01-ĐC\n",
    )
    assert run("undo", "--data", folder, today=TODAY).status == 0
    assert text_of(folder) == before


def test_several_steps_and_rows_at_once(run: Run, folder: Path) -> None:
    ran = run("done", "T04-02", "T04-01.2", "T04-01.1", "--data", folder, today=TODAY)
    assert ran.status == 0
    assert "T04-01.1 (bước 1: Đề cương) xong ngày 16/05/2026, chậm 21 ngày" in ran.out
    assert text_of(folder).count("completed: 2026-05-16") == 3


def test_the_last_step_points_to_the_row_and_the_row_to_its_open_steps(
    run: Run, folder: Path
) -> None:
    assert "bước chưa ghi xong" not in run("done", "T04-02", "--data", folder, today=TODAY).out
    run("done", "T04-01.1", "--data", folder, today=TODAY)
    row = run("done", "T04-01", "--dry-run", "--data", folder, today=TODAY)
    assert "còn 1 trên 2 bước chưa ghi xong" in row.err
    last = run("done", "T04-01.2", "--data", folder, today=TODAY)
    assert "mọi bước đã xong; xong cả nhiệm vụ thì ghi khtgdv done T04-01" in last.out


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        (("done", "T04-01.3"), 1, "Không có bước T04-01.3: T04-01 có 2 bước."),
        (("done", "T04-02.1"), 1, "T04-02 không chia bước"),
        (("done", "T04-09.1"), 2, 'Không có dòng nào mang mã "T04-09.1"'),
        (("done", "T04-01.1", "--on", "20/5/2026"), 1, "ở sau hôm nay"),
        (("done", "T04-01.1", "T04-01.1.1"), 2, "T04-01.1.1"),
        (("start", "T04-01.1"), 2, "là một bước"),
    ],
)
def test_what_is_refused(
    run: Run, folder: Path, command: tuple[str, ...], status: int, words: str
) -> None:
    before = text_of(folder)
    ran = run(*command, "--data", folder, today=TODAY)
    assert ran.status == status
    assert words in ran.err
    assert text_of(folder) == before


def test_a_step_that_is_done_is_not_recorded_again(run: Run, folder: Path) -> None:
    run("done", "T04-01.2", "--data", folder, today=TODAY)
    ran = run("done", "T04-01.2", "--data", folder, today=TODAY)
    assert ran.status == 1
    assert "T04-01.2 đã ghi xong ngày 16/05/2026." in ran.err


def test_a_row_that_is_called_so_comes_before_a_step(run: Run, write_plan: WritePlan) -> None:
    plan = (
        "plan: {year: 2026, number: 01-KH/THU, date: 2026-01-05, title: Kế hoạch, agency: Ban}\n"
        "departments: [{code: VP, name: Văn phòng}]\nsections: [{code: III, heading: Mục ba}]\n"
    )
    rows = (
        "- {id: III-2, task: Việc., lead: VP, due: 2026-05, steps: [{text: Một}, {text: Hai}]}\n"
        "- {id: III-2.1, task: Việc con., lead: VP, due: 2026-05}\n"
    )
    folder = write_plan(rows, plan=plan)
    assert "III-2.1 hoàn thành" in run("done", "III-2.1", "--data", folder, today=TODAY).out
    assert "III-2.2 (bước 2: Hai)" in run("done", "III-2.2", "--data", folder, today=TODAY).out
