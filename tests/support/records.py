"""A plan in the middle of its year: the shipped one, with records as an office would have by a day.

Of the rows whose month is over, some are finished, late or in time, some have been begun; what is
repeated was done in every period that is over.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).resolve().parents[2] / "data"
_WEEKLY, _MONTHLY = "TX-28", "TX-26"
_LONG = 40  # days in which an office has closed what it closes


def plan_with_records(folder: Path, day: date) -> Path:
    """Write the shipped plan with records up to a day; return its folder."""
    folder.mkdir(parents=True)
    for path in sorted(DATA.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, row in enumerate(content.get("tasks", ())):
            row.update(_facts(number, row, day))
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


def _facts(number: int, row: dict[str, Any], day: date) -> Iterator[tuple[str, Any]]:
    if row["id"] == _WEEKLY:
        yield "log", dict(_weeks(day - timedelta(days=14)))
    elif row["id"] == _MONTHLY:
        yield "log", {f"{day.year}-{month:02}": date(day.year, month, 27) for month in _months(day)}
    elif (month := _month(row.get("due"))) and month < day.month:
        closed = date(day.year, month, 20) + timedelta(days=number % _LONG)
        if number % 2 and closed < day:
            yield from {"completed": closed, "result": f"{number + 1}-BC/BTGDVTU"}.items()
        elif number % 3 == 0:
            yield from {"started": date(day.year, month, 5), "progress": 60}.items()


def _month(due: object) -> int | None:
    """Return the month of the plan's year in which a row is due, where its deadline is a month."""
    year, _, month = str(due or "").partition("-")
    return int(month) if year == "2026" and month.isdigit() else None


def _months(day: date) -> range:
    return range(1, day.month)


def _weeks(last: date) -> Iterator[tuple[str, date]]:
    friday = date(last.year, 1, 9)
    while friday <= last:
        year, week, _ = friday.isocalendar()
        yield f"{year}-W{week:02}", friday
        friday += timedelta(days=7)
