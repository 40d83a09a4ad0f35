"""The page of roles: five commands for each day, each run on that day on a plan with records."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.records import plan_with_records

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.uncounted

PAGE = Path(__file__).resolve().parents[2] / "docs" / "su-dung" / "viec-cua-ai.md"
_SECTION = re.compile(r"^(#{2,3}) (.+)\n((?:(?!#{2,3} ).*\n?)*)", re.MULTILINE)
_DAY = re.compile(r"\((\d+)/(\d+)/(\d{4})\)")
_COMMAND = re.compile(r"^\| [^|]+ \| `(khtgdv[^`]*)` \|$", re.MULTILINE)
_UNTIL_STOPPED = "khtgdv web"  # it serves until somebody ends it: tests/web


class Day(NamedTuple):
    """A day of a role on the page: five commands, each with what it is for."""

    role: str
    title: str
    day: date
    commands: list[str]


def days() -> list[Day]:
    """Return the days of the page, in its order."""
    found, role = [], ""
    for level, title, text in _SECTION.findall(PAGE.read_text(encoding="utf-8")):
        if level == "##":
            role = title
        elif day := _DAY.search(title):
            number, month, year = map(int, day.groups())
            found.append(Day(role, title, date(year, month, number), _COMMAND.findall(text)))
    return found


def test_three_roles_have_three_days_of_five_commands() -> None:
    assert {day.role for day in days()} == {"Văn thư", "Trưởng phòng", "Lãnh đạo"}
    assert [len(day.commands) for day in days()] == [5] * 9


@pytest.mark.parametrize("asked", days(), ids=lambda day: f"{day.role}, {day.title}")
def test_a_day_runs_as_typed(asked: Day, run: Run, tmp_path: Path) -> None:
    folder = plan_with_records(tmp_path / "Kế hoạch 2026", asked.day)
    today = asked.day.isoformat()
    env = {"HOME": str(tmp_path), "COLUMNS": "80"} | {
        name: str(tmp_path / name) for name in ("KHTGDV_CONFIG", "KHTGDV_STATE", "KHTGDV_CACHE")
    }
    assert run("validate", "--strict", cwd=folder, env=env, today=today).status == 0
    for line in asked.commands:
        if line == _UNTIL_STOPPED:
            continue
        ran = run(*shlex.split(line)[1:], cwd=folder, env=env, today=today)
        assert ran.status == 0, f"{line}: {ran.err}"
        assert ran.out or "Đã ghi" in ran.err, line
        assert "Hiểu là" not in ran.err, line
