"""The law of the sheet: only the rows that were filled in change, a conflict is never written.

KHTGDV_EXAMPLES sets how many sheets are filled in at random.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.workbooks import Book
from tools import fuzz

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult

LONG = os.environ.get("KHTGDV_EXAMPLES", "")  # a long run fills in other sheets each time
EXAMPLES = settings(max_examples=int(LONG or "8"), derandomize=not LONG, print_blob=True)
CHANCE = Random(7)  # noqa: S311 - chance that can be repeated
SHORT = {
    path.name: path.read_bytes()
    if path.name.startswith("plan")
    else fuzz.sample_rows(CHANCE, path.read_bytes())
    for path in sorted(fuzz.DATA.glob("*.yaml"))
}
TODAY = "2026-11-20"
_ROW = re.compile(r"^  - id: (\S+)\n(?:    .*\n|\n)*", re.MULTILINE)
_DAYS = st.integers(0, 330).map(lambda days: date(2026, 1, 1) + timedelta(days))
_TYPED_DAYS = st.one_of(
    _DAYS,
    _DAYS.map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    _DAYS.map(lambda day: f"{day.day}-{day.month}-{day.year % 100}"),
    st.sampled_from(["", "31/2/2026", "rồi", "hôm qua"]),
)
_TEXTS = st.sampled_from(
    ["", "12-BC/BTGDVTU", "=1+1", "=cmd|' /C calc'!A0", "- a: b", "x # y", "'", '"', "{a}", "[b",
     "1:30", "no", "~", "@x", "Bà Nguyễn Thị B", "Ông C; Bà D", "a\nb", "a: b\n- c\n# d"]
)  # fmt: skip
_VALUES = {
    "completed": _TYPED_DAYS,
    "started": _TYPED_DAYS,
    "result": _TEXTS,
    "assignee": _TEXTS,
    "notes": _TEXTS,
    "progress": st.one_of(st.integers(0, 120), st.sampled_from(["", "60%", 0.25, "nửa"])),
    "to": st.sampled_from(["", "12/2026", "Q4", "31/12/2026", "1/2026", "2027", date(2026, 12, 5)]),
    "reason": st.sampled_from(["", "chờ ý kiến", "=lý do: khác"]),
    "on": _TYPED_DAYS,
}
_CELLS = st.sampled_from(sorted(_VALUES)).flatmap(
    lambda key: st.tuples(st.integers(0, 200), st.just(key), _VALUES[key])
)
# What is recorded between the sheet and its return.
_MEANWHILE = st.tuples(
    st.integers(0, 200),
    st.sampled_from(
        [("done", "--on", "1/11/2026"), ("update", "--assignee", "Người khác"),
         ("update", "--note", "ghi sau"), ("cancel", "--reason", "ghép"),
         ("extend", "--to", "12/2026", "--reason", "chờ ý kiến")]
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """What people do to a sheet, and to its plan meanwhile; rows are told by numbers."""

    cells: list[tuple[int, str, Any]]
    meanwhile: list[tuple[int, tuple[str, ...]]]
    lost: set[int]
    added: int
    seed: int


class Plan:
    """A plan with things recorded in it, and a sheet of it that is not filled in yet."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder
        self.sheet = folder.parent / "bảng.xlsx"

    def call(self, *arguments: object) -> RunResult:
        return self.run(*arguments, "--data", self.folder, today=TODAY)

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in sorted(self.folder.glob("*.yaml"))}

    def rows(self) -> dict[str, dict[str, Any]]:
        rows = self.call("list", "-f", "json").json["tables"]["tasks"]
        return {row["id"]: row for row in rows}


