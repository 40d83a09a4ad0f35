"""The main job reckoned a second time, from the specification alone.

Random facts are recorded on shipped and invented rows; the program reads them from files and
answers as JSON; what it says is compared with `tests/support/reckoning.py`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.asker import Asker, write
from tests.support.random_plans import DATA, plans, positions, shipped_rows
from tests.support.reckoning import (
    DEPARTMENT_CODES,
    Record,
    ReportPosition,
    deadline,
    is_finished,
    kind,
    leads,
    may_have_started,
    missing_occurrences,
    state,
    waits_as,
    workload,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.uncounted


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reckoning")
    (made / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    return made


def reckoned(row: Record, at: ReportPosition) -> Record:
    """Return what the program has to say of a row."""
    last, now = deadline(row, at), state(row, at)
    return {
        "id": row["id"],
        "kind": kind(row, at),
        "state": now,
        "deadline": str(last) if last else None,
        "days_overdue": (at.day - last).days if now == "overdue" and last else None,
    }


def told(row: Record) -> Record:
    return {key: row[key] for key in ("id", "kind", "state", "deadline", "days_overdue")}


def by_deadline(rows: list[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: str(row["deadline"]))


def compare_states(ask: Asker, tasks: list[Record], inspections: list[Record]) -> None:
    listed = ask("list")["tasks"]
    assert [told(row) for row in listed] == [reckoned(row, ask.at) for row in tasks]
    assert [row["missing"] for row in listed] == [missing_occurrences(row, ask.at) for row in tasks]
    assert [row["leads"] for row in listed] == [leads(row) for row in tasks]
    visited = ask("inspections")["inspections"]
    assert [told(row) for row in visited] == [reckoned(row, ask.at) for row in inspections]


def compare_overdue(ask: Asker, tasks: list[Record], inspections: list[Record]) -> None:
    at, tables = ask.at, ask("overdue")
    late = [row for row in (reckoned(row, at) for row in tasks) if row["state"] == "overdue"]
    assert [told(row) for row in tables["overdue"]] == by_deadline(late)
    visits = [reckoned(row, at) for row in inspections if state(row, at) == "overdue"]
    assert [told(row) for row in tables["inspections"]] == visits
    for name in ("awaiting", "worded", "undated"):
        waiting = [
            row["id"]
            for row in tasks
            if waits_as(row, at) == name and not is_finished(row, at) and may_have_started(row, at)
        ]
        assert [row["id"] for row in tables[name]] == waiting
    gaps = Counter(
        {row["id"]: len(missing_occurrences(row, at)) for row in tasks if not is_finished(row, at)}
    )
    found: Counter[str] = Counter()
    for row in tables["recurring"]:
        found[row["id"]] += row["missing_count"]
    assert +found == +gaps


def compare_upcoming(ask: Asker, tasks: list[Record], within: int) -> None:
    soon = [
        row
        for task, row in ((task, reckoned(task, ask.at)) for task in tasks)
        if not is_finished(task, ask.at)
        and (last := deadline(task, ask.at))
        and not ask.at.is_over(last)
        and last <= ask.at.day + timedelta(days=within)
    ]
    tables = ask("upcoming", "--within", str(within))
    assert [told(row) for row in tables["upcoming"]] == by_deadline(soon)


def compare_workload(ask: Asker, tasks: list[Record], count: str, role: str) -> None:
    rows = ask("workload", "--count", count, "--role", role)["workload"]
    assert [row["department"] for row in rows] == list(DEPARTMENT_CODES)
    expected = workload(tasks, ask.at, count, role)
    for row in rows:
        numbers = {key: value for key, value in row.items() if key not in ("department", "name")}
        assert {"2026-01", "2026-12", "2027-01", "undated", "regular"} < set(numbers)
        assert +Counter(numbers) == expected[row["department"]]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    plans(),
    positions(),
    st.tuples(
        st.sampled_from(["due", "start", "active"]),
        st.sampled_from(["lead", "coordinating", "both"]),
    ),
)
def test_the_program_agrees_with_an_independent_reckoning(
    run: Run,
    folder: Path,
    plan: tuple[list[Record], list[Record]],
    at: ReportPosition,
    asked: tuple[str, str],
) -> None:
    tasks, inspections = plan
    write(folder, "tasks", tasks)
    write(folder, "inspections", inspections)
    ask = Asker(run, folder, at)
    compare_states(ask, tasks, inspections)
    compare_overdue(ask, tasks, inspections)
    compare_upcoming(ask, tasks, 30)
    compare_upcoming(ask, tasks, 0)
    compare_workload(ask, tasks, *asked)


@pytest.mark.parametrize("count", ["due", "start", "active"])
@pytest.mark.parametrize("role", ["lead", "coordinating", "both"])
def test_the_workload_of_the_plan_as_signed(run: Run, count: str, role: str) -> None:
    ask = Asker(run, DATA, ReportPosition(date(2026, 6, 30), closed=True, options=("--month", "6")))
    compare_workload(ask, shipped_rows("tasks"), count, role)
