r"""What the program answers to lines that people type: `transcripts/*.txt`, each case alone.

A case has a name in brackets; `@name` begins a file of the plan, of the lines with `|` below it
(`\x..` is a byte), `@name/` a folder; `$` is a line that is typed, after variables that are set,
or changes the working folder (`cd`).
The plan of `transcripts/plan` stands in the folder `plan`, in which the lines are typed.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run

HERE = Path(__file__).parent / "transcripts"
TODAY = "2026-04-02"
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


class Case(NamedTuple):
    """A name, and the lines below it."""

    name: str
    lines: tuple[str, ...]


def cases(path: Path) -> list[Case]:
    parts = re.split(r"^\[(.*)\]\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [
        Case(name, tuple(line for line in text.splitlines() if line and line[0] != "#"))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    ]


def played(run: Run, case: Case, folder: Path) -> str:
    """Set a case up and return what was typed with the answers to it."""
    shutil.copytree(HERE / "plan", folder / "plan")
    path, said, cwd = folder, [], folder / "plan"
    for line in case.lines:
        if line.startswith("@"):
            path = folder / "plan" / line[1:]
            (path if line.endswith("/") else path.parent).mkdir(parents=True, exist_ok=True)
        elif line.startswith("|"):
            text = _BYTE.sub(lambda m: bytes([int(m[1], 16)]), line[1:].encode())
            with path.open("ab") as file:
                file.write(text + b"\n")
        elif line.startswith("$ cd "):
            cwd /= line.removeprefix("$ cd ")
        else:
            said.append(f"{line}\n{answer(run, line.removeprefix('$ '), folder, cwd)}")
    return "".join(said)


def answer(run: Run, line: str, folder: Path, cwd: Path) -> str:
    words = shlex.split(line)
    command = words.index("khtgdv")
    variables = dict(word.split("=", 1) for word in words[:command])
    own = {"COLUMNS": "300", "KHTGDV_STATE": str(folder / "state")}
    ran = run(*words[command + 1 :], cwd=cwd.resolve(), env=own | variables, today=TODAY)
    text = f"{ran.out}{ran.err}".replace(str(folder), "…").replace("\r\n", "\n")
    return f"{text}({ran.status})\n"


@pytest.mark.uncounted
@pytest.mark.parametrize("path", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_answered(
    path: Path, run: Run, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    for number, case in enumerate(cases(path)):
        assert played(run, case, tmp_path / str(number)) == snapshot(name=case.name)
