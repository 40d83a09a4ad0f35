"""Taskwarrior: a department is a project.

Up to 2.6 its files are written as it writes them itself (done tasks in a file of their own), in
seconds where `task import` takes hours; from 3.0 on, which keeps an SQLite file of its own making,
there is only `task import`.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from bench.programs.peer import OVERDUE_ROWS, Peer, Question
from bench.work import WorkRow

_ESCAPES = (("\\", "\\\\"), ('"', "&dquot;"), ("[", "&open;"), ("]", "&close;"))
_IMPORT_TIMEOUT = 300  # seconds an import may take; it is told as not measured beyond
_ENTRY = date(2026, 1, 1)
_REMAINING = re.compile(r"(?m)^\S+ +(\d+) ")
_TASKS = re.compile(r"(?m)^(\d+) tasks?$")
_TASKRC = "confirmation=off\nnews.version=9.9.9\n"


def write(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write its settings and tasks."""
    (folder / "taskrc").write_text(_TASKRC, encoding="utf-8")
    version = subprocess.run(["task", "--version"], check=True, capture_output=True, text=True)  # noqa: S607
    if int(version.stdout.split(".")[0]) > 2:  # noqa: PLR2004
        _import_tasks(rows, folder)
    else:
        write_files(rows, folder)


def write_files(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the files of Taskwarrior 2.4 to 2.6."""
    with (
        (folder / "pending.data").open("w", encoding="utf-8") as pending,
        (folder / "completed.data").open("w", encoding="utf-8") as completed,
    ):
        for number, row in enumerate(rows):
            (completed if row.done else pending).write(_line(_values(row, number)))


def _line(values: dict[str, str]) -> str:
    for sign, written in _ESCAPES:
        values["description"] = values["description"].replace(sign, written)
    return "[" + " ".join([f'{name}:"{value}"' for name, value in values.items()]) + "]\n"


def _values(row: WorkRow, number: int) -> dict[str, str]:
    times = {"due": row.due, "end": row.done, "entry": _ENTRY}
    return {
        "description": f"{row.id} {row.text}",
        **{name: str(_last_second(day)) for name, day in times.items() if day},
        "project": row.lead,
        "status": "completed" if row.done else "pending",
        "uuid": f"00000000-0000-4000-8000-{number:012x}",
    }


@cache
def _last_second(day: date) -> int:
    return int(datetime.combine(day, time(23, 59, 59), UTC).timestamp())


def _import_tasks(rows: Iterable[WorkRow], folder: Path) -> None:
    tasks = []
    for number, row in enumerate(rows):
        values = _values(row, number)
        for name in {"due", "end", "entry"} & values.keys():
            values[name] = f"{datetime.fromtimestamp(int(values[name]), UTC):%Y%m%dT%H%M%SZ}"
        tasks.append(values)
    settings = [f"rc:{folder}/taskrc", f"rc.data.location={folder}"]
    text = json.dumps(tasks, ensure_ascii=False)
    subprocess.run(["task", *settings, "import", "-"], input=text, check=True,  # noqa: S607
                   capture_output=True, text=True, timeout=_IMPORT_TIMEOUT)  # fmt: skip


def sum_remaining(answer: str) -> int:
    """Add up what `task summary` says remains of each project."""
    return sum(map(int, _REMAINING.findall(answer)))


def task_count(answer: str) -> int:
    """Return the number of tasks below a list."""
    match = _TASKS.search(answer)
    return int(match[1]) if match else 0


PEER = Peer(
    name="Taskwarrior",
    commands=("task",),
    version=("--version",),
    write=write,
    env={"TASKRC": "{folder}/taskrc", "TASKDATA": "{folder}"},
    questions=(
        Question("task overdue", OVERDUE_ROWS, ("overdue",), "overdue", task_count),
        Question("task summary", "số chưa xong từng phòng", ("summary",), "open", sum_remaining),
    ),
)
