"""Reading without places: the same as reading with them, or it is left to that."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from khtgdv.fields import key_of
from khtgdv.frozen import fields, hints_of, is_frozen, replace
from khtgdv.plan import model, office, repetition, reporting, workdays
from khtgdv.source.load.load import load_plan, load_plan_unplaced
from khtgdv.source.text.files import stored_file
from khtgdv.source.text.sourcefile import PlacesNeeded, SourceFile
from khtgdv.source.walk import PlanFolder
from khtgdv.source.yaml.misreadings import NUMBER_KEYS
from khtgdv.source.yaml.parser import parse_events
from khtgdv.source.yaml.unplaced import parse_unplaced
from tests.conftest import ROOT
from tools import row_law

if TYPE_CHECKING:
    from khtgdv.source.load.result import LoadResult

CASES = int(os.environ.get("KHTGDV_ROW_CASES", "600"))
ROWS = 6
FOLDER = PlanFolder("x", "x", (2026,))
DATA = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data").glob("*_2026.yaml")}
PLAN, TASKS, INSPECTIONS = "plan_2026.yaml", "tasks_2026.yaml", "inspections_2026.yaml"
STARTS = [match.start() for match in re.finditer(r"(?m)^  - id", DATA[TASKS])]
SWALLOWED = {"swallowed-row", "blank-text"}
# What a row may hold that the shipped ones do not.
MORE = """
    started: 2026-01-05
    progress: 50
    extensions:
      - {to: 2026-06, on: 2026-02-03, reason: "Chờ số liệu: quý I"}
    steps:
      - text: Dự thảo
        due: 2026-03
    notes: ["5", 'một “hai”, ba', bốn]
