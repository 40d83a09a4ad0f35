"""Edits of one row in files as people write them: text in, text out, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.source.edit.changes import (
    ROW_SECTIONS,
    EntryRemoval,
    EntryUpdate,
    ItemAddition,
    KeyRemoval,
    KeyUpdate,
    RowInsertion,
    RowRemoval,
    StepUpdate,
)
from khtgdv.source.edit.edit import RefusedEditError, edit_content
from khtgdv.source.edit.splice import Splice, UnsupportedLayoutError, apply_splices
from khtgdv.source.load.sections import parse_yaml_file
from khtgdv.source.text.sourcefile import SourceFile

if TYPE_CHECKING:
    from khtgdv.source.edit.changes import Change

DONE = KeyUpdate("A", "completed", "2026-03-31")
RESULT = KeyUpdate("A", "result", "1-BC")


def edited(text: str, *changes: Change) -> str:
    return edit_content(
        parse_yaml_file(SourceFile("a.yaml", text), ROW_SECTIONS), changes
    ).source.text


# The file, the changes, the file afterwards. `|` ends a line that ends in blanks.
EDITS: dict[str, tuple[str, list[Change], str]] = {
    "a row is taken out, the heading above it stays": (
        "tasks:\n  # Tháng 1\n  - id: A\n    task: x\n    # của A\n\n  # Tháng 2\n  - id: B\n",
        [RowRemoval("A")],
        "tasks:\n  # Tháng 1\n  # Tháng 2\n  - id: B\n",
    ),
    "the last row is taken out with the gap above it": (
        "tasks:\r\n  - id: A\r\n\r\n  - id: B\r\n    task: x",
        [RowRemoval("B")],
        "tasks:\r\n  - id: A\r\n",
    ),
    "a row between two that have no gap": (
        "tasks:\n  - id: A\n  - id: B\n    task: >-\n      x\n      y\n  - id: C\n",
        [RowRemoval("B")],
        "tasks:\n  - id: A\n  - id: C\n",
    ),
    "a plain row": (
        "tasks:\n  - id: A\n    task: x\n  - id: B\n",
        [DONE, RESULT],
        "tasks:\n  - id: A\n    task: x\n    completed: 2026-03-31\n    result: 1-BC\n  - id: B\n",
    ),
    "line breaks of Windows": (
        "tasks:\r\n  - id: A\r\n    task: x\r\n\r\n  - id: B\r\n",
        [DONE],
        "tasks:\r\n  - id: A\r\n    task: x\r\n    completed: 2026-03-31\r\n\r\n  - id: B\r\n",
    ),
    "no line break at the end": (
        "tasks:\n  - id: A\n    task: x",
        [DONE],
        "tasks:\n  - id: A\n    task: x\n    completed: 2026-03-31",
    ),
    "no line break of Windows at the end": (
        "tasks:\r\n  - id: A\r\n    task: x",
        [DONE],
        "tasks:\r\n  - id: A\r\n    task: x\r\n    completed: 2026-03-31",
    ),
    "comments at line ends and between rows": (
        "tasks: # một\n  - id: A # hai\n    task: x # ba\n    # bốn\n\n  # năm\n  - id: B\n",
        [DONE],
        (
            "tasks: # một\n  - id: A # hai\n    task: x # ba\n    completed: 2026-03-31\n"
            "    # bốn\n\n  # năm\n  - id: B\n"
        ),
    ),
    "before keys that come later": (
        "tasks:\n  - id: A\n    task: x\n    notes: [a]\n    khác: 1\n",
        [DONE],
        "tasks:\n  - id: A\n    task: x\n    completed: 2026-03-31\n    notes: [a]\n    khác: 1\n",
    ),
    "before the only key that comes later": (
        "tasks:\n  - notes: [a]\n    khác: b\n    id: A\n",
        [KeyUpdate("A", "lead", "x")],
        "tasks:\n  - notes: [a]\n    khác: b\n    id: A\n    lead: x\n",
    ),
    "after a block of text": (
        "tasks:\n  - id: A\n    task: |-\n      một\n\n      hai\n    # ghi chú\n  - id: B\n",
        [DONE],
        (
            "tasks:\n  - id: A\n    task: |-\n      một\n\n      hai\n    completed: 2026-03-31\n"
            "    # ghi chú\n  - id: B\n"
        ),
    ),
    "after a block of text that is empty": (
        "tasks:\n  - id: A\n    task: >-\n  - id: B\n",
        [DONE],
        "tasks:\n  - id: A\n    task: >-\n    completed: 2026-03-31\n  - id: B\n",
    ),
    "odd indentation": (
        "tasks:\n      -   id: A\n          task: x\n      -   id: B\n",
        [DONE],
        (
            "tasks:\n      -   id: A\n          task: x\n          completed: 2026-03-31\n"
            "      -   id: B\n"
        ),
    ),
    "no indentation": (
        "tasks:\n- id: A\n  task: x\n- id: B\n",
        [DONE],
        "tasks:\n- id: A\n  task: x\n  completed: 2026-03-31\n- id: B\n",
    ),
    "a dash with its own line": (
        "tasks:\n  -\n    id: A\n    task: x\n",
        [DONE],
        "tasks:\n  -\n    id: A\n    task: x\n    completed: 2026-03-31\n",
    ),
    "quoted keys": (
        "\"tasks\":\n  - \"id\": 'A'\n    'task': x\n",
        [DONE],
        "\"tasks\":\n  - \"id\": 'A'\n    'task': x\n    completed: 2026-03-31\n",
    ),
    "a row in braces": (
        "tasks:\n  - {id: A, task: x} # một\n  - {id: B}\n",
        [DONE, KeyUpdate("A", "result", "a, b")],
        'tasks:\n  - {id: A, task: x, completed: 2026-03-31, result: "a, b"} # một\n  - {id: B}\n',
    ),
    "a row in braces over lines": (
        "tasks:\n  - {id: A,\n     task: x, # một\n    }\n",
        [DONE],
        "tasks:\n  - {id: A,\n     task: x, completed: 2026-03-31, # một\n    }\n",
    ),
    "all in brackets": (
        "{tasks: [{id: A}, {id: B}]}\n",
        [DONE],
        "{tasks: [{id: A, completed: 2026-03-31}, {id: B}]}\n",
    ),
    "a value in place of another": (
        "tasks:\n  - id: A\n    result:   'cũ' # vì sao\n    notes: []\n",
        [KeyUpdate("A", "result", "mới")],
        "tasks:\n  - id: A\n    result: mới # vì sao\n    notes: []\n",
    ),
    "a value in place of nothing": (
        "tasks:\n  - id: A\n    result:\n    notes: []\n",
        [RESULT],
        "tasks:\n  - id: A\n    result: 1-BC\n    notes: []\n",
    ),
    "a value in place of a block of text": (
        "tasks:\n  - id: A\n    task: >-\n      dài\n      dòng\n    lead: VP\n",
        [KeyUpdate("A", "assignee", "z"), KeyUpdate("A", "lead", "TT")],
        "tasks:\n  - id: A\n    task: >-\n      dài\n      dòng\n    lead: TT\n    assignee: z\n",
    ),
    "a block of text in place of a value": (
        "tasks:\n  - id: A\n    result: cũ\n",
        [KeyUpdate("A", "result", "một\nhai")],
        "tasks:\n  - id: A\n    result: |-\n      một\n      hai\n",
    ),
    "an item of a list": (
        "tasks:\n  - id: A\n    notes:\n      - một\n      # giữa\n    lead: x\n",
        [ItemAddition("A", "notes", ("hai", "- ba"))],
        (
            'tasks:\n  - id: A\n    notes:\n      - một\n      - hai\n      - "- ba"\n'
            "      # giữa\n    lead: x\n"
        ),
    ),
    "an item of a list in brackets": (
        "tasks:\n  - id: A\n    notes: [một, ] # ghi\n",
        [ItemAddition("A", "notes", ("hai",))],
        "tasks:\n  - id: A\n    notes: [một, hai, ] # ghi\n",
    ),
    "an item of an empty list": (
        "tasks:\n  - id: A\n    notes: []\n",
        [ItemAddition("A", "notes", ("hai",))],
        "tasks:\n  - id: A\n    notes: [hai]\n",
    ),
    "an item of a list that is nothing": (
        "tasks:\n  - id: A\n    notes:\n    result: x\n",
        [ItemAddition("A", "notes", ("hai",))],
        "tasks:\n  - id: A\n    notes:\n      - hai\n    result: x\n",
    ),
    "an entry of a mapping": (
        "tasks:\n  - id: A\n    log:\n      2026-01: 2026-01-30 # sớm\n    notes: []\n",
        [EntryUpdate("A", "log", (("2026-02", "2026-02-27"), ("2026-Q1", "2026-03-01")))],
        (
            "tasks:\n  - id: A\n    log:\n      2026-01: 2026-01-30 # sớm\n"
            "      2026-02: 2026-02-27\n      2026-Q1: 2026-03-01\n    notes: []\n"
        ),
    ),
    "an entry of a mapping replaced": (
        "tasks:\n  - id: A\n    log:\n      2026-01: 2026-01-30 # sớm\n",
        [EntryUpdate("A", "log", (("2026-01", "2026-01-31"),))],
        "tasks:\n  - id: A\n    log:\n      2026-01: 2026-01-31 # sớm\n",
    ),
    "an entry of a mapping in braces": (
        "tasks:\n  - id: A\n    log: {2026-01: 2026-01-30}\n",
        [EntryUpdate("A", "log", (("2026-02", "2026-02-27"),))],
        "tasks:\n  - id: A\n    log: {2026-01: 2026-01-30, 2026-02: 2026-02-27}\n",
    ),
    "entries of an empty mapping": (
        "tasks:\n  - id: A\n    log: {}\n",
        [EntryUpdate("A", "log", (("2026-02", "2026-02-27"), ("2026-03", "2026-03-30")))],
        "tasks:\n  - id: A\n    log: {2026-02: 2026-02-27, 2026-03: 2026-03-30}\n",
    ),
    "an entry that needs quotation marks": (
        "tasks:\n  - id: A\n",
        [EntryUpdate("A", "visits", (("Xã: mới", "2026-02-27"), ("no", "2026-02-28")))],
        'tasks:\n  - id: A\n    visits:\n      "Xã: mới": 2026-02-27\n      "no": 2026-02-28\n',
    ),
    "a key removed": (
        "tasks:\n  - id: A\n    task: x\n    # giữ\n    result: y # bỏ\n  # sau\n  - id: B\n",
        [KeyRemoval("A", "result")],
        "tasks:\n  - id: A\n    task: x\n    # giữ\n  # sau\n  - id: B\n",
    ),
    "the last key of a file removed": (
        "tasks:\n  - id: A\n    result: y",
        [KeyRemoval("A", "result")],
        "tasks:\n  - id: A",
    ),
    "the first key of a row removed": (
        "tasks:\n  - result: y\n    id: A\n    task: x\n",
        [KeyRemoval("A", "result")],
        "tasks:\n  - id: A\n    task: x\n",
    ),
    "a key in braces removed": (
        "tasks:\n  - {id: A, result: y, task: x}\n",
        [KeyRemoval("A", "result")],
        "tasks:\n  - {id: A, task: x}\n",
    ),
    "a row after another": (
        "tasks:\n  - id: A\n    task: x\n    # của A\n  # của B\n\n  - id: B\n",
        [RowInsertion("tasks", "C", (("id", "C"), ("lead", "z")), "A")],
        (
            "tasks:\n  - id: A\n    task: x\n    # của A\n\n  - id: C\n    lead: z\n  # của B\n\n"
            "  - id: B\n"
        ),
    ),
    "a row where no empty lines stand between rows": (
        "tasks:\n- id: A\n- id: B\n",
        [RowInsertion("tasks", "C", (("id", "C"), ("lead", "z")), "B")],
        "tasks:\n- id: A\n- id: B\n- id: C\n  lead: z\n",
    ),
    "a row before all others": (
        "tasks: # ghi\n  - id: A\n\n  - id: B\n",
        [RowInsertion("tasks", "C", (("id", "C"),), None)],
        "tasks: # ghi\n  - id: C\n\n  - id: A\n\n  - id: B\n",
    ),
    "a row into brackets": (
        "tasks: [{id: A}]\n",
        [RowInsertion("tasks", "C", (("id", "C"), ("lead", "z")), "A")],
        "tasks: [{id: A}, {id: C, lead: z}]\n",
    ),
    "the first row": (
        "# đầu tệp\ntasks: []\n",
        [RowInsertion("tasks", "C", (("id", "C"), ("lead", "z")), None)],
        "# đầu tệp\ntasks:\n  - id: C\n    lead: z\n",
    ),
    "the first row of nothing": (
        "tasks:\n# cuối tệp\n",
        [RowInsertion("tasks", "C", (("id", "C"), ("lead", "z")), None)],
        "tasks:\n  - id: C\n    lead: z\n# cuối tệp\n",
    ),
    "a section that is not there yet": (
        "tasks:\n  - id: A\n",
        [RowInsertion("inspections", "C", (("id", "C"), ("lead", "z")), None)],
        "tasks:\n  - id: A\ninspections:\n  - id: C\n    lead: z\n",
    ),
    "two rows at once": (
        "tasks:\n  - id: A\n  - id: B\n",
        [DONE, KeyUpdate("B", "completed", "2026-03-30"), KeyUpdate("B", "result", "2026")],
        (
            "tasks:\n  - id: A\n    completed: 2026-03-31\n  - id: B\n    completed: 2026-03-30\n"
            '    result: "2026"\n'
        ),
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_only_the_lines_of_the_change_differ(name: str) -> None:
    before, changes, after = EDITS[name]
    assert edited(before, *changes) == after


@pytest.mark.parametrize("name", EDITS)
def test_line_breaks_of_windows_change_nothing_else(name: str) -> None:
    before, changes, after = EDITS[name]
    plain = [text.replace("\r\n", "\n") for text in (before, after)]
    assert edited(plain[0].replace("\n", "\r\n"), *changes) == plain[1].replace("\n", "\r\n")


REFUSED: dict[str, tuple[str, list[Change]]] = {
    "a step in a text that is no list": (
        "tasks:\n  - id: A\n    steps: [*s]\n    notes: &s [x]\n",
        [StepUpdate("A", 2, "completed", "2026-03-31")],
    ),
    "the only row of a list is taken out": ("tasks:\n  - id: A\n", [RowRemoval("A")]),
    "a row between brackets is taken out": ("tasks: [{id: A}, {id: B}]\n", [RowRemoval("A")]),
    "two rows of one ID": ("tasks:\n  - id: A\n  - id: A\n", [DONE]),
    "a row in two places of an alias": ("tasks:\n  - &a {id: A}\n  - *a\n", [DONE]),
    "an empty file": ("# không có gì\n", [RowInsertion("tasks", "C", (("id", "C"),), None)]),
    "a comment where the first key ends": (
        "tasks:\n  - result: y # vì sao\n    id: A\n",
        [KeyRemoval("A", "result")],
    ),
    "the only key of a row": ("tasks:\n  - {id: A}\n", [KeyRemoval("A", "id")]),
    "a comment between key and value": (
        "tasks:\n  - id: A\n    result: # vì sao\n      y\n",
        [RESULT],
    ),
    "a comment inside a list that is replaced": (
        "tasks:\n  - id: A\n    notes:\n      - a\n      # b\n      - c\n",
        [KeyUpdate("A", "notes", ["d"])],
    ),
    "a list that is none": (
        "tasks:\n  - id: A\n    notes: a\n",
        [ItemAddition("A", "notes", ("b",))],
    ),
    "a mapping that is none": (
        "tasks:\n  - id: A\n    log: a\n",
        [EntryUpdate("A", "log", (("b", "c"),))],
    ),
    "a row amid brackets": (
        "tasks: [{id: A}, {id: B}]\n",
        [RowInsertion("tasks", "C", (("id", "C"),), "A")],
    ),
    "an entry that is not there": (
        "tasks:\n  - id: A\n    log: {2026-01: 2026-01-30}\n",
        [EntryRemoval("A", "log", "2026-02")],
    ),
    "a file of two braces": ("{}\n", [RowInsertion("tasks", "C", (("id", "C"),), None)]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_certain_is_refused(name: str) -> None:
    before, changes = REFUSED[name]
    with pytest.raises(RefusedEditError, match=r"a\.yaml: cách viết của .* không cho sửa"):
        edited(before, *changes)


def test_splices_that_overlap_are_refused() -> None:
    assert apply_splices("abc", [Splice(2, 3, "C"), Splice(0, 1, "A"), Splice(1, 1, "-")]) == "A-bC"
    with pytest.raises(UnsupportedLayoutError):
        apply_splices("abc", [Splice(0, 2, ""), Splice(1, 3, "")])


def test_changes_that_meet_are_made_one_after_the_other() -> None:
    """Entry by entry, until nothing is left and the key goes too."""
    for written in ("\n      2026-01: 2026-01-30\n      2026-02: 2026-02-27\n",
                    " {2026-01: 2026-01-30, 2026-02: 2026-02-27}\n"):  # fmt: skip
        before = f"tasks:\n  - id: A\n    log:{written}    result: x\n"
        removals = [EntryRemoval("A", "log", month) for month in ("2026-01", "2026-02")]
        after = "tasks:\n  - id: A\n    result: x\n"
        assert edited(before, *removals) == after
        assert edited(before, *removals[::-1]) == after
        assert edited(before, *removals, KeyRemoval("A", "result")) == "tasks:\n  - id: A\n"
