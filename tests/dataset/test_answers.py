"""One dataset answers for every day: DuckDB over intervals says what khtgdv itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.asker import TODAY, Asker, write
from tests.support.random_plans import DATA, plans, positions, report_positions
from tests.support.reckoning import DEPARTMENT_CODES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run
    from tests.support.reckoning import Record, ReportPosition

GROUPS = ("plan", "department", "month", "section", "focus")
Answer = list[dict[str, Any]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("intervals")
    (made / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    return made


def answer(ask: Asker, dataset: Path, *arguments: str) -> Answer:
    """Return what DuckDB answers to the question that `khtgdv sql` prints."""
    today = TODAY if ask.at.options else ask.at.day
    place = ("--data", ask.folder, "--dataset", dataset, *ask.at.options)
    ran = ask.run("sql", *arguments, *place, today=str(today))
    assert ran.status == 0
    found = duckdb.connect().execute(ran.out)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def compare_whole(ask: Asker, dataset: Path, filters: tuple[str, ...]) -> None:
    (own,) = ask("summary", *filters)["figures"]
    (found,) = answer(ask, dataset, "summary", *filters)
    alike = found.keys() & own.keys()
    assert {"total", "overdue", "ongoing", "due", "come_due", "on_time_share"} < alike
    assert {key: found[key] for key in alike} == {key: own[key] for key in alike}


def compare_groups(ask: Asker, dataset: Path, by: str, filters: tuple[str, ...]) -> None:
    own = {row[by]: row for row in ask("overdue", "--by", by, *filters)["groups"] if row["total"]}
    found = {row.pop(by): row for row in answer(ask, dataset, "overdue", "--by", by, *filters)}
    assert found == {key: {name: row[name] for name in found[key]} for key, row in own.items()}


def compare_rows(ask: Asker, dataset: Path, report: str, filters: tuple[str, ...]) -> None:
    own = {row["id"]: row["days_overdue"] for row in ask(report, *filters)[report]}
    found = {row["id"]: row.get("days_overdue") for row in answer(ask, dataset, report, *filters)}
    assert found == own


def compare_workload(ask: Asker, dataset: Path) -> None:
    own = {
        (row["department"], month): count
        for row in ask("workload")["workload"]
        for month, count in row.items()
        if month not in ("department", "name", "total") and count
    }
    found = {(r["department"], r["month"]): r["tasks"] for r in answer(ask, dataset, "workload")}
    assert found == own


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    plan=plans(),
    asked=st.lists(st.tuples(positions(), st.sampled_from(GROUPS)), min_size=5, max_size=5),
    also=st.tuples(st.sampled_from(["", *DEPARTMENT_CODES]), report_positions()),
)
def test_duckdb_answers_for_any_position_as_khtgdv_does(
    run: Run,
    folder: Path,
    plan: tuple[list[Record], list[Record]],
    asked: list[tuple[ReportPosition, str]],
    also: tuple[str, tuple[str, ReportPosition]],
) -> None:
    code, (period, report_at) = also
    for name, rows in zip(("tasks", "inspections"), plan, strict=True):
        write(folder, name, rows)
    dataset = folder / "kho"
    export = ("export", "--data", folder, "-f", "parquet", "-o", dataset)
    assert run(*export, today=str(TODAY)).status == 0
    filters = ("--department", code) if code else ()
    for at, by in asked:
        ask = Asker(run, folder, at)
        compare_whole(ask, dataset, filters)
        compare_groups(ask, dataset, by, filters)
        compare_rows(ask, dataset, "overdue", filters)
        compare_rows(ask, dataset, "upcoming", filters)
        compare_workload(ask, dataset)
    compare_report(Asker(run, folder, report_at), dataset, period)


def compare_report(ask: Asker, dataset: Path, period: str) -> None:
    own = next(row for row in ask("report", period)["figures"] if row["department"] is None)
    (found,) = answer(ask, dataset, "report", period)
    assert found.pop("overdue_to_date") == own["overdue"]
    alike = found.keys() & own.keys()
    assert {"due", "come_due", "on_time", "due_completed", "on_time_share"} <= alike
    assert {key: found[key] for key in alike} == {key: own[key] for key in alike}
