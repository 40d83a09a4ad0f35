"""What all writing commands share: which plan, all or nothing, dry runs, trouble in the files."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan

TODAY = "2026-03-31"
TASKS = """\
  - id: T03-01
    task: Việc một
    lead: VP
    due: 2026-03
  - id: T03-02
    task: Việc hai
    lead: VP
    start: 2026-03
  - id: T03-03
    task: Việc ba
    lead: VP
    completed: 2026-03-01
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    due_text: Quý I
"""


def texts(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))]


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def test_several_rows_in_both_files(run: Run, folder: Path) -> None:
    ran = run("done", "T03-02", "KT-01", "t3-1", "T03-02", "--data", folder, today=TODAY)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "T03-02 hoàn thành ngày 31/03/2026",
        "  Văn phòng: Việc hai",
        "KT-01 hoàn thành ngày 31/03/2026",
        "  Kiểm tra",
        "T03-01 hoàn thành ngày 31/03/2026 (đúng hạn)",
        "  Văn phòng: Việc một",
        f"{folder}/tasks_2026.yaml: thêm 2 dòng.",
        f"{folder}/inspections_2026.yaml: thêm 1 dòng. Hoàn tác: khtgdv undo",
    ]
    undone = run("undo", "--data", folder)
    assert undone.status == 0
    assert texts(folder) == [f"inspections:\n{INSPECTIONS}", texts(folder)[1], f"tasks:\n{TASKS}"]


def test_all_that_is_refused_is_said_and_nothing_written(run: Run, folder: Path) -> None:
    before = texts(folder)
    ran = run("done", "T03-01", "T03-03", "T03-91", "KT-01", cwd=folder, today=TODAY)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "T03-03 đã ghi hoàn thành ngày 01/03/2026.",
        "  Ghi sai thì mở lại: khtgdv reopen T03-03",
        'Không có dòng nào mang mã "T03-91".',
        "  Gần nhất: T03-01. khtgdv list cho biết mọi mã",
        "Chưa ghi gì cho cả 4 mã.",
    ]
    assert run("reopen", "T03-01", "T03-03", cwd=folder, today=TODAY).status == 1
    assert texts(folder) == before


def test_a_dry_run_shows_the_lines_and_writes_nothing(run: Run, folder: Path) -> None:
    before = texts(folder)
    ran = run("done", "T03-02", "--dry-run", "--color", "always", cwd=folder, today=TODAY)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "\x1b[1m--- tasks_2026.yaml\x1b[0m",
        "\x1b[1m+++ tasks_2026.yaml\x1b[0m",
        "\x1b[36m@@ -7,6 +7,7 @@\x1b[0m",
        "     task: Việc hai",
        "     lead: VP",
        "     start: 2026-03",
        "\x1b[32m+    completed: 2026-03-31\x1b[0m",
        "   - id: T03-03",
        "     task: Việc ba",
        "     lead: VP",
    ]
    assert ran.err.splitlines() == [
        "T03-02 hoàn thành ngày 31/03/2026",
        "  Văn phòng: Việc hai",
        "Mới xem thử (--dry-run), chưa ghi gì.",
    ]
    assert texts(folder) == before
    assert [path.name for path in folder.iterdir() if path.suffix != ".yaml"] == []
    assert run("undo", cwd=folder).status == 1


def test_the_plan_that_ships_is_not_written(run: Run, tmp_path: Path) -> None:
    ran = run("done", "T03-01", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "Kế hoạch mẫu kèm chương trình chỉ để xem, không ghi được.",
        'Tạo bản của mình: khtgdv init "Kế hoạch 2026", rồi chạy lại lệnh trong thư mục đó',
    ]


def test_one_plan_is_written_at_a_time(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    for number in range(12):
        write_plan(TASKS, folder=f"nhóm/phường {number:02}")
    ran = run("done", "T03-01", "--data", tmp_path / "nhóm", today=TODAY)
    assert (ran.status, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first.startswith("Có nhiều kế hoạch ở đây: ")
    assert first.endswith("phường 09 và 2 kế hoạch khác.")
    assert second == "Chọn một kế hoạch bằng --data"
    below = tmp_path / "nhóm" / "phường 03"
    assert run("done", "T03-01", "--data", below, today=TODAY).status == 0


LATER = "  - {id: T03-01, task: Việc sau, lead: VP}\n  - {id: T03-09, task: Việc mới, lead: VP}\n"


def test_a_row_of_the_year_that_has_it(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    write_plan(LATER, year=2027)

    def at(*arguments: str) -> RunResult:
        return run(*arguments, cwd=folder, today="2027-01-05")

    before = at("done", "T03-02")
    assert before.out.splitlines()[-1].startswith("tasks_2026.yaml: ")
    assert at("done", "T03-09").out.splitlines()[-1].startswith("tasks_2027.yaml: ")
    both = at("done", "T03-01")
    assert both.status == 2
    assert both.err.splitlines() == [
        "T03-01 có trong kế hoạch của nhiều năm: 2026, 2027.",
        "Chọn một năm, ví dụ --year 2027",
    ]
    chosen = at("done", "T03-01", "--year", "2026")
    assert chosen.out.splitlines()[-1].startswith("tasks_2026.yaml: ")
    # Nothing of it is left over from the year before: this year's is meant.
    now = at("done", "T03-01")
    assert now.out.splitlines()[-1].startswith("tasks_2027.yaml: ")
    mixed = at("reopen", "T03-09", "T03-02")
    assert mixed.err.splitlines() == [
        "Các mã thuộc nhiều năm: T03-02 (năm 2026), T03-09 (năm 2027).",
        "Ghi từng năm một",
    ]
    assert at("done", "T03-01", "--year", "2025").status == 2
    assert at("done", "T04-01").status == 2


def test_work_of_the_whole_year_begins_anew_each_year(run: Run, write_plan: WritePlan) -> None:
    row = "  - {id: TX-01, task: Báo cáo, lead: VP, repeat: month}\n"
    folder = write_plan(row)
    write_plan(row, year=2027)
    ran = run("log", "TX-01", "1", cwd=folder, today="2027-01-31")
    assert ran.out.splitlines()[-1].startswith("tasks_2027.yaml: ")


# A mistake in the file, and the row that has it.
MISTAKES = {
    "in the row itself": ("    due: 2026-03\n", "    due: 2026-13\n", "T03-01"),
    "in another row": ("    completed: 2026-03-01\n", "    completed: 1/3/2026\n", "T03-03"),
    "a department of no plan": ("task: Việc hai\n    lead: VP", "task: Việc hai\n    lead: VX",
                                "T03-02"),
    "a key twice": ("    completed: 2026-03-01\n", "    lead: VP\n", "T03-03"),
    "an anchor": ("    lead: VP\n    due: 2026-03\n", "    lead: &vp VP\n", "T03-01"),
    "an ID that cannot be read": ("- id: T03-01", "- id: !!str T03-01", ""),
    "a syntax error": ("    completed: 2026-03-01\n", "    result: 'x\n", "T03-03"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_file_with_mistakes_is_not_written(name: str, run: Run, write_plan: WritePlan) -> None:
    right, wrong, row = MISTAKES[name]
    folder = write_plan(TASKS.replace(right, wrong), INSPECTIONS)
    before = texts(folder)
    ran = run("done", "T03-01", cwd=folder, today=TODAY)
    assert (ran.status, ran.out) == (1, "")
    told = ran.err.splitlines()
    assert told[0] == "tasks_2026.yaml đang có lỗi nên chưa ghi gì:"
    assert any("lỗi: " in line and "tasks_2026.yaml:" in line for line in told)
    assert told[-1] == f"Sửa rồi ghi lại: khtgdv edit {row}".rstrip()
    assert texts(folder) == before
    # The other file is healthy.
    assert run("done", "KT-01", cwd=folder, today=TODAY).status == 0


def test_what_fmt_mends_is_left_to_it(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS.replace("Việc ba", "Vie\u0302\u0323c ba"))
    ran = run("done", "T03-01", cwd=folder, today=TODAY)
    assert ran.status == 1
    assert "[nfd-text]" in ran.err
    assert ran.err.splitlines()[-1] == "khtgdv fmt sửa được những chỗ này; sửa rồi ghi lại"
    assert run("fmt", cwd=folder).status == 0
    assert run("done", "T03-01", cwd=folder, today=TODAY).status == 0
    # What `fmt` did can be taken back as well.
    assert run("undo", cwd=folder).status == 0
    assert "Đã hoàn tác: sắp lại tasks_2026.yaml" in run("undo", cwd=folder).out


def test_findings_are_in_colour_where_asked(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS.replace("due: 2026-03", "due: 2026-13"))
    ran = run("done", "T03-02", "--color", "always", cwd=folder, today=TODAY)
    assert "\x1b[31mlỗi\x1b[0m" in ran.err


def test_a_mistake_without_a_row_names_none(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "khác: 1\n", encoding="utf-8")
    ran = run("done", "T03-02", cwd=folder, today=TODAY)
    assert ran.err.splitlines()[-1] == "Sửa rồi ghi lại: khtgdv edit"


def test_an_id_that_stands_twice_is_told(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS.replace("T03-03", "T03-02"))
    before = texts(folder)
    ran = run("done", "T03-01", cwd=folder, today=TODAY)
    assert ran.status == 1
    assert ran.err.splitlines()[0] == "tasks_2026.yaml đang có lỗi nên chưa ghi gì:"
    assert run("done", "T03-02", cwd=folder, today=TODAY).status == 1
    assert texts(folder) == before


def test_a_file_that_is_no_text_is_not_written(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    path.write_bytes(path.read_bytes() + "    result: quyết".encode("cp1258", "replace") + b"\xff")
    before = path.read_bytes()
    ran = run("done", "T03-01", cwd=folder, today=TODAY)
    assert ran.status == 1
    assert ran.err.splitlines()[0] == "tasks_2026.yaml không lưu bằng bảng mã UTF-8."
    assert path.read_bytes() == before


def test_a_plan_without_its_own_file_is_written(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS, plan=None)
    assert run("done", "T03-01", cwd=folder, today=TODAY).status == 0


def test_a_change_goes_on_where_nothing_can_be_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    env = {"KHTGDV_STATE": str(tmp_path / "tệp")}
    ran = run("done", "T03-01", cwd=folder, today=TODAY, env=env)
    assert ran.status == 0
    assert ran.out.splitlines()[-1].endswith("thêm 1 dòng. Không lưu được để hoàn tác.")
    assert run("undo", cwd=folder, env=env).status == 1


@pytest.mark.parametrize("state", [{}, {"KHTGDV_STATE": "tasks_2026.yaml"}])
def test_what_could_not_be_written_is_not_kept(
    state: dict[str, str], run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    before = texts(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", no_room)
        ran = run("done", "T03-01", "KT-01", cwd=folder, today=TODAY, env=state)
    assert (ran.status, ran.out) == (1, "")
    assert "ổ đĩa đầy hoặc tệp quá giới hạn. Tệp cũ còn nguyên." in ran.err
    assert texts(folder) == before
    assert "Không có lần ghi nào" in run("undo", cwd=folder, env=state).err


def test_the_systems_own_folder_for_what_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    env = {"KHTGDV_STATE": None, "XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path),
           "LOCALAPPDATA": str(tmp_path)}  # fmt: skip
    run("done", "T03-01", cwd=folder, today=TODAY, env=env)
    assert len(list(tmp_path.rglob("undo/*/000001.json"))) == 1
    assert run("undo", cwd=folder, env=env).status == 0
