"""The work of the generated plans as plain rows, for programs that know nothing of our files.

The texts, departments and deadlines are khtgdv's own answer about the shipped plan, what is done
comes from bench/generate.py: the same work, row by row, as in the plans it writes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bench.generate import DATA, TODAY, cut, office, recorded


@dataclass(frozen=True, slots=True)
class Row:
    """A task: who leads it, the last day it may be done, the day it was done."""

    id: str
    text: str
    lead: str
    due: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class Expected:
    """How many rows there are, how many are not done, how many of these are late."""

    rows: int
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Work:
    """The rows of so many plans, moved in time so that they stand today as at TODAY.

    Other programs read the clock: what is late for khtgdv at TODAY must be late for them today.
    """

    plans: int
    today: date = TODAY

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        moved = self.today - TODAY
        pieces = cut((DATA / "tasks_2026.yaml").read_text(encoding="utf-8"))
        shipped = {row.id: row for row in _shipped(moved)}
        for number in range(1, self.plans + 1):
            name = office(number)
            for piece, fact in recorded(pieces, number):
                if row := shipped.get(piece.id):
                    done = fact.day + moved if fact and fact.paper else None
                    yield Row(f"{name}/{row.id}", row.text, row.lead, row.due, done)

    def expected(self) -> Expected:
        """Count what every program must find."""
        rows = still = late = 0
        for row in self:
            rows += 1
            if not row.done:
                still += 1
                late += row.due is not None and row.due < self.today
        return Expected(rows, still, late)


def _shipped(moved: timedelta) -> list[Row]:
    command = [sys.executable, "-m", "khtgdv", "list", "-f", "json", "--data", str(DATA)]
    run = subprocess.run(command, env={**os.environ, "KHTGDV_CACHE": "off"}, check=True,
                         capture_output=True)  # fmt: skip
    return [
        Row(
            id=task["id"],
            text=" ".join(task["task"].split()),
            lead=task["lead"],
            due=date.fromisoformat(task["deadline"]) + moved if task["deadline"] else None,
            done=None,
        )
        for task in json.loads(run.stdout)["tables"]["tasks"]
    ]
