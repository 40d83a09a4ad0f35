"""`undo` takes changes back one by one."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.undo import store

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, WritePlan

TODAY = "2026-03-31"
TASKS = "  - {id: T03-01, task: Một, lead: VP}\n  - id: T03-02\n    task: Hai\n    lead: VP\n"


def record_two(run: Run, folder: Path) -> list[bytes]:
    """Record both rows as done; return the file before, after the first and after the second."""
    path = folder / "tasks_2026.yaml"
    contents = [path.read_bytes()]
    for row in ("T03-01", "T03-02"):
        run("done", row, cwd=folder, today=TODAY)
        contents.append(path.read_bytes())
    return contents


def test_changes_are_taken_back_one_by_one(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    before = record_two(run, folder)
    shown = run("undo", "--dry-run", cwd=folder)
    assert (shown.status, shown.err) == (0, "Mới xem thử (--dry-run), chưa ghi gì.\n")
    assert path.read_bytes() == before[2]
    ran = run("undo", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    told = "Đã hoàn tác: T03-02 hoàn thành ngày 31/03/2026\n  Văn phòng: Hai\n"
    assert ran.out == f"{shown.out}{told}Làm lại: khtgdv redo\n"
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


def test_several_changes_are_taken_back_and_made_again(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    before = record_two(run, folder)
    ran = run("undo", "2", cwd=folder)
    assert (ran.status, path.read_bytes()) == (0, before[0])
    assert ran.out.count("--- tasks_2026.yaml") == 1
    assert [line for line in ran.out.splitlines() if line.startswith("Đã")] == [
        "Đã hoàn tác: T03-02 hoàn thành ngày 31/03/2026",
        "Đã hoàn tác: T03-01 hoàn thành ngày 31/03/2026",
    ]
    assert run("redo", "--dry-run", cwd=folder).err == "Mới xem thử (--dry-run), chưa ghi gì.\n"
    ran = run("redo", cwd=folder)
    assert path.read_bytes() == before[1]
    assert ran.out.endswith(
        "Đã làm lại: T03-01 hoàn thành ngày 31/03/2026\n  Văn phòng: Một\nHoàn tác: khtgdv undo\n"
    )
    assert run("redo", cwd=folder).status == 0
    assert path.read_bytes() == before[2]
    ran = run("redo", cwd=folder)
    assert (ran.status, ran.err.splitlines()) == (
        1,
        [
            "Không có lần hoàn tác nào để làm lại ở kế hoạch này.",
            "Chỉ làm lại được điều vừa hoàn tác, khi chưa ghi gì thêm",
        ],
    )


def test_an_undo_that_cannot_be_made_again_is_told(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(TASKS)
    record_two(run, folder)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store, "_write_durably", full)
    assert run("undo", cwd=folder).out.endswith("Không lưu được để làm lại.\n")


@pytest.mark.parametrize("count", ["0", "21", "-1"])
def test_a_number_of_changes_that_is_none(count: str, run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    run("done", "T03-01", cwd=folder, today=TODAY)
    assert run("undo", count, cwd=folder).status == 2
    assert run("undo", "abc", cwd=folder).err.startswith("Giá trị của SỐ LẦN không hợp lệ.")
    ran = run("undo", "3", cwd=folder)
    assert (ran.status, ran.err.splitlines()) == (
        1,
        [
            "Chỉ còn 1 lần ghi hoàn tác được, không đủ 3.",
            "Xem các lần ghi: khtgdv undo --list",
        ],
    )


def test_the_changes_that_can_be_taken_back_are_listed(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    screens = [run("undo", "--list", cwd=folder, today=TODAY).out]
    record_two(run, folder)
    screens.append(run("undo", "--list", cwd=folder, today=TODAY).out)
    run("undo", cwd=folder)
    screens.append(run("undo", "--list", cwd=folder, today=TODAY).out)
    content = path.read_bytes()
    path.write_bytes(content + b"# sau\n")
    screens.append(run("undo", "--list", cwd=folder, today=TODAY).out)
    assert path.read_bytes() == content + b"# sau\n"
    listed, name, reason = (
        "\n".join(screens).replace(str(folder), "KẾ-HOẠCH").rpartition("KẾ-HOẠCH")
    )
    # Where the last lines end depends on how long the folder's own name is.
    assert f"{listed}{name}{' '.join(reason.split())}\n" == snapshot


def test_the_list_is_coloured_as_asked(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    record_two(run, folder)
    shown = {
        color: run("undo", "--list", "--color", color, cwd=folder).out
        for color in ("always", "never")
    }
    assert ("\x1b[" in shown["always"], "\x1b[" in shown["never"]) == (True, False)
