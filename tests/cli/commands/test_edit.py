"""`edit`: the file opens where the row stands, and what comes back is looked at."""

from __future__ import annotations

import io
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run, WritePlan

    Edits = Callable[..., dict[str, str | None]]

TASKS = """\
  - id: T03-01
    task: Một
    lead: VP
  - id: T03-02
    task: Hai
    lead: VP
"""
INSPECTIONS = "  - {content: Ba, 'id': \"KT-01\"}\n"
# An editor that keeps what it was called with, and replaces one text by another for each call.
EDITOR = """
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
calls = path.parent / "calls.txt"
done = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
changes = {changes!r}
if len(done) < len(changes):
    old, new = changes[len(done)]
    text = path.read_bytes().decode("utf-8")
    path.write_bytes(text.replace(old, new).encode())
calls.write_text("\\n".join([*done, " ".join(sys.argv[1:-1]) + " " + path.name]), encoding="utf-8")
"""


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


@pytest.fixture
def editing(tmp_path: Path) -> Edits:
    """Return the environment of an editor that makes some changes, one each time."""

    def made(*changes: tuple[str, str]) -> dict[str, str | None]:
        script = tmp_path / "editor.py"
        script.write_text(EDITOR.format(changes=list(changes)), encoding="utf-8")
        return {"VISUAL": None, "EDITOR": shlex.join([sys.executable, str(script)])}

    return made


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def calls(folder: Path) -> list[str]:
    return (folder / "calls.txt").read_text(encoding="utf-8").splitlines()


def test_the_file_opens_at_the_row(run: Run, folder: Path, editing: Edits) -> None:
    ran = run("edit", "t3-2", cwd=folder, env=editing(("Hai", "Hai mới\n    due: 2026-05")))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "tasks_2026.yaml: thêm 1 dòng, sửa 1 dòng, không có lỗi. Hoàn tác: khtgdv undo\n"
    )
    assert calls(folder) == ["+5 tasks_2026.yaml"]
    undone = run("undo", cwd=folder)
    assert "Đã hoàn tác: soạn tay tasks_2026.yaml: thêm 1 dòng, sửa 1 dòng\n" in undone.out
    assert (folder / "tasks_2026.yaml").read_text(encoding="utf-8") == f"tasks:\n{TASKS}"


def test_an_inspection_and_no_change(run: Run, folder: Path, editing: Edits) -> None:
    ran = run("edit", "KT-01", cwd=folder, env=editing())
    assert ran.out == "inspections_2026.yaml: không có gì thay đổi, không có lỗi.\n"
    assert calls(folder) == ["+2 inspections_2026.yaml"]
    assert run("undo", cwd=folder).status == 1


def test_only_the_last_line_break(run: Run, folder: Path, editing: Edits) -> None:
    env = editing(("Hai\n    lead: VP\n", "Hai\n    lead: VP"))
    ran = run("edit", "--data", folder, env=env)
    told = f"{folder}/tasks_2026.yaml: chỉ đổi chỗ xuống dòng ở cuối tệp, không có lỗi."
    assert ran.out == f"{told} Hoàn tác: khtgdv undo\n"
    assert calls(folder) == ["+1 tasks_2026.yaml"]


def test_mistakes_are_shown_and_the_reader_goes_back_in(
    run: Run, folder: Path, editing: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "\nc\n")
    changes = [("VP\n  - ", "VX\n  - "), ("Hai", "Hai\n    due: 2026-13"), ("VX", "VP")]
    env = editing(*changes, ("2026-13", "2026-12"))
    ran = run("edit", "T03-02", "--color", "never", cwd=folder, env=env)
    assert ran.status == 1  # the last question had no answer
    assert ran.err == "Mở lại để sửa? [C/k] " * 3 + "Kế hoạch còn lỗi. Sửa tiếp: khtgdv edit\n"
    assert "tasks_2026.yaml:4:11: lỗi: đơn vị chủ trì" in ran.out
    assert "tasks_2026.yaml: thêm 1 dòng, 2 lỗi trong kế hoạch. Hoàn tác: khtgdv undo" in ran.out
    assert calls(folder) == ["+5 tasks_2026.yaml", "+4 tasks_2026.yaml", "+4 tasks_2026.yaml"]
    # Without an ID the file opens at what is still wrong.
    ran = run("edit", cwd=folder, env=env)
    assert (ran.status, ran.err) == (0, "")
    assert calls(folder)[-1] == "+7 tasks_2026.yaml"


@pytest.mark.parametrize("word", ["k\n", "không\n", ""])
def test_the_reader_may_stay_out(
    word: str, run: Run, folder: Path, editing: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, word)
    ran = run("edit", cwd=folder, env=editing(("lead: VP", "lead: [")))
    assert ran.status == 1
    assert len(calls(folder)) == 1
    assert "lead: [" in (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_a_mistake_elsewhere(
    run: Run, folder: Path, editing: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    path = folder / "plan_2026.yaml"
    path.write_bytes(path.read_bytes().replace(b"year: 2026", b"year: 2025"))
    ran = run("edit", cwd=folder, env=editing())
    assert ran.status == 1
    assert calls(folder) == ["+2 plan_2026.yaml"]


def test_a_plan_without_its_own_file(
    run: Run, write_plan: WritePlan, editing: Edits, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    folder = write_plan(TASKS, plan=None)
    ran = run("edit", cwd=folder, env=editing())
    assert ran.status == 1
    assert calls(folder) == ["+1 tasks_2026.yaml"]


def test_rows_of_another_year(
    run: Run, folder: Path, write_plan: WritePlan, editing: Edits
) -> None:
    write_plan("  - {id: T03-02, task: x, lead: VP}\n", year=2025)
    env = editing()
    run("edit", "T03-02", cwd=folder, env=env)
    run("edit", "T03-02", "--year", "2025", cwd=folder, env=env)
    run("edit", "T03-01", cwd=folder, env=env, today="2025-01-01")
    assert calls(folder) == ["+5 tasks_2026.yaml", "+2 tasks_2025.yaml", "+2 tasks_2026.yaml"]


def test_what_is_not_kept_is_not_promised(
    run: Run, folder: Path, editing: Edits, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    env = {**editing(("Hai", "Bốn")), "KHTGDV_STATE": str(tmp_path / "tệp")}
    ran = run("edit", cwd=folder, env=env)
    assert ran.out == "tasks_2026.yaml: sửa 1 dòng, không có lỗi.\n"


def test_an_unknown_row(run: Run, folder: Path, editing: Edits) -> None:
    ran = run("edit", "T03-11", cwd=folder, env=editing())
    assert ran.status == 2
    assert ran.err.splitlines() == [
        'Không có dòng nào mang mã "T03-11".',
        "Gần nhất: T03-01. khtgdv list cho biết mọi mã",
    ]


def test_the_plan_that_ships_is_not_edited(run: Run, tmp_path: Path, editing: Edits) -> None:
    assert run("edit", cwd=tmp_path, env=editing()).status == 1