"""


def read(files: dict[str, str], *, placed: bool) -> LoadResult:
    """Read a plan of these files; PlacesNeeded where it cannot be without places."""

    def open_file(path: Path, shown: str) -> SourceFile | None:
        if path.name not in files:
            return None
        data = files[path.name].encode("utf-8", "surrogateescape")
        file = stored_file(data, len(data), shown)
        return file if placed else file.without_places()

    return load_plan(FOLDER, 2026, str, open_file)


def sample(rng: random.Random) -> dict[str, str]:
    """Return a plan of a few rows in which nothing is wrong."""
    first = rng.randrange(len(STARTS) - ROWS)
    rows = DATA[TASKS][STARTS[first] : STARTS[first + ROWS]].rstrip() + MORE
    inspections = re.sub(r"(?m)^    related:.*(\n      - .*)*\n", "", DATA[INSPECTIONS])
    return DATA | {TASKS: f"tasks:\n{rows}", INSPECTIONS: inspections}


def test_the_shipped_plan_needs_no_places() -> None:
    full = read(DATA, placed=True)
    assert read(DATA, placed=False) == replace(full, sources=())
    assert len(full.sources) > 165
    assert load_plan_unplaced(PlanFolder(str(ROOT / "data"), "x", (2026,)), 2026, str).sources == ()


def test_whatever_is_changed_is_read_as_with_places_or_not_at_all() -> None:
    without_places = 0
    for number in range(CASES):
        rng = random.Random(f"22/{number}")  # noqa: S311 - chance that can be repeated
        files = sample(rng)
        name = rng.choice((TASKS, TASKS, PLAN, INSPECTIONS))
        files[name] = row_law.mutate(rng, files[name], most=2)
        try:
            quick = read(files, placed=False)
        except PlacesNeeded:
            continue
        without_places += 1
        assert quick == replace(read(files, placed=True), sources=()), (number, files[name])
    assert without_places > CASES * 0.05


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tasks:", "# ======= Tháng 1\ntasks:"),
        ("tasks:", "---\ntasks:"),
        ("\n", "\r\n"),
        ("    started: 2026-01-05", "    started: '2026-01-05'   # đã bắt đầu"),
        ("    progress: 50", "    assignee: |\n      Bà A\n      - ông B"),
        ("    progress: 50", '    assignee: "Bà A\n      và ông B"'),
        ("    progress: 50", "    assignee: Bà A\n      và ông B"),
    ],
)
def test_what_nothing_is_told_of_needs_no_places(old: str, new: str) -> None:
    files = sample(random.Random(1))  # noqa: S311 - as above
    files[TASKS] = files[TASKS].replace(old, new)
    full = read(files, placed=True)
    assert not full.findings
    assert read(files, placed=False) == replace(full, sources=())


# The same plan may be read with places without a word where reading without them is in doubt.
@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("    progress: 50", "    progress: 50\n    progress: 50", {"duplicate-key"}),
        ("    progress: 50", "    <<: {a: b}", {"merge-key"}),
        ("    progress: 50", "    ? [a]\n    : b", {"wrong-shape"}),
        ("    progress: 50", "    [a]: b", {"wrong-shape"}),
        ("    progress: 50", "    leader: &x ông A", {"alias"}),
        ("    progress: 50", '    ? "leader\\\n      "\n    : ông A', set()),
        ("    progress: 50", "    focus: !!seq [a]", {"tag"}),
        ("    progress: 50", "    leader: *x", {"alias"}),
        ("    progress: 50", "    leader:", {"empty-value"}),
        ("    progress: 50", "    leader: [", {"syntax-error"}),
        ("    progress: 50", "    leader: yes", {"ambiguous-text"}),
        ("    progress: 50", "    leader: y", {"unquoted-text"}),
        (
            "    progress: 50",
            "    cancelled: {on: 2026-02-03, reason: 2026-01-05}",
            {"ambiguous-text"},
        ),
        ("    progress: 50", "    leader: ông A #5", {"cut-text"}),
        ("bốn]", "“năm, sáu”]", {"split-text"}),
        ("    progress: 50", "    leader:\tông A", {"tab-character"}),
        ("    progress: 50", "    leader: ông\u200b A", {"control-character"}),
        ("    progress: 50", "    leader: ông\ufffd A", {"lost-character"}),
        ("    progress: 50", "    leader: ông\r A", {"control-character"}),
        ("    progress: 50", '    leader: "\\u2022 ông A"', set()),
        ("    progress: 50", "<<<<<<< HEAD\n    progress: 50", {"conflict-marker"}),
        ("tasks:", "%YAML 1.1\n---\ntasks:", set()),
        ("    progress: 50", "    leader: a\n---\nb: c", {"several-documents"}),
        (
            "    progress: 50",
            "    product: |\n      - id: T01-99\n        task: x",
            {"swallowed-row", "blank-text"},
        ),
        ("    progress: 50", "    product: a\n      - b", {"joined-item"}),
        ("    progress: 50", '    product: "a\n    leader: ông A"', {"unclosed-quote"}),
        ("    progress: 50", f"    notes: {'[' * 40}{']' * 40}", {"too-deep"}),
        ("    progress: 50", "    progress: 500", {"invalid-number"}),
        ("tasks:", "- tasks:", {"swallowed-row"}),
        ("tasks:", "tassk:", {"unknown-key"}),
    ],
)
def test_what_is_told_of_is_read_with_places(old: str, new: str, codes: set[str]) -> None:
    files = sample(random.Random(1))  # noqa: S311 - as above
    assert old in files[TASKS]
    files[TASKS] = files[TASKS].replace(old, new, 1)
    with pytest.raises(PlacesNeeded):
        read(files, placed=False)
    assert {finding.code for finding in read(files, placed=True).findings} == codes


def test_an_alias_and_a_word_alone_need_places() -> None:
    for text in ("tasks: [&a x, *a]\n", "tasks\n", ""):
        with pytest.raises(PlacesNeeded):
            read(DATA | {TASKS: text}, placed=False)


def test_a_signed_paper_without_its_number_needs_places() -> None:
    files = DATA | {PLAN: re.sub(r"(?m)^  number: .*\n", "", DATA[PLAN])}
    with pytest.raises(PlacesNeeded):
        read(files, placed=False)
    assert {finding.code for finding in read(files, placed=True).findings} == {"missing-key"}


def test_no_kind_of_row_has_a_text_at_a_key_of_numbers() -> None:
    modules = (model, office, repetition, reporting, workdays)
    kinds = {kind for module in modules for kind in vars(module).values() if is_frozen(kind)}
    found = [
        (key_of(field.name), str in _flat(hints_of(kind)[field.name]))
        for kind in kinds
        if hasattr(kind, "__pydantic_config__")
        for field in fields(kind)
    ]
    assert {name for name, _ in found} > NUMBER_KEYS
    texts = {key for key, is_text in found if is_text}
    assert {"task", "content", "lead", "notes", "focus", "on"} <= texts
    assert not texts & NUMBER_KEYS


def _flat(hint: Any) -> set[object]:
    """Return the types that an annotation is made of."""
    parts = [hint.__origin__] if hasattr(hint, "__metadata__") else get_args(hint)
    return {hint}.union(*map(_flat, parts))


def test_events_that_end_early_need_places() -> None:
    file = SourceFile("x", "tasks:\n  - {id: T01-01, notes: [a, b]}\n", placed=False)
    events = parse_events(file.text)
    assert parse_unplaced(file, iter(events)).root == {
        "tasks": [{"id": "T01-01", "notes": ["a", "b"]}]
    }
    for end in range(len(events)):
        with pytest.raises(PlacesNeeded):
            parse_unplaced(file, iter(events[:end]))
