"""The program asked as JSON about a plan that was written for it."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from tests.support.reckoning import Record, ReportPosition

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

# Said where a position lies in a year that the plan has no days off of.
_UNKNOWN_HOLIDAYS = re.compile(r"Chưa có ngày nghỉ năm \d{4} trong plan_\d{4}\.yaml; ")
TODAY = date(2026, 11, 24)


class Asker(NamedTuple):
    """The program asked about one plan at one position."""

    run: Run
    folder: Path
    at: ReportPosition

    def __call__(self, *arguments: str) -> Record:
        today = TODAY if self.at.options else self.at.day
        options = ("--data", str(self.folder), "--format", "json", *self.at.options)
        result = self.run(*arguments, *options, today=str(today))
        others = [line for line in result.err.splitlines() if not _UNKNOWN_HOLIDAYS.match(line)]
        assert (result.status, others) == (0, [])
        answer: Record = result.json
        assert answer["position"] == {
            "as_of": str(self.at.day),
            "closed": self.at.closed,
            "forecast": self.at.day > today,
        }
        tables: Record = answer["tables"]
        return tables


def write(folder: Path, name: str, rows: list[Record]) -> None:
    """Write rows as flow-style YAML, which JSON is."""
    text = json.dumps({name: rows}, ensure_ascii=False, indent=1)
    (folder / f"{name}_2026.yaml").write_text(text, encoding="utf-8")
