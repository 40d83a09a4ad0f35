"""Validated rows kept in SQLite, so that unchanged files need not be read again.

A snapshot is never a source: whatever is wrong with it costs time and nothing else. One file
holds what was found below one set of folders by one version of the program.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from khtgdv.source.cache.checksum import opened, sealed
from khtgdv.source.cache.staleness import Kept, settled_looks
from khtgdv.source.snapshot.entries import Entry, entries, listed
from khtgdv.source.snapshot.schema import COUNT, INDEX, ROWS, TABLES, UNCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from khtgdv.source.snapshot.encode import Alike, Prepared
    from khtgdv.source.snapshot.entries import Key

_WAIT = 2.0  # seconds for another process to finish writing
_ROOM = "PRAGMA cache_size = -65536"  # KiB, for the pages that many plans change
# A crash of the program harms nothing, nor, but on the oldest file systems, one of the system.
_SAFE = "PRAGMA synchronous = NORMAL"
_TOGETHER = 32  # rows that one statement inserts
_OF_ROWS = (("standing", "work"), ("work", "number"))  # the tables that have rows, by which numbers
_BULK = 50  # plans; so many are put in their order at the end, all at once


class Snapshot:
    """An open snapshot; sqlite3.Error whenever it is broken, busy or cannot be written."""

    def __init__(self, path: Path, key: str) -> None:
        """Open the snapshot at a path; sqlite3.DatabaseError where it was made for another key."""
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path = path
        self.connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        self.run = self.connection.execute
        self._parts: dict[bytes, int] = {}
        self._listed: dict[Key, Entry] = {}
        self._seen: int | None = None
        self.run(_SAFE)
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
        tables = [name for (name,) in self.run("SELECT name FROM sqlite_schema")]
        if not tables:
            return None
        if "about" not in tables:
            raise sqlite3.DatabaseError("somebody else's")
        [(key,)] = self.run("SELECT key FROM about")
        return str(key)

    def _begin(self, key: str) -> None:
        with self.transaction("IMMEDIATE"):
            if self._key() is None:  # nobody was faster
                for table in (*TABLES, INDEX):
                    self.run(table)
                self.run("INSERT INTO about VALUES (?)", (key,))
                self.run("INSERT INTO listed VALUES (?)", (listed(()),))

    @contextmanager
    def transaction(self, kind: str = "") -> Iterator[None]:
        """Read at one moment, or (`IMMEDIATE`) write all or nothing."""
        self.run(f"BEGIN {kind}")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def remove(self) -> None:
        """Let go of the file and delete it: the next run makes it anew."""
        self.close()
        self.path.unlink(missing_ok=True)

    def entries(self) -> dict[Key, Entry]:
        """Return what is kept, by folder and year; within a transaction."""
        self.run("SELECT key FROM about").fetchone()  # from now on nobody else changes it
        [(seen,)] = self.run("PRAGMA data_version")
        if seen != self._seen:
            [(plans,)] = self.run("SELECT plans FROM listed")
            self._listed, self._seen = entries(plans), seen
        return dict(self._listed)

    @contextmanager
    def _listing(self) -> Iterator[dict[Key, Entry]]:
        """Change what is kept, and its list with it: all or nothing."""
        with self.transaction("IMMEDIATE"):
            entries = self.entries()
            yield entries
            self.run("UPDATE listed SET plans = ?", (listed(entries.values()),))
        self._listed = entries

    def files(self, entry: Entry) -> tuple[Kept, ...]:
        """Return the files a plan came from; none where they were not certain."""
        [(sealed,)] = self.run("SELECT files FROM origin WHERE plan = ?", (entry.number,))
        return tuple(map(Kept._make, opened(sealed)))

    def look(self, seen: Mapping[Key, Sequence[Kept]]) -> None:
        """Keep how the files of some plans look by now."""
        with self._listing() as entries:
            for key in seen.keys() & entries.keys():
                kept = sealed([tuple(file) for file in seen[key]])
                self.run("UPDATE origin SET files = ? WHERE plan = ?", (kept, entries[key].number))
                entries[key] = entries[key]._replace(looks=settled_looks(seen[key]))

    def write(self, plans: Iterable[Prepared], gone: Iterable[Key], many: int) -> None:
        """Keep plans, about so `many`, in place of what was kept of them, and forget others.

        All or nothing.
        """
        counted: Counter[Alike] = Counter()
        self._parts.clear()  # what was told of them may have been taken back
        with self._listing() as entries:
            if many > _BULK:
                self.run("DROP INDEX IF EXISTS standing_by")
                self.run(_ROOM)
            for key in entries.keys() & set(gone):
                self._forget(entries.pop(key), counted)
            free = max((entry.number for entry in entries.values()), default=0) + 1
            for number, plan in enumerate(plans, free):
                if old := entries.get(plan.entry.key):
                    self._forget(old, counted)
                entries[plan.entry.key] = self._keep(number, plan)
                for alike, n in plan.counted:
                    counted[alike] += n
            self._count(counted)
            self.run(INDEX)

    def _count(self, counted: Counter[Alike]) -> None:
        """Add to the counts; those that come to nothing are forgotten."""
        changed = [(*alike, n) for alike, n in counted.items() if n]
        self.connection.executemany(COUNT, changed)
        self.connection.executemany(UNCOUNT, [alike for *alike, _ in changed])

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows, many with one statement: each statement costs as much as a row."""
        if not rows:
            return
        columns = f"({', '.join('?' * len(rows[0]))})"
        whole = len(rows) - len(rows) % _TOGETHER
        for at in range(0, whole, _TOGETHER):
            values = ", ".join([columns] * _TOGETHER)
            flat = [*chain.from_iterable(rows[at : at + _TOGETHER])]
            self.run(f"INSERT INTO {table} VALUES {values}", flat)  # noqa: S608 - our own names
        self.connection.executemany(f"INSERT INTO {table} VALUES {columns}", rows[whole:])  # noqa: S608 - as above

    def _keep(self, number: int, plan: Prepared) -> Entry:
        """Keep a plan under a number that is free."""
        self.run("INSERT INTO origin VALUES (?, ?, ?)", (number, plan.files, plan.trouble))
        first = number * ROWS
        self._insert("work", [(n, *work) for n, work in enumerate(plan.works, first)])
        stood = enumerate(plan.standings, first)
        self._insert("standing", [(n, *one) for n, each in stood for one in each])
        said = " ".join(str(self._part(part)) for part in plan.said)
        return plan.entry._replace(number=number, said=said)

    def _part(self, part: bytes) -> int:
        """Return the number of a part of a plan's own file; equal ones are kept once."""
        if (number := self._parts.get(part)) is None:
            self.run("INSERT OR IGNORE INTO part (value) VALUES (?)", (part,))
            [(number,)] = self.run("SELECT number FROM part WHERE value = ?", (part,))
            self._parts[part] = number
        return number

    def _forget(self, entry: Entry, counted: Counter[Alike]) -> None:
        """Forget what is kept of a plan."""
        from khtgdv.source.snapshot.encode import alike

        span = {"first": entry.number * ROWS, "last": (entry.number + 1) * ROWS}
        rows = self.run(
            "SELECT start, started, focus, since, until, standing.lead, what, deadline"
            " FROM work JOIN standing ON standing.work = work.number"
            " WHERE work.number >= :first AND work.number < :last",
            span,
        )
        for start, started, focus, *stood in rows:
            for key, n in alike(entry.year, start, started, focus, [stood]):
                counted[key] -= n
        for table, column in _OF_ROWS:
            where = f"{column} >= :first AND {column} < :last"
            self.run(f"DELETE FROM {table} WHERE {where}", span)  # noqa: S608 - our own names
        self.run("DELETE FROM origin WHERE plan = ?", (entry.number,))
