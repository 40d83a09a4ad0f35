"""The comments of a text, each found and given to the value it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.source.layout.layout import Notes
from khtgdv.source.yaml.outline import block_body, column, line_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.yaml.outline import Node

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment: where it begins, and its words with the sign."""

    start: int
    text: str


@dataclass(slots=True)
class _Unit:
    """What comments belong to: a key with its value, or an item of a list."""

    node: Node
    start: int
    end: int
    column: int
    parent: _Unit | None
    in_flow: bool
    flow_end: int
    is_item: bool


@dataclass
class Commentary:
    """A file's comments by the nodes they belong to; `tail` are those after the last value."""

    notes: dict[int, Notes] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def of(self, unit: _Unit) -> Notes:
        """Return the comments of a value, to add to."""
        return self.notes.setdefault(id(unit.node), Notes())


def comments(text: str, root: Node) -> list[Comment]:
    """Return every comment of a text; a sign inside a value is none."""
    found: list[Comment] = []
    at = 0
    for start, end in [*_values(text, root), (len(text), len(text))]:
        gap = text[at:start]
        # What stands before the gap is a value: a sign right after it is no comment.
        found += [
            Comment(at + match.start(), match[0].rstrip())
            for match in _COMMENT.finditer(gap)
            if match.start() or at == 0 or text[at - 1].isspace()
        ]
        at = max(at, end)
    return found


def _values(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Yield where each text of the tree stands, in order; the head of a block one is left out."""
    if node.kind == "scalar":
        block = node.style in ("|", ">")
        yield block_body(text, node) if block else node.start, node.end
    for child in node.children:
        yield from _values(text, child)


def attach(text: str, root: Node) -> Commentary:
    """Give every comment to the value it speaks of."""
    units = list(_units(text, root, None))
    told = Commentary()
    last: tuple[int, _Unit | None, list[str]] | None = None
    for comment in comments(text, root):
        count = bisect_left(units, comment.start, key=lambda unit: unit.start)
        before = text[line_start(text, comment.start) : comment.start].strip()
        if before and count and not set(before) <= set("- "):
            told.of(_beside(units[count - 1], comment.start)).beside.append(comment.text)
            continue
        place = _Place(text, comment.start, units[count - 1] if count else None,
                       units[count] if count < len(units) else None, alone=not before)  # fmt: skip
        # Comments that follow each other stay together, in their order.
        run = last[1:] if last and last[0] == count else None
        owner, lines = place.lines(told, run)
        lines += ["", comment.text] if place.gap else [comment.text]
        last = count, owner, lines
    for notes in told.notes.values():
        if notes.before[:1] == [""]:
            del notes.before[0]
    return told


class _Place:
    """Where a comment with a line of its own stands: between which values, how deep."""

    def __init__(
        self, text: str, at: int, above: _Unit | None, below: _Unit | None, *, alone: bool
    ) -> None:
        self.at = at
        self.above = above if alone else None
        self.below = below
        self.column = column(text, at)
        self.gap = _after_empty_line(text, at)

    def lines(
        self, told: Commentary, run: tuple[_Unit | None, list[str]] | None
    ) -> tuple[_Unit | None, list[str]]:
        """Return the lines that the comment joins, and the value above it that they follow.

        `run` is the same of the comment before it.
        """
        limit = self.below.column if self.below else -1
        before = told.of(self.below).before if self.below else told.tail
        if (run and run[0] is None) or (self.below and (self.gap or self.column <= limit)):
            return None, before
        owner = self._owner(limit)
        if run and run[0] and (owner is None or owner.column >= run[0].column):
            return run
        return (owner, told.of(owner).after) if owner else (None, before)

    def _owner(self, limit: int) -> _Unit | None:
        """Return the innermost value that ended above the comment and stands no deeper than it.

        After an empty line that is a row: its keys may come into another order.
        """
        chain: list[_Unit] = []
        unit = self.above
        while unit:
            if unit.end <= self.at and limit < unit.column <= self.column and not unit.in_flow:
                chain.append(unit)
            unit = unit.parent
        if self.gap:
            rows = [unit for unit in chain if unit.is_item]
            chain = (rows or chain)[-1:]
        return chain[0] if chain else None


def _units(text: str, node: Node, parent: _Unit | None) -> Iterator[_Unit]:
    """Yield the units below a node in the order of the text."""
    in_flow = node.flow or bool(parent and parent.in_flow)
    flow_end = node.end if node.flow else 0
    for key, value in node.pairs:
        at = parent.column if in_flow and parent else column(text, key.start)
        unit = _Unit(
            key, key.start, max(key.end, value.end), at, parent, in_flow, flow_end, is_item=False
        )
        yield unit
        yield from _units(text, value, unit)
    for item in node.items:
        at = parent.column if in_flow and parent else column(text, node.start)
        unit = _Unit(item, item.start, item.end, at, parent, in_flow, flow_end, is_item=True)
        yield unit
        yield from _units(text, item, unit)


def _beside(unit: _Unit, at: int) -> _Unit:
    """Return what a comment at a line's end speaks of: not an item of brackets closed before it."""
    while unit.in_flow and unit.parent and unit.flow_end <= at:
        unit = unit.parent
    return unit


def _after_empty_line(text: str, at: int) -> bool:
    start = line_start(text, at)
    return start > 0 and not text[line_start(text, start - 1) : start].strip()
