"""No row disappears in silence, however a file is changed: see `tools/row_law`."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_yaml_files
from khtgdv.source.load.planfile import PLAN_SECTIONS, PlanFile, parse_plan_file
from khtgdv.source.load.result import LoadResult
from khtgdv.source.load.sections import parse_yaml_file
from khtgdv.source.text.sourcefile import SourceFile
from tests.conftest import ROOT
from tools import row_law

CASES = int(os.environ.get("KHTGDV_ROW_CASES", "500"))
SHIPPED = (ROOT / "data" / "tasks_2026.yaml").read_text(encoding="utf-8")
STARTS = [match.start() for match in re.finditer(r"(?m)^  - id", SHIPPED)]
ROWS = 8


@pytest.fixture(scope="module")
def plan_file() -> PlanFile:
    text = (ROOT / "data" / "plan_2026.yaml").read_text(encoding="utf-8")
    return parse_plan_file(parse_yaml_file(SourceFile("plan", text), PLAN_SECTIONS), 2026)


def read(text: str, plan_file: PlanFile) -> LoadResult:
    content = parse_yaml_file(SourceFile("tasks_2026.yaml", text), ["tasks"])
    folder = PlanFolder(str(Path("x")), "x", (2026,))
    return load_yaml_files(folder, 2026, plan_file, [("tasks", content)])


def sample(rng: random.Random) -> str:
    first = rng.randrange(len(STARTS) - ROWS)
    return "tasks:\n" + SHIPPED[STARTS[first] : STARTS[first + ROWS]]


def test_a_row_is_read_or_told(plan_file: PlanFile) -> None:
    """Nothing is lost by any mutation; and where lines stay what they are, nothing is invented."""
    more = 0
    for number in range(CASES):
        rng = random.Random(f"16/{number}")  # noqa: S311 - chance that can be repeated
        text = row_law.mutate(rng, sample(rng))
        result = read(text, plan_file)
        told = result.row_count + result.rows_left_out
        assert told >= row_law.row_lines(text), (number, text)
        assert result.row_count == ROWS or result.findings or "\n  - id" not in text, (number, text)
        more += told > row_law.row_lines(text)
    assert more < CASES * 0.05


def mutated(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


HEAD = "tasks:\n"
THREE = HEAD + "".join(
    f"  - id: T01-0{n}\n    task: Việc {n}.\n    lead: VP\n    start: 2026-01\n    due: 2026-02\n\n"
    for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    ("old", "new", "healthy", "place"),
    [
        (HEAD, "tasks: |\n", 3, "1 swallowed-row"),
        (HEAD, "tasks: >-\n", 3, "1 swallowed-row"),
        ("  - id: T01-02", "tasks:\n  - id: T01-02", 3, "8 duplicate-key"),
        ("  - id: T01-02", "tasks: |\n  - id: T01-02", 3, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: |\n  - id: T01-02", 3, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: >\n  Lời.\n\n  - id: T01-02", 3, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: |\n  -\n    id: T01-02", 3, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: |\n  - ? id\n    : T01-02", 3, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: |\n  - lead: VP\n    id: T01-02", 2, "8 swallowed-row"),
        ("  - id: T01-02", "ghi_chu: '\n  - id: T01-02", 3, "8 unclosed-quote"),
        ("  - id: T01-02", "'x': [a, b]\n  - id: T01-02", 3, "8 wrong-indent"),
        ("  - id: T01-02", "due: 2026-03\n  - id: T01-02", 3, "8 wrong-indent"),
        ("    due: 2026-02\n\n  - id: T01-03", "due: 2026-02\n\n  - id: T01-03", 2,
         "12 wrong-indent"),
        ("Việc 3.\n    lead: VP\n    start: 2026-01\n    due: 2026-02\n",
         "Việc 3.\n    lead: VP\n    start: 2026-01\ndue: 2026-02\n", 2, "18 wrong-indent"),
        ("    lead: VP\n    start: 2026-01\n    due: 2026-02\n\n  - id: T01-02",
         "notes: |\n      a\n\n  - id: T01-02", 2, "4 wrong-indent"),
        ("  - id: T01-02\n", "        - id: T01-02\n", 2, "8 swallowed-row"),
        ("tasks:\n  - id: T01-01\n", "tasks:\n", 2, "2 wrong-indent"),
    ],
)  # fmt: skip
def test_rows_that_can_be_told_apart_are_read(
    old: str, new: str, healthy: int, place: str, plan_file: PlanFile
) -> None:
    text = mutated(THREE, old, new)
    result = read(text, plan_file)
    rows = row_law.row_lines(text)
    found = [f"{finding.span.line} {finding.code}" for finding in result.findings]
    assert (result.row_count, result.row_count + result.rows_left_out >= rows) == (healthy, True)
    assert place in found


LISTS = {
    "one quotation mark": ("tasks: '\n", "'\n"),
    "two quotation marks": ('tasks: "\n', '"\n'),
}


@pytest.mark.parametrize("name", LISTS)
def test_rows_in_quotation_marks_are_read(name: str, plan_file: PlanFile) -> None:
    head, end = LISTS[name]
    result = read(mutated(THREE, HEAD, head) + end, plan_file)
    assert (result.row_count, result.rows_left_out) == (3, 0)
    assert "swallowed-row" in {finding.code for finding in result.findings}


def test_rows_below_keys_in_place_of_dashes_are_counted(plan_file: PlanFile) -> None:
    keyed = "tasks:\n" + "".join(f"  T01-0{n}:\n    task: Việc.\n" for n in (1, 2, 3))
    result = read(keyed, plan_file)
    assert (result.row_count, result.rows_left_out) == (0, 3)


def test_a_row_below_its_dash_in_a_list_of_another_is_counted(plan_file: PlanFile) -> None:
    inner = "    coordinating:\n      -\n        id: T01-03\n        task: Việc.\n\n  - id: T01-04"
    result = read(mutated(THREE, "\n  - id: T01-03", inner), plan_file)
    assert (result.row_count, result.rows_left_out) == (3, 1)


def test_a_key_that_slipped_names_its_row(plan_file: PlanFile) -> None:
    text = mutated(THREE, "    due: 2026-02\n\n  - id: T01-03", "due: 2026-02\n\n  - id: T01-03")
    [finding] = read(text, plan_file).findings
    assert finding.row_name == "T01-02"
    assert '"due"' in finding.message


def test_a_row_in_a_list_of_another_is_counted(plan_file: PlanFile) -> None:
    inner = "    coordinating:\n      - id: T01-03\n        task: Việc.\n\n  - id: T01-04"
    result = read(mutated(THREE, "\n  - id: T01-03", inner), plan_file)
    assert (result.row_count, result.rows_left_out) == (3, 1)
    assert "swallowed-row" in {finding.code for finding in result.findings}


def test_who_writes_of_rows_in_a_text_means_it(plan_file: PlanFile) -> None:
    note = "    notes:\n      - |\n        Mẫu:\n        - id: mã\n          việc\n\n  - id: T01-03"
    result = read(mutated(THREE, "\n  - id: T01-03", note), plan_file)
    assert (result.findings, result.row_count) == ((), 3)
