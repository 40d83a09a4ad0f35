"""How new a state of a row is that a calendar tells of: never back, with every change."""

from __future__ import annotations

import os
import random
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import icalendar
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROWS = """\
- {id: T01-01, task: Việc một, lead: VP, start: 2026-01, due: 2026-06}
- {id: T01-02, task: Việc hai, lead: VP, start: 2026-01, due: 2026-06}
- {id: TX-01, task: Giao ban, lead: VP, repeat: month}
"""
DAY = "2026-03-31"


class Told(NamedTuple):
    """How new an item of a calendar is."""

    sequence: int
    modified: datetime


@pytest.fixture
def export(run: Run) -> Callable[..., dict[str, Told]]:
    """Return what a calendar tells of each row, by its ID; twice the same bytes."""

    def call(folder: Path, *options: str, today: str = DAY) -> dict[str, Told]:
        texts = [run("list", "--data", folder, "-f", "ics", *options, today=today) for _ in "12"]
        assert texts[0] == texts[1]
        found = icalendar.Calendar.from_ical(texts[0].out).walk("VTODO")
        return {
            str(item["uid"]).partition("@")[0]: Told(
                item.decoded("sequence"), item.decoded("last-modified")
            )
            for item in found
        }

    return call


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS)


RECORDS = [
    ("done", "T01-01", "--on", "30/3/2026"),
    ("undo",),
    ("redo",),
    ("reopen", "T01-01"),
    ("start", "T01-01", "--on", "2/1/2026"),
    ("update", "T01-01", "--progress", "50"),
    ("update", "T01-01", "--progress", "40"),
    ("extend", "T01-01", "--to", "2026-09", "--reason", "chờ"),
    ("update", "T01-01", "--clear", "extensions"),
    ("update", "T01-01", "--set", "due=2026-05"),
    ("update", "T01-01", "--set", "due=2026-06"),
    ("update", "T01-01", "--set", "assignee=Bà Mai"),
    ("update", "T01-01", "--clear", "assignee"),
    ("cancel", "T01-01", "--reason", "thôi"),
    ("reopen", "T01-01"),
]


def test_every_record_makes_a_row_newer_and_no_other(
    run: Run, folder: Path, export: Callable[..., dict[str, Told]]
) -> None:
    before = export(folder)
    first = before
    for record in RECORDS:
        ran = run(*record, "--data", folder, today=DAY)
        assert ran.status == 0, (record, ran.err)
        after = export(folder)
        assert after["T01-01"].sequence > before["T01-01"].sequence, record
        assert after["T01-01"].modified > before["T01-01"].modified, record
        before = after
    for other in ("T01-02", "TX-01-month"):
        assert before[other] == first[other]


def test_a_log_entry_that_is_taken_back_moves_too(
    run: Run, folder: Path, export: Callable[..., dict[str, Told]]
) -> None:
    steps = [export(folder)]
    for more in ((), ("--remove",)):
        run("log", "TX-01", "2", *more, "--data", folder, today=DAY)
        steps.append(export(folder))
    told = [step["TX-01-month"] for step in steps]
    assert told == sorted(set(told))


def test_an_edit_of_the_file_moves_also_where_it_goes_back(
    folder: Path, export: Callable[..., dict[str, Told]]
) -> None:
    path = folder / "tasks_2026.yaml"
    texts = [ROWS, ROWS.replace("một", "khác"), ROWS.replace("2026-06", "2026-04", 1), ROWS]
    told = []
    for text in texts:
        path.write_text(f"tasks:\n{text}", encoding="utf-8")
        told.append(export(folder)["T01-01"])
    assert told == sorted(set(told))


def test_the_layout_of_the_file_and_the_position_move_nothing(
    run: Run, folder: Path, export: Callable[..., dict[str, Told]]
) -> None:
    before = export(folder)
    path = folder / "tasks_2026.yaml"
    path.write_text(f"# chú thích\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    run("fmt", "--data", folder)
    os.utime(path, (0, 0))
    for today in ("2026-11-30", "2026-01-05"):
        assert export(folder, today=today) == before
    assert export(folder, "--as-of", "31/12/2027") == before


def test_a_clock_that_is_behind_takes_nothing_back(
    folder: Path, export: Callable[..., dict[str, Told]]
) -> None:
    path = folder / "tasks_2026.yaml"
    told = []
    for number, today in enumerate(("2026-11-30", "2026-11-30", "2026-03-01"), 1):
        text = ROWS.replace("một", f"thứ {number}")
        path.write_text(f"tasks:\n{text}", encoding="utf-8")
        told.append(export(folder, today=today)["T01-01"])
    assert told == sorted(set(told))
    assert told[1].modified == datetime.fromisoformat("2026-11-30T00:00:00+00:00")


def test_random_changes_and_returns(folder: Path, export: Callable[..., dict[str, Told]]) -> None:
    chance, path = random.Random(7), folder / "tasks_2026.yaml"  # noqa: S311 - a test
    before, text_before = export(folder)["T01-01"], ROWS
    for _ in range(12):
        text = ROWS.replace("một", chance.choice("abc"))
        path.write_text(f"tasks:\n{text}", encoding="utf-8")
        after = export(folder)["T01-01"]
        assert (after > before and after.modified > before.modified) == (text != text_before)
        before, text_before = after, text


def test_a_parent_folder_tells_the_same(
    run: Run, write_plan: WritePlan, export: Callable[..., dict[str, Told]]
) -> None:
    folder = write_plan(ROWS, folder="chung/a")
    run("done", "T01-01", "--on", "30/3/2026", "--data", folder, today=DAY)
    own = export(folder)
    run("reopen", "T01-01", "--data", folder, today=DAY)
    later = export(folder.parent)
    assert later["T01-01"] > own["T01-01"]
    assert export(folder) == later


@pytest.mark.parametrize("damage", ["garbage", "folder"])
def test_where_nothing_can_be_remembered_the_files_alone_tell(
    damage: str, run: Run, folder: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    path = state / "calendars.sqlite"
    if damage == "garbage":
        path.write_bytes(b"x" * 5000)
        path.chmod(0o600)
    else:
        path.mkdir()
    env = {"KHTGDV_STATE": str(state)}
    ran = run("list", "--data", folder, "-f", "ics", env=env)
    assert ran.status == 0
    assert ran.err == (
        f"Không ghi nhớ được các lần xuất lịch trước ({path}): SEQUENCE "
        "trong lịch chỉ theo những gì đã ghi nhận trong kế hoạch.\n"
    )
    assert ran.out.count("SEQUENCE:0") == 3


def test_an_account_without_a_home_remembers_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khtgdv.cli.results.revisions.state_folder", lambda: None)
    ran = run("list", "--data", folder, "-f", "ics")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.count("SEQUENCE:0") == 3
