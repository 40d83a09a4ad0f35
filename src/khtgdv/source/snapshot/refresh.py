"""Plans through the snapshot: what has not changed comes from it, the rest from the files.

The answer is the same as `source.load` gives. Trouble with the snapshot is never told: it is made
anew, and where that cannot be done the files are read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from khtgdv.frozen import dataclass, replace
from khtgdv.source.cache.location import cache_file
from khtgdv.source.cache.staleness import looks, same, settled_looks
from khtgdv.source.cache.version import version
from khtgdv.source.load.result import name_plans
from khtgdv.source.snapshot.database import Snapshot
from khtgdv.source.snapshot.decode import plans, trouble
from khtgdv.source.snapshot.parallel_read import NAMES, Wanted, names_of, read_all
from khtgdv.source.snapshot.survey import BROKEN, Survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from khtgdv.source.cache.staleness import Kept, Looks
    from khtgdv.source.find import Place
    from khtgdv.source.load.result import Loaded
    from khtgdv.source.snapshot.entries import Entry, Key

    Show = Callable[[Path], str]
    Years = Callable[[Place], Iterable[int]]
    Steps = Callable[[Iterator[Any], int], Iterable[Any]]

FEW = 20  # plans whose files are read in every run
_TRIES = 3  # somebody else may write between our writing and our reading


@dataclass(frozen=True, slots=True)
class Alive:
    """Which years are worth a look: the one in focus, and what is unfinished at a moment."""

    focus: int
    moment: int

    def holds(self, wanted: Wanted, entry: Entry) -> bool:
        """Tell whether a plan is of such a year."""
        return wanted.year == self.focus or entry.lasts > self.moment


@dataclass(frozen=True, slots=True)
class _Fresh:
    """A snapshot that has every plan wanted as it is now, being read at this moment."""

    snapshot: Snapshot
    entries: dict[Key, Entry]


def load(places: Iterable[Place], years: Years, show: Show, folder: Path | None) -> Loaded:
    """Read the plans of some years from some folders, with the help of a snapshot in `folder`.

    What is wrong in them is all there; the plans are without their rows.
    """
    places = tuple(places)
    wanted = _wanted((place, year) for place in places for year in years(place))
    if fresh := _fresh(wanted, show, folder, None):
        with closing(fresh.snapshot):
            try:
                pairs = [(one, fresh.entries[one.key]) for one in wanted]
                told = trouble(fresh.snapshot, pairs, show)
                found = plans(fresh.snapshot, pairs)
                return name_plans(replace(told, portfolio=found))
            except BROKEN:
                fresh.snapshot.remove()
    from khtgdv.source.load.load import load as load_files

    loaded = load_files(places, years, show)
    files = tuple(replace(file, content=None) for file in loaded.files)
    bare = tuple(replace(plan, tasks=(), inspections=()) for plan in loaded.portfolio)
    return replace(loaded, portfolio=bare, files=files, sources=())


def survey(
    years: Iterable[tuple[Place, int]],
    show: Show,
    folder: Path,
    *,
    alive: Alive | None = None,
    steps: Steps | None = None,
) -> Survey | None:
    """Bring the snapshot in `folder` up to date, and open it; None where there can be none.

    `years` are years of folders; `alive` leaves out what it does not hold. `steps` is given what is
    read, and how many that is.
    """
    wanted = _wanted(years)
    fresh = _fresh(wanted, show, folder, steps)
    if fresh is None:
        return None
    try:
        pairs = [(one, fresh.entries[one.key]) for one in wanted]
        told = trouble(fresh.snapshot, [pair for pair in pairs if pair[1].told], show)
    except BROKEN:
        fresh.snapshot.remove()
        return None
    pairs = [pair for pair in pairs if alive is None or alive.holds(*pair)]
    keys = {one.key for one, _ in pairs}
    others = {key[1] for key in fresh.entries if key not in keys}
    return Survey(fresh.snapshot, told, pairs, others)


def _wanted(plans: Iterable[tuple[Place, int]]) -> list[Wanted]:
    every = list(plans)
    exact = len(every) <= FEW
    # Links stay what they are; of thousands of folders each word of work is felt.
    whole = bool(every) and os.path.isabs(every[0][0].path)  # noqa: PTH117 - as said
    absolute = str if whole and not exact else os.path.abspath
    return [Wanted(place, (absolute(place.path), year), exact) for place, year in every]


def _fresh(
    wanted: list[Wanted], show: Show, folder: Path | None, steps: Steps | None
) -> _Fresh | None:
    """Open the snapshot with every plan as it is now; None where that cannot be done."""
    snapshot = _opened(folder, wanted) if folder and wanted else None
    if snapshot is None:
        return None
    try:
        entries = _up_to_date(snapshot, wanted, show, steps)
    except sqlite3.OperationalError:  # somebody writes, or nobody can
        entries = None
    except BROKEN:
        snapshot.remove()
        return None
    except BaseException:
        snapshot.close()
        raise
    if entries is None:
        snapshot.close()
        return None
    return _Fresh(snapshot, entries)


def _up_to_date(
    snapshot: Snapshot, wanted: list[Wanted], show: Show, steps: Steps | None
) -> dict[Key, Entry] | None:
    """Return what is kept, with every plan wanted as it is now: in a transaction that stays open.

    None where others write faster than we read.
    """
    written: set[Key] = set()
    judged: dict[Key, Entry] = {}
    looked = False
    for _ in range(_TRIES):
        snapshot.run("BEGIN")
        entries = snapshot.entries()
        doubtful = wanted if not (judged or written) else [
            one for one in wanted
            if (entry := entries.get(one.key)) is None
            or (one.key not in written and judged.get(one.key) != entry)
        ]  # fmt: skip
        stale, seen = _judged(snapshot, doubtful, entries, show)
        gone = _gone(entries, wanted)
        if not stale and not gone and (looked or not seen):
            return entries
        snapshot.run("ROLLBACK")
        judged = {one.key: entries[one.key] for one in wanted if one.key in entries}
        for one in stale:
            judged.pop(one.key, None)
        if seen and not looked:
            looked = True
            with suppress(sqlite3.OperationalError):  # then it is looked at once more each time
                snapshot.look(seen)
        if stale or gone:
            read = read_all(stale, show)
            snapshot.write(steps(read, len(stale)) if steps else read, gone, len(stale))
            written |= {one.key for one in stale}
    return None


def _judged(
    snapshot: Snapshot, wanted: list[Wanted], entries: dict[Key, Entry], show: Show
) -> tuple[list[Wanted], dict[Key, Sequence[Kept]]]:
    """Return the plans that changed, and how the files of those look that only seemed to."""
    stale: list[Wanted] = []
    seen: dict[Key, Sequence[Kept]] = {}
    for one, looked in zip(wanted, _looks(wanted), strict=True):
        entry = entries.get(one.key)
        if entry and looked == entry.looks and (not entry.told or _called(one, entry, show)):
            continue
        found = _unchanged(snapshot, one, entry, show) if entry else None
        if entry is None or found is None:
            stale.append(one)
        elif not one.exact and settled_looks(found):
            seen[one.key] = found
    return stale, seen


def _looks(wanted: Sequence[Wanted]) -> Sequence[Looks | None]:
    """Return how the files of each plan look, None where their bytes are to be compared."""
    if not wanted or wanted[0].exact:
        return [None] * len(wanted)
    plans = (one.key for one in wanted)
    paths = [f"{folder}{os.sep}{name}" for folder, year in plans for name in names_of(year)]
    return looks(paths, len(NAMES))


def _called(wanted: Wanted, entry: Entry, show: Show) -> bool:
    """Tell whether files are still called what findings call them."""
    return entry.shown == show(wanted.place.folder)


def _unchanged(
    snapshot: Snapshot, wanted: Wanted, entry: Entry, show: Show
) -> Sequence[Kept] | None:
    """Return the files as they look now where they are what they were; None otherwise.

    Where there are findings, they must be called what findings call them, too.
    """
    kept = snapshot.files(entry)
    found = same(wanted.folder, kept, exact=wanted.exact)
    if not found or not entry.told:
        return found or None
    if not _called(wanted, entry, show):
        return None
    # A finding names the file a link leads to.
    places = [[file.signature and file.signature[-1] for file in files] for files in (kept, found)]
    return found if places[0] == places[1] else None


def _gone(entries: Mapping[Key, Entry], wanted: list[Wanted]) -> list[Key]:
    """Return which of the kept plans are not there any more."""
    others = entries.keys() - {one.key for one in wanted}
    return [
        (path, year)
        for path, year in others
        if not os.path.lexists(f"{path}{os.sep}tasks_{year}.yaml")
    ]


def _opened(folder: Path, wanted: list[Wanted]) -> Snapshot | None:
    """Open the snapshot of these folders, anew where it is broken; None where there can be none."""
    try:
        folders = [one.folder for one in wanted]
        root = os.path.commonpath([min(folders), max(folders)])  # all would say the same
        name = f"{wanted[0].exact}\n{root}"
        key = f"{version()}\n{name}"  # another version's takes its place, and is not left behind
        path = cache_file(folder, name, ".sqlite")
        try:
            return Snapshot(path, key)
        except sqlite3.OperationalError:  # somebody writes, or nobody can
            return None
        except sqlite3.DatabaseError:
            path.unlink()
            return Snapshot(path, key)
    except (sqlite3.Error, OSError, ValueError):
        return None