@pytest.fixture(scope="module")
def original(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    plan = Plan(run, tmp_path_factory.mktemp("gốc") / "kế hoạch")
    plan.folder.mkdir()
    for name, data in SHORT.items():
        (plan.folder / name).write_bytes(data)
    ids = sorted(plan.rows())
    for number, row_id in enumerate(ids):
        command = [
            ("done", "--on", "5/5/2026", "--result", "1-BC"),
            ("update", "--progress", "40", "--assignee", "Bà B", "--note", "một", "--note", "hai"),
            ("extend", "--to", "2027", "--reason", "chờ", "--on", "1/6/2026"),
        ][number % 3]
        if CHANCE.random() < 1 / 2:
            plan.call(*command[:1], row_id, *command[1:])
    assert plan.call("validate").status == 0
    assert plan.call("list", "--editable", "-o", plan.sheet).status == 0
    return plan


FILLED = st.builds(
    Filled,
    cells=st.lists(_CELLS, max_size=14),
    meanwhile=st.lists(_MEANWHILE, max_size=3),
    lost=st.sets(st.integers(0, 200), max_size=3),
    added=st.integers(0, 2),
    seed=st.integers(0, 9),
)


def fill(book: Book, filled: Filled) -> set[str]:
    """Fill in a sheet, lose and move rows of it; return the rows whose cells were touched."""
    ids = [row[0] for row in book.rows]
    for number, key, value in filled.cells:
        book.set(ids[number % len(ids)], **{key: value})
    gone = {ids[number % len(ids)] for number in filled.lost}
    rows = [row for row in book.rows if row[0] not in gone]
    Random(filled.seed).shuffle(rows)  # noqa: S311 - chance that can be repeated
    book.lines[book.head + 1 :] = rows
    for number in range(filled.added):
        book.add(task=f"Việc mới {number}", lead="VP", due=f"{number + 11}/2026")
    book.save()
    return {ids[number % len(ids)] for number, _, _ in filled.cells} - gone


@pytest.mark.uncounted
@given(filled=FILLED)
@EXAMPLES
def test_only_what_was_filled_in_changes(
    filled: Filled, original: Plan, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plan = Plan(original.run, tmp_path_factory.mktemp("bản") / "kế hoạch")
    shutil.copytree(original.folder, plan.folder)
    shutil.copy(original.sheet, plan.sheet)
    was = plan.rows()
    touched = fill(Book(plan.sheet), filled)
    ids = sorted(touched) + list(was)[: len(touched)]  # of a row that is filled in every other time
    for number, command in filled.meanwhile if ids else ():
        plan.call(command[0], ids[number % len(ids)], *command[1:])
    before, since = plan.texts(), plan.rows()

    told = plan.call("import", "--update", plan.sheet, "-f", "json")
    tables = told.json["tables"]
    assert told.status == (1 if tables["refused"] else 0)
    assert len(tables["added"]) == filled.added
    after, now = plan.texts(), plan.rows()
    new = {row["id"] for row in tables["added"]}
    changed = {row["id"] for row in tables["changes"]}
    assert not changed & {row["id"] for row in tables["refused"]}
    _assert_only_rows_changed(before, after, changed | new)
    for row_id in changed:
        cells = {one["key"]: one["after"] for one in tables["changes"] if one["id"] == row_id}
        assert row_id in touched
        _assert_no_conflict(was[row_id], since[row_id], cells)
        _assert_recorded(since[row_id], now[row_id], cells)
    assert plan.call("validate").status == 0

    # The same sheet once more has nothing new, and one step takes all of it back.
    again = plan.call("import", "--update", plan.sheet, "-f", "json").json["tables"]
    assert (again["changes"], again["added"]) == ([], [])
    if after != before:
        assert plan.call("undo").status == 0
    assert plan.texts() == before


def _assert_no_conflict(was: dict[str, Any], since: dict[str, Any], cells: dict[str, Any]) -> None:
    """Have nothing written of a row that the plan itself changed since."""
    assert since["cancelled"] == was["cancelled"]
    assert all(was[key] == since[key] for key in cells if key in was)


def _assert_only_rows_changed(
    before: dict[str, str], after: dict[str, str], rows: set[str]
) -> None:
    for name, text in before.items():
        old, new = _blocks(text), _blocks(after[name])
        assert {i: t for i, t in new.items() if i not in rows} == {
            i: t for i, t in old.items() if i not in rows
        }
        assert _ROW.sub("", text).split() == _ROW.sub("", after[name]).split()


def _blocks(text: str) -> dict[str, str]:
    return {match[1]: match[0].rstrip() for match in _ROW.finditer(f"{text}\n")}


def _assert_recorded(since: dict[str, Any], now: dict[str, Any], cells: dict[str, Any]) -> None:
    """Have a row say what its cells say, and where they say nothing what it said before."""
    for key in ("completed", "result", "started", "progress", "assignee"):
        if key in cells:
            assert now[key] == cells[key]
        elif key == "result" and cells.get("completed", "") is None:
            assert now[key] is None
        elif key == "started" and "progress" in cells:
            assert now[key] == since[key] or since[key] is None
        else:
            assert now[key] == since[key]
    if "notes" in cells:
        assert "\n".join(now["notes"]).split("\n") == (cells["notes"] or "").split("\n")
    else:
        assert now["notes"] == since["notes"]
    count = len(since["extensions"]) + ("to" in cells)
    assert len(now["extensions"]) == count
    for key in ("task", "lead", "due", "start", "coordinating", "cancelled"):
        assert now[key] == since[key]
