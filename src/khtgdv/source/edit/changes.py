"""The kinds of change a file's rows know: each the same thing done to the data and to the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from khtgdv.frozen import dataclass
from khtgdv.source.edit.splice import UnfitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.edit.splice import Scribe, Splice
    from khtgdv.source.yaml.outline import Node

SECTIONS = ("tasks", "inspections")
Data = dict[str, Any]


class Change(Protocol):
    """A change of one row."""

    @property
    def row(self) -> str:
        """The ID of the row."""
        ...

    def apply(self, data: Data) -> None:
        """Make the change in the plain data of the whole file."""
        ...

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices that make it in the text; UnfitError where that cannot be done."""
        ...


@dataclass(frozen=True, slots=True)
class Put:
    """Set a key of a row."""

    row: str
    key: str
    value: object

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        data_row(data, self.row)[self.key] = self.value

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = text_row(tree, self.row)
        yield scribe.put(row, self.key, self.value, section)


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove a key of a row."""

    row: str
    key: str

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        del data_row(data, self.row)[self.key]

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices of the text."""
        _, row = text_row(tree, self.row)
        yield scribe.drop(row, self.key)


@dataclass(frozen=True, slots=True)
class Push:
    """Append items to a list of a row."""

    row: str
    key: str
    items: tuple[object, ...]

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = data_row(data, self.row)
        row[self.key] = [*(row.get(self.key) or []), *self.items]

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = text_row(tree, self.row)
        yield scribe.push(row, self.key, list(self.items), section)


@dataclass(frozen=True, slots=True)
class Enter:
    """Set entries of a mapping of a row."""

    row: str
    key: str
    entries: tuple[tuple[str, str], ...]

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        row = data_row(data, self.row)
        row[self.key] = {**(row.get(self.key) or {}), **dict(self.entries)}

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices of the text."""
        section, row = text_row(tree, self.row)
        yield from scribe.enter(row, self.key, dict(self.entries), section)


@dataclass(frozen=True, slots=True)
class NewRow:
    """Add a row after another one, or before all others where `after` is None."""

    section: str
    row: str
    fields: tuple[tuple[str, object], ...]
    after: str | None

    def apply(self, data: Data) -> None:
        """Make the change in the data."""
        rows = data[self.section] = data.get(self.section) or []
        ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
        rows.insert(ids.index(self.after) + 1 if self.after else 0, dict(self.fields))

    def splices(self, scribe: Scribe, tree: Node) -> Iterator[Splice]:
        """Yield the splices of the text."""
        head = next((pair for pair in tree.pairs if pair[0].value == self.section), None)
        if head is None or not head[1].items:
            yield scribe.put(tree, self.section, [dict(self.fields)], "")
            return
        ids = [name_of(row) for row in head[1].items]
        place = ids.index(self.after) if self.after else -1
        yield scribe.row(head, place, dict(self.fields))


def data_row(data: Data, wanted: str) -> Data:
    """Return the first row of an ID in plain data."""
    rows = (row for section in SECTIONS for row in data.get(section) or [])
    found: Data = next(row for row in rows if isinstance(row, dict) and row.get("id") == wanted)
    return found


def text_row(tree: Node, wanted: str) -> tuple[str, Node]:
    """Return the section of a row and the row; UnfitError where there is not exactly one."""
    found = [
        (section, row)
        for section in SECTIONS
        if (rows := tree.find(section))
        for row in rows.items
        if name_of(row) == wanted
    ]
    if len(found) != 1:
        raise UnfitError
    return found[0]


def name_of(row: Node) -> str | None:
    """Return the ID of a row in the text."""
    value = row.find("id")
    return value.value if value else None
