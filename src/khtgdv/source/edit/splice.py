"""Changes of a plan's rows as splices of its text: only the lines of a change are touched."""

from __future__ import annotations

import re

from khtgdv.source.layout.comments import find_comments
from khtgdv.source.layout.layout import KEY_ORDERS, Emitter, key_text, rank
from khtgdv.source.yaml.outline import OutlineNode, column, line_end, line_start, node_from_value
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMENT_BELOW = re.compile(r"\r?\n( *)#")
# The end of a line with an empty line below it; the empty lines above a place.
_LINE_BREAKS = re.compile(r"(?:\r?\n){1,2}")
_GAP_ABOVE = re.compile(r"\n((?:\r?\n)+)\Z")


class Splice(NamedTuple):
    """A stretch of the text and what stands there afterwards."""

    start: int
    end: int
    text: str


class UnsupportedLayoutError(Exception):
    """The text is written in a way that cannot be changed line by line."""


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; UnsupportedLayoutError where two of them overlap."""
    parts: list[str] = []
    offset = 0
    for splice in sorted(splices, key=lambda splice: splice.start):
        if splice.start < offset:
            raise UnsupportedLayoutError
        parts += [text[offset : splice.start], splice.text]
        offset = splice.end
    return "".join([*parts, text[offset:]])


class SpliceBuilder:
    """Writes into a text: what to put where, in the way the text around it is written."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text
        self.layout = Emitter()

    def set_key(self, row: OutlineNode, key: str, value: object, section: str) -> Splice:
        """Set a key of a row, in the order of the layout where it is new."""
        old_value = row.value_of(key)
        if old_value is None:
            return self._add_key(row, key, node_from_value(value), section)
        return self._replace_value(row, key, old_value, node_from_value(value), section)

    def remove_key(self, row: OutlineNode, key: str) -> Splice:
        """Remove a key of a row with its lines."""
        number = next(n for n, (name, _) in enumerate(row.pairs) if name.value == key)
        name, value = row.pairs[number]
        if number == 0:
            return self._remove_first_key(row, value)
        if row.flow:
            return self._remove_stretch(row.pairs[number - 1][1].end, name.start, value.end)
        line_above = line_start(self.text, line_start(self.text, name.start) - 1)
        return Splice(line_end(self.text, line_above), line_end(self.text, value.end), "")

    def _remove_stretch(self, start: int, comment_free_end: int, end: int) -> Splice:
        """Remove a stretch whose part before `comment_free_end` must hold no comment."""
        if "#" in self.text[start:comment_free_end]:
            raise UnsupportedLayoutError
        return Splice(start, end, "")

    def _remove_first_key(self, row: OutlineNode, value: OutlineNode) -> Splice:
        if len(row.pairs) == 1:
            raise UnsupportedLayoutError
        next_key_start = row.pairs[1][0].start
        self._remove_stretch(value.end, next_key_start, next_key_start)
        return Splice(row.pairs[0][0].start, next_key_start, "")

    def append_items(self, row: OutlineNode, key: str, items: list[object], section: str) -> Splice:
        """Append items to a list of a row."""
        old_list = row.value_of(key)
        if old_list is None or old_list.is_null:
            return self.set_key(row, key, items, section)
        nodes = [node_from_value(item) for item in items]
        if old_list.kind != "list":
            raise UnsupportedLayoutError
        if old_list.flow:
            return self._insert_into_brackets(
                old_list, [self.layout.flow_text(node, key) for node in nodes]
            )
        indent = column(self.text, old_list.start)
        lines = [line for node in nodes for line in self.layout.item_lines(node, indent, key)]
        return self._insert_lines_below(old_list.end, lines)

    def set_entries(
        self, row: OutlineNode, key: str, entries: dict[str, str], section: str
    ) -> list[Splice]:
        """Set entries of a mapping of a row."""
        old_mapping = row.value_of(key)
        if old_mapping is None or old_mapping.is_null:
            return [self.set_key(row, key, entries, section)]
        if old_mapping.kind != "map":
            raise UnsupportedLayoutError
        if not old_mapping.pairs:
            braces = self.layout.flow_text(node_from_value(entries), key)[1:-1]
            return [self._insert_into_brackets(old_mapping, [braces])]
        return [self.set_key(old_mapping, name, value, key) for name, value in entries.items()]

    def insert_row(
        self, list_pair: tuple[OutlineNode, OutlineNode], index: int, fields: dict[str, object]
    ) -> Splice:
        """Add a row to a list, after the one of that number, or before the first (-1).

        `list_pair` is the list's key and the list.
        """
        key, rows = list_pair
        node = node_from_value(fields)
        if rows.flow:
            if index != len(rows.items) - 1:
                raise UnsupportedLayoutError
            return self._insert_into_brackets(rows, [self.layout.flow_text(node, key.value)])
        lines = self.layout.item_lines(node, column(self.text, rows.start), key.value)
        gap = [""] if self._rows_have_gap(rows) else []
        if index < 0:
            return self._insert_lines_below(key.end, [*lines, *gap])
        return self._insert_lines_below(self._row_end(rows, index), [*gap, *lines])

    def remove_row(self, rows: OutlineNode, index: int) -> Splice:
        """Remove a row of a list with its lines and one empty line; comments above it stay."""
        if rows.flow or len(rows.items) == 1:
            raise UnsupportedLayoutError
        start = line_start(self.text, rows.items[index].start)
        end = _LINE_BREAKS.match(self.text, self._row_end(rows, index))
        if index == len(rows.items) - 1 and (gap := _GAP_ABOVE.search(self.text, 0, start)):
            start = gap.start(1)
        return Splice(start, end.end() if end else len(self.text), "")

    def _row_end(self, rows: OutlineNode, number: int) -> int:
        """Return the end of a row with the comments below it that stand deeper than its dash."""
        end = line_end(self.text, rows.items[number].end)
        indent = column(self.text, rows.start)
        while match := _COMMENT_BELOW.match(self.text, end):
            if len(match[1]) <= indent:
                break
            end = line_end(self.text, match.start(1))
        return end

    def _rows_have_gap(self, rows: OutlineNode) -> bool:
        """Tell whether an empty line stands between rows."""
        if len(rows.items) < 2:  # noqa: PLR2004 - two rows have a gap
            return True
        between = self.text[rows.items[0].end : rows.items[1].start]
        return "\n\n" in between.replace("\r", "")

    def _add_key(self, row: OutlineNode, key: str, value: OutlineNode, section: str) -> Splice:
        if not row.pairs:
            raise UnsupportedLayoutError
        if row.flow:
            braces = self.layout.flow_text(
                OutlineNode("map", pairs=[(node_from_value(key), value)]), section
            )
            offset = row.pairs[-1][1].end
            return Splice(offset, offset, f", {braces[1:-1]}")
        indent = column(self.text, row.pairs[0][0].start)
        lines = self.layout.pair_lines(node_from_value(key), value, indent, section)
        return self._insert_lines_below(self._insertion_offset(row, key, section), lines)

    def _insertion_offset(self, row: OutlineNode, key: str, section: str) -> int:
        """Return the end of the pair after which a new key comes in the layout's order."""
        order = KEY_ORDERS.get(section, ())
        earlier_values = [v for k, v in row.pairs if rank(order, k.value) <= rank(order, key)]
        return (earlier_values or [row.pairs[0][1]])[-1].end

    def _replace_value(
        self, row: OutlineNode, key: str, old_value: OutlineNode, value: OutlineNode, section: str
    ) -> Splice:
        if any(
            old_value.start <= comment.start < old_value.end
            for comment in find_comments(self.text, old_value)
        ):
            raise UnsupportedLayoutError
        line_rest = self.text[old_value.end : line_end(self.text, old_value.end)]
        if row.flow or line_rest.strip() or (old_value.flow and any(old_value.children)):
            text = f" {self.layout.flow_text(value, key, section)}"
        else:
            name = node_from_value(key)
            indent = column(self.text, row.pairs[0][0].start)
            lines = self.layout.pair_lines(name, value, indent, section)
            prefix_length = indent + len(key_text(name, section)) + 1
            text = self._newline_at(old_value.start).join(lines)[prefix_length:]
        name_end = next(k.end for k, v in row.pairs if v is old_value)
        colon = self.text.index(":", name_end) + 1
        return self._remove_stretch(colon, old_value.start, old_value.end)._replace(text=text)

    def _insert_into_brackets(self, node: OutlineNode, items: list[str]) -> Splice:
        """Add items before the closing bracket of a list or mapping."""
        *_, last_child = node.children if (node.items or node.pairs) else (None,)
        offset = last_child.end if last_child else node.end - 1
        return Splice(offset, offset, ", ".join(["", *items] if last_child else items))

    def _insert_lines_below(self, offset: int, lines: list[str]) -> Splice:
        """Add lines below the line of a place."""
        end = line_end(self.text, offset)
        newline = self._newline_at(end)
        return Splice(end, end, "".join(f"{newline}{line}" for line in lines))

    def _newline_at(self, line_end_offset: int) -> str:
        """Return the line break of the line that ends at a place, else the file's first."""
        offset = self.text.find("\n", line_end_offset)
        offset = offset if offset >= 0 else self.text.find("\n")
        return "\r\n" if offset > 0 and self.text[offset - 1] == "\r" else "\n"
