"""The specification of the format is whole: every key, kind and state, in both languages alike."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.plan import model, office, repetition, reporting
from khtgdv.plan.workdays import DayOff, DayWorked
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS
from khtgdv.source.editors.schema import TITLES
from khtgdv.source.load.validate import row_keys

if TYPE_CHECKING:
    from tests.conftest import Run

FOLDER = Path(__file__).resolve().parents[2] / "docs/tra-cuu"
PAGES = ("format.md", "dinh-dang.md")
MAPPINGS: dict[str, type] = {
    "plan": office.PlanDocument,
    "office": office.Office,
    "departments": office.Department,
    "groups": office.DepartmentGroup,
    "sections": office.Section,
    "focus": office.FocusArea,
    "bodies": office.Body,
    "abbreviations": office.Abbreviation,
    "holidays": DayOff,
    "working_days": DayWorked,
    "tasks": model.Task,
    "inspections": model.Inspection,
    "repeat": repetition.RepeatRule,
    "steps": model.Step,
    "extensions": model.Extension,
    "cancelled": model.Cancellation,
    "units": model.Units,
    "signers": office.Signer,
    "reporting": reporting.Reporting,
    "month": reporting.PeriodReporting,
    "week": reporting.WeekReporting,
}


def text_of(page: str) -> str:
    return (FOLDER / page).read_text(encoding="utf-8")


def mappings_of(page: str) -> dict[str, dict[str, bool]]:
    """Return the keys of each mapping, and whether the page calls them required."""
    tables = {}
    for name, body in re.findall(r"(?ms)^### `(\w+)`\n(.*?)(?=^##)", text_of(page)):
        rows = re.findall(r"(?m)^\| `([\w-]+)` \|.*?\| (yes|no|có|không) \|", body)
        tables[name] = {key: word in {"yes", "có"} for key, word in rows}
        assert len(tables[name]) == len(rows) == len(re.findall(r"(?m)^\| `", body)), name
    return tables


def code_spans(page: str) -> list[set[str]]:
    """Return the code in each chapter and section of a page, in order, but for names of slots."""
    text = re.sub(r"(?s)```.*?```", "", text_of(page))
    parts = re.split(r"(?m)^##+ ", text)
    return [{c for c in re.findall(r"`([^`\n]+)`", part) if "<" not in c} for part in parts]


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_specified(page: str) -> None:
    documented = mappings_of(page)
    assert documented.keys() == MAPPINGS.keys()
    for name, kind in MAPPINGS.items():
        assert documented[name] == row_keys(kind), name


def test_every_kind_of_mapping_is_looked_at() -> None:
    """A new kind of mapping in the files must come into the specification."""
    files = {kind for kind in TITLES if kind.__name__.endswith("FileModel")}
    assert set(TITLES) - files == set(MAPPINGS.values())


@pytest.mark.parametrize("page", PAGES)
def test_every_kind_and_state_is_specified(page: str) -> None:
    words = [re.findall(r"(?m)^\| `([a-z-]+)` \|", part) for part in text_of(page).split("\n### ")]
    kinds, states = next(
        (first, second) for first, second in itertools.pairwise(words) if "dated" in first
    )
    assert set(kinds) == set(KIND_LABELS)
    assert set(states) == set(STATE_LABELS)


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_the_json_is_specified(page: str, run: Run) -> None:
    [row] = run("list", "--id", "T03-01", "--data", "data", "-f", "json").json["tables"]["tasks"]
    chapter = text_of(page).split("\n## 9. ")[1]
    table = chapter.split("\n| `id`")[1].split("\n\n")[0]
    first_cells = [line.split(" | ")[0] for line in f"| `id`{table}".splitlines()]
    documented = {key for cell in first_cells for key in re.findall("`([a-z_]+)`", cell)}
    assert documented == set(row)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("command", "table"),
    [
        ("overdue --as-of 2026-05-31 --data tests/conformance/steps", "steps"),
        ("calendar --month 4/2026 --data tests/conformance/repetition", "occurrences"),
        ("calendar --month 11/2026 --data tests/conformance/commune", "due"),
        ("overdue --recurring --data tests/conformance/repetition", "recurring"),
    ],
)
def test_every_key_of_the_other_tables_is_specified(
    page: str, command: str, table: str, run: Run
) -> None:
    rows = run(*command.split(), "-f", "json").json["tables"][table]
    chapter = text_of(page).split("\n## 9. ")[1]
    assert rows
    assert {key for row in rows for key in row} <= set(re.findall("`([a-z_]+)`", chapter))


def test_both_pages_say_the_same() -> None:
    english, vietnamese = map(code_spans, PAGES)
    assert len(english) == len(vietnamese) > 30
    for one, other in zip(english, vietnamese, strict=True):
        assert one == other


@pytest.mark.parametrize("page", PAGES)
def test_the_example_of_the_json_is_json(page: str) -> None:
    [text] = re.findall(r"(?s)```json\n(.*?)```", text_of(page))
    assert json.loads(text)["schema"] == "khtgdv/1"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("format.md", ("MUST", "MUST NOT", "SHOULD", "MAY", "RFC 2119")),
        ("dinh-dang.md", ("PHẢI", "KHÔNG ĐƯỢC", "NÊN", "CÓ THỂ", "RFC 2119")),
    ],
)
def test_the_words_of_a_specification_are_used(page: str, words: tuple[str, ...]) -> None:
    assert all(word in text_of(page).split("## 1.")[1] for word in words[:4])
    assert all(word in text_of(page).split("## 1.")[0] for word in words)
