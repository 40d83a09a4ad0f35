"""What one run found: kept as JSON in build/, from which the page and the picture are made."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS_PATH = ROOT / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Machine:
    """What ran it, in general terms."""

    day: str
    cores: int
    gib: int
    system: str
    python: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget: a ratio to `python -c pass` ("x"), seconds ("giây") or "MiB".

    `ms` is what it took where it is a ratio, `mib` the peak of memory where that was looked at.
    """

    name: str
    value: float
    unit: str
    must: float
    good: float
    ms: float = 0
    mib: float = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program's answer cost at a number of rows, and whether the answer was right."""

    program: str
    question: str
    what: str
    rows: int
    ms: float
    ratio: float
    mib: float
    answer: int
    expected: int


@dataclass(frozen=True, slots=True)
class Results:
    """All of a run; `versions` has an empty text for a program that is not installed."""

    machine: Machine
    plans: int
    python_ms: float
    one: tuple[BudgetLine, ...] = ()
    many: tuple[BudgetLine, ...] = ()
    costs: tuple[Cost, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    failed: tuple[str, ...] = ()  # programs that ended badly, and how

    def save(self, path: Path = RESULTS_PATH) -> None:
        """Keep them."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")


def load(path: Path = RESULTS_PATH) -> Results:
    """Return what was kept."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Results(
        machine=Machine(**data["machine"]),
        plans=data["plans"],
        python_ms=data["python_ms"],
        one=tuple(BudgetLine(**line) for line in data["one"]),
        many=tuple(BudgetLine(**line) for line in data["many"]),
        costs=tuple(Cost(**cost) for cost in data["costs"]),
        versions=data["versions"],
        failed=tuple(data["failed"]),
    )


def describe_machine(day: date) -> Machine:
    """Describe this machine."""
    names = os.sysconf_names
    pages = os.sysconf("SC_PHYS_PAGES") if "SC_PHYS_PAGES" in names else 0
    return Machine(
        day=day.isoformat(),
        cores=os.cpu_count() or 0,
        gib=round(pages * os.sysconf("SC_PAGE_SIZE") / 2**30),
        system=_system(),
        python=f"{platform.python_implementation()} {platform.python_version()}",
    )


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = f"{platform.system()} {platform.release()}"
    return f"{name}, {platform.machine()}"
