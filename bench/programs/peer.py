"""What a program is to the bench: how it stores our work, and what it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bench.work import Work

Write = Callable[[Work, Path], None]
Asked = Literal["rows", "open", "overdue"]
NATION = 544_500
EACH_LATE = "từng việc quá hạn"
LATE_COUNTS = "số quá hạn từng phòng"
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Question:
    """A command, what it asks in words, and what its answer counts.

    `{folder}`, `{first}`, `{yesterday}` and `{today}` are filled in. Beyond `most` rows it takes
    longer than anybody waits.
    """

    name: str
    what: str
    arguments: tuple[str, ...]
    asked: Asked
    count: Callable[[str], int]
    most: int = NATION


@dataclass(frozen=True, slots=True)
class Peer:
    """A program: the names it may be installed under, how it is written to and asked."""

    name: str
    commands: tuple[str, ...]
    version: tuple[str, ...]
    write: Write
    questions: tuple[Question, ...]
    env: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def lines(answer: str, holding: str = "") -> int:
    """Count the lines that say something, or that hold some words."""
    return sum(bool(line.strip()) and holding in line for line in answer.splitlines())


def last_number(answer: str) -> int:
    """Return the number at the end: a total."""
    return int(re.findall(r"\d+", answer)[-1])
