"""A result is opened by the system's own program, and where there is none that is said."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.results import viewer
from khtgdv.cli.results.viewer import open_result

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="programs as POSIX has them")


NO_FILE = [
    "--open mở tệp đã ghi, nên cần --output TỆP hoặc --format.",
    "Ví dụ: --format docx --open",
]
WHY_NOT = [
    ("linux", ":0", "xdg-open", "không có chương trình nào mở được"),
    ("linux", ":0", "x", "máy này không có chương trình xdg-open"),
    ("linux", "", "xdg-open", "máy này không có màn hình đồ họa"),
    ("darwin", "", "x", "máy này không có chương trình open"),
    ("darwin", "", "open", "không có chương trình nào mở được"),
]


def program(folder: Path, name: str, status: int) -> Path:
    """Put a program into a folder that notes what it is asked to open."""
    path = folder / name
    path.write_text(f'#!/bin/sh\necho "$1" > "{folder}/opened"\nexit {status}\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


@POSIX
def test_the_result_is_opened(run: Run, programs: Path, tmp_path: Path) -> None:
    program(programs, "xdg-open", 0)
    ran = run("list", "-o", "a.csv", "--open", cwd=tmp_path)
    assert (ran.status, ran.err.splitlines()[0]) == (0, "Đã ghi a.csv")
    assert (programs / "opened").read_text(encoding="utf-8") == f"{tmp_path / 'a.csv'}\n"


@POSIX
def test_a_folder_is_opened(run: Run, programs: Path, tmp_path: Path) -> None:
    program(programs, "xdg-open", 0)
    run("remind", "-o", "thu", "--open", cwd=tmp_path)
    assert (programs / "opened").read_text(encoding="utf-8") == f"{tmp_path / 'thu'}\n"


@POSIX
def test_the_file_that_was_written_is_opened(run: Run, programs: Path, tmp_path: Path) -> None:
    program(programs, "xdg-open", 0)
    (tmp_path / "a.csv").write_bytes(b"")
    run("list", "-o", "a.csv", "--open", cwd=tmp_path)
    assert (programs / "opened").read_text(encoding="utf-8") == f"{tmp_path / 'a (2).csv'}\n"


@POSIX
def test_without_a_name_the_result_is_written_here(
    run: Run, programs: Path, tmp_path: Path
) -> None:
    program(programs, "xdg-open", 0)
    run("overdue", "--month", "3", "-f", "csv", "--open", cwd=tmp_path)
    assert (tmp_path / "ke-hoach-mau-nhiem-vu-qua-han_2026-03-31.csv").is_file()
    for words in ([], ["-f", "table"]):
        ran = run("overdue", *words, "--open", cwd=tmp_path)
        assert (ran.status, ran.err.splitlines()) == (2, NO_FILE)


@POSIX
@pytest.mark.parametrize("why", WHY_NOT, ids=" ".join)
def test_why_it_was_not_opened_is_said(
    why: tuple[str, ...],
    programs: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    system, display, name, said = why
    program(programs, name, 3)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", system)
    open_result(programs / "a.csv")
    path = programs / "a.csv"
    assert capsys.readouterr().err == f"Không mở được {path}: {said}. Mở tệp ấy bằng tay.\n"


@POSIX
def test_a_program_that_lies_beside_a_plan_is_not_run(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(programs, "xdg-open", 0)
    monkeypatch.chdir(programs)
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    open_result(programs / "a.csv")
    assert "máy này không có chương trình xdg-open" in capsys.readouterr().err
    assert not (programs / "opened").exists()


@POSIX
def test_a_viewer_that_stays_open_is_not_waited_for(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (programs / "xdg-open").write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    (programs / "xdg-open").chmod(0o755)
    monkeypatch.setattr(viewer, "_PATIENCE", 0.1)
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def begin(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(real(*words, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", begin)
    open_result(programs / "a.csv")
    assert capsys.readouterr().err == ""
    started[0].kill()
    started[0].wait()


@POSIX
def test_a_program_that_does_not_run(programs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (programs / "xdg-open").write_text("#!/không có\n", encoding="utf-8")
    (programs / "xdg-open").chmod(0o755)
    open_result(programs / "a.csv")
    assert "không chạy được" in capsys.readouterr().err


@pytest.mark.parametrize("works", [True, False])
def test_windows_opens_by_itself(
    *,
    works: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened: list[str] = []

    def start(path: str) -> None:
        if not works:
            raise OSError
        opened.append(path)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", start, raising=False)
    open_result(tmp_path / "a.csv")
    said = capsys.readouterr().err
    assert opened == [str(tmp_path / "a.csv")] * works
    assert ("Windows không có chương trình nào mở được" in said) is not works
