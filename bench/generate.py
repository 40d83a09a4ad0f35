"""Plans of many offices, side by side: `python bench/generate.py FOLDER [PLANS]`.

Each is the shipped plan with its own number and with facts recorded at random (the same for the
same office), so that rows, texts and their lengths are those of a real plan. It looks like a year
in November: four fifths of what was due is done, the rest is late.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
TODAY = date(2026, 11, 24)  # facts are recorded up to this day
PLANS = 3300  # communes of the country
_PROVINCES = 34
_NUMBER = re.compile(r"(?m)^(  number: ).*$")
_ROW = re.compile(r"(?m)^  - id: (?P<id>\S+)$")
_DUE = re.compile(rf"(?m)^    due: {TODAY.year}-(\d\d)$\n")
_UNTOUCHED_SHARE, _STARTED_SHARE = 0.13, 0.21  # shares: nothing recorded; that and only begun


@dataclass(frozen=True, slots=True)
class RowText:
    """The text of a row, cut after its deadline; whatever stands before the first row has no ID."""

    id: str
    month: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What was recorded on a row: that it was begun, or finished with a paper of some number."""

    day: date
    document_number: int

    @property
    def text(self) -> str:
        """The lines in the file."""
        if not self.document_number:
            return f"    started: {self.day}\n"
        return f"    completed: {self.day}\n    result: {self.document_number}-BC/ĐU\n"


def main() -> None:
    """Write the plans."""
    generate(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PLANS)  # noqa: PLR2004


def generate(folder: Path, plans: int) -> None:
    """Write so many plans below a folder, a province a folder."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in DATA.glob("*_2026.yaml")}
    row_texts = split_rows(texts["tasks_2026.yaml"])
    for number in range(1, plans + 1):
        _write(folder / office_folder(number), texts, row_texts, number)


def office_folder(number: int) -> str:
    """Return the name of an office's plan."""
    return f"tinh-{number % _PROVINCES + 1:02}/xa-{number:04}"


def _write(folder: Path, texts: dict[str, str], row_texts: list[RowText], number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    plan = _NUMBER.sub(rf"\g<1>{number}-KH/ĐU", texts["plan_2026.yaml"])
    tasks = "".join(
        piece.before + (fact.text if fact else "") + piece.after
        for piece, fact in with_facts(row_texts, number)
    )
    plan_texts = {**texts, "plan_2026.yaml": plan, "tasks_2026.yaml": tasks}
    for name, text in plan_texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def split_rows(text: str) -> list[RowText]:
    """Return a file of tasks cut before each of its rows, and each row after its deadline."""
    starts = [0, *(match.start() for match in _ROW.finditer(text)), len(text)]
    return [_row_text(text[a:b]) for a, b in pairwise(starts)]


def _row_text(text: str) -> RowText:
    row, due = _ROW.search(text), _DUE.search(text)
    end = due.end() if due else len(text)
    return RowText(row["id"] if row else "", int(due[1]) if due else 0, text[:end], text[end:])


def with_facts(row_texts: list[RowText], number: int) -> Iterator[tuple[RowText, Fact | None]]:
    """Yield each piece with what this office recorded on it."""
    rng = random.Random(number)  # noqa: S311 - chance that can be repeated
    for row_text in row_texts:
        yield row_text, random_fact(row_text.month, rng) if row_text.month else None


def random_fact(month: int, rng: random.Random) -> Fact | None:
    """Return what was recorded, in the month it was due; nothing of a day that is still to come."""
    probability, day = rng.random(), date(TODAY.year, month, rng.randint(1, 28))
    if probability < _UNTOUCHED_SHARE or day > TODAY:
        return None
    return Fact(day, 0 if probability < _STARTED_SHARE else rng.randint(1, 900))


if __name__ == "__main__":
    main()
