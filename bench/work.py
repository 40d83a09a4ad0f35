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

from bench.generate import DATA, TODAY, office_folder, split_rows, with_facts


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A task: who leads it, the last day it may be done, the day it was done."""

    id: str
    text: str
    lead: str
    due: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class ExpectedCounts:
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

    def __iter__(self) -> Iterator[WorkRow]:
        """Yield the rows."""
        shift = self.today - TODAY
        row_texts = split_rows((DATA / "tasks_2026.yaml").read_text(encoding="utf-8"))
        rows_by_id = {row.id: row for row in _shipped_rows(shift)}
        for number in range(1, self.plans + 1):
            name = office_folder(number)
            for row_text, fact in with_facts(row_texts, number):
                if row := rows_by_id.get(row_text.id):
                    done = fact.day + shift if fact and fact.document_number else None
                    yield WorkRow(f"{name}/{row.id}", row.text, row.lead, row.due, done)

    def expected(self) -> ExpectedCounts:
        """Count what every program must find."""
        row_count = open_count = overdue_count = 0
        for row in self:
            row_count += 1
            if not row.done:
                open_count += 1
                overdue_count += row.due is not None and row.due < self.today
        return ExpectedCounts(row_count, open_count, overdue_count)


def _shipped_rows(shift: timedelta) -> list[WorkRow]:
    command = [sys.executable, "-m", "khtgdv", "list", "-f", "json", "--data", str(DATA)]
    result = subprocess.run(command, env={**os.environ, "KHTGDV_CACHE": "off"}, check=True,
                         capture_output=True)  # fmt: skip
    return [
        WorkRow(
            id=task["id"],
            text=" ".join(task["task"].split()),
            lead=task["lead"],
            due=date.fromisoformat(task["deadline"]) + shift if task["deadline"] else None,
            done=None,
        )
        for task in json.loads(result.stdout)["tables"]["tasks"]
    ]
