"""What was recorded wrongly is put right by a command: key by key, entry by entry, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.plan.model import Inspection, Step, Task
from khtgdv.source.edit.settings import KEY_LABELS
from khtgdv.source.load.validate import row_keys
from tests.support.plan_lines import changed_lines

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, WritePlan

TODAY = "2026-03-31"
TASKS = """\
  - id: T03-01
    task: Việc tháng ba
    lead: VP
    start: 2026-03
    due: 2026-03
  - id: T03-02
    task: Việc đang làm
    lead: TT-TH
    start: 2026-02
    due: 2026-02
    assignee: Bà B
    started: 2026-02-10
    progress: 10
    notes: [một, hai]
  - id: T03-03
    task: Việc đã xong
    lead: VP
    completed: 2026-03-20
  - id: T03-04
    task: Việc có bước
    lead: VP
    steps:
      - {text: Đề cương, due: 2026-03-10, completed: 2026-03-09}
      - text: Báo cáo
        due: 2026-03-25
        completed: 2026-03-25
        result: 01-BC
      - text: Họp
  - id: T03-05
    task: Việc thêm sau
    lead: VP
    added: 2026-03-02
    extensions:
      - {to: 2026-05, on: 2026-03-20, reason: chờ}
  - id: T03-06
    task: Việc đã hủy
    lead: VP
    cancelled: {on: 2026-03-02, reason: thôi}
  - id: TX-01
    task: Báo cáo tháng và quý
    lead: VP
    repeat:
      - {every: month}
      - {every: quarter, label: sơ kết}
      - {every: quarter, in: [1], label: giao ban}
    log:
      2026-01: 2026-01-30
      2026-Q1 sơ kết: 2026-03-30
      2026-Q1 giao ban: 2026-03-31
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra các phường
    units:
      - {kind: Phường, names: [Kiến An, Đông Hải]}
    start: 2026-03
    due: 2026-04
    due_text: Tháng 3, 4/2026
    visits:
      Kiến An: 2026-03-10
