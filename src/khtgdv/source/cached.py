"""Plans loaded through the snapshot: what has not changed comes from it, the rest from the files.

The answer is the same as `source.load` gives. Trouble with the snapshot is never told: it is made
anew, and where that cannot be done the files are read.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from khtgdv.source.fresh import Kept, digest, look, same
from khtgdv.source.loaded import Loaded, name_plans
from khtgdv.source.snapshot import Snapshot
from khtgdv.source.version import version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from khtgdv.source.find import Place
    from khtgdv.source.fresh import Signature
    from khtgdv.source.snapshot import Entry

    Show = Callable[[Path], str]
    Key = tuple[str, int]

FEW = 20  # plans whose files are read in every run
_NAMES = ("plan", "tasks", "inspections")
_BROKEN = (sqlite3.Error, ValueError, TypeError, EOFError)  # whatever bytes may make of it


def load(
    places: Iterable[Place],
    years: Callable[[Place], Iterable[int]],
    show: Show,
    folder: Path | None,
) -> Loaded:
    """Read the plans of some years from some folders, with the help of a snapshot in `folder`."""
    wanted = [_Wanted(place, year, show) for place in places for year in years(place)]
    exact = len(wanted) <= FEW
    snapshot = _opened(folder, wanted, exact=exact) if folder and wanted else None
    if snapshot is None:
        return name_plans(sum((one.read()[0] for one in wanted), Loaded()))
    try:
        return name_plans(_through(snapshot, wanted, exact=exact))
    finally:
        snapshot.close()


def _through(snapshot: Snapshot, wanted: list[_Wanted], *, exact: bool) -> Loaded:
    kept = _kept(snapshot, wanted, exact=exact)
    new = {one.key: one.read(exact=exact) for one in wanted if one.key not in kept}
    if any(files for _, files in new.values()):
        with suppress(sqlite3.Error), snapshot.transaction("IMMEDIATE"):
            for one in wanted:
                if (read := new.get(one.key)) and read[1]:
                    snapshot.keep(one.key, one.shown, read[1], read[0])
    return sum((kept.get(one.key) or new[one.key][0] for one in wanted), Loaded())


def _kept(snapshot: Snapshot, wanted: list[_Wanted], *, exact: bool) -> dict[Key, Loaded]:
    """Return the plans that come from the snapshot; it is removed where it is broken."""
    try:
        with snapshot.transaction():
            entries = snapshot.entries()
            return {
                one.key: one.named(
                    entries[one.key], snapshot.loaded(entries[one.key], one.place, one.year)
                )
                for one in wanted
                if one.key in entries and one.unchanged(entries[one.key], exact=exact)
            }
    except sqlite3.OperationalError:
        return {}
    except _BROKEN:
        with suppress(OSError):
            snapshot.path.unlink()
        return {}


class _Wanted:
    """One year of one folder: read from its files, or held against what was kept of it."""

    def __init__(self, place: Place, year: int, show: Show) -> None:
        self.place = place
        self.year = year
        self.show = show
        self.folder = os.path.abspath(place.folder)  # noqa: PTH100 - links stay what they are
        self.key = (self.folder, year)
        self.shown = show(place.folder)

    def unchanged(self, entry: Entry, *, exact: bool) -> bool:
        """Tell whether the files are what they were, and called what findings call them."""
        found = same(self.folder, entry.files, exact=exact)
        if found is None or (entry.told and entry.shown != self.shown):
            return False
        # A finding names the file a link leads to.
        return not entry.told or all(
            now.signature is None or now.signature[-1] == kept.signature[-1]  # type: ignore[index]
            for now, kept in zip(found, entry.files, strict=True)
        )

    def named(self, entry: Entry, loaded: Loaded) -> Loaded:
        """Return what was kept, its files called what they are called now."""
        if entry.shown == self.shown:
            return loaded
        pairs = zip(loaded.files, entry.files, strict=False)
        files = [replace(f, path=self.show(self.place.folder / kept.name)) for f, kept in pairs]
        return replace(loaded, files=tuple(files))

    def read(self, *, exact: bool = True) -> tuple[Loaded, list[Kept]]:
        """Read the files; return also how they looked, nothing where that is not certain."""
        from khtgdv.source.load import load_plan

        looks: list[tuple[str, Signature | None, int]] = []
        with suppress(OSError):
            names = [f"{name}_{self.year}.yaml" for name in _NAMES]
            looks = [(name, *look(os.path.join(self.folder, name))) for name in names]  # noqa: PTH118
        loaded = load_plan(self.place, self.year, self.show)
        contents = [file.content for file in loaded.files] + [None]
        files = tuple(replace(file, content=None) for file in loaded.files)
        bare = replace(loaded, files=files, sources=())
        kept = [
            Kept(name, content if exact or content is None else digest(content), signature, looked)
            for (name, signature, looked), content in zip(looks, contents, strict=False)
            if (content is None) == (signature is None)
        ]
        return bare, kept if len(kept) == len(_NAMES) else []


def _opened(folder: Path, wanted: list[_Wanted], *, exact: bool) -> Snapshot | None:
    """Open the snapshot of these folders, anew where it is broken; None where there can be none."""
    try:
        root = os.path.commonpath([one.folder for one in wanted])
        key = f"{version()}\n{exact}\n{root}"
        _private(folder)
        path = folder / f"{crc32(key.encode('utf-8', 'surrogateescape')):08x}.sqlite"
        try:
            return Snapshot(path, key)
        except sqlite3.OperationalError:  # somebody writes, or nobody can
            return None
        except sqlite3.DatabaseError:
            path.unlink()
            return Snapshot(path, key)
    except (sqlite3.Error, OSError, ValueError):
        return None


def _private(folder: Path) -> None:
    """Make the folder, for its owner alone; OSError where it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid"):
        found = folder.stat()
        if found.st_uid != os.getuid():
            raise PermissionError(folder)
        if found.st_mode & 0o077:
            folder.chmod(0o700)
