"""Rows that are long late and closed at once without a day: asked about, or told."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.main import run as run_program

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TODAY = "2026-11-29"
TASKS = """\
  - {id: T01-01, task: Một, lead: VP, due: 2026-01}
  - {id: T02-01, task: Hai, lead: VP, due: 2026-03-31}
  - {id: T02-02, task: Ba, lead: VP, due: 2026-11-20}
  - {id: T02-03, task: Bốn, lead: VP}
  - {id: T02-04, task: Năm, lead: VP, due: 2026-02, completed: 2026-02-01}
  - id: T02-05
    task: Sáu
    lead: VP
    steps: [{text: Đề cương, due: 2026-03-31}, {text: Họp}, {text: Ghi, completed: 2026-03-01}]
"""
TOLD = (
    "Không có --on nên cả 2 mã ghi hoàn thành hôm nay, 29/11/2026, dù đã quá hạn "
    "{}. Khác ngày thì khtgdv undo, rồi ghi lại với --on\n"
)
# What is closed, and how late all of it is.
LATE = {"T01-01 t2-1": "từ 243 đến 302 ngày", "T02-01,T02-05.1": "243 ngày"}
NOT_LATE = [
    "T01-01",
    "T01-01 T02-02",
    "T01-01 T02-03",
    "T01-01 T02-05.2",
    "T01-01 T02-01 --on 1/4/2026",
]


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS)


@pytest.mark.parametrize("rows", LATE)
def test_today_is_told_where_nobody_can_be_asked(rows: str, run: Run, folder: Path) -> None:
    for more in (["--dry-run"], []):
        ran = run("done", *rows.split(), *more, cwd=folder, today=TODAY)
        assert (ran.status, ran.err.endswith(TOLD.format(LATE[rows]))) == (0, True)
    assert (folder / "tasks_2026.yaml").read_text(encoding="utf-8").count(TODAY) == 2


@pytest.mark.parametrize("rows", NOT_LATE)
def test_nothing_is_told_of_others(rows: str, run: Run, folder: Path) -> None:
    ran = run("done", *rows.split(), cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("rows", ["T01-01 T02-04", "T01-01 T09-99", "T01-01 T02-05.9"])
def test_what_is_refused_is_refused_as_ever(rows: str, run: Run, folder: Path) -> None:
    ran = run("done", *rows.split(), cwd=folder, today=TODAY)
    assert ran.status in (1, 2)
    assert "--on" not in ran.err


class Terminal(io.TextIOWrapper):
    """A stream that somebody sits at."""

    def __init__(self, text: str = "") -> None:
        super().__init__(io.BytesIO(text.encode()), "utf-8")

    def isatty(self) -> bool:
        return True


def answered(answer: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> tuple[int, str]:
    """Run `done` in a terminal where somebody answers; return the status and what was said."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("KHTGDV_TODAY", TODAY)
    status = run_program(["done", "T01-01", "T02-01", "--data", str(folder)])
    screen.flush()
    screen.seek(0)
    return status, screen.read()


@pytest.mark.parametrize(
    ("answer", "day"), [("\n", TODAY), ("1/4/2026\n", "2026-04-01"), (" 31/3\n", "2026-03-31")]
)
def test_whoever_sits_there_is_asked(
    answer: str, day: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    status, said = answered(answer, monkeypatch, folder)
    assert said == (
        "Cả 2 mã đã quá hạn từ 243 đến 302 ngày, mà không có --on.\n"
        "Hoàn thành ngày nào? (Enter là hôm nay, 29/11/2026): "
    )
    assert status == 0
    assert (folder / "tasks_2026.yaml").read_text(encoding="utf-8").count(f"completed: {day}") == 2


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ("", 1, "Chưa ghi gì.\nChạy lại với ngày hoàn thành, ví dụ --on 31/3\n"),
        ("mai mốt\n", 2, "mai mốt"),
        ("30/11/2026\n", 1, "30/11/2026"),
    ],
)
def test_an_answer_that_is_none_writes_nothing(
    answer: str, status: int, said: str, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    before = (folder / "tasks_2026.yaml").read_bytes()
    ran = answered(answer, monkeypatch, folder)
    assert (ran[0], said in ran[1]) == (status, True)
    assert (folder / "tasks_2026.yaml").read_bytes() == before
