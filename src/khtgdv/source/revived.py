"""What was kept of plans made into what loading their files gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khtgdv.model import Plan
from khtgdv.source.codec import SAID, made, value_of
from khtgdv.source.loaded import FileRead, Loaded
from khtgdv.source.seal import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from khtgdv.source.entry import Entry
    from khtgdv.source.reading import Wanted
    from khtgdv.source.snapshot import Snapshot

    Show = Callable[[Path], str]
    Pair = tuple[Wanted, Entry]

_FEW = 50  # plans whose parts are asked for one by one


def plans(snapshot: Snapshot, pairs: Sequence[Pair]) -> tuple[Plan, ...]:
    """Return plans as their own files have them, without their rows."""
    parts = _parts(snapshot, [entry for _, entry in pairs])
    found = []
    for one, entry in pairs:
        found.append(made(Plan, {
            "name": one.place.name, "folder": one.place.path, "year": one.year,
            **dict(zip(SAID, [parts[number] for number in entry.said.split()], strict=True)),
            "tasks": (), "inspections": (),
        }))  # fmt: skip
    return tuple(found)


def _parts(snapshot: Snapshot, entries: Sequence[Entry]) -> dict[str, Any]:
    """Return by their numbers the parts of the plans' own files; many plans may share one."""
    query = "SELECT number, value FROM part"
    if len(entries) <= _FEW:
        numbers = {number for entry in entries for number in entry.said.split()}
        query += f" WHERE number IN ({', '.join(numbers)})"
    return {str(number): value_of(opened(value)) for number, value in snapshot.run(query)}


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
