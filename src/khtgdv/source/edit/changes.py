"""The kinds of change a file's rows know: each the same thing done to the data and to the text."""

from __future__ import annotations

from functools import lru_cache

from khtgdv.frozen import dataclass
from khtgdv.source.edit.splice import UnsupportedLayoutError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Protocol

    from khtgdv.source.edit.splice import Splice, SpliceBuilder
    from khtgdv.source.yaml.outline import OutlineNode

    Data = dict[str, Any]

    class Change(Protocol):
        """A change of one row."""

        @property
        def row_id(self) -> str:
            """The ID of the row."""
            ...

        def apply(self, data: Data) -> None:
            """Make the change in the plain data of the whole file."""
            ...

        def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
            """Yield the splices that make it in the text; UnsupportedLayoutError where none can."""
            ...


ROW_SECTIONS = ("tasks", "inspections")


@dataclass(frozen=True, slots=True)
class KeyUpdate:
    """Set a key of a row."""

    row_id: str
    key: str
    value: object

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        find_data_row(data, self.row_id)[self.key] = self.value

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = find_text_row(tree, self.row_id)
        yield builder.set_key(row, self.key, self.value, section)


@dataclass(frozen=True, slots=True)
class KeyRemoval:
    """Remove a key of a row."""

    row_id: str
    key: str

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        del find_data_row(data, self.row_id)[self.key]

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        _, row = find_text_row(tree, self.row_id)
        yield builder.remove_key(row, self.key)


@dataclass(frozen=True, slots=True)
class ItemAddition:
    """Append items to a list of a row."""

    row_id: str
    key: str
    items: tuple[object, ...]

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = find_data_row(data, self.row_id)
        row[self.key] = [*(row.get(self.key) or []), *self.items]

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = find_text_row(tree, self.row_id)
        yield builder.append_items(row, self.key, list(self.items), section)


@dataclass(frozen=True, slots=True)
class EntryUpdate:
    """Set entries of a mapping of a row."""

    row_id: str
    key: str
    entries: tuple[tuple[str, str], ...]

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = find_data_row(data, self.row_id)
        row[self.key] = {**(row.get(self.key) or {}), **dict(self.entries)}

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = find_text_row(tree, self.row_id)
        yield from builder.set_entries(row, self.key, dict(self.entries), section)


@dataclass(frozen=True, slots=True)
class EntryRemoval:
    """Remove an entry of a mapping of a row, with the last one the whole mapping."""

    row_id: str
    key: str
    entry: str

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = find_data_row(data, self.row_id)
        row[self.key] = {key: value for key, value in row[self.key].items() if key != self.entry}
        if not row[self.key]:
            del row[self.key]

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        _, row = find_text_row(tree, self.row_id)
        entries = row.value_of(self.key)
        if entries is None or entries.value_of(self.entry) is None:
            raise UnsupportedLayoutError
        if len(entries.pairs) == 1:
            yield builder.remove_key(row, self.key)
        else:
            yield builder.remove_key(entries, self.entry)


@dataclass(frozen=True, slots=True)
class StepUpdate:
    """Set a key of a row's step, whose number counts from 1."""

    row_id: str
    number: int
    key: str
    value: object

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        find_data_row(data, self.row_id)["steps"][self.number - 1][self.key] = self.value

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        step = _find_text_step(tree, self.row_id, self.number)
        yield builder.set_key(step, self.key, self.value, "steps")


@dataclass(frozen=True, slots=True)
class StepRemoval:
    """Remove a key of a row's step, whose number counts from 1."""

    row_id: str
    number: int
    key: str

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        del find_data_row(data, self.row_id)["steps"][self.number - 1][self.key]

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        yield builder.remove_key(_find_text_step(tree, self.row_id, self.number), self.key)


@dataclass(frozen=True, slots=True)
class RowInsertion:
    """Add a row after another one, or before all others where `previous_id` is None."""

    section: str
    row_id: str
    fields: tuple[tuple[str, object], ...]
    previous_id: str | None

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        rows = data[self.section] = data.get(self.section) or []
        ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
        rows.insert(ids.index(self.previous_id) + 1 if self.previous_id else 0, dict(self.fields))

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section_pair = next((pair for pair in tree.pairs if pair[0].value == self.section), None)
        if section_pair is None or not section_pair[1].items:
            yield builder.set_key(tree, self.section, [dict(self.fields)], "")
            return
        ids = [node_row_id(row) for row in section_pair[1].items]
        after_index = ids.index(self.previous_id) if self.previous_id else -1
        yield builder.insert_row(section_pair, after_index, dict(self.fields))


@dataclass(frozen=True, slots=True)
class RowRemoval:
    """Take a row out of its list."""

    row_id: str

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = find_data_row(data, self.row_id)
        for section in ROW_SECTIONS:
            if data.get(section):
                data[section] = [other for other in data[section] if other is not row]

    def splices(self, builder: SpliceBuilder, tree: OutlineNode) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = find_text_row(tree, self.row_id)
        rows = next(value for key, value in tree.pairs if key.value == section)
        yield builder.remove_row(rows, rows.items.index(row))


def find_data_row(data: Data, row_id: str) -> Data:
    """Return the first row of an ID in plain data."""
    rows = (row for section in ROW_SECTIONS for row in data.get(section) or [])
    row: Data = next(row for row in rows if isinstance(row, dict) and row.get("id") == row_id)
    return row


def find_text_row(tree: OutlineNode, row_id: str) -> tuple[str, OutlineNode]:
    """Return a row with its section; UnsupportedLayoutError where there is not just one."""
    matches = _text_rows(tree).get(row_id, ())
    if len(matches) != 1:
        raise UnsupportedLayoutError
    return matches[0]


@lru_cache(maxsize=1)
def _text_rows(tree: OutlineNode) -> Mapping[str | None, list[tuple[str, OutlineNode]]]:
    """Return the rows of a text by their IDs, with their sections: many are changed at once."""
    rows_by_id: dict[str | None, list[tuple[str, OutlineNode]]] = {}
    for section in ROW_SECTIONS:
        rows = tree.value_of(section)
        for row in rows.items if rows else ():
            rows_by_id.setdefault(node_row_id(row), []).append((section, row))
    return rows_by_id


def _find_text_step(tree: OutlineNode, row_id: str, number: int) -> OutlineNode:
    """Return a step of a row; UnsupportedLayoutError where the text has no such."""
    steps = find_text_row(tree, row_id)[1].value_of("steps")
    if steps is None or number > len(steps.items):
        raise UnsupportedLayoutError
    return steps.items[number - 1]


def node_row_id(row: OutlineNode) -> str | None:
    """Return the ID of a row in the text."""
    value = row.value_of("id")
    return value.value if value else None
