"""What a clerk types in a day, each line with what must happen: `typed.txt`.

`=>`: what the plain line behind it does, to the letter, on the screen and in the files.
`=!`: refused, nothing is written, and these words are said. `=?`: done as typed, and these words
are said.
"""

from __future__ import annotations

import re
import shlex
import shutil
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, RunResult

TODAY = "2026-04-02"
_LINE = re.compile(r"(?P<typed>.*?) (?P<sign>=>|=!|=\?) (?P<wanted>.*)")
LINES = [
    match
    for line in (Path(__file__).parent / "typed.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#") and (match := _LINE.fullmatch(line))
]


class Outcome(NamedTuple):
    """What a line left: its status, what was printed, every file of the plan."""

    status: int
    out: str
    files: dict[str, str]
    said: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


@pytest.fixture(scope="module")
def plainly(run: Run, office: Path) -> Callable[[str], Outcome]:
    """Return what a plain line does; what many lines stand for is asked once."""
    return cache(partial(outcome, run, office))


def outcome(run: Run, office: Path, line: str) -> Outcome:
    """Run a line in a plan as it was before, and put the plan back."""
    before = texts(office)
    env = {"EDITOR": "true", "VISUAL": None}  # which leaves everything as it is
    ran: RunResult = run(*shlex.split(line), cwd=office, today=TODAY, env=env)
    after = texts(office)
    for name, text in before.items():
        if after[name] != text:
            (office / "data" / name).write_text(text, encoding="utf-8")
    return Outcome(ran.status, ran.out, after, ran.err)


def texts(office: Path) -> dict[str, str]:
    return {
        path.name: path.read_text(encoding="utf-8") for path in (office / "data").glob("*.yaml")
    }


def test_the_list_is_long() -> None:
    assert len(LINES) > 300


def of_sign(*signs: str) -> pytest.MarkDecorator:
    lines = [line for line in LINES if line["sign"] in signs]
    return pytest.mark.parametrize("line", lines, ids=lambda line: line["typed"])


@pytest.mark.uncounted
@of_sign("=>")
def test_a_line_does_what_was_meant(
    line: re.Match[str], run: Run, office: Path, plainly: Callable[[str], Outcome]
) -> None:
    typed, wanted = outcome(run, office, line["typed"]), plainly(line["wanted"])
    assert typed[:3] == wanted[:3], typed.said
    assert wanted.status == 0 or typed.said.endswith(wanted.said), typed.said


@of_sign("=!", "=?")
def test_a_line_is_answered_and_writes_nothing(line: re.Match[str], run: Run, office: Path) -> None:
    typed = outcome(run, office, line["typed"])
    missing = [word for word in line["wanted"].split("; ") if word not in typed.said]
    assert missing == [], typed.said
    assert typed.files == texts(office)
    assert typed.status in ((1, 2) if line["sign"] == "=!" else (0,))
