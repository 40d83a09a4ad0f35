"""What a program is to the bench: how it stores our work, and what it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.work import Work

Write = Callable[[Work, Path], None]
RowSet = Literal["rows", "open", "overdue"]
NATION_ROWS = 544_500
OVERDUE_ROWS = "từng việc quá hạn"
OVERDUE_COUNTS = "số quá hạn từng phòng"
_NO_VARIABLES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """A command, what it asks in words, and what its answer counts.

    `{folder}`, `{first}`, `{yesterday}` and `{today}` are filled in. Beyond `max_rows` rows it
    takes longer than anybody waits.
    """

    name: str
    what: str
    arguments: tuple[str, ...]
    row_set: RowSet
    count: Callable[[str], int]
    max_rows: int = NATION_ROWS


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: the names it may be installed under, how it is written to and asked."""

    name: str
    commands: tuple[str, ...]
    version: tuple[str, ...]
    write: Write
    questions: tuple[Question, ...]
    env: Mapping[str, str] = field(default_factory=lambda: _NO_VARIABLES)


def count_lines(answer: str, substring: str = "") -> int:
    """Count the lines that say something, or that hold some words."""
    return sum(bool(line.strip()) and substring in line for line in answer.splitlines())


def last_number(answer: str) -> int:
    """Return the number at the end: a total."""
    return int(re.findall(r"\d+", answer)[-1])
