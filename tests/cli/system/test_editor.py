"""How the reader's editor is found and called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from khtgdv.cli.system import editor
from khtgdv.cli.system.editor import editor_command, open_at
from khtgdv.errors import KhtgdvError

PATH = Path("kế hoạch") / "tasks_2026.yaml"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the programs the machine has; a test adds some."""
    programs: set[str] = set()
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(editor, "find_program", lambda name: name if name in programs else None)
    return programs


@pytest.mark.parametrize(
    ("chosen", "called"),
    [
        ("vim", ["vim", "+12", "PATH"]),
        ("nano -w", ["nano", "-w", "+12", "PATH"]),
        ("my-own", ["my-own", "+12", "PATH"]),
        ("code", ["code", "--wait", "--goto", "PATH:12"]),
        ("code --wait", ["code", "--wait", "--goto", "PATH:12"]),
        ("/opt/Code.exe -n", ["/opt/Code.exe", "-n", "--wait", "--goto", "PATH:12"]),
        ("'/opt/my apps/subl'", ["/opt/my apps/subl", "--wait", "PATH:12"]),
        ("hx", ["hx", "PATH:12"]),
        ("kate", ["kate", "--block", "--line", "12", "PATH"]),
        ("notepad", ["notepad", "PATH"]),
        ("open", ["open", "-W", "-t", "PATH"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    chosen: str, called: list[str], machine: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.add(called[0])
    monkeypatch.setenv("EDITOR", chosen)
    assert editor_command(PATH, 12) == [
        word.replace("PATH", str(PATH.absolute())) for word in called
    ]


def test_visual_comes_before_editor(machine: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    machine |= {"nano", "vim"}
    monkeypatch.setenv("EDITOR", "nano")
    monkeypatch.setenv("VISUAL", "vim")
    assert editor_command(PATH, 1)[0] == "vim"
    monkeypatch.setenv("VISUAL", " ")
    assert editor_command(PATH, 1)[0] == "nano"


def test_what_the_machine_has_serves_where_nothing_was_chosen(machine: set[str]) -> None:
    machine |= {"vi", "nano"}
    assert editor_command(PATH, 3) == ["nano", "+3", str(PATH.absolute())]


def test_no_editor_at_all(machine: set[str]) -> None:
    with pytest.raises(KhtgdvError, match="Không tìm thấy trình soạn thảo nào") as caught:
        editor_command(PATH, 3)
    assert caught.value.hint
    assert "EDITOR" in caught.value.hint
    assert machine == set()


@pytest.mark.usefixtures("machine")
def test_an_editor_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "nanoo -w")
    with pytest.raises(KhtgdvError, match="Không chạy được trình soạn thảo nanoo"):
        editor_command(PATH, 3)


def test_an_editor_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "fails.py"
    script.write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.setattr(editor, "editor_command", lambda *_: [sys.executable, str(script)])
    with pytest.raises(KhtgdvError, match="kết thúc với mã 7"):
        open_at(PATH, 3)
    monkeypatch.setattr(editor, "editor_command", lambda *_: [str(tmp_path / "gone")])
    with pytest.raises(KhtgdvError, match="Không chạy được trình soạn thảo"):
        open_at(PATH, 3)
