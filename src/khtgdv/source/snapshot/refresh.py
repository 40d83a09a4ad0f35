"""Plans through the snapshot: what has not changed comes from it, the rest from the files.

The answer is the same as `source.load` gives. Trouble with the snapshot is never told: it is made
anew, and where that cannot be done the files are read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress

from khtgdv.frozen import dataclass, replace
from khtgdv.source.cache.location import cache_file
from khtgdv.source.cache.seal import remove_sealed
from khtgdv.source.cache.staleness import read_packed_signatures, recheck_files, settled_signatures
from khtgdv.source.cache.version import cache_version
from khtgdv.source.load.result import name_plans
from khtgdv.source.snapshot.database import Snapshot
from khtgdv.source.snapshot.decode import decode_load_result, decode_plans
from khtgdv.source.snapshot.requests import FILE_PREFIXES, PlanRequest, file_names
from khtgdv.source.snapshot.survey import SNAPSHOT_ERRORS, SnapshotReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from khtgdv.source.cache.staleness import FileFingerprint, PackedSignatures
    from khtgdv.source.find import PlanFolder
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.entries import PlanEntry, PlanKey

    PathRenderer = Callable[[Path], str]
    YearSelector = Callable[[PlanFolder], Iterable[int]]
    Progress = Callable[[Iterator[Any], int], Iterable[Any]]

EXACT_PLAN_LIMIT = 5  # plans whose files are read in every run
_MAX_TRIES = 3  # somebody else may write between our writing and our reading


@dataclass(frozen=True, slots=True)
class ActiveYears:
    """Which years are worth a look: the one in focus, and what is unfinished at a moment."""

    focus_year: int
    moment: int

    def includes(self, request: PlanRequest, entry: PlanEntry) -> bool:
        """Tell whether a plan is of such a year."""
        return request.year == self.focus_year or entry.open_until > self.moment


@dataclass(frozen=True, slots=True)
class _SnapshotSession:
    """A snapshot that has every plan wanted as it is now, being read at this moment."""

    snapshot: Snapshot
    entries: dict[PlanKey, PlanEntry]


def load_with_snapshot(
    places: Iterable[PlanFolder], years: YearSelector, show: PathRenderer, cache_folder: Path | None
) -> LoadResult:
    """Read the plans of some years from some folders, with a snapshot in `cache_folder`.

    What is wrong in them is all there; the plans are without their rows.
    """
    places = tuple(places)
    requests = _plan_requests((place, year) for place in places for year in years(place))
    if session := _open_session(requests, show, cache_folder, None):
        with closing(session.snapshot):
            try:
                pairs = [(request, session.entries[request.key]) for request in requests]
                snapshot_result = decode_load_result(session.snapshot, pairs, show)
                plans = decode_plans(session.snapshot, pairs)
                return name_plans(replace(snapshot_result, portfolio=plans))
            except SNAPSHOT_ERRORS:
                session.snapshot.remove()
    from khtgdv.source.load.load import load_plans as load_files

    files_result = load_files(places, years, show)
    files = tuple(replace(file, content=None) for file in files_result.files)
    bare = tuple(replace(plan, tasks=(), inspections=()) for plan in files_result.portfolio)
    return replace(files_result, portfolio=bare, files=files, sources=())


def open_reader(
    plan_years: Iterable[tuple[PlanFolder, int]],
    show: PathRenderer,
    cache_folder: Path,
    *,
    active_years: ActiveYears | None = None,
    progress: Progress | None = None,
) -> SnapshotReader | None:
    """Bring the snapshot in `cache_folder` up to date, and open it; None where there can be none.

    `plan_years` are years of folders; `active_years` leaves out what it does not hold. `progress`
    is given what is read, and how many that is.
    """
    requests = _plan_requests(plan_years)
    session = _open_session(requests, show, cache_folder, progress)
    if session is None:
        return None
    try:
        pairs = [(request, session.entries[request.key]) for request in requests]
        result = decode_load_result(
            session.snapshot, [pair for pair in pairs if pair[1].has_findings], show
        )
    except SNAPSHOT_ERRORS:
        session.snapshot.remove()
        return None
    pairs = [pair for pair in pairs if active_years is None or active_years.includes(*pair)]
    keys = {request.key for request, _ in pairs}
    other_years = {key[1] for key in session.entries if key not in keys}
    return SnapshotReader(session.snapshot, result, pairs, other_years)


def _plan_requests(plans: Iterable[tuple[PlanFolder, int]]) -> list[PlanRequest]:
    every = list(plans)
    exact = len(every) <= EXACT_PLAN_LIMIT
    # Links stay what they are; of thousands of folders each word of work is felt.
    whole = bool(every) and os.path.isabs(every[0][0].path)  # noqa: PTH117 - as said
    absolute = str if whole and not exact else os.path.abspath
    return [PlanRequest(place, (absolute(place.path), year), exact) for place, year in every]


def _open_session(
    requests: list[PlanRequest], show: PathRenderer, folder: Path | None, progress: Progress | None
) -> _SnapshotSession | None:
    """Open the snapshot with every plan as it is now; None where that cannot be done."""
    snapshot = _open_snapshot(folder, requests) if folder and requests else None
    if snapshot is None:
        return None
    try:
        entries = _update_snapshot(snapshot, requests, show, progress)
    except sqlite3.OperationalError:  # somebody writes, or nobody can
        entries = None
    except SNAPSHOT_ERRORS:
        snapshot.remove()
        return None
    except BaseException:
        snapshot.close()
        raise
    if entries is None:
        snapshot.close()
        return None
    return _SnapshotSession(snapshot, entries)


def _update_snapshot(
    snapshot: Snapshot, requests: list[PlanRequest], show: PathRenderer, progress: Progress | None
) -> dict[PlanKey, PlanEntry] | None:
    """Return what is kept, with every plan wanted as it is now: in a transaction that stays open.

    None where others write faster than we read.
    """
    written_keys: set[PlanKey] = set()
    checked_entries: dict[PlanKey, PlanEntry] = {}
    fingerprints_stored = False
    for _ in range(_MAX_TRIES):
        snapshot.execute("BEGIN")
        entries = snapshot.entries()
        doubtful = requests if not (checked_entries or written_keys) else [
            request for request in requests
            if (entry := entries.get(request.key)) is None
            or (request.key not in written_keys and checked_entries.get(request.key) != entry)
        ]  # fmt: skip
        stale, fingerprints = _find_stale(snapshot, doubtful, entries, show)
        obsolete_keys = _obsolete_keys(entries, requests)
        if not stale and not obsolete_keys and (fingerprints_stored or not fingerprints):
            return entries
        snapshot.execute("ROLLBACK")
        checked_entries = {
            request.key: entries[request.key] for request in requests if request.key in entries
        }
        for request in stale:
            checked_entries.pop(request.key, None)
        if fingerprints and not fingerprints_stored:
            fingerprints_stored = True
            with suppress(sqlite3.OperationalError):  # then it is looked at once more each time
                snapshot.store_fingerprints(fingerprints)
        if stale or obsolete_keys:
            from khtgdv.source.snapshot.parallel_read import read_plans

            read = read_plans(stale, show)
            snapshot.write(
                progress(read, len(stale)) if progress else read, obsolete_keys, len(stale)
            )
            written_keys |= {request.key for request in stale}
    return None


def _find_stale(
    snapshot: Snapshot,
    requests: list[PlanRequest],
    entries: dict[PlanKey, PlanEntry],
    show: PathRenderer,
) -> tuple[list[PlanRequest], dict[PlanKey, Sequence[FileFingerprint]]]:
    """Return the plans that changed, and how the files of those look that only seemed to."""
    stale_requests: list[PlanRequest] = []
    fingerprints: dict[PlanKey, Sequence[FileFingerprint]] = {}
    for request, signatures in zip(requests, _request_signatures(requests), strict=True):
        entry = entries.get(request.key)
        if (
            entry
            and signatures == entry.signatures
            and (not entry.has_findings or _display_name_matches(request, entry, show))
        ):
            continue
        files = _unchanged_files(snapshot, request, entry, show) if entry else None
        if entry is None or files is None:
            stale_requests.append(request)
        elif not request.exact and settled_signatures(files):
            fingerprints[request.key] = files
    return stale_requests, fingerprints


def _request_signatures(requests: Sequence[PlanRequest]) -> Sequence[PackedSignatures | None]:
    """Return how the files of each plan look, None where their bytes are to be compared."""
    if not requests or requests[0].exact:
        return [None] * len(requests)
    keys = (request.key for request in requests)
    paths = [f"{folder}{os.sep}{name}" for folder, year in keys for name in file_names(year)]
    return read_packed_signatures(paths, len(FILE_PREFIXES))


def _display_name_matches(request: PlanRequest, entry: PlanEntry, show: PathRenderer) -> bool:
    """Tell whether files are still called what findings call them."""
    return entry.display_name == show(request.plan_folder.folder)


def _unchanged_files(
    snapshot: Snapshot, request: PlanRequest, entry: PlanEntry, show: PathRenderer
) -> Sequence[FileFingerprint] | None:
    """Return the files as they look now where they are what they were; None otherwise.

    Where there are findings, they must be called what findings call them, too.
    """
    old_files = snapshot.files(entry)
    new_files = recheck_files(request.path, old_files, exact=request.exact)
    if not new_files or not entry.has_findings:
        return new_files or None
    if not _display_name_matches(request, entry, show):
        return None
    # A finding names the file a link leads to.
    inodes = [
        [file.signature and file.signature[-1] for file in files]
        for files in (old_files, new_files)
    ]
    return new_files if inodes[0] == inodes[1] else None


def _obsolete_keys(
    entries: Mapping[PlanKey, PlanEntry], requests: list[PlanRequest]
) -> list[PlanKey]:
    """Return which of the kept plans are not there any more."""
    other_keys = entries.keys() - {request.key for request in requests}
    return [
        (path, year)
        for path, year in other_keys
        if not any(os.path.lexists(f"{path}{os.sep}{name}") for name in file_names(year)[:2])
    ]


def _open_snapshot(cache_folder: Path, requests: list[PlanRequest]) -> Snapshot | None:
    """Open the snapshot of these folders, anew where it is broken; None where there can be none."""
    try:
        folders = [request.path for request in requests]
        root = os.path.commonpath([min(folders), max(folders)])  # all would say the same
        name = f"{requests[0].exact}\n{root}"
        # Another version's takes its place, and is not left behind.
        key = f"{cache_version()}\n{name}"
        path = cache_file(cache_folder, name, ".sqlite")
        try:
            return Snapshot(path, key)
        except sqlite3.OperationalError:  # somebody writes, or nobody can
            return None
        except sqlite3.DatabaseError:
            remove_sealed(path)
            return Snapshot(path, key)
    except (sqlite3.Error, OSError, ValueError):
        return None
