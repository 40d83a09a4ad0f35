"""A file or folder opened with the program that the system has for it."""

from __future__ import annotations

import os
import subprocess
import sys

from khtgdv.cli.system.output import say
from khtgdv.cli.system.programs import can_show_windows, find_program
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

_PATIENCE = 5  # seconds in which a program says that it cannot; a viewer may stay open


def open_result(path: Path) -> None:
    """Open a result; where that cannot be, say why: it is written all the same."""
    if reason := _open(path.resolve()):
        say(f"Không mở được {escape_unsafe(str(path))}: {reason}. Mở tệp ấy bằng tay.")


def _open(path: Path) -> str:
    """Return why a file could not be opened; nothing where it was."""
    system: str = sys.platform
    if system == "win32":
        return _start_file(path)
    name = "open" if system == "darwin" else "xdg-open"
    if not can_show_windows():
        return "máy này không có màn hình đồ họa"
    program = find_program(name)
    if program is None:
        return f"máy này không có chương trình {name}"
    return _run(program, path)


def _start_file(path: Path) -> str:
    start: Any = getattr(os, "startfile", None)
    try:
        start(str(path))
    except OSError:
        return "Windows không có chương trình nào mở được"
    return ""


def _run(program: str, path: Path) -> str:
    try:
        process = subprocess.Popen(  # noqa: S603 - the system's own opener, a path of ours
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        status = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        return ""
    except OSError:
        return f"không chạy được {program}"
    return "không có chương trình nào mở được" if status else ""
