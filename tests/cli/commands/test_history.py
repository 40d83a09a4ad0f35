"""`history`: who recorded what about a row, read from a real repository."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import Position
from khtgdv.query.selection import select_all
from khtgdv.reports.registry import build
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
    assert lines[0] == "LỊCH SỬ T03-01 · ngày 31/3/2026"
    text = " ".join(ran.out.split())
    assert (
        "chưa lưu vào git Tiến độ %: 40 → 60 04/03/2026 08:05 Bà Bình Tiến độ %: 40; "
        "Gia hạn: thêm (đến 5/2026, ngày" in text
    )
    assert "02/03/2026 08:05 Ông An Ngày bắt đầu: 02/03/2026 Bắt đầu" in text
    assert "01/03/2026 08:05 Bà Bình thêm nhiệm vụ: Việc một Kế hoạch đã ký" in text
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
        "thêm nhiệm vụ: Việc một",
    ]


def test_a_row_that_came_and_went_and_came_back(run: Run, folder: Path) -> None:
    path = folder / "tasks_2026.yaml"
    text = path.read_text(encoding="utf-8")
    head, mark, _ = text.partition("  - id: T03-02")
    path.write_text(head, encoding="utf-8")
    git(folder, "commit", "-qam", "Mất")
    gone = run("history", "T03-02", "-f", "md", cwd=folder, today=TODAY)
    assert gone.status == 0
    assert "bỏ nhiệm vụ: Việc hai" in gone.out
    path.write_text(f"{head}{mark}\n    lead: VP\n", encoding="utf-8")
    assert "| thêm nhiệm vụ: |" in run("history", "T03-02", "-f", "md", cwd=folder).out
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
    assert "không đọc được, nên không có lịch sử (git: fatal: " in ran.err
    assert "Kiểm tra quyền đọc và nội dung của" in ran.err


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
    assert "git chưa ghi lần thay đổi nào của T03-01 từ 05/03/2026 08:05." in ran.out
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
    assert "| A | thêm nhiệm vụ: Việc một | Lạ |" in ran.out
    assert told in ran.out
    assert run("history", "T03-01", "-f", "json", cwd=folder).status == 0
    assert {subject for _, _, subject in lately(run, folder)} == {"Lạ"}


def lately(run: Run, folder: Path, *more: str) -> list[tuple[str | None, ...]]:
    """Return what was recorded lately: who, which row, in which words, the subject."""
    screen = run("history", *more, "-f", "csv", cwd=folder, today=TODAY)
    assert (screen.status, screen.err) == (0, "")
    told = run("history", *more, "-f", "json", cwd=folder, today=TODAY).json["tables"]["history"]
    return [(one["author"], one["id"], one["subject"]) for one in told]


def test_what_was_recorded_lately(run: Run, folder: Path) -> None:
    run("start", "T03-01", "--on", "2026-03-02", cwd=folder, today=TODAY)
    run("visit", "KT-01", "Kiến An", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Hai tệp", who="Ông An", day="2026-03-02")
    run("done", "T03-02", cwd=folder, today=TODAY)
    assert lately(run, folder) == [
        (None, "T03-02", None),
        ("Ông An", "T03-01", "Hai tệp"),
        ("Ông An", "KT-01", "Hai tệp"),
        ("Bà Bình", "T03-01", "Kế hoạch đã ký"),
        ("Bà Bình", "T03-02", "Kế hoạch đã ký"),
        ("Bà Bình", "KT-01", "Kế hoạch đã ký"),
    ]
    assert lately(run, folder, "--limit", "1") == [(None, "T03-02", None)]
    screen = run("history", cwd=folder, today=TODAY, env={"COLUMNS": "120"}).out
    text = " ".join(screen.split())
    assert "NHỮNG GÌ VỪA GHI" in text
    assert "02/03/2026 08:05 Ông An T03-01 Ngày bắt đầu: 02/03/2026 Hai tệp" in text
    assert "6 lần thay đổi kế hoạch" in text


def test_a_version_of_many_rows_is_told_as_one(run: Run, write_plan: WritePlan) -> None:
    rows = [{"id": f"T03-{n:02}", "task": f"Việc {n}", "lead": "VP"} for n in range(1, 30)]
    folder = write_plan(rows)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Ký")
    path = folder / "tasks_2026.yaml"
    text = path.read_text(encoding="utf-8").replace("Việc", "Nhiệm vụ").replace("T03-01", "T03-91")
    path.write_text(text, encoding="utf-8")
    words = " ".join(run("history", cwd=folder, today=TODAY, env={"COLUMNS": "120"}).out.split())
    assert "thêm 1 dòng, sửa 28 dòng, bớt 1 dòng" in words
    assert "thêm 29 dòng Ký" in words
    assert "2 lần thay đổi kế hoạch" in words


def test_a_merge_tells_only_what_it_changed_itself(run: Run, folder: Path) -> None:
    git(folder, "checkout", "-qb", "bên")
    run("start", "T03-01", "--on", "2026-03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Bên", day="2026-03-02")
    git(folder, "checkout", "-q", "-")
    run("done", "T03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Chính", day="2026-03-03")
    git(folder, "merge", "-q", "--no-edit", "bên")
    told = lately(run, folder)[:2]
    assert [subject for _, _, subject in told] == ["Chính", "Bên"]


def test_a_shallow_clone_says_what_it_does_not_know(run: Run, folder: Path, tmp_path: Path) -> None:
    run("done", "T03-02", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Xong", day="2026-03-03")
    run("start", "T03-01", cwd=folder, today=TODAY)
    git(folder, "commit", "-qam", "Bắt đầu", day="2026-03-04")
    clone = tmp_path / "bản sao"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder}", str(clone))
    ran = run("history", "-f", "json", cwd=clone, today=TODAY)
    assert ran.status == 0
    assert ran.err.startswith("Kho git này là bản sao nông (shallow clone)")
    assert "không biết ai ghi gì và những lần đổi trước đó" in ran.err
    assert [one["subject"] for one in ran.json["tables"]["history"]] == ["Bắt đầu"]


@pytest.mark.parametrize("tracked", [False, True], ids=["no repository", "not tracked"])
def test_without_git_the_changes_of_this_machine_are_told(
    *, tracked: bool, run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    folder = write_plan(TASKS, INSPECTIONS)
    if tracked:
        git(folder, "init", "--quiet")
    nothing = run("history", cwd=folder, today=TODAY)
    assert (nothing.status, nothing.out) == (1, "")
    run("done", "T03-01", "T03-02", cwd=folder, today=TODAY)
    run("visit", "KT-01", "Kiến An", cwd=folder, today=TODAY)
    ran = run("history", "-f", "json", cwd=folder, today=TODAY)
    assert ran.status == 0
    assert "Dưới đây chỉ là những lần khtgdv ghi từ máy này, của tài khoản này." in ran.err
    first, second = ran.json["tables"]["history"]
    assert (first["author"], first["date"], first["commit"]) == ("lan", TODAY, None)
    assert first["changes"].startswith("KT-01 đã kiểm tra Kiến An")
    assert second["changes"].count("hoàn thành") == 2
    shown = run("history", cwd=folder, today=TODAY, env={"COLUMNS": "100"}).out
    assert "31/03/2026" in shown
    assert "2 lần thay đổi kế hoạch" in shown
    one = run("history", "t3-2", "-f", "json", cwd=folder, today=TODAY).json["tables"]["history"]
    assert [row["changes"] for row in one] == [
        "T03-02 hoàn thành ngày 31/03/2026\n  Văn phòng: Việc hai"
    ]
    assert run("history", "T03-09", cwd=folder, today=TODAY).status == 2


def test_no_advice_puts_a_home_under_git(
    run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plan(TASKS)
    monkeypatch.setenv("HOME", str(folder))
    for words in ([], ["T03-01"]):
        ran = run("history", *words, cwd=folder, today=TODAY)
        assert (ran.status, "git init" in ran.err, "git add" in ran.err) == (1, False, False)
        assert "chuyển kế hoạch vào một thư mục riêng" in ran.err.lower()


def test_a_row_of_which_nothing_was_kept_says_so() -> None:
    nothing = select_all([], Position(date(2026, 3, 31)))
    [table] = build("history", nothing, row="T03-01", notes=()).tables
    assert table.empty == "Chưa có lần ghi nào về T03-01."
