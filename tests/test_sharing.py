"""An office shares its plan by git: what merges by itself, and what the check then finds."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
TODAY = "2026-03-31"


def git(folder: Path, *arguments: str) -> int:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own = ["-c", "user.name=Bà Bình", "-c", "user.email=a@b.vn", "-c", "commit.gpgsign=false",
           "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false"]  # fmt: skip
    return subprocess.run(  # noqa: S603 - git itself
        ["git", "-C", str(folder), *own, *arguments],  # noqa: S607
        check=False, capture_output=True, env=env,
    ).returncode  # fmt: skip


@pytest.fixture
def shared(plan_folder: Path) -> Path:
    """Return the shipped plan in a repository, with a branch `phòng` beside `main`."""
    git(plan_folder, "init", "--quiet")
    git(plan_folder, "add", ".")
    git(plan_folder, "commit", "-qm", "Kế hoạch đã ký")
    git(plan_folder, "branch", "phòng")
    return plan_folder


def commit(folder: Path, branch: str) -> None:
    git(folder, "commit", "-qam", branch)


def test_records_of_different_rows_merge_by_themselves(shared: Path, run: Run) -> None:
    for row in ("T03-11", "T03-13", "KT-02"):
        assert run("done", row, "--data", shared, today=TODAY).status == 0
    assert run("log", "TX-28", "W09", "--data", shared, today=TODAY).status == 0
    commit(shared, "main")
    git(shared, "checkout", "-q", "phòng")
    assert run("done", "T03-12", "--result", "145-BC", "--data", shared, today=TODAY).status == 0
    assert run("visit", "KT-01", "Kiến An", "--data", shared, today=TODAY).status == 0
    assert run("add", "--month", "4", "--task", "Mới", "--lead", "VP", "--data", shared).status == 0
    commit(shared, "phòng")
    assert git(shared, "merge", "main", "--message", "Gộp") == 0
    assert run("validate", "--data", shared).status == 0
    found = run("list", "--state", "completed", "-f", "json", "--data", shared, today=TODAY).json
    assert [row["id"] for row in found["tables"]["tasks"]] == ["T03-11", "T03-12", "T03-13"]


def test_one_key_written_at_two_places_of_a_row_is_found_after_the_merge(
    shared: Path, run: Run
) -> None:
    path = shared / "tasks_2026.yaml"
    assert run("done", "T03-12", "--data", shared, today=TODAY).status == 0
    commit(shared, "main")
    git(shared, "checkout", "-q", "phòng")
    text = path.read_text(encoding="utf-8")
    # A colleague wrote the same key by hand, where the row begins.
    mine = "  - id: T03-12\n    completed: 2026-03-30\n"
    path.write_text(text.replace("  - id: T03-12\n", mine), encoding="utf-8")
    commit(shared, "phòng")
    assert git(shared, "merge", "main", "--message", "Gộp") == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    first, second = [n + 1 for n, line in enumerate(lines) if line.startswith("    completed:")]
    ran = run("validate", "--data", shared, env={"COLUMNS": "200"})
    assert ran.status == 1
    assert f'tasks_2026.yaml:{second}:5: lỗi: khóa "completed" viết hai lần' in ran.out
    assert f"lần đầu ở dòng {first} [duplicate-key]" in ran.out
    # Nothing more is recorded until somebody has chosen.
    ran = run("done", "T03-13", "--data", shared, today=TODAY)
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "Sửa rồi ghi lại: khtgdv edit T03-12"


def test_one_row_recorded_in_two_ways_is_a_conflict_that_is_found(shared: Path, run: Run) -> None:
    assert run("done", "T03-12", "--data", shared, today=TODAY).status == 0
    commit(shared, "main")
    git(shared, "checkout", "-q", "phòng")
    assert run("done", "T03-12", "--on", "2026-03-30", "--data", shared, today=TODAY).status == 0
    commit(shared, "phòng")
    assert git(shared, "merge", "main", "--message", "Gộp") == 1
    ran = run("validate", "--data", shared)
    assert ran.status == 1
    assert "[conflict-marker]" in ran.out
    assert run("done", "T03-13", "--data", shared, today=TODAY).status == 1


def test_the_same_record_on_both_branches_is_one(shared: Path, run: Run) -> None:
    for branch in ("main", "phòng"):
        git(shared, "checkout", "-q", branch)
        assert run("done", "T03-12", "--data", shared, today=TODAY).status == 0
        commit(shared, branch)
    assert git(shared, "merge", "main", "--message", "Gộp") == 0
    assert run("validate", "--data", shared).status == 0


def test_two_new_rows_of_one_id_are_both_kept(shared: Path, run: Run) -> None:
    tasks = {"main": "Rà soát quy chế.", "phòng": "Kiểm kê tài sản."}
    for branch, task in tasks.items():
        git(shared, "checkout", "-q", branch)
        row = ("--section", "T12", "--task", task, "--lead", "VP", "--due", "2026-12")
        assert run("add", *row, "--data", shared, today=TODAY).status == 0
        commit(shared, branch)
    assert git(shared, "merge", "main", "--message", "Gộp") == 1
    ran = run("validate", "--data", shared, "--format", "json")
    assert ran.status == 1
    hints = {one["hint"] for one in ran.json["tables"]["findings"]}
    [hint] = hints
    assert "(“Kiểm kê tài sản.” và “Rà soát quy chế.”): giữ cả hai, việc thứ hai đổi thành" in hint
