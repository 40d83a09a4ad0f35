"""`undo` takes changes back one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TODAY = "2026-03-31"
TASKS = "  - {id: T03-01, task: Một, lead: VP}\n  - id: T03-02\n    task: Hai\n    lead: VP\n"


def test_changes_are_taken_back_one_by_one(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    before = [path.read_bytes()]
    for row in ("T03-01", "T03-02"):
        run("done", row, cwd=folder, today=TODAY)
        before.append(path.read_bytes())
    shown = run("undo", "--dry-run", cwd=folder)
    assert (shown.status, shown.err) == (0, "Mới xem thử (--dry-run), chưa ghi gì.\n")
    assert path.read_bytes() == before[2]
    ran = run("undo", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == shown.out + "Đã hoàn tác: T03-02 hoàn thành ngày 31/03/2026\n"
    assert "-    completed: 2026-03-31\n" in ran.out
    assert path.read_bytes() == before[1]
    assert run("undo", "--color", "always", cwd=folder).out.startswith("\x1b[1m--- tasks_2026.yaml")
    assert path.read_bytes() == before[0]
    ran = run("undo", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "Không có lần ghi nào của khtgdv để hoàn tác ở kế hoạch này.",
        "Chỉ hoàn tác được 20 lần ghi gần nhất từ máy này; xa hơn thì dùng git",
    ]


def test_a_file_that_changed_since_stays(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    run("done", "T03-01", cwd=folder, today=TODAY)
    path = folder / "tasks_2026.yaml"
    path.write_bytes(path.read_bytes() + b"# sau\n")
    before = path.read_bytes()
    ran = run("undo", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"{path} đã được sửa sau lần ghi ấy, nên không hoàn tác.",
        "Sửa bằng tay: khtgdv edit, hoặc lấy lại bản cũ bằng git",
    ]
    assert path.read_bytes() == before


def test_an_undo_of_the_plan_that_ships_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("undo", cwd=tmp_path).status == 1
