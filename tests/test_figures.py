"""Every figure of every report reckoned a second time, from the specification alone.

As in `tests/test_reckoning.py`; `summary` and `report` of the same position and span are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.asker import Asker, write
from tests.support.random_plans import DATA, plans, positions, report_positions
from tests.support.reckoning import (
    DEPARTMENT_CODES,
    PARTS,
    Record,
    ReportPosition,
    deadline,
    due_figures,
    is_due_soon,
    is_finished,
    leads,
    missing_occurrences,
    next_month_end,
    parts,
    period_bounds,
    summary_figures,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.uncounted


# What a summary and a report of the same position and span say alike.
COMMON_FIGURES = (
    "total", "come_due", "on_time", "late", "on_time_share", "overdue", "in_progress", "regular",
)  # fmt: skip


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reckoning")
    (made / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    return made


def figures_of(row: Record, expected: Record) -> Record:
    """Return those of the figures reckoned that a row of the program has."""
    assert {"due", "come_due", "on_time", "on_time_share"} < set(row)
    return {key: value for key, value in expected.items() if key in row}


def led_by(code: str, tasks: list[Record]) -> list[Record]:
    return [row for row in tasks if code in leads(row)]


def compare_summary(ask: Asker, tasks: list[Record]) -> dict[str | None, Record]:
    """Compare every figure of the summary; return its figures by department, None for all."""
    tables = ask("summary")
    by_department = {row["department"]: row for row in tables["departments"]}
    assert list(by_department) == list(DEPARTMENT_CODES)
    for code, row in by_department.items():
        expected = summary_figures(led_by(code, tasks), ask.at)
        assert figures_of(row, expected).items() <= row.items()
    (whole,) = tables["figures"]
    assert figures_of(whole, summary_figures(tasks, ask.at)).items() <= whole.items()
    assert {row["part"]: row["count"] for row in tables["parts"]} == {
        part: parts(tasks, ask.at)[part] for part in PARTS
    }
    assert sum(row["count"] for row in tables["parts"]) == whole["total"]
    return {None: whole, **by_department}


def compare_groups(ask: Asker, tasks: list[Record], name: str, by: str) -> None:
    groups: dict[str | None, list[Record]] = {}
    for task in tasks:
        day = deadline(task, ask.at)
        months: list[str | None] = [str(day)[:7] if day else None]
        for key in leads(task) if by == "department" else months:
            groups.setdefault(key, []).append(task)
    rows = {row[by]: row for row in ask(name, "--by", by)["groups"]}
    assert {key for key, row in rows.items() if row["total"]} == set(groups)
    for key, row in rows.items():
        expected = summary_figures(groups.get(key, []), ask.at)
        assert figures_of(row, expected).items() <= row.items()


def compare_soon(ask: Asker, tasks: list[Record]) -> None:
    """Compare what is due by the next month's end, in each place that tells it."""
    last = next_month_end(ask.at.day)
    soon = sorted(row["id"] for row in tasks if is_due_soon(row, ask.at, last))
    assert sorted(row["id"] for row in ask("upcoming")["upcoming"]) == soon
    # Each department that leads a row is reminded of it.
    letters = [row["id"] for row in tasks for _ in leads(row) if row["id"] in soon]
    assert sorted(row["id"] for row in ask("remind")["upcoming"]) == sorted(letters)


def compare_report(ask: Asker, tasks: list[Record], period: str) -> dict[str | None, Record]:
    """Compare every figure of a report; return them by department, None for all."""
    first, last = period_bounds(period)
    tables = ask("report", period)
    by_department = {row["department"]: row for row in tables["figures"]}
    assert list(by_department) == [None, *DEPARTMENT_CODES]
    for code, row in by_department.items():
        own = led_by(code, tasks) if code else tasks
        expected = summary_figures(own, ask.at) | due_figures(own, ask.at, period)
        alike = {name: name for name in (*COMMON_FIGURES, "due", "due_completed", "due_overdue")}
        alike |= {"share": "on_time_share", "open": "not_reported"}
        assert {key: row[key] for key in alike} == {key: expected[of] for key, of in alike.items()}
    missing = {
        row["id"]: [
            key
            for key in missing_occurrences(row, ask.at)
            if first <= period_bounds(key.partition(" ")[0])[1] <= last
        ]
        for row in tasks
        if not is_finished(row, ask.at)
    }
    told_missing: dict[str, list[str]] = {}
    for row in tables["recurring"]:
        told_missing.setdefault(row["id"], []).extend(row["missing"])
    assert {k: v for k, v in told_missing.items() if v} == {k: v for k, v in missing.items() if v}
    return by_department


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), positions(), st.sampled_from(["summary", "overdue", "workload"]))
def test_every_figure_agrees_with_an_independent_reckoning(
    run: Run,
    folder: Path,
    plan: tuple[list[Record], list[Record]],
    at: ReportPosition,
    report: str,
) -> None:
    tasks, inspections = plan
    write(folder, "tasks", tasks)
    write(folder, "inspections", inspections)
    ask = Asker(run, folder, at)
    compare_summary(ask, tasks)
    compare_groups(ask, tasks, report, "month")
    compare_groups(ask, tasks, "overdue" if report == "summary" else report, "department")
    compare_soon(ask, tasks)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), report_positions())
def test_summary_and_report_agree(
    run: Run,
    folder: Path,
    plan: tuple[list[Record], list[Record]],
    asked: tuple[str, ReportPosition],
) -> None:
    """The report of every kind of period is as reckoned; that of the year equals the summary."""
    (tasks, inspections), (period, at) = plan, asked
    write(folder, "tasks", tasks)
    write(folder, "inspections", inspections)
    compare_report(Asker(run, folder, at), tasks, period)
    if at.closed:
        at = at._replace(options=("--as-of", str(at.day)))
    of_the_plan = compare_summary(Asker(run, folder, at), tasks)
    if period == "2026":
        at = at._replace(options=())
        of_the_year = compare_report(Asker(run, folder, at), tasks, period)
        for code, row in of_the_plan.items():
            for figure in COMMON_FIGURES:
                assert of_the_year[code][figure] == row[figure], (code, figure)
