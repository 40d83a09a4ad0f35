"""Changes of a plan's rows as splices of its text: only the lines of a change are touched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.source.layout.comments import comments
from khtgdv.source.layout.layout import ORDERS, Layout, key_text, rank
from khtgdv.source.yaml.outline import Node, column, line_end, line_start, node_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMENT_BELOW = re.compile(r"\r?\n( *)#")


class Splice(NamedTuple):
    """A stretch of the text and what stands there afterwards."""

    start: int
    end: int
    text: str


class UnfitError(Exception):
    """The text is written in a way that cannot be changed line by line."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; UnfitError where two of them overlap."""
    parts: list[str] = []
    at = 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        if splice.start < at:
            raise UnfitError
        parts += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*parts, text[at:]])


class Scribe:
    """Writes into a text: what to put where, in the way the text around it is written."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text
        self.layout = Layout()

    def put(self, row: Node, key: str, value: object, section: str) -> Splice:
        """Set a key of a row, in the order of the layout where it is new."""
        old = row.find(key)
        if old is None:
            return self._add(row, key, node_of(value), section)
        return self._replace(row, key, old, node_of(value), section)

    def drop(self, row: Node, key: str) -> Splice:
        """Remove a key of a row with its lines."""
        number = next(n for n, (name, _) in enumerate(row.pairs) if name.value == key)
        name, value = row.pairs[number]
        if number == 0:
            return self._drop_first(row, value)
        if row.flow:
            return self._cut(row.pairs[number - 1][1].end, name.start, value.end)
        above = line_start(self.text, line_start(self.text, name.start) - 1)
        return Splice(line_end(self.text, above), line_end(self.text, value.end), "")

    def _cut(self, start: int, until: int, end: int) -> Splice:
        """Remove a stretch whose part before `until` must hold no comment."""
        if "#" in self.text[start:until]:
            raise UnfitError
        return Splice(start, end, "")

    def _drop_first(self, row: Node, value: Node) -> Splice:
        if len(row.pairs) == 1:
            raise UnfitError
        following = row.pairs[1][0].start
        self._cut(value.end, following, following)
        return Splice(row.pairs[0][0].start, following, "")

    def push(self, row: Node, key: str, items: list[object], section: str) -> Splice:
        """Append items to a list of a row."""
        old = row.find(key)
        if old is None or old.empty:
            return self.put(row, key, items, section)
        nodes = [node_of(item) for item in items]
        if old.kind != "list":
            raise UnfitError
        if old.flow:
            return self._into_brackets(old, [self.layout.flow(node, key) for node in nodes])
        indent = column(self.text, old.start)
        lines = [line for node in nodes for line in self.layout.item(node, indent, key)]
        return self._below(old.end, lines)

    def enter(self, row: Node, key: str, entries: dict[str, str], section: str) -> list[Splice]:
        """Set entries of a mapping of a row."""
        old = row.find(key)
        if old is None or old.empty:
            return [self.put(row, key, entries, section)]
        if old.kind != "map":
            raise UnfitError
        if not old.pairs:
            braces = self.layout.flow(node_of(entries), key)[1:-1]
            return [self._into_brackets(old, [braces])]
        return [self.put(old, name, value, key) for name, value in entries.items()]

    def row(self, head: tuple[Node, Node], after: int, fields: dict[str, object]) -> Splice:
        """Add a row to a list, after the one of that number, or before the first (-1).

        `head` is the list's key and the list.
        """
        key, rows = head
        node = node_of(fields)
        if rows.flow:
            if after != len(rows.items) - 1:
                raise UnfitError
            return self._into_brackets(rows, [self.layout.flow(node, key.value)])
        lines = self.layout.item(node, column(self.text, rows.start), key.value)
        gap = [""] if self._apart(rows) else []
        if after < 0:
            return self._below(key.end, [*lines, *gap])
        return self._below(self._row_end(rows, after), [*gap, *lines])

    def _row_end(self, rows: Node, number: int) -> int:
        """Return the end of a row with the comments below it that stand deeper than its dash."""
        end = line_end(self.text, rows.items[number].end)
        indent = column(self.text, rows.start)
        while match := _COMMENT_BELOW.match(self.text, end):
            if len(match[1]) <= indent:
                break
            end = line_end(self.text, match.start(1))
        return end

    def _apart(self, rows: Node) -> bool:
        """Tell whether an empty line stands between rows."""
        if len(rows.items) < 2:  # noqa: PLR2004 - two rows have a gap
            return True
        between = self.text[rows.items[0].end : rows.items[1].start]
        return "\n\n" in between.replace("\r", "")

    def _add(self, row: Node, key: str, value: Node, section: str) -> Splice:
        if not row.pairs:
            raise UnfitError
        if row.flow:
            braces = self.layout.flow(Node("map", pairs=[(node_of(key), value)]), section)
            at = row.pairs[-1][1].end
            return Splice(at, at, f", {braces[1:-1]}")
        indent = column(self.text, row.pairs[0][0].start)
        lines = self.layout.pair(node_of(key), value, indent, section)
        return self._below(self._place(row, key, section), lines)

    def _place(self, row: Node, key: str, section: str) -> int:
        """Return the end of the pair after which a new key comes in the layout's order."""
        order = ORDERS.get(section, ())
        earlier = [v for k, v in row.pairs if rank(order, k.value) <= rank(order, key)]
        return (earlier or [row.pairs[0][1]])[-1].end

    def _replace(self, row: Node, key: str, old: Node, new: Node, section: str) -> Splice:
        if any(old.start <= comment.start < old.end for comment in comments(self.text, old)):
            raise UnfitError
        rest = self.text[old.end : line_end(self.text, old.end)]
        if row.flow or rest.strip() or (old.flow and any(old.children)):
            written = f" {self.layout.flow(new, key, section)}"
        else:
            name = node_of(key)
            indent = column(self.text, row.pairs[0][0].start)
            lines = self.layout.pair(name, new, indent, section)
            head = indent + len(key_text(name, section)) + 1
            written = self._newline(old.start).join(lines)[head:]
        name_end = next(k.end for k, v in row.pairs if v is old)
        colon = self.text.index(":", name_end) + 1
        return self._cut(colon, old.start, old.end)._replace(text=written)

    def _into_brackets(self, node: Node, items: list[str]) -> Splice:
        """Add items before the closing bracket of a list or mapping."""
        *_, last = node.children if (node.items or node.pairs) else (None,)
        at = last.end if last else node.end - 1
        return Splice(at, at, ", ".join(["", *items] if last else items))

    def _below(self, at: int, lines: list[str]) -> Splice:
        """Add lines below the line of a place."""
        end = line_end(self.text, at)
        newline = self._newline(end)
        return Splice(end, end, "".join(f"{newline}{line}" for line in lines))

    def _newline(self, end: int) -> str:
        """Return the line break of the line that ends at a place, else the file's first."""
        at = self.text.find("\n", end)
        at = at if at >= 0 else self.text.find("\n")
        return "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"
