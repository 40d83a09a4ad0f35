"""Validated rows kept in SQLite, so that unchanged files need not be read again.

A snapshot is never a source: whatever is wrong with it costs time and nothing else. One file
holds what was found below one set of folders by one version of the program.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from zlib import crc32

from khtgdv.frozen import dataclass
from khtgdv.model import Plan
from khtgdv.source.codec import plain, value_of
from khtgdv.source.fresh import Kept
from khtgdv.source.loaded import FileRead, Loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khtgdv.source.find import Place

_WAIT = 2.0  # seconds for another process to finish writing
_ROWS = 1 << 20  # more than one plan may have
_SEAL = 4
_TABLES = """
CREATE TABLE about (key TEXT NOT NULL);
CREATE TABLE plan (
  number INTEGER PRIMARY KEY, folder TEXT NOT NULL, year INTEGER NOT NULL, shown TEXT NOT NULL,
  told INTEGER NOT NULL, files BLOB NOT NULL, about BLOB NOT NULL, UNIQUE (folder, year)
);
CREATE TABLE work (number INTEGER PRIMARY KEY, value BLOB NOT NULL);
"""
# What a plan's own file says; the rest is known from its place or kept row by row.
_KNOWN = ("name", "folder", "year", "tasks", "inspections")
_SAID = tuple(field.name for field in fields(Plan) if field.name not in _KNOWN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A plan that is kept: its number, the files it came from.

    `told` says that there are findings or skipped lines, which name files as `shown`.
    """

    number: int
    files: tuple[Kept, ...]
    shown: str
    told: bool


class Snapshot:
    """An open snapshot; sqlite3.Error whenever it is broken, busy or cannot be written."""

    def __init__(self, path: Path, key: str) -> None:
        """Open the snapshot at a path; sqlite3.DatabaseError where it was made for another key."""
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path = path
        self.connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            self._check(key)
        except BaseException:
            self.connection.close()
            raise

    def _check(self, key: str) -> None:
        if self._key() is None:
            self._begin(key)
        if self._key() != key:
            raise sqlite3.DatabaseError("made for another key")

    def _key(self) -> str | None:
        """Return what the snapshot was made for, None where nothing was made yet."""
        tables = [name for (name,) in self.connection.execute("SELECT name FROM sqlite_schema")]
        if not tables:
            return None
        if "about" not in tables:
            raise sqlite3.DatabaseError("somebody else's")
        [(key,)] = self.connection.execute("SELECT key FROM about")
        return str(key)

    def _begin(self, key: str) -> None:
        with self.transaction("IMMEDIATE"):
            if self._key() is None:  # nobody was faster
                for table in _TABLES.split(";"):
                    self.connection.execute(table)
                self.connection.execute("INSERT INTO about VALUES (?)", (key,))

    @contextmanager
    def transaction(self, kind: str = "") -> Iterator[None]:
        """Read at one moment, or (`IMMEDIATE`) write all or nothing."""
        self.connection.execute(f"BEGIN {kind}")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def entries(self) -> dict[tuple[str, int], Entry]:
        """Return what is kept, by folder and year."""
        rows = self.connection.execute("SELECT folder, year, number, files, shown, told FROM plan")
        return {
            (folder, year): Entry(number, tuple(map(Kept._make, _open(files))), shown, bool(told))
            for folder, year, number, files, shown, told in rows
        }

    def loaded(self, entry: Entry, place: Place, year: int) -> Loaded:
        """Return a plan as loading its files would."""
        [(sealed,)] = self.connection.execute(
            "SELECT about FROM plan WHERE number = ?", (entry.number,)
        )
        said, tasks, findings, files, left_out = _open(sealed)
        first = entry.number * _ROWS
        query = "SELECT value FROM work WHERE number >= ? AND number < ? ORDER BY number"
        rows = self.connection.execute(query, (first, first + _ROWS))
        works = [value_of(_open(value)) for (value,) in rows]
        plan = Plan(
            name=place.name,
            folder=str(place.folder),
            year=year,
            **dict(zip(_SAID, map(value_of, said), strict=True)),
            tasks=tuple(works[:tasks]),
            inspections=tuple(works[tasks:]),
        )
        read = tuple(FileRead(path, lines, tuple(gaps)) for path, lines, gaps in files)
        return Loaded((plan,), value_of(findings), read, left_out)

    def keep(self, key: tuple[str, int], shown: str, files: Iterable[Kept], loaded: Loaded) -> None:
        """Keep a plan in place of what was kept of it."""
        self.forget(key)
        (plan,) = loaded.portfolio
        read = [(file.path, file.lines, list(map(tuple, file.gaps))) for file in loaded.files]
        said = [plain(getattr(plan, name)) for name in _SAID]
        about = (said, len(plan.tasks), plain(loaded.findings), read, loaded.left_out)
        told = bool(loaded.findings) or any(file.gaps for file in loaded.files)
        values = (*key, shown, told, _sealed([tuple(file) for file in files]), _sealed(about))
        query = (
            "INSERT INTO plan (folder, year, shown, told, files, about) VALUES (?, ?, ?, ?, ?, ?)"
        )
        first = (self.connection.execute(query, values).lastrowid or 0) * _ROWS
        works = enumerate((*plan.tasks, *plan.inspections), first)
        self.connection.executemany(
            "INSERT INTO work VALUES (?, ?)",
            ((number, _sealed(plain(work))) for number, work in works),
        )

    def forget(self, key: tuple[str, int]) -> None:
        """Forget what is kept of a plan."""
        query = "DELETE FROM plan WHERE folder = ? AND year = ? RETURNING number"
        for (number,) in self.connection.execute(query, key).fetchall():
            first = number * _ROWS
            self.connection.execute(
                "DELETE FROM work WHERE number >= ? AND number < ?", (first, first + _ROWS)
            )


def _sealed(value: Any) -> bytes:
    """Return a plain value as bytes that tell whether they are whole."""
    data = marshal.dumps(value)
    return crc32(data).to_bytes(_SEAL, "little") + data


def _open(sealed: bytes) -> Any:
    """Return what was sealed; sqlite3.DatabaseError where it is not whole."""
    data = sealed[_SEAL:]
    if crc32(data).to_bytes(_SEAL, "little") != sealed[:_SEAL]:
        raise sqlite3.DatabaseError("damaged")
    return marshal.loads(data)  # noqa: S302 - our own bytes, and whole
