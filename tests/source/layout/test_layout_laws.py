"""Laws of `fmt` and of edits over random plans, layouts and comments.

KHTGDV_EXAMPLES sets how many examples are tried (200 in the suite); the share of edits that were
refused is told by `--hypothesis-show-statistics`.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from khtgdv.source.edit.changes import (
    ROW_SECTIONS,
    EntryRemoval,
    EntryUpdate,
    ItemAddition,
    KeyRemoval,
    KeyUpdate,
    RowInsertion,
    StepRemoval,
    StepUpdate,
)
from khtgdv.source.edit.edit import RefusedEditError, edit_content
from khtgdv.source.layout.fmt import NotFormattedError, format_text
from khtgdv.source.load.sections import parse_yaml_file
from khtgdv.source.text.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.source.edit.changes import Change

pytestmark = pytest.mark.uncounted
EXAMPLES = settings(max_examples=int(os.environ.get("KHTGDV_EXAMPLES", "200")))
RANDOMS = st.integers(0, 2**64).map(Random)
TEXTS = (
    "Báo cáo",
    "Tên: có hai chấm",
    "Việc # không phải ghi chú",
    "yes",
    "08",
    "1:30",
    "2026-03-01",
    "null",
    "it's",
    'Hội nghị "Dân vận khéo"',
    "'đơn'",
    "a, b và c",
    "[ngoặc] {nhọn}",
    "- gạch đầu dòng",
    "# thăng đầu dòng",
    "C:\\tệp",
    "hai  dấu cách",
    "dòng một\ndòng hai",
    "- ý một: a\n- ý hai # b\n  - ý nhỏ",
    "Đoạn dài " + "từ ngữ " * 40 + "hết.",
    "Đoạn một dài " + "chữ " * 30 + "hết.\nĐoạn hai.",
    "x" * 120,
    "cuối có hai chấm:",
)
DATES = ("2026-03-01", "2026-12-31")


def written_plainly(text: str, *, flow: bool) -> bool:
    """Tell whether a text may stand without quotation marks, judged by PyYAML itself."""
    sample = f"[{text}]" if flow else f"k: {text}"
    try:
        value = yaml.load(sample, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    except yaml.YAMLError:
        return False
    return "\n" not in text and text != "null" and value == ([text] if flow else {"k": text})


@dataclass
class Writer:
    """Writes data as YAML in ways that change from line to line."""

    random: Random
    comments: list[str] = field(default_factory=list)
    wild: bool = True

    def comment(self) -> str:
        self.comments.append(f"# ghi chú số {len(self.comments)}: 'nháy, [ngoặc")
        return self.comments[-1]

    def beside(self) -> str:
        return f"{' ' * self.random.randint(1, 3)}{self.comment()}" if self.chance(0.12) else ""

    def between(self, indent: int) -> list[str]:
        """Return comment lines and empty lines, as people put them between keys and rows."""
        lines = []
        while self.chance(0.15):
            pad = " " * self.random.choice((indent, indent, 0, indent + 2))
            lines.append(self.random.choice(("", f"{pad}{self.comment()}")))
        return lines

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def scalar(self, text: str, *, flow: bool) -> str:
        ways = [self.double(text)]
        if "\n" not in text:
            ways.append("'" + text.replace("'", "''") + "'")
        if written_plainly(text, flow=flow):
            ways += [text] * 3
        return self.random.choice(ways)

    def double(self, text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    def key(self, name: str) -> str:
        quote = self.random.choice(("", "", "", "", '"', "'")) if self.wild else ""
        return f"{quote}{name}{quote}"

    def flow(self, value: Any) -> str:
        gap = self.random.choice(("", " "))
        if isinstance(value, dict):
            pairs = [f"{self.key(k)}: {self.flow(v)}" for k, v in value.items()]
            return f"{{{gap}{', '.join(pairs)}{gap}}}"
        if isinstance(value, list):
            tail = "," if value and self.chance(0.1) else ""
            return f"[{gap}{', '.join(map(self.flow, value))}{tail}{gap}]"
        return self.scalar(value, flow=True)

    def pair(self, name: str, value: Any, indent: int) -> list[str]:
        head = f"{' ' * indent}{self.key(name)}:"
        if isinstance(value, str):
            return self.text(head, value, indent)
        if not value or self.chance(0.4):
            return [f"{head} {self.flow(value)}{self.beside()}"]
        lines = [f"{head}{self.beside()}"]
        if isinstance(value, dict):
            return lines + self.mapping(value, indent + self.random.choice((2, 4)))
        return lines + self.items(value, indent + self.random.choice((0, 2, 4)))

    def text(self, head: str, value: str, indent: int) -> list[str]:
        pad = " " * (indent + self.random.choice((1, 2, 4)))
        solid = all(line and line == line.strip() for line in value.split("\n"))
        if solid and self.chance(0.5):
            return self.block(head, value, pad)
        if "\n" not in value and "  " not in value and self.chance(0.2):
            first, _, rest = value.partition(" ")
            if rest and written_plainly(value, flow=False) and written_plainly(rest, flow=False):
                return [f"{head} {first}", f"{pad}{rest}{self.beside()}"]
        if self.chance(0.05):
            return [f"{head}", f"{pad}{self.scalar(value, flow=False)}{self.beside()}"]
        return [f"{head} {self.scalar(value, flow=False)}{self.beside()}"]

    def block(self, head: str, value: str, pad: str) -> list[str]:
        blank = [""] if self.chance(0.2) else []
        if "\n" in value or self.chance(0.5):
            lines = value.split("\n")
            return [f"{head} |-{self.beside()}", *(f"{pad}{line}" for line in lines), *blank]
        words, lines = value.split(" "), [""]
        for word in words:
            lines[-1:] = [lines[-1], word] if self.chance(0.2) else [f"{lines[-1]} {word}".strip()]
        lines = [line for line in lines if line]
        return [f"{head} >-{self.beside()}", *(f"{pad}{line}" for line in lines), *blank]

    def mapping(self, value: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        for name, item in value.items():
            lines += [*(self.between(indent) if lines else []), *self.pair(name, item, indent)]
        return lines

    def items(self, values: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        dash = f"{' ' * indent}-{' ' * self.random.choice((1, 1, 1, 3))}"
        for value in values:
            lines += self.between(indent)
            if isinstance(value, str):
                lines += [f"{dash}{self.scalar(value, flow=False)}{self.beside()}"]
            elif self.chance(0.25):
                lines += [f"{dash}{self.flow(value)}{self.beside()}"]
            else:
                below = self.mapping(value, len(dash))
                lines += [f"{dash}{below[0].lstrip(' ')}", *below[1:]]
            lines += [""] if self.chance(0.3) else []
        return lines

    def file(self, data: dict[str, Any]) -> str:
        lines = [self.comment()] if self.chance(0.5) else []
        for name, rows in data.items():
            lines += self.between(0)
            lines += [f"{name}:{self.beside()}"]
            lines += self.items(rows, self.random.choice((0, 2, 4)))
        lines += self.between(0)
        newline = self.random.choice(("\n", "\n", "\r\n"))
        end = self.random.choice(("", newline, newline))
        return newline.join(lines).rstrip("\r\n") + end


def texts(random: Random) -> str:
    return random.choice(TEXTS)


def random_row(random: Random, number: int) -> dict[str, Any]:
    keys: dict[str, Any] = {
        "task": texts(random),
        "lead": "VP",
        "coordinating": [texts(random) for _ in range(random.randint(0, 3))],
        "start": "2026-03",
        "due": "2026",
        "due_text": texts(random),
        "assignee": texts(random),
        "started": random.choice(DATES),
        "progress": "50",
        "extensions": [
            {"to": "2026-05", "on": random.choice(DATES), "reason": texts(random)}
            for _ in range(random.randint(1, 2))
        ],
        "log": {"2026-02": "2026-02-27", "2026-Q1": "2026-03-31"},
        "steps": [
            {"text": texts(random), "due": random.choice(DATES)}
            for _ in range(random.randint(1, 3))
        ],
        "notes": [texts(random) for _ in range(random.randint(1, 2))],
        "repeat": [{"every": "month", "in": ["1", "2"], "label": texts(random)}],
    }
    chosen = [key for key in keys if random.random() < 0.45]
    if random.random() < 0.3:
        random.shuffle(chosen)
    row = {"id": f"T03-{number:02}", **{key: keys[key] for key in chosen}}
    if random.random() < 0.1:
        row = dict(reversed(row.items()))
    return row


def random_file(random: Random) -> tuple[dict[str, Any], str, list[str]]:
    """Return data, a text that says it, and the comments in the text."""
    rows = [random_row(random, number + 1) for number in range(random.randint(1, 4))]
    data: dict[str, Any] = {"tasks": rows}
    if random.random() < 0.2:
        data["inspections"] = [{"id": "KT-01", "content": texts(random)}]
    while True:
        writer = Writer(random)
        text = writer.file(data)
        # A comment below a block of text is text itself where it stands deep enough.
        if says(text, data):
            return data, text, [comment for comment in writer.comments if comment in text]


def says(text: str, data: dict[str, Any]) -> bool:
    try:
        return bool(loaded(text) == data)
    except yaml.YAMLError:
        return False


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - every value a text


def random_change(random: Random, data: dict[str, Any]) -> Change:  # noqa: PLR0911 - a kind each
    row = random.choice(data["tasks"])
    others = [key for key in row if key != "id"]
    kinds = ("put", "put", "replace", "drop", "push", "enter", "leave", "row", "list", "step")
    kind = random.choice((*kinds, "unstep"))
    if kind == "drop" and others:
        return KeyRemoval(row["id"], random.choice(others))
    if kind == "replace" and others:
        return KeyUpdate(row["id"], random.choice(others), texts(random))
    if kind == "push" and isinstance(row.get("notes", []), list):
        return ItemAddition(row["id"], "notes", (texts(random), "ghi chú"))
    if kind == "list" and isinstance(row.get("extensions", []), list):
        item = {"to": "2026-06", "on": "2026-03-02", "reason": texts(random)}
        return ItemAddition(row["id"], "extensions", (item,))
    if kind == "step" and isinstance(steps := row.get("steps"), list):
        number = random.randint(1, len(steps))
        return StepUpdate(row["id"], number, random.choice(("completed", "result")), "08")
    if kind == "unstep" and isinstance(steps := row.get("steps"), list):
        number = random.randint(1, len(steps))
        return StepRemoval(row["id"], number, random.choice(list(steps[number - 1])))
    if kind == "leave" and isinstance(log := row.get("log"), dict):
        return EntryRemoval(row["id"], "log", random.choice(list(log)))
    if kind == "enter":
        return EntryUpdate(row["id"], "log", (("2026-04", "2026-04-30"),))
    if kind == "row":
        fields = (("id", "T03-99"), ("task", texts(random)), ("lead", "VP"))
        return RowInsertion("tasks", "T03-99", fields, random.choice([None, row["id"]]))
    return KeyUpdate(row["id"], "completed", "2026-03-31")


def expected(data: dict[str, Any], change: Change) -> dict[str, Any]:
    new: dict[str, Any] = yaml.safe_load(yaml.safe_dump(data))
    ids = [row["id"] for row in new["tasks"]]
    if isinstance(change, RowInsertion):
        place = ids.index(change.previous_id) + 1 if change.previous_id else 0
        new["tasks"].insert(place, dict(change.fields))
        return new
    row = new["tasks"][ids.index(change.row_id)]
    if isinstance(change, KeyUpdate):
        row[change.key] = change.value
    elif isinstance(change, KeyRemoval):
        del row[change.key]
    elif isinstance(change, ItemAddition):
        row[change.key] = [*row.get(change.key, []), *change.items]
    elif isinstance(change, StepUpdate):
        row["steps"][change.number - 1][change.key] = change.value
    elif isinstance(change, StepRemoval):
        del row["steps"][change.number - 1][change.key]
    elif isinstance(change, EntryRemoval):
        del row[change.key][change.entry]
        if not row[change.key]:
            del row[change.key]
    elif isinstance(change, EntryUpdate):
        row[change.key] = {**row.get(change.key, {}), **dict(change.entries)}
    return new


def edited(text: str, changes: Sequence[Change]) -> str:
    return edit_content(
        parse_yaml_file(SourceFile("a.yaml", text), ROW_SECTIONS), changes
    ).source.text


@EXAMPLES
@given(RANDOMS)
def test_an_edit_says_the_old_data_plus_the_change_and_touches_no_other_line(
    random: Random,
) -> None:
    data, text, comments = random_file(random)
    change = random_change(random, data)
    name = type(change).__name__
    try:
        new = edited(text, [change])
    except RefusedEditError:
        event(f"refused: {name}")
        return
    event(f"made: {name}")
    assert loaded(new) == expected(data, change)
    replaced = isinstance(change, KeyUpdate) and change.key != "completed"
    removed = isinstance(change, KeyRemoval | EntryRemoval | StepRemoval)
    assert_lines(text, new, dropped=removed or replaced)
    if not removed:
        assert [comment for comment in comments if comment not in new] == []


def assert_lines(old: str, new: str, *, dropped: bool) -> None:
    """Make sure that the lines before and after one place are those of the old text."""
    before, after = old.split("\n"), new.split("\n")
    head = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    rest = min(len(before), len(after)) - head
    tail = next(
        (n for n in range(rest) if before[len(before) - 1 - n] != after[len(after) - 1 - n]), rest
    )
    touched = before[head : len(before) - tail]
    if not dropped:
        # Nothing, a line between brackets, or a last line that had no line break of Windows.
        assert len(touched) <= 1, touched
        added = after[head : len(after) - tail]
        assert (
            "".join(touched).strip() == ""
            or any(c in touched[0] for c in "[{\r")
            or (added[0].rstrip("\r") == touched[0])
        )


@EXAMPLES
@given(RANDOMS)
def test_changes_of_several_kinds_are_made_together(random: Random) -> None:
    """Whatever goes and comes at once, in one row: the old data plus all of it, or a refusal."""
    data, text, _ = random_file(random)
    row = random.choice(data["tasks"])
    keys = [key for key in row if key != "id"]
    dropped = random.sample(keys, random.randint(0, len(keys)))
    added = {key: texts(random) for key in random.sample(("product", "result", "leader"), 2)}
    entries = [] if "log" in dropped else list(row.get("log", {}))
    changes: list[Change] = [KeyRemoval(row["id"], key) for key in dropped]
    changes += [KeyUpdate(row["id"], key, value) for key, value in added.items()]
    changes += [EntryRemoval(row["id"], "log", entry) for entry in entries]
    try:
        new = edited(text, changes)
    except RefusedEditError:
        event("refused")
        return
    event("made")
    kept = {key: value for key, value in row.items() if key not in (*dropped, "log")}
    got = next(other for other in loaded(new)["tasks"] if other["id"] == row["id"])
    assert got == kept | added


@EXAMPLES
@given(RANDOMS)
def test_what_is_added_and_removed_leaves_the_same_bytes(random: Random) -> None:
    data, text, _ = random_file(random)
    row = random.choice(data["tasks"])["id"]
    changes = [KeyUpdate(row, "completed", "2026-03-31"), KeyUpdate(row, "result", texts(random))]
    try:
        new = edited(text, changes)
    except RefusedEditError:
        event("refused")
        return
    drops = [KeyRemoval(row, "completed"), KeyRemoval(row, "result")]
    assert edited(new, drops) == text


@EXAMPLES
@given(RANDOMS)
def test_a_layout_is_the_same_data_with_every_comment_and_its_own_layout(random: Random) -> None:
    data, text, comments = random_file(random)
    try:
        new = format_text(text, "a.yaml")
    except NotFormattedError:
        event("refused")
        return
    assert loaded(new) == data
    assert [comment for comment in comments if comment not in new] == []
    assert format_text(new, "a.yaml") == new
    assert ("\r\n" in new) == ("\r\n" in text)
    lines = new.replace("\r\n", "\n").split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert not re.search(r"\n\n\n", new.replace("\r\n", "\n"))
