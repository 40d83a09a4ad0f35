"""The laws that `make fuzz` holds every command to: each notices what breaks it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tools.fuzz import run_command
from tools.fuzz_laws import (
    answers,
    contents,
    fmt_keeps_the_data,
    rows_are_read_or_told,
    undo_brings_everything_back,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WritePlan

ROWS = "- id: T01-01\n  lead: VP\n  task: Việc một\n"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


@pytest.mark.parametrize("law", [partial(answers, "lint"), fmt_keeps_the_data,
                                 rows_are_read_or_told, undo_brings_everything_back])  # fmt: skip
def test_the_program_keeps_the_laws(law: object, folder: Path) -> None:
    assert callable(law)
    assert law(folder, partial(run_command, folder=folder), 0) is None


class _Program:
    """A program that writes some text into the plan with each command, one after the other."""

    def __init__(self, folder: Path, *texts: str, status: int = 0, out: str = "") -> None:
        self.file, self.texts = folder / "tasks_2026.yaml", list(texts)
        self.answer = (status, out, "")

    def __call__(self, *_: str) -> tuple[int, str, str]:
        if self.texts:
            self.file.write_text(self.texts.pop(0), encoding="utf-8")
        return self.answer


def test_an_answer_that_should_not_be(folder: Path) -> None:
    assert answers("lint", folder, _Program(folder, status=3), 0) == "lint: status 3"
    said = answers("lint", folder, _Program(folder, out="Traceback"), 0)
    assert said == "lint: 'Traceback'"
    said = answers("lint", folder, _Program(folder, out="\x1b"), 0)
    assert said == r"lint: a control character in the output: '\x1b'"


def test_a_format_that_loses_or_never_ends(folder: Path) -> None:
    same, other = f"tasks:\n{ROWS}# a\n", "tasks: []\n"
    assert fmt_keeps_the_data(folder, _Program(folder, same), 0) is None
    said = fmt_keeps_the_data(folder, _Program(folder, other), 0)
    assert said == "fmt: other data in tasks_2026.yaml"
    said = fmt_keeps_the_data(folder, _Program(folder, other, f"{other}#\n"), 0)
    assert said == "fmt: changes again what it has changed"
    said = fmt_keeps_the_data(folder, _Program(folder, status=3), 0)
    assert said == "fmt: status 3"


def test_a_record_that_is_not_taken_back(folder: Path) -> None:
    before = contents(folder)[folder / "tasks_2026.yaml"].decode()
    other = "tasks: []\n"
    assert undo_brings_everything_back(folder, _Program(folder, other, before), 0) is None
    said = undo_brings_everything_back(folder, _Program(folder, other), 0)
    assert said == "undo: not what was there before done T01-01"
    (folder / "tasks_2026.yaml").write_text(before, encoding="utf-8")
    said = undo_brings_everything_back(folder, _Program(folder, other, status=1), 0)
    assert said == "done T01-01: wrote although it refused"
    (folder / "tasks_2026.yaml").write_text(before, encoding="utf-8")
    said = undo_brings_everything_back(folder, _Program(folder, status=3), 0)
    assert said == "done: status 3"


def test_a_row_that_is_neither_read_nor_told(folder: Path) -> None:
    (folder / "tasks_2026.yaml").write_text(f"tasks:\n{ROWS}{ROWS}", encoding="utf-8")
    program = _Program(folder, out="1 lỗi trong 1 tệp, 1 trên 1 dòng kế hoạch dùng được")
    assert rows_are_read_or_told(folder, program, 0) == "validate: 2 rows, told 1"
    program = _Program(folder, out="1 lỗi trong 1 tệp, 1 trên 2 dòng kế hoạch dùng được")
    assert rows_are_read_or_told(folder, program, 0) is None
