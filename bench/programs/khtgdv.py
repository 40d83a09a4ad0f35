"""khtgdv itself, asked through its commands like the others; its clock stands at TODAY."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from pathlib import Path

from bench.generate import TODAY, generate
from bench.programs.peer import OVERDUE_COUNTS, OVERDUE_ROWS, Peer, Question
from bench.work import Work

_SETTLE_SECONDS = 2.2  # seconds after which a changed file is trusted by its time


def write(work: Work, folder: Path) -> None:
    """Write the plans, and let them grow old enough."""
    generate(folder / "units", work.plans)
    time.sleep(_SETTLE_SECONDS)


def sum_overdue(answer: str) -> int:
    """Add up the overdue rows of the departments."""
    return sum(int(group["overdue"]) for group in json.loads(answer)["tables"]["groups"])


def count_overdue_rows(answer: str) -> int:
    """Count the overdue rows of a list."""
    rows = csv.DictReader(io.StringIO(answer.removeprefix("\ufeff")))
    return sum(row["table"] == "overdue" for row in rows)


COUNTS = "khtgdv overdue --by department"
ROWS = "khtgdv overdue --columns id,task,lead,due"  # what the others show of a row
_OVERDUE_COMMAND = ("-m", "khtgdv", "overdue", "--data", "{folder}/units")

PEER = Peer(
    name="khtgdv",
    commands=(sys.executable,),
    version=("-m", "khtgdv", "--version"),
    write=write,
    env={"KHTGDV_CACHE": "{folder}/cache", "KHTGDV_TODAY": TODAY.isoformat()},
    questions=(
        Question(
            COUNTS,
            OVERDUE_COUNTS,
            (*_OVERDUE_COMMAND, "--by", "department", "-f", "json"),
            "overdue",
            sum_overdue,
        ),
        Question(
            ROWS,
            OVERDUE_ROWS,
            (*_OVERDUE_COMMAND, "--columns", "id,task,lead,due", "-f", "csv"),
            "overdue",
            count_overdue_rows,
        ),
    ),
)
