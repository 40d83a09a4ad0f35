"""Edits of a plan's text: pure, minimal, and proved to say the old data plus exactly the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.outline import Node, outline
from khtgdv.source.sourcefile import SourceFile
from khtgdv.source.splice import Scribe, Splice, UnfitError, spliced
from khtgdv.source.yaml import Mapping, Sequence, read

if TYPE_CHECKING:
    from collections.abc import Iterable

# Findings that do not keep a file from being edited: its values and their places are certain.
_HARMLESS = frozenset({"nfd-text", "tab-character", "duplicate-key"})
_HINT = "mở tệp bằng trình soạn thảo (khtgdv edit) và ghi bằng tay"
SECTIONS = ("tasks", "inspections")


class RefusedEditError(KhtgdvError):
    """A change that cannot be written into the text as it stands."""


class Change(Protocol):
    """A change of one row: the same thing done to the data and to the text."""

    @property
    def row(self) -> str:
        """The ID of the row."""
        ...

    def apply(self, data: dict[str, Any]) -> None:
        """Make the change in the plain data of the row."""
        ...

    def splices(self, scribe: Scribe, row: Node, section: str) -> list[Splice]:
        """Return the splices that make the change in the text."""
        ...


@dataclass(frozen=True, slots=True)
class Put:
    """Set a key of a row."""

    row: str
    key: str
    value: object

    def apply(self, data: dict[str, Any]) -> None:
        """Make the change in the data."""
        data[self.key] = self.value

    def splices(self, scribe: Scribe, row: Node, section: str) -> list[Splice]:
        """Return the splices of the text."""
        return [scribe.put(row, self.key, self.value, section)]


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove a key of a row."""

    row: str
    key: str

    def apply(self, data: dict[str, Any]) -> None:
        """Make the change in the data."""
        del data[self.key]

    def splices(self, scribe: Scribe, row: Node, section: str) -> list[Splice]:
        """Return the splices of the text."""
        del section
        return [scribe.drop(row, self.key)]


@dataclass(frozen=True, slots=True)
class Push:
    """Append items to a list of a row."""

    row: str
    key: str
    items: tuple[object, ...]

    def apply(self, data: dict[str, Any]) -> None:
        """Make the change in the data."""
        data[self.key] = [*(data.get(self.key) or []), *self.items]

    def splices(self, scribe: Scribe, row: Node, section: str) -> list[Splice]:
        """Return the splices of the text."""
        return scribe.push(row, self.key, list(self.items), section)


@dataclass(frozen=True, slots=True)
class Enter:
    """Set entries of a mapping of a row."""

    row: str
    key: str
    entries: tuple[tuple[str, str], ...]

    def apply(self, data: dict[str, Any]) -> None:
        """Make the change in the data."""
        data[self.key] = {**(data.get(self.key) or {}), **dict(self.entries)}

    def splices(self, scribe: Scribe, row: Node, section: str) -> list[Splice]:
        """Return the splices of the text."""
        return scribe.enter(row, self.key, dict(self.entries), section)


@dataclass(frozen=True, slots=True)
class NewRow:
    """Add a row after another one, or before all others where `after` is None."""

    section: str
    row: str
    fields: tuple[tuple[str, object], ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that can be edited, with its data; `findings` counts what is harmless in it."""

    path: str
    text: str
    root: Mapping
    findings: int

    def rows(self, section: str) -> list[Mapping]:
        """Return the rows of a section, those that are mappings."""
        below = self.root.get(section)
        return [row for row in below if isinstance(row, Mapping)] if below else []


def open_text(text: str, path: str) -> Opened:
    """Read a text to be edited; RefusedEditError where it cannot be read in full."""
    file = SourceFile(path, text)
    root, stopped = read(file)
    troubles = [finding for finding in file.findings if finding.code not in _HARMLESS]
    if troubles or stopped is not None or not isinstance(root, Mapping):
        line = f" ở dòng {troubles[0].span.line}" if troubles else ""
        message = f"{path} đang có lỗi{line}, chưa ghi được."
        raise RefusedEditError(message, "khtgdv validate cho biết từng lỗi và cách sửa")
    return Opened(path, text, root, len(file.findings))


def edit(opened: Opened, changes: Iterable[Change | NewRow]) -> str:
    """Return the text with the changes made; RefusedEditError where that cannot be proved right."""
    changes = list(changes)
    # A TAB is refused by one parser and read by the other; a blank keeps every place.
    tree = outline(opened.text.replace("\t", " "))
    scribe = Scribe(opened.text)
    try:
        splices = [s for change in changes for s in _splices(scribe, tree, change, opened.path)]
        new = spliced(opened.text, splices)
    except UnfitError:
        raise _refused(changes, opened.path) from None
    after = SourceFile(opened.path, new)
    proved = read(after) == (_changed(opened.root, changes), None)
    if not proved or len(after.findings) > opened.findings:
        raise _refused(changes, opened.path)
    return new


def _refused(changes: list[Change | NewRow], path: str) -> RefusedEditError:
    rows = ", ".join(dict.fromkeys(change.row for change in changes))
    message = f"{path}: cách viết của {rows} không cho sửa từng dòng một cách chắc chắn."
    return RefusedEditError(message, _HINT)


def _splices(scribe: Scribe, tree: Node | None, change: Change | NewRow, path: str) -> list[Splice]:
    if tree is None:
        raise UnfitError
    if isinstance(change, NewRow):
        return [_new_row(scribe, tree, change)]
    section, row = _row(tree, change.row, path)
    return change.splices(scribe, row, section)


def _new_row(scribe: Scribe, tree: Node, change: NewRow) -> Splice:
    head = next((pair for pair in tree.pairs if pair[0].value == change.section), None)
    if head is None or not head[1].items:
        return scribe.put(tree, change.section, [dict(change.fields)], "")
    ids = [_id(row) for row in head[1].items]
    return scribe.row(head, ids.index(change.after) if change.after else -1, dict(change.fields))


def _row(tree: Node, wanted: str, path: str) -> tuple[str, Node]:
    """Return the section of a row and the row; refused where two rows have the ID."""
    found = [
        (section, row)
        for section in SECTIONS
        if (rows := tree.find(section))
        for row in rows.items
        if _id(row) == wanted
    ]
    keys = [key.value for _, row in found for key, _ in row.pairs]
    if len(found) != 1 or len(set(keys)) != len(keys):
        message = f"{path}: {wanted} viết hai lần hoặc có khóa viết hai lần."
        raise RefusedEditError(message, "khtgdv validate cho biết hai chỗ đó; sửa rồi ghi lại")
    return found[0]


def _id(row: Node) -> str | None:
    value = row.find("id")
    return value.value if value else None


def plain(value: Any) -> Any:
    """Return data without marks, in mappings and lists of its own."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    return value


def _changed(root: Mapping, changes: list[Change | NewRow]) -> dict[str, Any]:
    """Return the old data with exactly the changes made."""
    data: dict[str, Any] = plain(root)
    for change in changes:
        if isinstance(change, NewRow):
            rows = data[change.section] = data.get(change.section) or []
            ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
            after = ids.index(change.after) + 1 if change.after else 0
            rows.insert(after, dict(change.fields))
        else:
            change.apply(_data_row(data, change.row))
    return data


def _data_row(data: dict[str, Any], wanted: str) -> dict[str, Any]:
    rows = (row for section in SECTIONS for row in data.get(section) or [])
    found: dict[str, Any] = next(
        row for row in rows if isinstance(row, dict) and row.get("id") == wanted
    )
    return found
