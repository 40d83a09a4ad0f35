"""Plans of many offices, side by side: `python bench/generate.py FOLDER [PLANS]`.

Each is the shipped plan with its own number and with facts recorded at random (the same for the
same number of plans), so that rows, texts and their lengths are those of a real plan.
"""

from __future__ import annotations

import random
import re
import sys
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
_NUMBER = re.compile(r"(?m)^(  number: ).*$")
_ROW = re.compile(r"(?m)^  - id: (?P<id>\S+)$")
_DUE = re.compile(r"(?m)^    due: 2026-(\d\d)$")


def main() -> None:
    """Write the plans."""
    folder, plans = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3300  # noqa: PLR2004
    texts = {path.name: path.read_text(encoding="utf-8") for path in DATA.glob("*_2026.yaml")}
    for number in range(1, plans + 1):
        write(folder / f"tinh-{number % 34 + 1:02}" / f"xa-{number:04}", texts, number)


def write(place: Path, texts: dict[str, str], number: int) -> None:
    """Write one office's plan."""
    place.mkdir(parents=True, exist_ok=True)
    rng = random.Random(number)  # noqa: S311 - chance that can be repeated
    plan = _NUMBER.sub(rf"\g<1>{number}-KH/ĐU", texts["plan_2026.yaml"])
    tasks = "".join(recorded(part, rng) for part in rows(texts["tasks_2026.yaml"]))
    changed = {**texts, "plan_2026.yaml": plan, "tasks_2026.yaml": tasks}
    for name, text in changed.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")


def rows(text: str) -> list[str]:
    """Return a text cut before each of its rows."""
    starts = [0, *(match.start() for match in _ROW.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(starts)]


def recorded(row: str, rng: random.Random) -> str:
    """Return a row with what may have been recorded on it; one without a month stays as it is."""
    due = _DUE.search(row)
    chance = rng.random()
    if due is None or chance > 0.75:  # noqa: PLR2004 - a quarter is late or still to come
        return row
    month, day = int(due[1]), rng.randint(1, 28)
    fact = f"    completed: 2026-{month:02}-{day:02}\n    result: {rng.randint(1, 900)}-BC/ĐU\n"
    if chance > 0.6:  # noqa: PLR2004 - some are begun, not done
        fact = f"    started: 2026-{month:02}-{day:02}\n"
    return row[: due.end() + 1] + fact + row[due.end() + 1 :]


if __name__ == "__main__":
    main()