"""
WRITTEN: list[list[str]] = [
    ["done", "T03-03", "--result", "12-BC"],
    ["done", "T03-03", "--result", "12-BC", "--on", "20/3/2026"],
    ["done", "T03-04.1", "--result", "02-ĐC"],
    ["reopen", "T03-04.2"],
    ["reopen", "T03-04.1", "T03-03"],
    ["update", "T03-01", "--progress", "60%"],
    ["update", "T03-01", "--progress", "60 %", "--set", "started=5/3"],
    ["update", "T03-02", "--progress", "100"],
    ["log", "TX-01", "1", "--remove"],
    ["log", "TX-01", "2026-Q1 giao ban", "1", "Q1 sơ kết", "--remove"],
    ["visit", "KT-01", "phường kien an", "--remove"],
    ["update", "T03-01", "--set", "due=15/5/2026", "--set", "due_text=Trước 15/5"],
    ["update", "T03-01", "--set", "lead=phòng tt th; văn phòng"],
    ["update", "T03-01", "--set", "coordinating=Phòng ĐT&CH; Công an thành phố"],
    ["update", "T03-01", "--set", "task=Hai dòng\nchữ: [thử] # đúng"],
    ["update", "T03-01", "--set", "repeat=month"],
    ["update", "T03-01", "--set", "repeat=[{every: month, in: [1, 2]}]", "--clear", "due"],
    ["update", "T03-01", "--set", "cancelled={on: 2026-03-30, reason: thôi}"],
    ["update", "T03-01", "--set", "steps=[{text: Họp, due: 2026-03-20}, {text: Ghi}]"],
    ["update", "T03-01", "--set", "focus=1.4", "--set", "notes=Ghi chú; một"],
    ["update", "T03-01", "--set", "sản phẩm=Dự thảo"],
    ["update", "T03-01", "--set", "hạn=5/2026", "--set", "Chủ trì=phòng tt th"],
    ["update", "T03-01", "--set", "nội dung=Việc khác"],
    ["update", "KT-01", "--set", "nội dung=Kiểm tra lại"],
    ["update", "T03-01", "--set", "id=t3-9"],
    ["update", "T03-02", "--clear", "started", "--clear", "progress", "--clear", "notes"],
    ["update", "T03-02", "--set", "started=11/2/2026", "--note", "sửa ngày"],
    ["update", "T03-03", "--set", "completed=19/3/2026", "--set", "result=x"],
    ["update", "T03-03", "--clear", "completed"],
    ["update", "T03-05", "--clear", "extensions", "--set", "due=6"],
    ["update", "T03-05", "--set", "added=1/3/2026"],
    ["update", "T03-04.2", "--set", "due=26/3/2026", "--clear", "result", "--clear", "completed"],
    ["update", "T03-04.3", "--set", "lead=TT-TH", "--set", "text=Họp lại"],
    ["update", "KT-01", "--set", "related=t3-1, T03-02", "--set", "team=Văn phòng; Phòng TT - TH"],
    ["update", "KT-01", "--set", "visits={Đông Hải: 2026-03-11}"],
    ["update", "TX-01", "--set", "log={2026-02: 2026-02-27}"],
]
REFUSED: list[list[str]] = [
    ["done", "T03-03", "--result", "12-BC", "--on", "21/3/2026"],
    ["done", "T03-04.2", "--result", "02-BC"],
    ["done", "T03-04.2", "--on", "26/3/2026"],
    ["reopen", "T03-04.3"],
    ["update", "T03-03", "--progress", "60"],
    ["update", "T03-06", "--progress", "60"],
    ["update", "T03-02", "--progress", "60,5"],
    ["log", "TX-01", "2", "--remove"],
    ["log", "TX-01", "Q1", "--remove"],
    ["log", "TX-01", "sơ kết", "--remove"],
    ["log", "T03-01", "1", "--remove"],
    ["log", "TX-01", "1", "--remove", "--on", "1/3/2026"],
    ["visit", "KT-01", "Đông Hải", "--remove"],
    ["visit", "T03-01", "Đông Hải", "--remove"],
    ["update", "T03-01", "--set", "due"],
    ["update", "T03-01", "--set", "deu=5"],
    ["update", "T03-01", "--set", "due=xyz"],
    ["update", "T03-01", "--set", "product= "],
    ["update", "T03-01", "--set", "product=a", "--product", "b"],
    ["update", "T03-01", "--set", "product=a", "--clear", "product"],
    ["update", "T03-01", "--clear", "product"],
    ["update", "T03-01", "--clear", "lead"],
    ["update", "T03-01", "--set", "visits={Kiến An: 2026-03-11}"],
    ["update", "T03-01", "--set", "cancelled={on: 2026-04-01, reason: thôi}"],
    ["update", "T03-01", "--set", "completed=1/4/2026"],
    ["update", "T03-01", "--set", "completed=1/4/2025"],
    ["update", "T03-01", "--set", "cancelled={on: [}"],
    ["update", "T03-01", "--set", "cancelled="],
    ["update", "T03-01", "--set", "cancelled=thôi"],
    ["update", "T03-01", "--set", "lead=Phòng X"],
    ["update", "T03-01", "--set", "id=T03-02"],
    ["update", "T03-01", "--set", "id=T13-02"],
    ["update", "T03-01", "--set", "related=T03-02"],
    ["update", "T03-02", "--set", "completed=1/2/2026"],
    ["update", "T03-02", "--set", "started=10/2/2026"],
    ["update", "T03-02", "--clear", "started"],
    ["update", "T03-05", "--set", "added=1/4/2026"],
    ["update", "T03-04.3", "--note", "x"],
    ["update", "T03-04.3", "--assignee", "Bà B"],
    ["update", "T03-04.3", "--set", "text=Họp"],
    ["update", "T03-04.3", "--set", "completed=1/4/2026"],
    ["update", "TX-01", "--set", "log={2026-03: 2026-04-27}"],
    ["update", "T03-01", "--set", "started=1/4/2026"],
    ["update", "T03-01", "--set", "extensions=[{to: 2026-05, on: 2026-04-01, reason: chờ}]"],
    ["update", "T03-01", "--set", "steps=[{text: Họp, completed: 2026-04-01}]"],
]


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def lines(folder: Path) -> list[str]:
    return changed_lines(folder, TASKS, INSPECTIONS)


@pytest.mark.parametrize("command", WRITTEN, ids=" ".join)
def test_a_correction_touches_its_own_lines(
    command: list[str], run: Run, folder: Path, snapshot: SnapshotAssertion
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = run(*command, cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert "\n".join([ran.out, *lines(folder)]) == snapshot
    assert run("validate", "--data", folder, today=TODAY).status == 0
    assert run("undo", cwd=folder, today=TODAY).status == 0
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("command", REFUSED, ids=" ".join)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    command: list[str], run: Run, folder: Path, snapshot: SnapshotAssertion
) -> None:
    ran = run(*command, cwd=folder, today=TODAY)
    assert (ran.status in (1, 2), ran.out) == (True, "")
    assert ran.err == snapshot
    assert lines(folder) == []


@pytest.mark.parametrize("assignment", ["product=a", "completed=20/3/2026"])
def test_a_file_that_is_not_read_to_its_end(assignment: str, run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    path.write_text(f'tasks:\n{TASKS}  - id: T03-07\n    task: "Hỏng\n', encoding="utf-8")
    before = path.read_bytes()
    ran = run("update", "T03-01", "--set", assignment, cwd=folder, today=TODAY)
    assert (ran.status, ran.out, path.read_bytes()) == (1, "", before)
    assert ran.err.startswith("tasks_2026.yaml đang có lỗi nên chưa ghi gì:\n")
    assert "[unclosed-quote]" in ran.err


def test_an_earlier_year_is_insisted_on(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("  - {id: T03-01, task: Một, lead: VP}\n")
    command = ["update", "T03-01", "--set", "completed=31/12/2025"]
    assert run(*command, cwd=folder, today=TODAY).status == 1
    assert run(*command, "--force", cwd=folder, today=TODAY).status == 0


def test_every_key_has_a_name() -> None:
    keys = {key for kind in (Task, Inspection, Step) for key in row_keys(kind)}
    assert keys == set(KEY_LABELS)
