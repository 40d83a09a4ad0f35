"""What happened to one row: every version that changed it, and what it changed, key by key.

Rows are compared as data, commit by commit with what stood before it, so that a row is followed
wherever it moves, and a line that was only laid out anew is no change.
"""

from __future__ import annotations

import re

from khtgdv.frozen import dataclass
from khtgdv.source.edit.edit import plain_data
from khtgdv.source.edit.transaction import read_bytes
from khtgdv.source.history.commits import Commit, read_versions, text_of
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import MappingNode, SequenceNode
from khtgdv.source.yaml.parser import parse_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from khtgdv.source.history.git import Git

    Data = dict[str, Any]

_FIRST_DASH = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key of a row that changed; None where it was not there."""

    key: str
    old_value: Any
    new_value: Any


@dataclass(frozen=True, slots=True)
class RowEvent:
    """One version that changed a row; `commit` is None for what is not committed yet."""

    commit: Commit | None
    changes: tuple[KeyChange, ...]

    @property
    def unknown(self) -> bool:
        """Whether nobody knows what it changed: what stood before it was left out of a clone."""
        return self.commit is not None and self.commit.oldest_kept


def row_events(git: Git, path: Path, row: str) -> list[RowEvent]:
    """Return what happened to a row, the newest first; NoHistoryError where git cannot tell."""
    kept = read_versions(git, path)
    versions = _RowVersions(kept.texts, row)
    events = [_commit_event(commit, versions) for commit in kept.commits]
    working_text = text_of(read_bytes(path))
    head_text = kept.texts.get(kept.head_blob, "")
    working_changes = versions.find_changes([head_text], working_text)
    return [event for event in (RowEvent(None, working_changes), *events) if event.changes]


def _commit_event(commit: Commit, versions: _RowVersions) -> RowEvent:
    texts = versions.texts
    old_texts = [texts[name] for name in commit.parent_blobs] or [""]
    return RowEvent(commit, versions.find_changes(old_texts, texts.get(commit.blob, "")))


class _RowVersions:
    """The texts of a file, each read only where it may say something else about the row."""

    def __init__(self, texts: dict[str, str], row: str) -> None:
        self.texts = texts
        self.row = row
        self.id_pattern = re.compile(rf"\bid[\"']?\s*:\s*[\"']?{re.escape(row)}\b")

    def find_changes(self, old_texts: Iterable[str], new_text: str) -> tuple[KeyChange, ...]:
        """Return what a version says of the row that none of those before it said."""
        candidates: list[tuple[KeyChange, ...]] = []
        for text in old_texts:
            if self._row_text(text) == self._row_text(new_text):
                return ()
            changes = tuple(key_changes(self._row_data(text), self._row_data(new_text)))
            if not changes:
                return ()
            candidates.append(changes)
        return min(candidates, key=len)

    def _row_text(self, text: str) -> str | None:
        """Return the lines of the row in a text whose rows begin one below the other.

        None where it is not there, the whole text where that is not certain.
        """
        first = _FIRST_DASH.search(text)
        parts = re.split(rf"^{first[1]}(?=- )", text, flags=re.MULTILINE) if first else [text]
        row_parts = [part for part in parts if self.id_pattern.search(part)]
        return row_parts[0] if len(row_parts) == 1 else text if row_parts else None

    def _row_data(self, text: str) -> Data:
        """Return what a text says of the row: nothing where it is not there."""
        matches = (row for row in rows_of_text(text) if row.get("id") == self.row)
        return next((plain_data(row) for row in matches), {})


def rows_of_text(text: str) -> Iterator[MappingNode]:
    """Yield the rows of a text that can be read, whatever list they stand in."""
    root = parse_text(SourceFile("", text)).root
    lists = root.values() if isinstance(root, MappingNode) else ()
    rows = (row for items in lists if isinstance(items, SequenceNode) for row in items)
    return (row for row in rows if isinstance(row, MappingNode))


def key_changes(old_data: Data, new_data: Data) -> Iterator[KeyChange]:
    """Yield each key that says something else than before."""
    for key in dict.fromkeys((*old_data, *new_data)):
        old, new = old_data.get(key), new_data.get(key)
        if old != new:
            yield KeyChange(key, old, new)
