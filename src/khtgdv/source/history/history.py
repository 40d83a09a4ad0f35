"""What happened to one row: every version that changed it, and what it changed, key by key.

Rows are compared as data, commit by commit with what stood before it, so that a row is followed
wherever it moves, and a line that was only laid out anew is no change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import dataclass
from khtgdv.source.edit.edit import plain
from khtgdv.source.edit.transaction import read_bytes
from khtgdv.source.history.git import Commit, blobs, commits, head
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.yaml.nodes import Mapping, Sequence
from khtgdv.source.yaml.parser import read_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_DASH = re.compile(r"^( *)- ", re.MULTILINE)
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One key of a row that changed; None where it was not there."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Event:
    """One version that changed a row; `commit` is None for what is not committed yet."""

    commit: Commit | None
    facts: tuple[Fact, ...]


def history(path: Path, row: str) -> list[Event]:
    """Return what happened to a row, the newest first; NoHistoryError where git cannot tell."""
    made = commits(path)
    now = head(path)
    names = {name for one in made for name in (one.blob, *one.before)} | {now}
    texts = dict(blobs(path, sorted(name for name in names if name.strip("0"))))
    versions = _Versions(texts, row)
    events = [_event(one, versions) for one in made]
    working = read_bytes(path).decode("utf-8", "replace").removeprefix("\ufeff")
    facts = versions.facts([texts.get(now, "")], working)
    return [event for event in (Event(None, facts), *events) if event.facts]


def _event(one: Commit, versions: _Versions) -> Event:
    texts = versions.texts
    before = [texts[name] for name in one.before] or [""]
    return Event(one, versions.facts(before, texts.get(one.blob, "")))


class _Versions:
    """The texts of a file, each read only where it may say something else about the row."""

    def __init__(self, texts: dict[str, str], row: str) -> None:
        self.texts = texts
        self.row = row
        self.named = re.compile(rf"\bid[\"']?\s*:\s*[\"']?{re.escape(row)}\b")

    def facts(self, before: Iterable[str], after: str) -> tuple[Fact, ...]:
        """Return what a version says of the row that none of those before it said."""
        found: list[tuple[Fact, ...]] = []
        for text in before:
            if self._part(text) == self._part(after):
                return ()
            facts = tuple(_facts(self._data(text), self._data(after)))
            if not facts:
                return ()
            found.append(facts)
        return min(found, key=len)

    def _part(self, text: str) -> str | None:
        """Return the lines of the row in a text whose rows begin one below the other.

        None where it is not there, the whole text where that is not certain.
        """
        first = _DASH.search(text)
        parts = re.split(rf"^{first[1]}(?=- )", text, flags=re.MULTILINE) if first else [text]
        own = [part for part in parts if self.named.search(part)]
        return own[0] if len(own) == 1 else text if own else None

    def _data(self, text: str) -> Data:
        """Return what a text says of the row: nothing where it is not there."""
        root = read_all(SourceFile("", text)).root
        lists = root.values() if isinstance(root, Mapping) else ()
        rows = (item for items in lists if isinstance(items, Sequence) for item in items)
        found = (row for row in rows if isinstance(row, Mapping) and row.get("id") == self.row)
        return next((plain(row) for row in found), {})


def _facts(before: Data, after: Data) -> Iterator[Fact]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old != new:
            yield Fact(key, old, new)
