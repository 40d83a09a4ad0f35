"""What was kept of plans made into what loading their files gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khtgdv.plan.model import Plan
from khtgdv.source.cache.checksum import opened
from khtgdv.source.load.result import FileRead, Loaded
from khtgdv.source.snapshot.codec import SAID, made, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from khtgdv.source.snapshot.database import Snapshot
    from khtgdv.source.snapshot.entries import Entry
    from khtgdv.source.snapshot.parallel_read import Wanted

    Show = Callable[[Path], str]
    Pair = tuple[Wanted, Entry]

_FEW = 400  # parts that are asked for one by one


def plans(
    snapshot: Snapshot, pairs: Sequence[Pair], known: dict[str, Any] | None = None
) -> tuple[Plan, ...]:
    """Return plans as their own files have them, without their rows.

    `known` are the parts of files that were made before; many plans may share one.
    """
    parts = {} if known is None else known
    _add_parts(snapshot, [entry for _, entry in pairs], parts)
    found = []
    for one, entry in pairs:
        found.append(made(Plan, {
            "name": one.place.name, "folder": one.place.path, "year": one.year,
            **dict(zip(SAID, [parts[number] for number in entry.said.split()], strict=True)),
            "tasks": (), "inspections": (),
        }))  # fmt: skip
    return tuple(found)


def _add_parts(snapshot: Snapshot, entries: Sequence[Entry], known: dict[str, Any]) -> None:
    """Make the parts of plans' own files that are not known yet."""
    numbers = {number for entry in entries for number in entry.said.split()} - known.keys()
    query = "SELECT number, value FROM part"
    if len(numbers) <= _FEW:
        query += f" WHERE number IN ({', '.join(numbers)})"
    for number, value in snapshot.run(query):
        known.setdefault(str(number), value_of(opened(value)))


def trouble(snapshot: Snapshot, pairs: Iterable[Pair], show: Show) -> Loaded:
    """Return what was read of the files of plans and what was wrong in them, without the plans.

    Files are called what they are called now.
    """
    told = Loaded()
    for one, entry in pairs:
        query = "SELECT trouble FROM origin WHERE plan = ?"
        [(sealed,)] = snapshot.run(query, (entry.number,))
        findings, files, left_out = opened(sealed)
        folder = one.place.folder
        if entry.shown != show(folder):
            named = [show(folder / kept.name) for kept in snapshot.files(entry)]
            files = [(name, *rest) for name, (_, *rest) in zip(named, files, strict=False)]
        read = tuple(FileRead(path, lines, tuple(gaps)) for path, lines, gaps in files)
        rows = entry.tasks + entry.inspections
        told += Loaded((), value_of(findings), read, left_out, rows=rows)
    return told
