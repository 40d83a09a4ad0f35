"""Ledger and hledger: a task is a transaction on its deadline, cleared when it is done.

A department is an account with one unit for each of its tasks. A journal knows no row without a
date: these stand far in the future.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench.programs.peer import EACH_LATE, LATE_COUNTS, Peer, Question, last_number, lines
from bench.work import Row

_NEVER = date(2099, 12, 31)
_FILE = ("-f", "{folder}/plan.journal")


def write(rows: Iterable[Row], folder: Path) -> None:
    """Write the journal."""
    with (folder / "plan.journal").open("w", encoding="utf-8") as journal:
        for row in rows:
            cleared = "* " if row.done else ""
            text = row.text.replace(";", ",")
            journal.write(f"{row.due or _NEVER} {cleared}{row.id} {text}\n    ({row.lead})  1\n\n")


_LATE = ("-e", "{today}")

LEDGER = Peer(
    name="Ledger",
    commands=("ledger",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "ledger register",
            EACH_LATE,
            (*_FILE, "register", "--uncleared", *_LATE),
            "overdue",
            lines,
        ),
        Question(
            "ledger balance",
            LATE_COUNTS,
            (*_FILE, "balance", "--uncleared", *_LATE),
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
            EACH_LATE,
            (*_FILE, "register", "--unmarked", *_LATE),
            "overdue",
            lines,
            most=165_000,
        ),
        Question(
            "hledger balance",
            LATE_COUNTS,
            (*_FILE, "balance", "--unmarked", *_LATE),
            "overdue",
            last_number,
        ),
    ),
)
