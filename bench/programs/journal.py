"""Ledger and hledger: a task is a transaction on its deadline, cleared when it is done.

A department is an account with one unit for each of its tasks. A journal knows no row without a
date: these stand far in the future.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench.programs.peer import (
    OVERDUE_COUNTS,
    OVERDUE_ROWS,
    Peer,
    Question,
    count_lines,
    last_number,
)
from bench.work import WorkRow

_NO_DEADLINE = date(2099, 12, 31)
_FILE_OPTIONS = ("-f", "{folder}/plan.journal")


def write(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the journal."""
    with (folder / "plan.journal").open("w", encoding="utf-8") as journal:
        for row in rows:
            cleared = "* " if row.done else ""
            text = row.text.replace(";", ",")
            journal.write(
                f"{row.due or _NO_DEADLINE} {cleared}{row.id} {text}\n    ({row.lead})  1\n\n"
            )


_OVERDUE_OPTIONS = ("-e", "{today}")

LEDGER = Peer(
    name="Ledger",
    commands=("ledger",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "ledger register",
            OVERDUE_ROWS,
            (*_FILE_OPTIONS, "register", "--uncleared", *_OVERDUE_OPTIONS),
            "overdue",
            count_lines,
        ),
        Question(
            "ledger balance",
            OVERDUE_COUNTS,
            (*_FILE_OPTIONS, "balance", "--uncleared", *_OVERDUE_OPTIONS),
            "overdue",
            last_number,
        ),
    ),
)

HLEDGER = Peer(
    name="hledger",
    commands=("hledger",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "hledger register",
            OVERDUE_ROWS,
            (*_FILE_OPTIONS, "register", "--unmarked", *_OVERDUE_OPTIONS),
            "overdue",
            count_lines,
            max_rows=165_000,
        ),
        Question(
            "hledger balance",
            OVERDUE_COUNTS,
            (*_FILE_OPTIONS, "balance", "--unmarked", *_OVERDUE_OPTIONS),
            "overdue",
            last_number,
        ),
    ),
)
