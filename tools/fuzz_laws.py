"""What every command has to keep whatever the files hold: a law each, and how often it is tried.

A law is given a folder and a function that runs a command on it; it returns what is wrong, None
where nothing is. Whatever it changes in the folder is put back by whoever asked it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

import yaml

from tools.row_law import row_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # The arguments of a command to its exit status and its two outputs.
    RunCommand = Callable[..., tuple[int, str, str]]
    Law = Callable[[Path, RunCommand, int], str | None]

CONTROL_CHARACTERS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ID = re.compile(rb"^\s*-\s+id:\s*([\w.-]+)\s*$", re.MULTILINE)
_ROWS_TOLD = re.compile(r"trên ([0-9]+) dòng kế hoạch dùng được")
_CONFLICT = re.compile(r"(?m)^(<{7}|={7}|>{7})")
_REFUSED = (0, 1, 2)  # a row that is asked for may have lost its ID


def contents(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of each file of a folder."""
    return {path: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def answers(command: str, _folder: Path, run: RunCommand, _number: int) -> str | None:
    """Ask that a command end as it should, and say nothing that steers a terminal."""
    status, out, err = run(command)
    return wrong_answer(command, status, out + err, (0, 1))


def wrong_answer(command: str, status: int, output: str, statuses: tuple[int, ...]) -> str | None:
    """Return what is wrong with an answer, whatever the command."""
    if status not in statuses:
        return f"{command}: status {status}"
    if "Lỗi trong khtgdv" in output or "Traceback" in output:
        return f"{command}: {output[-300:]!a}"
    match = CONTROL_CHARACTERS.search(output)
    return f"{command}: a control character in the output: {match[0]!a}" if match else None


def fmt_keeps_the_data(folder: Path, run: RunCommand, _number: int) -> str | None:
    """Ask that `fmt` change no value, and find nothing to do the second time."""
    before = contents(folder)
    status, out, err = run("fmt")
    if problem := wrong_answer("fmt", status, out + err, (0, 1)):
        return problem
    after = contents(folder)
    for path in before:
        if before[path] != after.get(path) and _data(before[path]) != _data(after[path]):
            return f"fmt: other data in {path.name}"
    run("fmt")
    return None if contents(folder) == after else "fmt: changes again what it has changed"


def _data(text: bytes) -> Any:
    """Return what another reader finds in a file, every value as text.

    Letters are composed and blanks are one, as khtgdv reads them, and tells that it does.
    """
    try:
        composed = unicodedata.normalize("NFC", text.decode("utf-8-sig"))
        return _single_blanks(yaml.load(composed, Loader=yaml.CBaseLoader))  # noqa: S506 - texts
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return f"unreadable: {type(error).__name__}"


def _single_blanks(value: Any) -> Any:
    if isinstance(value, dict):
        return {_single_blanks(key): _single_blanks(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_single_blanks(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def undo_brings_everything_back(folder: Path, run: RunCommand, number: int) -> str | None:
    """Ask that `done` write or refuse whole, and that `undo` restore every byte."""
    before = contents(folder)
    ids = _ID.findall(before.get(folder / "tasks_2026.yaml", b""))
    if not ids:
        return None
    row = ids[number % len(ids)].decode()
    status, out, err = run("done", row)
    if problem := wrong_answer("done", status, out + err, _REFUSED):
        return problem
    if contents(folder) == before:
        return None
    if status:
        return f"done {row}: wrote although it refused"
    status, out, err = run("undo")
    if problem := wrong_answer("undo", status, out + err, (0,)):
        return problem
    return None if contents(folder) == before else f"undo: not what was there before done {row}"


def rows_are_read_or_told(folder: Path, run: RunCommand, _number: int) -> str | None:
    """Ask that no line that begins a row be missing from the rows that were read or left out.

    Two versions of a row that git has left are one row.
    """
    texts = [
        data.decode("utf-8", "replace")
        for path, data in contents(folder).items()
        if path.name.startswith(("tasks_", "inspections_"))
    ]
    _, out, _ = run("validate")
    told = _ROWS_TOLD.search(out)
    rows = sum(map(row_lines, texts))
    if told is None or any(_CONFLICT.search(text) for text in texts) or int(told[1]) >= rows:
        return None
    return f"validate: {rows} rows, told {told[1]}"


# Every how many cases a law is tried; `validate` is part of each.
LAWS: tuple[tuple[int, Law], ...] = (
    (10, partial(answers, "overdue")),
    (10, partial(answers, "list")),
    (20, partial(answers, "lint")),
    (2, rows_are_read_or_told),
    (5, fmt_keeps_the_data),
    (10, undo_brings_everything_back),
)
