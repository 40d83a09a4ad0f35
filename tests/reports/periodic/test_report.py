"""`report` against an independent reckoning over random progress, and its texts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from khtgdv.dates.periods import Position, parse_period
from khtgdv.plan.model import Plan
from khtgdv.plan.office import Department
from khtgdv.query.selection import select_all
from khtgdv.render.formats import RenderOptions
from khtgdv.render.json_text import render
from khtgdv.reports.periodic.report import build
from tests.support.periodic import (
    CODES,
    INSPECTION_ROWS,
    NEXT_PERIODS,
    TASK_ROWS,
    RowOracle,
    first_day,
    report_moments,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import MakeRow, Run, WritePlan

SMALL = Path(__file__).parents[1] / "plan"
STATES = ("completed", "completed_late", "open", "in_progress", "overdue", "cancelled", "scheduled")


@dataclass
class World:
    """What hypothesis made: the rows as texts, the moment, the report of the program."""

    tasks: list[RowOracle]
    inspections: list[RowOracle]
    report: dict[str, list[dict[str, Any]]]

    def ids(self, table: str) -> list[str]:
        return sorted(row["id"] for row in self.report[table])


@pytest.fixture(scope="session")
def reported(make_task: MakeRow, make_inspection: MakeRow) -> Callable[..., World]:
    departments = tuple(Department(code=code, name=code) for code in CODES)

    def call(
        rows: list[dict[str, Any]], visits: list[dict[str, Any]], moment: tuple[str, str, bool]
    ) -> World:
        period, as_of, closed = moment
        plan = Plan(
            name="p", folder="p", year=2026, document=None, departments=departments,
            tasks=tuple(make_task(**row) for row in rows),
            inspections=tuple(make_inspection(**row) for row in visits),
        )  # fmt: skip
        selection = select_all((plan,), Position(date.fromisoformat(as_of), closed=closed))
        document = build(selection, period=parse_period(period))
        reckoned = [[RowOracle(row, *moment) for row in kind] for kind in (rows, visits)]
        return World(
            reckoned[0], reckoned[1], json.loads(render(document, RenderOptions()))["tables"]
        )

    return call


def share(rows: list[RowOracle]) -> float | None:
    due = [row for row in rows if row.is_counted and row.is_past_deadline]
    return round(sum(row.state == "completed" for row in due) / len(due), 4) if due else None


@pytest.mark.uncounted
@settings(deadline=None, max_examples=40)
@given(rows=TASK_ROWS, visits=INSPECTION_ROWS, moment=report_moments())
def test_every_table_and_the_share_are_as_reckoned(
    rows: list[dict[str, Any]],
    visits: list[dict[str, Any]],
    moment: tuple[str, str, bool],
    reported: Callable[..., World],
) -> None:
    world = reported(rows, visits, moment)
    for table in (*STATES, "extended", "next"):
        assert world.ids(table) == [r.row["id"] for r in world.tasks if table in r.table_names], (
            table
        )
    late = {row["id"]: row["days_overdue"] for row in world.report["overdue"]}
    assert late == {
        r.row["id"]: (date.fromisoformat(r.as_of) - date.fromisoformat(str(r.deadline))).days
        for r in world.tasks
        if "overdue" in r.table_names
    }
    assert sorted(
        (r["id"], r["occurrences"], r["done_count"], r["missing"])
        for r in world.report["recurring"]
    ) == [r.occurrence_counts for r in world.tasks if r.occurrence_counts]
    whole, *departments = world.report["figures"]
    assert (whole["department"], whole["total"]) == (None, len(rows))
    assert whole["share"] == whole["on_time_share"] == share(world.tasks)
    for figures in departments:
        own = [row for row in world.tasks if row.row["lead"] == figures["department"]]
        assert figures["share"] == figures["on_time_share"] == share(own)
        due = [row for row in own if row.is_counted]
        come_due = [row for row in due if row.is_past_deadline]
        assert figures["due"] == len(due)
        assert figures["come_due"] == len(come_due)
        assert figures["on_time"] == sum(row.state == "completed" for row in come_due)
        assert figures["due_overdue"] == sum(row.state == "overdue" for row in due)
        for table in (*STATES, "extended", "next"):
            assert figures[table] == sum(table in row.table_names for row in own)


@settings(deadline=None, max_examples=40)
@given(visits=INSPECTION_ROWS, moment=report_moments())
def test_inspections_and_their_visits_are_as_reckoned(
    visits: list[dict[str, Any]], moment: tuple[str, str, bool], reported: Callable[..., World]
) -> None:
    world = reported([], visits, moment)
    expected = {
        row.row["id"]: {unit: day for unit, day in row.row["visits"].items() if row.in_period(day)}
        for row in world.inspections
        if (row.in_period(row.closing_day) if row.closing_day else True)
        and (row.state != "scheduled" or row.starts_by_the_end)
    }
    assert {r["id"]: r["visited"] or {} for r in world.report["inspections"]} == expected
    coming = [
        r.row["id"]
        for r in world.inspections
        if not r.closing_day and r.is_due_in(NEXT_PERIODS[r.period])
    ]
    assert world.ids("next_inspections") == coming


@pytest.mark.uncounted
@settings(deadline=None, max_examples=40)
@given(rows=TASK_ROWS, moment=report_moments())
def test_a_dated_task_is_in_exactly_one_state_table(
    rows: list[dict[str, Any]], moment: tuple[str, str, bool], reported: Callable[..., World]
) -> None:
    world = reported(rows, [], moment)
    for row in world.tasks:
        name, closing = row.row["id"], row.closing_day
        tables = [table for table in STATES if name in world.ids(table)]
        before = bool(closing) and str(closing) < first_day(row.period)
        after = row.state == "scheduled" and not row.starts_by_the_end
        if row.kind == "dated":
            assert len(tables) == (0 if before or after else 1), (name, tables)
        else:
            assert len(tables) <= 1, (name, tables)


# --- the texts ---------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", ["80", "140"])
def test_table(columns: str, run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("report", "quý 1", "--data", SMALL, env={"COLUMNS": columns}, today="2026-04-10")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


@pytest.mark.parametrize("written", ["md", "json", "csv"])
def test_written(written: str, run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("report", "2026-Q1", "--data", SMALL, "--format", written, today="2026-04-10")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.removeprefix("\ufeff").replace("\r\n", "\n") == snapshot


def test_an_unfinished_period_stands_at_today(run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run("report", "Q2", "--data", SMALL, "--format", "md", today="2026-04-10")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == snapshot


def test_a_period_without_anything_reads_well(make_task: MakeRow) -> None:
    plan = Plan(name="p", folder="p", year=2026, document=None, tasks=(make_task(start="2026-05"),))
    selection = select_all((plan,), Position(date(2026, 1, 31), closed=True))
    document = build(selection, period=parse_period("2026-01"))
    intros = [table.intro for table in document.tables if table.section]
    assert document.title == "BÁO CÁO kết quả thực hiện kế hoạch tháng 1/2026"
    assert document.lines == (
        "Kết quả tháng 1/2026 (từ ngày 01/01/2026 đến ngày 31/01/2026) như sau:",
    )
    assert intros == [
        "Trong tháng 1/2026 không có nhiệm vụ nào đến hạn.",
        "Trong kỳ chưa ghi nhận nhiệm vụ nào hoàn thành.",
        "Tính đến hết ngày 31/01/2026 không có nhiệm vụ quá hạn.",
        "Chưa có nhiệm vụ nào đến hạn trong tháng 2/2026.",
    ]


def test_when_all_is_done_nothing_is_left(make_task: MakeRow) -> None:
    task = make_task(start="2026-01", due="2026-01", completed="2026-01-20")
    plan = Plan(name="p", folder="p", year=2026, document=None, tasks=(task,))
    selection = select_all((plan,), Position(date(2026, 1, 31), closed=True))
    first = build(selection, period=parse_period("2026-01")).tables[0]
    assert first.intro == (
        "Trong tháng 1/2026 có 1 nhiệm vụ đến hạn; đã hoàn thành 1, trong đó đúng hạn 1 "
        "(đạt 100%), chậm 0; không còn việc tồn đọng."
    )


Facts = dict[str, str]
DONE, LATE, LEFT, AHEAD, EARLY, BEFORE = (
    {"due": "2026-04-05", "completed": "2026-04-03"},
    {"due": "2026-04-05", "completed": "2026-04-08"},
    {"due": "2026-04-08"},
    {"due": "2026-05"},
    {"due": "2026-05", "completed": "2026-04-09"},
    {"due": "2026-03"},
)


@pytest.mark.parametrize(
    ("tasks", "first", "overdue"),
    [
        ([], "trong kỳ không có nhiệm vụ nào đến hạn.", "không có nhiệm vụ quá hạn"),
        (
            [AHEAD, EARLY],
            (
                "trong kỳ có 2 nhiệm vụ, chưa có nhiệm vụ nào đến hạn; "
                "1 nhiệm vụ hoàn thành khi chưa đến hạn."
            ),
            "không có nhiệm vụ quá hạn",
        ),
        (
            [LEFT, AHEAD, BEFORE],
            "trong kỳ có 2 nhiệm vụ, đã đến hạn 1, chưa ghi nhận nhiệm vụ nào hoàn thành.",
            (
                "có 2 nhiệm vụ quá hạn (lâu nhất: nhiệm vụ T01-03 của VP, quá hạn 10 ngày), "
                "trong đó 1 nhiệm vụ có hạn trong kỳ"
            ),
        ),
        (
            [DONE, LATE, LEFT, AHEAD, EARLY],
            (
                "trong kỳ có 5 nhiệm vụ, đã đến hạn 3; đã hoàn thành 2, trong đó đúng hạn 1 "
                "(đạt 33%), chậm 1; còn 1 nhiệm vụ chưa hoàn thành; "
                "1 nhiệm vụ hoàn thành khi chưa đến hạn."
            ),
            (
                "có 1 nhiệm vụ quá hạn (lâu nhất: nhiệm vụ T01-03 của VP, quá hạn 2 ngày), "
                "đều có hạn trong kỳ"
            ),
        ),
        (
            [DONE, BEFORE],
            (
                "trong kỳ có 1 nhiệm vụ, đã đến hạn 1; đã hoàn thành 1, trong đó đúng hạn 1 (đạt "
                "100%), chậm 0; không còn việc tồn đọng."
            ),
            (
                "có 1 nhiệm vụ quá hạn (lâu nhất: nhiệm vụ T01-02 của VP, quá hạn 10 ngày), "
                "đều có hạn từ các kỳ trước"
            ),
        ),
    ],
)
def test_a_running_period_tells_what_is_due_and_what_has_come_due(
    tasks: list[Facts], first: str, overdue: str, make_task: MakeRow
) -> None:
    rows = tuple(
        make_task(id=f"T01-{number:02}", lead="VP", start="2026-01", **facts)
        for number, facts in enumerate(tasks, 1)
    )
    plan = Plan(name="p", folder="p", year=2026, document=None, tasks=rows)
    selection = select_all((plan,), Position(date(2026, 4, 10)))
    document = build(selection, period=parse_period("2026-Q2"))
    intros = [table.intro for table in document.tables if table.section]
    assert intros[0] == f"Quý II/2026, tính đến ngày 10/4/2026, {first}"
    assert intros[2].startswith(f"Tính đến ngày 10/4/2026 {overdue}")
    shown = document.tables[0].default
    assert {"due", "come_due", "due_overdue", "overdue"} < set(shown)


def test_missing_periods_are_those_of_the_overdue_report(run: Run, write_plan: WritePlan) -> None:
    logged = {"2026-W06": "2026-02-08", "2026-W08": "2026-02-22"}
    rows: list[dict[str, Any]] = [
        {"id": "TX-01", "task": "Giao ban", "lead": "VP", "repeat": "week", "log": logged},
        {"id": "TX-02", "task": "Báo cáo", "lead": "VP", "repeat": "month"},
    ]
    asked = ("--data", write_plan(rows), "-f", "json")
    tables = run("report", "Q1", *asked, today="2026-04-10").json["tables"]
    by_id = {row["id"]: row for row in tables["recurring"]}
    missing = ["2026-W07", *(f"2026-W{week:02}" for week in range(9, 14))]
    assert by_id["TX-01"]["missing"] == missing
    counts = ("occurrences", "done_count", "missing_count", "logged")
    assert [by_id["TX-01"][key] for key in counts] == [8, 2, 6, True]
    assert [by_id["TX-02"][key] for key in counts] == [3, 0, 0, False]
    shown = run("report", "Q1", *asked[:2], "--columns", "id,missing", today="2026-04-10").out
    assert re.search(r"TX-02 +chưa ghi nhật ký\n", shown)
    assert tables["figures"][0]["occurrences"] == 8
    overdue = run("overdue", "--as-of", "2026-03-31", *asked, today="2026-04-10").json["tables"]
    assert [row["missing"] for row in overdue["recurring"]] == [missing]
