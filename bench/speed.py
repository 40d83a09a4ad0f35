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

from bench.generate import DATA, TODAY, generate, office
from bench.measure import KHTGDV, PYTHON, Figure, Place, in_turn, median, place
from bench.results import Line

_BASE = "python"
_OLD = 2.2  # seconds after which a file's time can be trusted


@dataclass(frozen=True, slots=True)
class Budget:
    """A command, what it must keep and what is good; `edited` where a file changes before it."""

    name: str
    arguments: tuple[str, ...]
    must: float
    good: float
    edited: bool = False
    env: tuple[tuple[str, str], ...] = ()

    def line(self, figure: Figure, base: Figure) -> Line:
        """Return what was found."""
        ratio = figure.seconds / base.seconds
        return Line(self.name, ratio, "x", self.must, self.good, figure.seconds * 1000, figure.mib)


_TAB = (
    ("_KHTGDV_COMPLETE", "complete_bash"),
    ("COMP_WORDS", "khtgdv show T09-"),
    ("COMP_CWORD", "2"),
)
_MARCH = ("overdue", "--month", "3")
ONE_PLAN = (
    Budget("`overdue`, JSON", (*_MARCH, "-f", "json"), 9, 6.5),
    Budget("`list`, CSV", ("list", "-f", "csv"), 9, 6.5),
    Budget("`overdue`, bảng 49 dòng", _MARCH, 14, 11),
    Budget("lần đầu sau khi sửa, JSON", (*_MARCH, "-f", "json"), 20, 16, edited=True),
    Budget("`workload`, JSON", ("workload", "-f", "json"), 9, 6.5),
    Budget("`validate`, kế hoạch không đổi", ("validate",), 9, 6.5),
    Budget("`--help`", ("--help",), 9, 6.5),
    Budget("gợi ý bằng phím TAB", (), 9, 6.5, env=_TAB),
)
_LATE = ("overdue", "--by", "department", "-f", "json")
MANY_PLANS = (
    Budget("`workload --by department`, JSON", ("workload", *_LATE[1:]), 15, 10),
    Budget("`overdue --by department`, JSON", _LATE, 15, 10),
    Budget(
        "`overdue --department TT-TH`, CSV",
        ("overdue", "--department", "TT-TH", "-f", "csv"),
        80,
        40,
    ),
    Budget("`overdue --by department` sau khi một tệp đổi", _LATE, 25, 18, edited=True),
)


def one_plan(folder: Path, runs: int) -> tuple[Figure, tuple[Line, ...]]:
    """Measure the lines of one plan in turn; return also what a bare Python takes."""
    data = Path(shutil.copytree(DATA, folder / "data"))
    return _measured(ONE_PLAN, data, data / "tasks_2026.yaml", folder, runs)


def many_plans(folder: Path, plans: int, runs: int) -> tuple[Line, ...]:
    """Make plans, read them for the first time with the progress bar, then measure the lines."""
    data = folder / "units"
    generate(data, plans)
    time.sleep(_OLD)
    first = (*KHTGDV, *_LATE)
    cold, shown = _place(folder, data).watched(first)
    bar = "có thanh tiến độ" if b"%" in shown else "KHÔNG THẤY thanh tiến độ"
    edited = data / office(1) / "tasks_2026.yaml"
    _, lines = _measured(MANY_PLANS, data, edited, folder, runs)
    shutil.rmtree(data)
    return (
        *lines,
        Line(f"đọc lần đầu, {bar}", cold.seconds, "giây", 45, 25),
        Line("bộ nhớ khi đọc lần đầu, mọi tiến trình", cold.mib, "MiB", 400, 150, 0, cold.mib),
    )


def _measured(
    budgets: tuple[Budget, ...], data: Path, edited: Path, folder: Path, runs: int
) -> tuple[Figure, tuple[Line, ...]]:
    bare = _place(folder, data)
    jobs: dict[str, Callable[[], Figure]] = {_BASE: partial(bare.run, PYTHON)}
    for budget in budgets:
        where = Place(folder, {**bare.env, **dict(budget.env)})
        jobs[budget.name] = partial(_run, budget, where, edited)
    for job in jobs.values():
        job()
    found = {name: median(figures) for name, figures in in_turn(jobs, runs).items()}
    base = found[_BASE]
    return base, tuple(budget.line(found[budget.name], base) for budget in budgets)


def _run(budget: Budget, where: Place, edited: Path) -> Figure:
    if budget.edited:
        with edited.open("a", encoding="utf-8") as file:
            file.write("#\n")
    return where.run((*KHTGDV, *budget.arguments))


def _place(folder: Path, data: Path) -> Place:
    cache = str(folder / "cache")
    today = TODAY.isoformat()
    return place(folder, KHTGDV_DATA=str(data), KHTGDV_CACHE=cache, KHTGDV_TODAY=today)
