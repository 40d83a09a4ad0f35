"""Where a program is looked up: in the folders of PATH, never where the reader stands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system.programs import find_program, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the one whole folder of PATH; the reader stands in another, which has git too."""
    folder, here = tmp_path / "bin", tmp_path / "kế hoạch"
    for place in (folder, here):
        place.mkdir()
    for program in (here / "git", here / "git.exe", here / "-c"):
        make_program(program)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", str(folder)]))
    return folder


def make_program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_working_folder_has_no_programs(programs: Path) -> None:
    assert find_program("git") is None
    assert git().program is None
    make_program(programs / "git").chmod(0o644)
    (programs / "vim").mkdir()
    expected = None if os.name == "posix" else str(programs / "git")
    assert (find_program("git"), find_program("vim")) == (expected, None)
    made = make_program(programs / "git")
    assert find_program("git") == str(made)
    assert git().program == str(made)


@pytest.mark.usefixtures("ordinary_user")
def test_a_folder_that_may_not_be_entered_has_no_programs(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    make_program(closed / "git")
    made = make_program(programs / "git")
    monkeypatch.setenv("PATH", os.pathsep.join([str(closed), str(programs)]))
    closed.chmod(0)
    found = find_program("git")
    closed.chmod(0o755)
    assert found == str(made)


def test_a_program_named_with_its_folder_is_meant(programs: Path) -> None:
    made = make_program(programs / "nano")
    assert find_program(str(made)) == str(made)
    assert find_program("./-c") == "./-c"


@pytest.mark.parametrize(
    ("endings", "asked", "there"),
    [
        (".COM;.EXE", "git", "git.exe"),
        ("", "code", "code.cmd"),
        (".EXE", "git.exe", "git.exe"),
        (".EXE", "git.EXE", "git.EXE"),
    ],
)
def test_windows_has_its_endings(
    endings: str, asked: str, there: str, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_program(programs / there)
    monkeypatch.setenv("PATHEXT", endings)
    monkeypatch.setattr("khtgdv.cli.system.programs._ON_WINDOWS", True)
    assert find_program(asked) == str(made)
    assert find_program("vim") is None
