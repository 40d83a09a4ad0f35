"""One dataset answers for every day: over intervals engines say what khtgdv itself says.

DuckDB is asked here; where KHTGDV_SPARK_PYTHON is set (`make check-external`), Spark is asked too.
KHTGDV_EXAMPLES sets about how many plans they are asked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.asker import TODAY, Asker, write
from tests.support.engines import engines
from tests.support.random_plans import DATA, plans, positions, report_positions
from tests.support.reckoning import DEPARTMENT_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Run
    from tests.support.engines import Answer, Engine
    from tests.support.reckoning import Record, ReportPosition

GROUPS = ("plan", "department", "month", "section", "focus")


class Asked(NamedTuple):
    """A question to khtgdv and to an engine: about which plan and dataset, which rows of it."""

    ask: Asker
    dataset: Path
    engine: Engine
    filters: tuple[str, ...] = ()

    def own(self, *arguments: str) -> Record:
        return self.ask(*arguments, *self.filters)

    def answer(self, *arguments: str) -> Answer:
        """Return what the engine answers to the question that `khtgdv sql` prints."""
        dialect, ask_engine = self.engine
        today = TODAY if self.ask.at.options else self.ask.at.day
        place = ("--data", self.ask.folder, "--dataset", self.dataset, *self.ask.at.options)
        options = ("--dialect", dialect, *self.filters)
        ran = self.ask.run("sql", *arguments, *place, *options, today=str(today))
        assert ran.status == 0
        return ask_engine(ran.out)


@pytest.fixture(scope="session")
def every_engine() -> Iterator[list[Engine]]:
    with engines() as found:
        yield found


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("intervals")
    (made / "plan_2026.yaml").write_bytes((DATA / "plan_2026.yaml").read_bytes())
    return made


def compare_whole(asked: Asked) -> None:
    (own,) = asked.own("summary")["figures"]
    (found,) = asked.answer("summary")
    alike = found.keys() & own.keys()
    assert {"total", "overdue", "ongoing", "due", "come_due", "on_time_share"} < alike
    assert {key: found[key] for key in alike} == {key: own[key] for key in alike}


def compare_groups(asked: Asked, by: str) -> None:
    own = {row[by]: row for row in asked.own("overdue", "--by", by)["groups"] if row["total"]}
    found = {row.pop(by): row for row in asked.answer("overdue", "--by", by)}
    assert found == {key: {name: row[name] for name in found[key]} for key, row in own.items()}


def compare_rows(asked: Asked, report: str) -> None:
    own = {row["id"]: row["days_overdue"] for row in asked.own(report)[report]}
    found = {row["id"]: row.get("days_overdue") for row in asked.answer(report)}
    assert found == own


def compare_workload(asked: Asked) -> None:
    own = {
        (row["department"], month): count
        for row in asked.own("workload")["workload"]
        for month, count in row.items()
        if month not in ("department", "name", "total") and count
    }
    found = {(r["department"], r["month"]): r["tasks"] for r in asked.answer("workload")}
    assert found == own


def compare_report(asked: Asked, period: str) -> None:
    figures = asked.own("report", period)["figures"]
    own = next(row for row in figures if row["department"] is None)
    (found,) = asked.answer("report", period)
    assert found.pop("overdue_to_date") == own["overdue"]
    alike = found.keys() & own.keys()
    assert {"due", "come_due", "on_time", "due_completed", "on_time_share"} <= alike
    assert {key: found[key] for key in alike} == {key: own[key] for key in alike}


departments = st.sampled_from(["", *DEPARTMENT_CODES])
questions = st.tuples(positions(), st.sampled_from(GROUPS), departments, report_positions())


@pytest.mark.uncounted
@settings(
    max_examples=int(os.environ.get("KHTGDV_EXAMPLES", "3")),
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plan=plans(), asked=st.lists(questions, min_size=5, max_size=5))
def test_engines_answer_for_any_position_as_khtgdv_does(
    run: Run,
    folder: Path,
    every_engine: list[Engine],
    plan: tuple[list[Record], list[Record]],
    asked: list[tuple[ReportPosition, str, str, tuple[str, ReportPosition]]],
) -> None:
    for name, rows in zip(("tasks", "inspections"), plan, strict=True):
        write(folder, name, rows)
    dataset = folder / "kho"
    export = ("export", "--data", folder, "-f", "parquet", "-o", dataset)
    assert run(*export, today=str(TODAY)).status == 0
    for at, by, code, (period, report_at) in asked:
        for engine in every_engine:
            filters = ("--department", code) if code else ()
            one = Asked(Asker(run, folder, at), dataset, engine, filters)
            compare_whole(one)
            compare_groups(one, by)
            compare_rows(one, "overdue")
            compare_rows(one, "upcoming")
            compare_workload(one)
            compare_report(one._replace(ask=Asker(run, folder, report_at)), period)
