"""`undo` takes changes back one by one; `init` starts a plan of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


def test_a_plan_of_ones_own(run: Run, tmp_path: Path) -> None:
    ran = run("init", "kế hoạch/2026", cwd=tmp_path)
    folder = tmp_path / "kế hoạch" / "2026"
    assert ran.status == 0
    assert ran.out == (
        "Đã tạo kế hoạch ở kế hoạch/2026: inspections_2026.yaml, plan_2026.yaml, tasks_2026.yaml\n"
    )
    assert 'khtgdv overdue --data "kế hoạch/2026"' in ran.err
    assert run("validate", cwd=folder).status == 0
    assert run("done", "T03-01", cwd=folder).status == 0
    again = run("init", folder, cwd=tmp_path)
    assert (again.status, again.out) == (1, "")
    assert again.err.splitlines() == [
        f"{folder}/inspections_2026.yaml đã có, không chép đè.",
        "Chọn một thư mục khác",
    ]


def test_a_folder_that_takes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    ran = run("init", "tệp/kế hoạch", cwd=tmp_path)
    assert (ran.status, ran.out) == (1, "")
    first, second = ran.err.splitlines()
    assert first.startswith("Không tạo được kế hoạch ở tệp/kế hoạch: ")
    assert second == "Kiểm tra đường dẫn và quyền ghi"


def test_half_a_copy_does_not_stay(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from khtgdv.source import find

    folder = tmp_path / "gốc"
    folder.mkdir()
    (folder / "a.yaml").write_text("a", encoding="utf-8")
    (folder / "b.yaml").mkdir()
    monkeypatch.setattr(find, "embedded_folder", lambda: folder)
    ran = run("init", "mới", cwd=tmp_path)
    assert ran.status == 1
    assert "Không tạo được kế hoạch ở mới: đây là một thư mục." in ran.err
    assert list((tmp_path / "mới").iterdir()) == []


ATTRIBUTES = "*.yaml text eol=lf\n"
IGNORED = ".khtgdv*\n.*.khtgdv-*.tmp\n"


def test_init_in_a_repository_keeps_git_out_of_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    ran = run("init", "kế hoạch/2026", cwd=tmp_path)
    folder = tmp_path / "kế hoạch" / "2026"
    assert (folder / ".gitattributes").read_text(encoding="utf-8") == ATTRIBUTES
    assert (folder / ".gitignore").read_text(encoding="utf-8") == IGNORED
    assert ran.err.splitlines()[:2] == [
        "Đã tạo .gitattributes cho git: *.yaml text eol=lf",
        "Đã tạo .gitignore cho git: .khtgdv*, .*.khtgdv-*.tmp",
    ]


def test_init_tells_what_to_add_to_files_for_git(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mới"
    (folder / ".git").mkdir(parents=True)
    (folder / ".gitattributes").write_text(f"*.md text\n{ATTRIBUTES}", encoding="utf-8")
    (folder / ".gitignore").write_bytes(b"\xff")
    ran = run("init", folder, cwd=tmp_path)
    assert ran.status == 0
    assert (folder / ".gitignore").read_bytes() == b"\xff"
    assert ran.err.splitlines()[0] == "Thêm vào .gitignore: .khtgdv*, .*.khtgdv-*.tmp"
    assert "gitattributes" not in ran.err


def test_init_outside_a_repository_writes_nothing_for_git(run: Run, tmp_path: Path) -> None:
    run("init", "mới", cwd=tmp_path)
    assert not [path.name for path in (tmp_path / "mới").iterdir() if path.suffix != ".yaml"]
