"""Places of an inspection, periods of repeated work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.completion.answer import answer
from tests.cli.completion.test_rows import offered
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    units:
      - kind: Phường
        names: [Kiến An, "Đảo 'Xa'"]
      - {kind: Xã, names: [Kiến Thụy, An Lão]}
    due_text: x
    visits: {An Lão: 2026-02-01}
"""
TASKS = """\
  - {id: TX-01, task: Tuần, lead: VP, repeat: week, log: {2026-W02: 2026-01-09}}
  - id: TX-02
    task: Tháng và quý
    lead: VP
    repeat:
      - {every: month, in: [1, 2, 3]}
      - {every: quarter, label: giao ban}
  - {id: TX-03, task: Ngày, lead: VP, start: 2026-01-20, repeat: day}
  - {id: T01-01, task: Một, lead: VP}
  - {id: TX-04, task: Sai, lead: VP, repeat: xyz}
  - {id: TX-05, lead: VP, repeat: month}
"""
PLAN = PLAN_TEMPLATE.format(year=2026) + "holidays: [{date: 2026-01-22, name: Nghỉ, note: x}]\n"


@pytest.fixture(autouse=True)
def plan(write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_plan(TASKS, INSPECTIONS, plan=PLAN)
    monkeypatch.setenv("KHTGDV_DATA", str(folder))
    monkeypatch.setenv("KHTGDV_TODAY", "2026-01-25")
    return folder


def test_places_that_are_to_be_visited() -> None:
    assert offered("visit", "KT-01", "") == ["Kiến An", "Đảo 'Xa'", "Kiến Thụy"]
    assert offered("visit", "kt1", "kien") == ["Kiến An", "Kiến Thụy"]
    assert offered("visit", "KT-01", "xã k") == ["Kiến Thụy"]
    assert offered("visit", "KT-01", "Kiến An", "k") == ["Kiến Thụy"]
    assert offered("visit", "KT-01", "Kiến", "t") == ["Thụy"]
    assert [s.help for s in answer(["visit", "KT-01"], "dao").suggestions] == ["Phường"]


def test_places_that_were_visited_are_taken_back() -> None:
    assert offered("visit", "KT-01", "--remove", "") == ["An Lão"]
    assert offered("visit", "--remove", "KT-01", "") == ["An Lão"]


def test_no_places_without_such_an_inspection() -> None:
    assert offered("visit", "KT-09", "") == []
    assert offered("visit", "T01-01", "") == []


def test_periods_that_have_begun_and_are_not_logged() -> None:
    assert offered("log", "TX-01", "") == ["2026-W04", "2026-W03", "2026-W01"]
    assert offered("log", "TX-02", "") == ["2026-Q1 giao ban", "2026-01"]
    assert offered("log", "TX-01", "w3") == ["2026-W03"]
    assert offered("log", "TX-01", "tuần 3") == ["2026-W03"]
    assert offered("log", "TX-01", "2026-W03", "4") == ["2026-W04"]
    assert offered("log", "TX-02", "q1") == ["2026-Q1 giao ban"]
    assert offered("log", "TX-03", "") == ["2026-01-23", "2026-01-21", "2026-01-20"]


def test_what_is_offered_is_taken(run: Run, plan: Path) -> None:
    tasks = plan / "tasks_2026.yaml"
    text = tasks.read_text(encoding="utf-8")
    tasks.write_text(text.partition("  - {id: TX-04")[0], encoding="utf-8")
    for row in ("TX-01", "TX-02", "TX-03"):
        for period in offered("log", row, ""):
            assert run("log", row, period, "--dry-run", today="2026-01-25", cwd=plan).status == 0


def test_periods_that_are_logged_are_taken_back() -> None:
    assert offered("log", "TX-01", "--remove", "") == ["2026-W02"]


def test_no_periods_where_nothing_is_repeated() -> None:
    assert offered("log", "T01-01", "") == []
    assert offered("log", "TX-04", "") == []
    assert offered("log", "TX-99", "") == []
    assert offered("log", "TX-05", "") == []
