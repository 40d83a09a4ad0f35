"""khtgdv itself, asked through its commands like the others; its clock stands at TODAY."""

from __future__ import annotations

import csv
import io
import json
import sys
import time
from pathlib import Path

from bench.generate import TODAY, generate
from bench.programs.peer import EACH_LATE, LATE_COUNTS, Peer, Question
from bench.work import Work

_OLD = 2.2  # seconds after which a changed file is trusted by its time


def write(work: Work, folder: Path) -> None:
    """Write the plans, and let them grow old enough."""
    generate(folder / "units", work.plans)
    time.sleep(_OLD)


def counted(answer: str) -> int:
    """Add up the overdue rows of the departments."""
    return sum(int(group["overdue"]) for group in json.loads(answer)["tables"]["groups"])


def listed(answer: str) -> int:
    """Count the overdue rows of a list."""
    rows = csv.DictReader(io.StringIO(answer.removeprefix("\ufeff")))
    return sum(row["table"] == "overdue" for row in rows)


_OVERDUE = ("-m", "khtgdv", "overdue", "--data", "{folder}/units")

PEER = Peer(
    name="khtgdv",
    commands=(sys.executable,),
    version=("-m", "khtgdv", "--version"),
    write=write,
    env={"KHTGDV_CACHE": "{folder}/cache", "KHTGDV_TODAY": TODAY.isoformat()},
    questions=(
        Question(
            "khtgdv overdue --by department",
            LATE_COUNTS,
            (*_OVERDUE, "--by", "department", "-f", "json"),
            "overdue",
            counted,
        ),
        Question("khtgdv overdue", EACH_LATE, (*_OVERDUE, "-f", "csv"), "overdue", listed),
    ),
)
