"""The budget of khtgdv's speed: whole processes in turn, as ratios to `python -c pass`.

Each line is a command, the ratio it must keep and the ratio that is good, on one plan and on the
plans of many offices side by side.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.generate import DATA, TODAY, generate, office_folder
from bench.measure import (
    KHTGDV_COMMAND,
    PYTHON_COMMAND,
    Measurement,
    Workspace,
    make_workspace,
    median,
    run_in_turn,
)
from bench.other_work import overview_of_page, write_table
from bench.results import BudgetLine

_BASELINE = "python"
_IMPORTED_PLANS = 10
_SETTLE_SECONDS = 2.2  # seconds after which a file's time can be trusted


@dataclass(frozen=True, slots=True)
class Budget:
    """A command, what it must keep and what is good; `edited` where a file changes before it."""

    name: str
    arguments: tuple[str, ...]
    must: float
    good: float
    edits_file: bool = False
    env: tuple[tuple[str, str], ...] = ()

    def line(self, measurement: Measurement, baseline: Measurement) -> BudgetLine:
        """Return what was found."""
        ratio = measurement.seconds / baseline.seconds
        return BudgetLine(
            self.name, ratio, "x", self.must, self.good, measurement.seconds * 1000, measurement.mib
        )


_TAB_VARIABLES = (
    ("_KHTGDV_COMPLETE", "complete_bash"),
    ("COMP_WORDS", "khtgdv show T09-"),
    ("COMP_CWORD", "2"),
)
_OVERDUE_IN_MARCH = ("overdue", "--month", "3")
_CHANGES = ("changes", "--from", "1/10/2026", "--to", "15/11/2026", "-f", "json")
_IMPORT = ("import", "{folder}/rows.csv", "--into", "{folder}/imported", "--dry-run")
ONE_PLAN_BUDGETS = (
    Budget("`overdue`, JSON", (*_OVERDUE_IN_MARCH, "-f", "json"), 9, 6.5),
    Budget("`list`, CSV", ("list", "-f", "csv"), 9, 6.5),
    Budget("`overdue`, bảng 49 dòng", _OVERDUE_IN_MARCH, 14, 11),
    Budget(
        "lần đầu sau khi sửa, JSON", (*_OVERDUE_IN_MARCH, "-f", "json"), 20, 16, edits_file=True
    ),
    Budget("`workload`, JSON", ("workload", "-f", "json"), 9, 6.5),
    Budget("`validate`, kế hoạch không đổi", ("validate",), 9, 6.5),
    Budget("`--help`", ("--help",), 9, 6.5),
    Budget("gợi ý bằng phím TAB", (), 9, 6.5, env=_TAB_VARIABLES),
    Budget("`changes` một tháng rưỡi, JSON", _CHANGES, 12, 9),
    Budget("`report` một tháng thành tệp Word", ("report", "10", "-o", "{folder}/a.docx"), 36, 28),
    Budget("`rollover` mọi dòng, xem thử", ("rollover", "--rows", "all", "--dry-run"), 45, 36),
    Budget("`import` 1.650 dòng từ CSV, xem thử", _IMPORT, 45, 36),
)
_OVERVIEW_MUST, _OVERVIEW_GOOD = 8, 5  # what a page of `web` may take
_OVERDUE_BY_DEPARTMENT = ("overdue", "--by", "department", "-f", "json")
MANY_PLANS_BUDGETS = (
    Budget("`workload --by department`, JSON", ("workload", *_OVERDUE_BY_DEPARTMENT[1:]), 15, 10),
    Budget("`overdue --by department`, JSON", _OVERDUE_BY_DEPARTMENT, 15, 10),
    Budget(
        "`overdue --department TT-TH`, CSV",
        ("overdue", "--department", "TT-TH", "-f", "csv"),
        80,
        40,
    ),
    Budget(
        "`overdue --by department` sau khi một tệp đổi",
        _OVERDUE_BY_DEPARTMENT,
        25,
        18,
        edits_file=True,
    ),
)


def measure_one_plan(folder: Path, runs: int) -> tuple[Measurement, tuple[BudgetLine, ...]]:
    """Measure the lines of one plan in turn; return also what a bare Python takes."""
    data = Path(shutil.copytree(DATA, folder / "data"))
    write_table(folder / "rows.csv", _IMPORTED_PLANS)
    baseline, lines = _measure_budgets(
        ONE_PLAN_BUDGETS, data, data / "tasks_2026.yaml", folder, runs
    )
    overview = overview_of_page(data, folder, runs)
    overview_line = BudgetLine(
        "trang tổng quan của `web`", overview.seconds / baseline.seconds, "x", _OVERVIEW_MUST,
        _OVERVIEW_GOOD, overview.seconds * 1000, overview.mib,
    )  # fmt: skip
    return baseline, (*lines, overview_line)


def measure_many_plans(folder: Path, plans: int, runs: int) -> tuple[BudgetLine, ...]:
    """Make plans, read them for the first time with the progress bar, then measure the lines."""
    data = folder / "units"
    generate(data, plans)
    time.sleep(_SETTLE_SECONDS)
    command = (*KHTGDV_COMMAND, *_OVERDUE_BY_DEPARTMENT)
    first_reading, terminal_output = _make_workspace(folder, data).run_on_terminal(command)
    bar_text = "có thanh tiến độ" if b"%" in terminal_output else "KHÔNG THẤY thanh tiến độ"
    edited_file = data / office_folder(1) / "tasks_2026.yaml"
    _, lines = _measure_budgets(MANY_PLANS_BUDGETS, data, edited_file, folder, runs)
    shutil.rmtree(data)
    return (
        *lines,
        BudgetLine(f"đọc lần đầu, {bar_text}", first_reading.seconds, "giây", 45, 25),
        BudgetLine(
            "bộ nhớ khi đọc lần đầu, mọi tiến trình",
            first_reading.mib,
            "MiB",
            400,
            150,
            0,
            first_reading.mib,
        ),
    )


def _measure_budgets(
    budgets: tuple[Budget, ...], data: Path, edited_file: Path, folder: Path, runs: int
) -> tuple[Measurement, tuple[BudgetLine, ...]]:
    workspace = _make_workspace(folder, data)
    jobs: dict[str, Callable[[], Measurement]] = {_BASELINE: partial(workspace.run, PYTHON_COMMAND)}
    for budget in budgets:
        budget_workspace = Workspace(folder, {**workspace.env, **dict(budget.env)})
        jobs[budget.name] = partial(_run_budget, budget, budget_workspace, edited_file)
    for job in jobs.values():
        job()
    medians = {name: median(figures) for name, figures in run_in_turn(jobs, runs).items()}
    baseline = medians[_BASELINE]
    return baseline, tuple(budget.line(medians[budget.name], baseline) for budget in budgets)


def _run_budget(budget: Budget, workspace: Workspace, edited_file: Path) -> Measurement:
    if budget.edits_file:
        with edited_file.open("a", encoding="utf-8") as file:
            file.write("#\n")
    words = (word.format(folder=workspace.folder) for word in budget.arguments)
    return workspace.run((*KHTGDV_COMMAND, *words))


def _make_workspace(folder: Path, data: Path) -> Workspace:
    cache = str(folder / "cache")
    today = TODAY.isoformat()
    return make_workspace(folder, KHTGDV_DATA=str(data), KHTGDV_CACHE=cache, KHTGDV_TODAY=today)
