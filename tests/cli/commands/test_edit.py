"""`edit`: the file opens where the row stands, and what comes back is looked at."""

from __future__ import annotations

import io
import shlex
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PLAN_TEMPLATE

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
calls = pathlib.Path(__file__).parent / "calls.txt"
done = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
changes = {changes!r}
if len(done) < len(changes):
    old, new = changes[len(done)]
    text = path.read_bytes().decode("utf-8")
    path.write_bytes(text.replace(old, new).encode())
call = " ".join([*sys.argv[1:-1], path.name.rpartition("-")[2]])
calls.write_text("\\n".join([*done, call]), encoding="utf-8")
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
    return (folder.parent / "calls.txt").read_text(encoding="utf-8").splitlines()


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


@pytest.mark.parametrize(("typed", "line"), [("2.10", 5), ("a.i 2.9", 2), ("ii12a", 8)])
def test_a_row_of_a_declared_section(
    typed: str, line: int, run: Run, write_plan: WritePlan, editing: Edits
) -> None:
    names = ("A.I-2.9", "A.I-2.10", "II-12a")
    rows = "".join(f"  - id: {name}\n    task: Một\n    lead: VP\n" for name in names)
    sections = "sections: [{code: A.I, heading: Một}, {code: II, heading: Hai}]\n"
    folder = write_plan(rows, plan=PLAN_TEMPLATE.format(year=2026) + sections)
    assert run("edit", typed, cwd=folder, env=editing()).status == 0
    assert calls(folder) == [f"+{line} tasks_2026.yaml"]


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
    told = "tasks_2026.yaml: sửa 1 dòng, không có lỗi. Không lưu được để hoàn tác.\n"
    assert ran.out == told


def test_an_unknown_row(run: Run, folder: Path, editing: Edits) -> None:
    ran = run("edit", "T03-11", cwd=folder, env=editing())
    assert ran.status == 2
    assert ran.err.splitlines() == [
        'Không có dòng nào mang mã "T03-11".',
        "Gần nhất: T03-01. khtgdv list cho biết mọi mã",
    ]


def test_the_plan_that_ships_is_not_edited(run: Run, tmp_path: Path, editing: Edits) -> None:
    assert run("edit", cwd=tmp_path, env=editing()).status == 1


# An editor that is not alone: somebody records in the plan while it is open.
BUSY_EDITOR = """
import pathlib, sys
copy, plan = pathlib.Path(sys.argv[-1]), pathlib.Path({plan!r})
text = copy.read_text(encoding="utf-8")
plan.write_text(plan.read_text(encoding="utf-8").replace("Một", "Của người khác"), encoding="utf-8")
copy.write_text(text.replace("Hai", "Của tôi"), encoding="utf-8")
"""


def edited_by(tmp_path: Path, script: str) -> dict[str, str | None]:
    """Return the environment of an editor."""
    path = tmp_path / "editor.py"
    path.write_text(script, encoding="utf-8")
    return {"VISUAL": None, "EDITOR": shlex.join([sys.executable, str(path)])}


def test_what_somebody_else_wrote_meanwhile_stays_and_so_does_the_copy(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    path = folder / "tasks_2026.yaml"
    ran = run("edit", cwd=folder, env=edited_by(tmp_path, BUSY_EDITOR.format(plan=str(path))))
    assert (ran.status, ran.out) == (1, "")
    [copy] = folder.glob(".khtgdv-soan-*")
    assert f"Bản đang soạn còn ở {copy.name}: chép phần đã sửa rồi xóa tệp ấy.\n" in ran.err
    assert f"{path} vừa được chương trình khác sửa, nên chưa ghi gì." in ran.err
    assert "Của người khác" in path.read_text(encoding="utf-8")
    assert "Của tôi" in copy.read_text(encoding="utf-8")
    assert run("undo", cwd=folder).status == 1


def test_what_an_editor_leaves_is_kept_whatever_its_exit(
    run: Run, folder: Path, editing: Edits, tmp_path: Path
) -> None:
    path = folder / "tasks_2026.yaml"
    before = path.read_bytes()
    editing(("Hai", "Bốn"))
    script = (tmp_path / "editor.py").read_text(encoding="utf-8")
    ran = run("edit", cwd=folder, env=edited_by(tmp_path, f"{script}\nsys.exit(3)"))
    assert ran.status == 1
    assert ran.out == "tasks_2026.yaml: sửa 1 dòng, không có lỗi. Hoàn tác: khtgdv undo\n"
    assert "kết thúc với mã 3.\nTệp giữ nguyên như lúc trình soạn thảo để lại" in ran.err
    assert "Bốn" in path.read_text(encoding="utf-8")
    assert run("undo", cwd=folder).status == 0
    assert path.read_bytes() == before
    assert list(folder.glob(".khtgdv-soan-*")) == []


def test_what_an_editor_leaves_beside_goes(run: Run, folder: Path, tmp_path: Path) -> None:
    script = "import sys\nopen(sys.argv[-1] + '~', 'w').close()\n"
    before = sorted(folder.iterdir())
    assert run("edit", cwd=folder, env=edited_by(tmp_path, script)).status == 0
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("changed", ["Hai", "không có"])
def test_an_interruption_keeps_what_was_changed(
    changed: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(copy: Path, _: int) -> None:
        text = copy.read_text(encoding="utf-8").replace(changed, "Của tôi")
        copy.write_text(text, encoding="utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr("khtgdv.cli.system.editor.open_at", interrupted)
    ran = run("edit", cwd=folder)
    assert ran.status == 130
    assert len(list(folder.glob(".khtgdv-soan-*"))) == (changed == "Hai")
    assert ("Bản đang soạn còn ở" in ran.err) == (changed == "Hai")


def test_an_editor_that_removes_its_file(run: Run, folder: Path, tmp_path: Path) -> None:
    env = edited_by(tmp_path, "import os, sys\nos.remove(sys.argv[-1])\n")
    ran = run("edit", cwd=folder, env=env)
    assert (ran.status, "không có tệp này" in ran.err) == (1, True)


def test_a_folder_that_takes_no_copy(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    ran = run("edit", cwd=folder)
    assert (ran.status, "không có quyền" in ran.err) == (1, True)


def test_an_editor_that_is_not_there_or_fails_at_once(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    for env, told in (
        (
            {"VISUAL": None, "EDITOR": str(tmp_path / "không có")},
            "Đặt biến EDITOR, ví dụ export EDITOR=nano (Windows: setx EDITOR notepad)",
        ),
        (edited_by(tmp_path, "raise SystemExit(4)"), "kết thúc với mã 4"),
    ):
        ran = run("edit", cwd=folder, env=env)
        assert (ran.status, ran.out, told in ran.err) == (1, "", True)
        assert list(folder.glob(".khtgdv-soan-*")) == []
