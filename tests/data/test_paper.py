"""The shipped plan against the paper, word for word.

`paper.json` was made once from a transcription of the signed paper that two readers agreed on to
the letter: for each row the SHA-256 of its ID and cells, joined by U+001F. What the YAML writes
in a form of its own is brought to one form first: a finish cell that is a bare month is
`year-month`; the cell of co-ordinating units is without bullets, semicolons and line breaks; the
cell of inspected units is without its numbering and punctuation. A word that changes in data/
changes its row's digest.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).resolve().parents[2] / "data"
PAPER: dict[str, str] = json.loads(
    Path(__file__).with_name("paper.json").read_text(encoding="utf-8")
)
Record = dict[str, Any]
# Rows whose cell names known units with nothing but a comma between them.
AT_COMMAS = frozenset({"T03-01"})


def read(name: str) -> Record:
    """Return a data file with every scalar as the text that stands there."""
    text = (DATA / f"{name}_2026.yaml").read_text(encoding="utf-8")
    loaded: Record = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - builds texts only
    return loaded


NAMES = {unit["code"]: unit["name"] for unit in read("plan")["departments"]}
TASKS: list[Record] = read("tasks")["tasks"]
INSPECTIONS: list[Record] = read("inspections")["inspections"]


def digest(*cells: str) -> str:
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()


def task_digest(row: Mapping[str, Any]) -> str:
    glue = ", " if row["id"] in AT_COMMAS else " "
    return digest(
        row["id"],
        row["task"],
        row.get("lead_text", NAMES[row["lead"]]),
        glue.join(row.get("coordinating", [])),
        row.get("due_text") or row.get("due", ""),
    )


def inspection_digest(row: Mapping[str, Any]) -> str:
    units = [f"{part.get('kind', '')} {' '.join(part['names'])}" for part in row["units"]]
    words = " ".join(re.sub(r"[;,:.]", " ", " ".join(units)).split())
    return digest(row["id"], row["content"], ", ".join(row["team"]), words, row["due_text"])


def test_every_row_of_the_paper_stands_in_the_files_in_its_order() -> None:
    assert [row["id"] for row in (*TASKS, *INSPECTIONS)] == list(PAPER)
    assert len(TASKS) == 165
    assert len(INSPECTIONS) == 4


@pytest.mark.parametrize("row", TASKS, ids=lambda row: row["id"])
def test_a_task_says_what_the_paper_says(row: Record) -> None:
    assert task_digest(row) == PAPER[row["id"]]


@pytest.mark.parametrize("row", INSPECTIONS, ids=lambda row: row["id"])
def test_an_inspection_says_what_the_paper_says(row: Record) -> None:
    assert inspection_digest(row) == PAPER[row["id"]]


@pytest.mark.parametrize("key", ["id", "task", "lead_text", "due"])
def test_a_changed_word_changes_the_digest(key: str) -> None:
    row = next(row for row in TASKS if key in row)
    assert task_digest({**row, key: f"{row[key]} "}) != PAPER[row["id"]]


def test_the_start_is_the_month_section_of_the_row() -> None:
    starts = {row["id"]: row.get("start") for row in TASKS}
    assert starts == {id_: None if id_.startswith("TX") else f"2026-{id_[1:3]}" for id_ in starts}


def test_the_inspections_span_the_months_of_the_paper() -> None:
    spans = [(row.get("start"), row.get("due")) for row in INSPECTIONS]
    assert spans == [
        (None, None), ("2026-09", "2026-10"), ("2026-05", "2026-06"), ("2026-08", "2026-08"),
    ]  # fmt: skip


def test_the_words_of_a_finish_stay_beside_its_month() -> None:
    (row,) = (row for row in TASKS if row["id"] == "T03-01")
    assert (row["due"], row["due_text"]) == ("2026-03", "Tháng 3 (BTVTU cho ý kiến)")
