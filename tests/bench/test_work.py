"""The rows given to other programs are those of the plans that are written for khtgdv."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bench.generate import TODAY, generate, office_folder, split_rows, with_facts
from bench.work import Work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

PLANS = 2


@pytest.fixture
def units(tmp_path: Path) -> Path:
    generate(tmp_path / "units", PLANS)
    return tmp_path / "units"


def test_rows_are_those_of_the_plans(units: Path, run: Run) -> None:
    env = {"KHTGDV_TODAY": str(TODAY)}
    ran = run("list", "--data", str(units), "-f", "json", env=env)
    assert (ran.status, ran.err) == (0, "")
    found = {
        (f"{row['plan']}/{row['id']}", row["lead"], row["deadline"], row["completed"])
        for row in json.loads(ran.out)["tables"]["tasks"]
    }
    assert found == {
        (row.id, row.lead, row.due and str(row.due), row.done and str(row.done))
        for row in Work(PLANS)
    }
    late = json.loads(run("overdue", "--data", str(units), "-f", "json", env=env).out)
    expected = Work(PLANS).expected()
    assert len(late["tables"]["overdue"]) == expected.overdue
    assert expected.rows == len(found) == PLANS * 165


def test_a_row_is_as_late_on_another_day() -> None:
    moved = Work(1, TODAY + timedelta(days=40))
    assert moved.expected() == Work(1).expected()
    assert next(row.due for row in moved if row.due) == date(2026, 10, 31) + timedelta(days=40)


def test_nothing_is_recorded_after_today() -> None:
    text = "tasks:\n  - id: T12-01\n    due: 2026-12\n    notes: []\n  - id: TX-01\n"
    pieces = split_rows(text)
    assert [(piece.id, piece.month) for piece in pieces] == [("", 0), ("T12-01", 12), ("TX-01", 0)]
    assert "".join(piece.before + piece.after for piece in pieces) == text
    assert {fact for number in range(50) for _, fact in with_facts(pieces, number)} == {None}


def test_every_office_has_a_place_of_its_own() -> None:
    assert len({office_folder(number) for number in range(1, 3301)}) == 3300
