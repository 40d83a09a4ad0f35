"""Validated rows kept in SQLite, so that unchanged files need not be read again.

A snapshot is never a source: whatever is wrong with it costs time and nothing else. One file
holds what was found below one set of folders by one version of the program.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from contextlib import contextmanager
from itertools import chain

from khtgdv.source.cache.checksum import dump_checked, load_checked
from khtgdv.source.cache.seal import is_sealed, remove_sealed, seal_file
from khtgdv.source.cache.staleness import FileFingerprint, settled_signatures
from khtgdv.source.snapshot.entries import PlanEntry, decode_entries, encode_entries
from khtgdv.source.snapshot.schema import (
    ADD_COUNT,
    ADD_SEVERAL,
    CREATE_INDEX,
    CREATE_TABLES,
    DELETE_ZERO,
    LEADS_SEPARATOR,
    ROWS_PER_PLAN,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from khtgdv.source.snapshot.counts import CountKey
    from khtgdv.source.snapshot.encode import EncodedPlan
    from khtgdv.source.snapshot.entries import PlanKey

    _Deltas = defaultdict[CountKey, int]  # how many rows more are counted alike

_BUSY_TIMEOUT = 2.0  # seconds for another process to finish writing
# Rows that do not fit into so many KiB are sorted in parts, each beside the reading of the next: in
# half of the time.
_BULK_SETTINGS = ("PRAGMA cache_size = -8192", "PRAGMA threads = 1")
# A crash of the program harms nothing, nor, but on the oldest file systems, one of the system.
_SYNCHRONOUS = "PRAGMA synchronous = NORMAL"
_INSERT_BATCH = 32  # rows that one statement inserts
_OF_ROWS = (("standing", "work"), ("work", "number"))  # the tables that have rows, by which numbers
_BULK_PLAN_COUNT = 50  # plans; so many are put in their order at the end, all at once


class Snapshot:
    """An open snapshot; sqlite3.Error whenever it is broken, busy or cannot be written."""

    def __init__(self, path: Path, key: str) -> None:
        """Open the snapshot at a path; sqlite3.DatabaseError where it was made for another key."""
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path = path
        # The page on the desk reads in threads: whichever finds it to be garbage closes it.
        self.connection = sqlite3.connect(
            path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
        )
        self.execute = self.connection.execute
        # Opening the file once more would take SQLite's own lock away. Not every SQLite can.
        self._read_bytes = getattr(self.connection, "serialize", None)
        self._part_numbers: dict[bytes, int] = {}
        self._cached_entries: dict[PlanKey, PlanEntry] = {}
        self._data_version: int | None = None
        try:
            self.execute(_SYNCHRONOUS)
            self._check_key(key)
            self._check_seal()
        except BaseException:
            self.connection.close()
            raise

    def _check_key(self, key: str) -> None:
        if self._stored_key() is None:
            self._create_tables(key)
        if self._stored_key() != key:
            raise sqlite3.DatabaseError("made for another key")

    def _stored_key(self) -> str | None:
        """Return what the snapshot was made for, None where nothing was made yet."""
        tables = [name for (name,) in self.execute("SELECT name FROM sqlite_schema")]
        if not tables:
            return None
        if "about" not in tables:
            raise sqlite3.DatabaseError("somebody else's")
        [(key,)] = self.execute("SELECT key FROM about")
        return str(key)

    def _check_seal(self) -> None:
        """Make sure that nobody but us wrote into the file since we did; DatabaseError else."""
        with self.transaction():
            self._stored_key()  # from now on nobody else changes the file, nor its seal
            if not is_sealed(self.path, self._size, self._read_bytes):
                raise sqlite3.DatabaseError("changed by somebody else")

    @property
    def _size(self) -> int:
        """How many bytes the file has by its own account."""
        [(pages,)], [(size,)] = self.execute("PRAGMA page_count"), self.execute("PRAGMA page_size")
        return int(pages) * int(size)

    def _create_tables(self, key: str) -> None:
        with self._writing():
            if self._stored_key() is None:  # nobody was faster
                for table in (*CREATE_TABLES, CREATE_INDEX):
                    self.execute(table)
                self.execute("INSERT INTO about VALUES (?)", (key,))
                self.execute("INSERT INTO listed VALUES (?)", (encode_entries(()),))

    @contextmanager
    def transaction(self, mode: str = "") -> Iterator[None]:
        """Read at one moment, or (`IMMEDIATE`) write all or nothing."""
        self.execute(f"BEGIN {mode}")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Write all or nothing, and seal the file before anybody else may read it."""
        self.execute("PRAGMA locking_mode = EXCLUSIVE")  # the lock outlives the transaction
        try:
            with self.transaction("IMMEDIATE"):
                yield
            seal_file(self.path, self._size, self._read_bytes)
        finally:
            self.execute("PRAGMA locking_mode = NORMAL")
            self.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # lets go of the lock

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def remove(self) -> None:
        """Let go of the file and delete it: the next run makes it anew."""
        self.close()
        remove_sealed(self.path)

    def entries(self) -> dict[PlanKey, PlanEntry]:
        """Return what is kept, by folder and year; within a transaction."""
        self.execute("SELECT key FROM about").fetchone()  # from now on nobody else changes it
        [(data_version,)] = self.execute("PRAGMA data_version")
        if data_version != self._data_version:
            [(data,)] = self.execute("SELECT plans FROM listed")
            self._cached_entries, self._data_version = decode_entries(data), data_version
        return dict(self._cached_entries)

    @contextmanager
    def _update_entries(self) -> Iterator[dict[PlanKey, PlanEntry]]:
        """Change what is kept, and its list with it: all or nothing."""
        with self._writing():
            entries = self.entries()
            yield entries
            self.execute("UPDATE listed SET plans = ?", (encode_entries(entries.values()),))
        self._cached_entries = entries

    def files(self, entry: PlanEntry) -> tuple[FileFingerprint, ...]:
        """Return the files a plan came from; none where they were not certain."""
        [(data,)] = self.execute("SELECT files FROM origin WHERE plan = ?", (entry.number,))
        return tuple(map(FileFingerprint._make, load_checked(data)))

    def store_fingerprints(self, fingerprints: Mapping[PlanKey, Sequence[FileFingerprint]]) -> None:
        """Keep how the files of some plans look by now."""
        with self._update_entries() as entries:
            for key in fingerprints.keys() & entries.keys():
                data = dump_checked([tuple(file) for file in fingerprints[key]])
                self.execute(
                    "UPDATE origin SET files = ? WHERE plan = ?", (data, entries[key].number)
                )
                entries[key] = entries[key]._replace(
                    signatures=settled_signatures(fingerprints[key])
                )

    def write(self, plans: Iterable[EncodedPlan], keys: Iterable[PlanKey], plan_count: int) -> None:
        """Keep plans, about so `plan_count`, in place of what was kept of them, and forget others.

        All or nothing.
        """
        deltas: _Deltas = defaultdict(int)
        self._part_numbers.clear()  # what was told of them may have been taken back
        with self._update_entries() as entries:
            if plan_count > _BULK_PLAN_COUNT:
                for statement in (*_BULK_SETTINGS, "DROP INDEX IF EXISTS standing_by"):
                    self.execute(statement)
            for key in entries.keys() & set(keys):
                self._delete_plan(entries.pop(key), deltas)
            first_number = max((entry.number for entry in entries.values()), default=0) + 1
            for number, plan in enumerate(plans, first_number):
                if old_entry := entries.get(plan.entry.key):
                    self._delete_plan(old_entry, deltas)
                entries[plan.entry.key] = self._store_plan(number, plan)
                for alike, n in plan.count_deltas:
                    deltas[alike] += n
            self._apply_deltas(deltas)
            self.execute(CREATE_INDEX)

    def _apply_deltas(self, deltas: _Deltas) -> None:
        """Add to the counts; those that come to nothing are forgotten."""
        nonzero_deltas = [(*alike, n) for alike, n in deltas.items() if n]
        self.connection.executemany(ADD_COUNT, nonzero_deltas)
        self.connection.executemany(DELETE_ZERO, [alike for *alike, _ in nonzero_deltas])

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows, many with one statement: each statement costs as much as a row."""
        if not rows:
            return
        placeholders = f"({', '.join('?' * len(rows[0]))})"
        batched = len(rows) - len(rows) % _INSERT_BATCH
        for start in range(0, batched, _INSERT_BATCH):
            values = ", ".join([placeholders] * _INSERT_BATCH)
            parameters = [*chain.from_iterable(rows[start : start + _INSERT_BATCH])]
            self.execute(f"INSERT INTO {table} VALUES {values}", parameters)  # noqa: S608 - our own names
        self.connection.executemany(f"INSERT INTO {table} VALUES {placeholders}", rows[batched:])  # noqa: S608 - as above

    def _store_plan(self, number: int, plan: EncodedPlan) -> PlanEntry:
        """Keep a plan under a number that is free."""
        self.execute(
            "INSERT INTO origin VALUES (?, ?, ?)", (number, plan.files_data, plan.findings_data)
        )
        first_row = number * ROWS_PER_PLAN
        self._insert("work", [(n, *work) for n, work in enumerate(plan.work_rows, first_row)])
        numbered_standings = enumerate(plan.standing_rows, first_row)
        self._insert("standing", [(n, *row) for n, rows in numbered_standings for row in rows])
        leads = {key[2] for key, _ in plan.count_deltas if LEADS_SEPARATOR in key[2]}
        self.connection.executemany(ADD_SEVERAL, [(text,) for text in leads])
        part_numbers = " ".join(str(self._part_number(part)) for part in plan.parts)
        return plan.entry._replace(number=number, part_numbers=part_numbers)

    def _part_number(self, part: bytes) -> int:
        """Return the number of a part of a plan's own file; equal ones are kept once."""
        if (number := self._part_numbers.get(part)) is None:
            self.execute("INSERT OR IGNORE INTO part (value) VALUES (?)", (part,))
            [(number,)] = self.execute("SELECT number FROM part WHERE value = ?", (part,))
            self._part_numbers[part] = number
        return number

    def _delete_plan(self, entry: PlanEntry, deltas: _Deltas) -> None:
        """Forget what is kept of a plan."""
        from khtgdv.source.snapshot.counts import count_deltas, counted_columns

        span = {"first": entry.number * ROWS_PER_PLAN, "last": (entry.number + 1) * ROWS_PER_PLAN}
        rows = self.execute(
            "SELECT id, start, started, logged, focus, since, until, standing.leads, what, deadline"
            " FROM work JOIN standing ON standing.work = work.number"
            " WHERE work.number >= :first AND work.number < :last",
            span,
        )
        for *columns, since, until, lead, what, deadline in rows:
            standing = since, until, lead, what, deadline
            for key, n in count_deltas(entry.year, counted_columns(columns), [standing]):
                deltas[key] -= n
        for table, column in _OF_ROWS:
            where = f"{column} >= :first AND {column} < :last"
            self.execute(f"DELETE FROM {table} WHERE {where}", span)  # noqa: S608 - our own names
        self.execute("DELETE FROM origin WHERE plan = ?", (entry.number,))
