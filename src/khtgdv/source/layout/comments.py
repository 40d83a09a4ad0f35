"""The comments of a text, each found and given to the value it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from khtgdv.source.layout.layout import NodeComments
from khtgdv.source.yaml.outline import block_body_start, column, line_start
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.yaml.outline import OutlineNode

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment: where it begins, and its words with the sign."""

    start: int
    text: str


@dataclass(slots=True)
class _Unit:
    """What comments belong to: a key with its value, or an item of a list."""

    node: OutlineNode
    start: int
    end: int
    column: int
    parent: _Unit | None
    in_flow: bool
    flow_end: int
    is_item: bool


@dataclass
class FileComments:
    """A file's comments by the nodes they belong to; `tail` are those after the last value."""

    comments_by_node: dict[int, NodeComments] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def comments_of(self, owner: _Unit) -> NodeComments:
        """Return the comments of a value, to add to."""
        return self.comments_by_node.setdefault(id(owner.node), NodeComments())


def find_comments(text: str, root: OutlineNode) -> list[Comment]:
    """Return every comment of a text; a sign inside a value is none."""
    comments: list[Comment] = []
    offset = 0
    for start, end in [*_value_spans(text, root), (len(text), len(text))]:
        gap = text[offset:start]
        # What stands before the gap is a value: a sign right after it is no comment.
        comments += [
            Comment(offset + match.start(), match[0].rstrip())
            for match in _COMMENT.finditer(gap)
            if match.start() or offset == 0 or text[offset - 1].isspace()
        ]
        offset = max(offset, end)
    return comments


def _value_spans(text: str, node: OutlineNode) -> Iterator[tuple[int, int]]:
    """Yield where each text of the tree stands, in order; the head of a block one is left out."""
    if node.kind == "scalar":
        block = node.style in ("|", ">")
        yield block_body_start(text, node) if block else node.start, node.end
    for child in node.children:
        yield from _value_spans(text, child)


def attach_comments(text: str, root: OutlineNode) -> FileComments:
    """Give every comment to the value it speaks of."""
    owners = list(_comment_owners(text, root, None))
    file_comments = FileComments()
    last: tuple[int, _Unit | None, list[str]] | None = None
    for comment in find_comments(text, root):
        count = bisect_left(owners, comment.start, key=lambda unit: unit.start)
        before = text[line_start(text, comment.start) : comment.start].strip()
        if before and count and not set(before) <= set("- "):
            file_comments.comments_of(
                _owner_beside(owners[count - 1], comment.start)
            ).beside.append(comment.text)
            continue
        above = owners[count - 1] if count else None
        below = owners[count] if count < len(owners) else None
        position = _CommentPosition(text, comment.start, above, below, alone=not before)
        # Comments that follow each other stay together, in their order.
        run = last[1:] if last and last[0] == count else None
        owner, lines = position.target_lines(file_comments, run)
        lines += ["", comment.text] if position.after_empty_line else [comment.text]
        last = count, owner, lines
    for node_comments in file_comments.comments_by_node.values():
        if node_comments.before[:1] == [""]:
            del node_comments.before[0]
    return file_comments


class _CommentPosition:
    """Where a comment with a line of its own stands: between which values, how deep."""

    def __init__(
        self, text: str, offset: int, above: _Unit | None, owner_below: _Unit | None, *, alone: bool
    ) -> None:
        self.offset = offset
        self.owner_above = above if alone else None
        self.owner_below = owner_below
        self.column = column(text, offset)
        self.after_empty_line = _after_empty_line(text, offset)

    def target_lines(
        self, comments: FileComments, run: tuple[_Unit | None, list[str]] | None
    ) -> tuple[_Unit | None, list[str]]:
        """Return the lines that the comment joins, and the value above it that they follow.

        `run` is the same of the comment before it.
        """
        limit = self.owner_below.column if self.owner_below else -1
        before = (
            comments.comments_of(self.owner_below).before if self.owner_below else comments.tail
        )
        if (run and run[0] is None) or (
            self.owner_below and (self.after_empty_line or self.column <= limit)
        ):
            return None, before
        owner = self._owner(limit)
        if run and run[0] and (owner is None or owner.column >= run[0].column):
            return run
        return (owner, comments.comments_of(owner).after) if owner else (None, before)

    def _owner(self, limit: int) -> _Unit | None:
        """Return the innermost value that ended above the comment and stands no deeper than it.

        After an empty line that is a row: its keys may come into another order.
        """
        chain: list[_Unit] = []
        owner = self.owner_above
        while owner:
            if (
                owner.end <= self.offset
                and limit < owner.column <= self.column
                and not owner.in_flow
            ):
                chain.append(owner)
            owner = owner.parent
        if self.after_empty_line:
            rows = [unit for unit in chain if unit.is_item]
            chain = (rows or chain)[-1:]
        return chain[0] if chain else None


def _comment_owners(text: str, node: OutlineNode, parent: _Unit | None) -> Iterator[_Unit]:
    """Yield the units below a node in the order of the text."""
    in_flow = node.flow or bool(parent and parent.in_flow)
    flow_end = node.end if node.flow else 0
    for key, value in node.pairs:
        at = parent.column if in_flow and parent else column(text, key.start)
        owner = _Unit(
            key, key.start, max(key.end, value.end), at, parent, in_flow, flow_end, is_item=False
        )
        yield owner
        yield from _comment_owners(text, value, owner)
    for item in node.items:
        at = parent.column if in_flow and parent else column(text, node.start)
        owner = _Unit(item, item.start, item.end, at, parent, in_flow, flow_end, is_item=True)
        yield owner
        yield from _comment_owners(text, item, owner)


def _owner_beside(owner: _Unit, offset: int) -> _Unit:
    """Return what a comment at a line's end speaks of: not an item of brackets closed before it."""
    while owner.in_flow and owner.parent and owner.flow_end <= offset:
        owner = owner.parent
    return owner


def _after_empty_line(text: str, offset: int) -> bool:
    start = line_start(text, offset)
    return start > 0 and not text[line_start(text, start - 1) : start].strip()
