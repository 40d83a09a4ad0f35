"""`history`: who recorded what about a row, read from a real repository."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.repository import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
TODAY = "2026-03-31"
TASKS = """\
  - id: T03-01
    task: Việc một
    lead: VP
    due: 2026-03
  - id: T03-02
    task: Việc hai
    lead: VP
"""
INSPECTIONS = "  - id: KT-01\n    content: Kiểm tra\n    units:\n      - names: [Kiến An]\n"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    """Return a plan in a repository, as it was signed."""
    folder = write_plan(TASKS, INSPECTIONS)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Kế hoạch đã ký")
    return folder


def events(run: Run, folder: Path, row: str) -> list[tuple[str | None, list[tuple[object, ...]]]]:
    """Return what happened to a row: the subject of each version, and what changed."""
    told = run("history", row, "-f", "json", cwd=folder, today=TODAY).json
    return [
        (one["subject"], [tuple(fact.values()) for fact in one["changes"]])
        for one in told["tables"]["history"]
    ]


def test_who_did_what_when(run: Run, folder: Path) -> None:
    run("start", "T03-01", "--on", "2026-03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Bắt đầu", who="Ông An", day="2026-03-02")
    run("done", "T03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Việc khác", day="2026-03-03")
    run("extend", "T03-01", "--to", "5", "--reason", "chờ", "--document", "1-CV",
        "--on", "2026-03-03", cwd=folder, today=TODAY)  # fmt: skip
    run("update", "T03-01", "--progress", "40", "--note", "a", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Gia hạn", day="2026-03-04")
    run("update", "T03-01", "--progress", "60", cwd=folder, today=TODAY)
    ran = run("history", "t3-1", cwd=folder, today=TODAY, env={"COLUMNS": "120"})
    assert (ran.status, ran.err) == (0, "")
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert lines[0] == "LỊCH SỬ T03-01 · ngày 31/03/2026"
    text = " ".join(ran.out.split())
    assert (
        "chưa commit Tiến độ %: 40 → 60 04/03/2026 08:05 Bà Bình Tiến độ %: 40; "
        "Gia hạn: thêm (đến 5/2026, ngày" in text
    )
    assert "02/03/2026 08:05 Ông An Ngày bắt đầu: 02/03/2026 Bắt đầu" in text
    assert "01/03/2026 08:05 Bà Bình thêm dòng: Việc một Kế hoạch đã ký" in text
    assert "Việc khác" not in text
    assert "4 lần thay đổi T03-01" in lines
    told = run("history", "T03-01", "-f", "json", cwd=folder, today=TODAY).json
    first, second, *_ = told["tables"]["history"]
    assert (first["commit"], first["author"], first["date"]) == (None, None, None)
    assert first["changes"] == [{"key": "progress", "before": "40", "after": "60"}]
    assert (second["author"], second["date"]) == ("Bà Bình", "2026-03-04T08:05:00+07:00")
    assert second["changes"][1]["after"] == [
        {"to": "2026-05", "on": "2026-03-03", "reason": "chờ", "document": "1-CV"}
    ]


def test_every_kind_of_change_is_told(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    text = path.read_text(encoding="utf-8")
    more = (
        "    notes: [a, b]\n    log: {2026-01: 2026-01-30}\n    repeat: month\n    khác: [x, [y]]\n"
    )
    path.write_text(text.replace("    due: 2026-03\n", more), encoding="utf-8")
    git(folder, "commit", "-qam", "Một")
    path.write_text(text.replace("    due: 2026-03\n", "    notes: [b]\n"), encoding="utf-8")
    ran = run("history", "T03-01", "-f", "md", cwd=folder, today=TODAY)
    rows = [line.split(" | ")[2] for line in ran.out.splitlines() if line.startswith("| ")][2:]
    assert rows == [
        "Ghi chú: bỏ a; Nhật ký: bỏ 2026-01 30/01/2026; Định kỳ: bỏ month; khác: bỏ x, bỏ (y)",
        (
            "Hạn đã ký: bỏ 3/2026; Ghi chú: thêm a, thêm b; Nhật ký: thêm 2026-01 30/01/2026; "
            "Định kỳ: month; khác: thêm x, thêm (y)"
        ),
        "thêm dòng: Việc một",
    ]


def test_a_row_that_came_and_went_and_came_back(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    text = path.read_text(encoding="utf-8")
    head, mark, _ = text.partition("  - id: T03-02")
    path.write_text(head, encoding="utf-8")
    git(folder, "commit", "-qam", "Mất")
    gone = run("history", "T03-02", "-f", "md", cwd=folder, today=TODAY)
    assert gone.status == 0
    assert "bớt dòng: Việc hai" in gone.out
    path.write_text(f"{head}{mark}\n    lead: VP\n", encoding="utf-8")
    assert "| thêm dòng: |" in run("history", "T03-02", "-f", "md", cwd=folder).out
    assert run("history", "T03-09", cwd=folder).status == 2


def test_what_was_only_moved_or_laid_out_anew_is_no_change(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    path.write_bytes(
        "\ufefftasks:\r\n- {id: T03-02, lead: VP, task: Việc hai}\r\n".encode()
        + b"- id: 'T03-01'\r\n  lead: VP\r\n  due: 2026-03\r\n"
        + "  task: >-\r\n    Việc\r\n    một # không phải ghi chú: id: T03-01\r\n".encode()
    )
    git(folder, "commit", "-qam", "Sắp lại")
    assert [subject for subject, _ in events(run, folder, "T03-02")] == ["Kế hoạch đã ký"]
    assert events(run, folder, "T03-01")[0] == (
        "Sắp lại",
        [("task", "Việc một", "Việc một # không phải ghi chú: id: T03-01")],
    )


def test_a_plan_that_moved_keeps_its_history(run: Run, folder: Path) -> None:
    (folder / "kế hoạch").mkdir()
    for name in ("plan", "tasks", "inspections"):
        git(folder, "mv", f"{name}_2026.yaml", "kế hoạch")
    git(folder, "commit", "-qm", "Chuyển")
    found = events(run, folder / "kế hoạch", "KT-01")
    assert [subject for subject, _ in found] == ["Kế hoạch đã ký"]


def test_merges_tell_only_what_they_decide(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    git(folder, "checkout", "-qb", "khác")
    run("update", "T03-01", "--assignee", "Bà B", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Nhánh")
    git(folder, "checkout", "-q", "main")
    run("done", "T03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Chính")
    git(folder, "merge", "-q", "khác", "--message", "Gộp")
    assert [subject for subject, _ in events(run, folder, "T03-01")] == ["Nhánh", "Kế hoạch đã ký"]
    git(folder, "reset", "-q", "--hard", "HEAD~")
    run("update", "T03-01", "--assignee", "Ông A", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Chính nữa")
    with pytest.raises(subprocess.CalledProcessError):
        git(folder, "merge", "-q", "khác")
    text = path.read_text(encoding="utf-8")
    lines = [
        line for line in text.splitlines() if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>")
    ]
    kept = [line for line in lines if line != "    assignee: Ông A"]
    path.write_text("\n".join(kept).replace("Bà B", "Cả hai") + "\n", encoding="utf-8")
    git(folder, "commit", "-qam", "Gộp tay")
    found = events(run, folder, "T03-01")
    assert found[0][0] == "Gộp tay"
    assert found[0][1][0][2] == "Cả hai"
    assert {subject for subject, _ in found[1:3]} == {"Nhánh", "Chính nữa"}


def test_a_version_that_was_broken_tells_what_could_be_read(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Việc hai", "'Việc hai"), encoding="utf-8")
    git(folder, "commit", "-qam", "Hỏng")
    path.write_text("", encoding="utf-8")
    git(folder, "commit", "-qam", "Trống")
    path.write_text(text, encoding="utf-8")
    git(folder, "commit", "-qam", "Lành")
    found = [subject for subject, _ in events(run, folder, "T03-01")]
    assert found == ["Lành", "Trống", "Kế hoạch đã ký"]


def test_git_says_itself_why_it_cannot_read_a_repository(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    (folder / ".git").write_text("hỏng", encoding="utf-8")
    ran = run("history", "T03-01", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    assert "nên không có lịch sử (git: fatal: " in ran.err


def test_no_repository_no_git_no_history(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(TASKS)
    ran = run("history", "T03-01", cwd=folder)
    assert (ran.status, ran.out) == (1, "")
    first, second = ran.err.splitlines()
    assert first.startswith(f"{folder} không nằm trong kho git nào đọc được")
    assert first.endswith(", nên không có lịch sử.")
    begin = 'git init, git add *.yaml, git commit -m "Kế hoạch đã ký"'
    assert second == f"Bắt đầu: cd {folder}, {begin}"
    ran = run(
        "history", "T03-01", cwd=folder, env={"HOME": str(folder), "USERPROFILE": str(folder)}
    )
    assert ran.err.splitlines()[1] == ("Chuyển kế hoạch vào một thư mục riêng rồi tạo kho git ở đó")
    git(folder, "init", "--quiet")
    ran = run("history", "T03-01", cwd=folder)
    assert ran.err.splitlines() == [
        f"{folder}/tasks_2026.yaml chưa được git theo dõi, nên không có lịch sử.",
        "Bắt đầu: git add -- tasks_2026.yaml, rồi git commit",
    ]
    git(folder, "add", ".")
    assert [subject for subject, _ in events(run, folder, "T03-01")] == [None]
    monkeypatch.setenv("PATH", "")
    ran = run("history", "T03-01", cwd=folder)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "Máy này chưa có git, nên không xem được lịch sử.",
        "Cài git: https://git-scm.com/downloads",
    ]


def test_one_plan_at_a_time(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    for name in ("một", "hai"):
        write_plan(TASKS, folder=f"nhóm/{name}")
    ran = run("history", "T03-01", "--data", tmp_path / "nhóm")
    assert ran.status == 2
    assert ran.err.splitlines()[1] == "Chọn một kế hoạch bằng --data"


def test_a_shallow_clone_is_told(run: Run, folder: Path, tmp_path: Path) -> None:
    run("done", "T03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Xong", day="2026-03-05")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", "nông")
    ran = run("history", "T03-01", cwd=tmp_path / "nông", today=TODAY, env={"COLUMNS": "120"})
    assert ran.status == 0
    assert ran.err == (
        "Kho git này là bản sao nông (shallow clone), không giữ lịch sử cũ: không biết ai thêm "
        "T03-01 và những lần đổi trước đó.\nLấy đủ:\ngit fetch --unshallow\n"
    )
    assert "Bà Bình" not in ran.out
    assert "git chưa có gì về T03-01 từ 05/03/2026 08:05." in ran.out
    run("update", "T03-01", "--assignee", "Bà A", cwd=tmp_path / "nông", today=TODAY)
    ran = run("history", "T03-01", cwd=tmp_path / "nông", today=TODAY)
    assert "1 lần thay đổi T03-01 từ 05/03/2026 08:05" in ran.out


@pytest.mark.parametrize(("date", "told"), [("h", "không rõ"), ("9" * 17 + " +0000", "")])
def test_a_commit_with_an_odd_date_is_told(date: str, told: str, run: Run, folder: Path) -> None:
    tree = git(folder, "write-tree")
    text = f"tree {tree}\nauthor A <a@b> {date}\ncommitter A <a@b> {date}\n\nLạ\n"
    file = folder.parent / "commit"
    file.write_text(text, encoding="utf-8")
    name = git(folder, "hash-object", "-t", "commit", "-w", "--literally", str(file))
    git(folder, "reset", "--quiet", "--soft", name)
    ran = run("history", "T03-01", "-f", "md", cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert "| A | thêm dòng: Việc một | Lạ |" in ran.out
    assert told in ran.out
    assert run("history", "T03-01", "-f", "json", cwd=folder).status == 0
