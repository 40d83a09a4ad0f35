"""The screens of the first day as pictures: what a terminal shows after each line that is typed.

The commands are run, one after the other, in a folder and a home of their own on a day that is
always the same; editors are drawn, with the lines of the plan that they would show.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.picture import svg

ROOT = Path(__file__).resolve().parent.parent
_TODAY, _COLUMNS, _ROWS = "2026-04-02", 76, 12
_LINUX, _WINDOWS = "lan@van-phong:~{folder}$ ", r"PS C:\Users\Lan{folder}> "
_VERSION = "khtgdv --version"
_INIT, _ENTER = 'khtgdv init "Kế hoạch 2026"', 'cd "Kế hoạch 2026"'
_DONE = 'khtgdv done T03-12 --result "145-BC/BTGDVTU"'
_NANO_KEYS = (
    "^G Help     ^O Write Out  ^W Where Is   ^K Cut        ^T Execute    ^C Location",
    "^X Exit     ^R Read File  ^\\ Replace    ^U Paste      ^J Justify    ^/ Go To Line",
)


@dataclass(frozen=True, slots=True)
class Session:
    """What is typed in a terminal; of what was typed `before` nothing is shown."""

    label: str
    window: str
    prompt: str
    typed: tuple[str, ...]
    before: tuple[str, ...] = ()


SESSIONS = {
    "cua-so-linux": Session(
        "Cửa sổ lệnh của Linux: khtgdv --version", "Terminal", _LINUX, (_VERSION,)
    ),
    "cua-so-windows": Session(
        "Cửa sổ PowerShell của Windows: khtgdv --version",
        "Windows PowerShell", _WINDOWS, (_VERSION,),
    ),
    "tao-ke-hoach": Session(
        "Tạo kế hoạch, vào thư mục của nó, xem có gì", "Terminal", _LINUX, (_INIT, _ENTER, "ls")
    ),
    "ghi-va-lui-lai": Session(
        "Ghi một việc đã xong rồi lùi lại",
        "Terminal", _LINUX, (_DONE, "khtgdv undo"), (_INIT, _ENTER),
    ),
}  # fmt: skip


def pictures() -> dict[str, str]:
    """Return the pictures by their names in docs/hinh."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = {name: _session(each, Path(folder) / name) for name, each in SESSIONS.items()}
    rows = _plan_lines()
    nano = ["  GNU nano 7.2        .khtgdv-soan-tasks_2026.yaml", "", *rows, "", *_NANO_KEYS]
    vim = [*rows, "~", "~", "~", ":wq"]
    return drawn | {
        "nano": svg("Trình soạn thảo nano", nano, window="nano"),
        "vim": svg("Trình soạn thảo vim, đã gõ :wq", vim, window="vim"),
    }


def _session(session: Session, home: Path) -> str:
    home.mkdir()
    place, lines = home, []
    for line in (*session.before, *session.typed):
        prompt = session.prompt.format(folder=_below(place, home))
        said, place = _type(line, place, home)
        if line in session.typed:
            lines += [f"{prompt}{line}", *said]
    prompt = session.prompt.format(folder=_below(place, home))
    return svg(session.label, [*lines, f"{prompt}█"], window=session.window)


def _below(place: Path, home: Path) -> str:
    return "" if place == home else f"/{place.relative_to(home).as_posix()}"


def _type(line: str, place: Path, home: Path) -> tuple[list[str], Path]:
    """Do what a line says; return what is seen of it, and where one stands then."""
    program, *words = shlex.split(line)
    if program == "cd":
        return [], place / words[0]
    if program == "ls":
        return ["  ".join(sorted(path.name for path in place.iterdir()))], place
    hidden = ("KHTGDV_", "XDG_", "GITHUB_ACTIONS")
    env = {name: text for name, text in os.environ.items() if not name.startswith(hidden)}
    own = {"HOME": str(home), "KHTGDV_TODAY": _TODAY, "COLUMNS": str(_COLUMNS)}
    ran = subprocess.run(
        [sys.executable, "-m", "khtgdv", *words],
        cwd=place, env=env | own | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return [*ran.stdout.splitlines(), *ran.stderr.splitlines()], place


def _plan_lines() -> list[str]:
    """Return the lines of the plan at which an editor is opened."""
    lines = (ROOT / "data/tasks_2026.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("  - id: T03-12")
    return lines[start : start + _ROWS]
