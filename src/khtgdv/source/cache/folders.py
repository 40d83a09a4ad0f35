"""Where plans were found below some folders, kept: of thousands none is listed again in vain.

A folder's times change when something in it is made, named anew or deleted, as git's untracked
cache relies on, too. Windows does not promise that for every kind of disk: there nothing is kept.
"""

from __future__ import annotations

import os
from contextlib import suppress

from khtgdv.source.cache.checksum import dump_checked, load_checked
from khtgdv.source.cache.location import cache_file, open_private
from khtgdv.source.cache.staleness import read_packed_signatures, settled_signatures_since
from khtgdv.source.cache.version import cache_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

_MIN_FOLDERS = 50  # folders that are listed sooner than anything is looked up
_FOLDER_TIMES_RELIABLE = os.name != "nt"


def load_plan_folders(cache_folder: Path, roots: Sequence[str]) -> list[tuple[Any, ...]] | None:
    """Return what was found below folders if that is certain to be still so, else None."""
    with suppress(OSError, ValueError, TypeError):
        key, folders, signatures, columns = load_checked(_file(cache_folder, roots).read_bytes())
        if key == _key(roots) and read_packed_signatures(folders, len(folders)) == [signatures]:
            return list(zip(*columns, strict=True))
    return None


def store_plan_folders(
    cache_folder: Path,
    roots: Sequence[str],
    folders: Sequence[str],
    plan_folders: Sequence[Sequence[Any]],
    start_time: int,
) -> None:
    """Keep what was found below folders, all of which were listed after `start_time` nanoseconds.

    Nothing is kept where one may have changed meanwhile. Whatever goes wrong costs time only.
    """
    if len(folders) < _MIN_FOLDERS or not _FOLDER_TIMES_RELIABLE:
        return
    with suppress(OSError):
        if signatures := settled_signatures_since(folders, start_time):
            columns = [list(column) for column in zip(*plan_folders, strict=True)]
            data = dump_checked((_key(roots), list(folders), signatures, columns))
            # What is torn by another run is not whole, and found again.
            with open(_file(cache_folder, roots), "wb", opener=open_private) as stream:
                stream.write(data)


def _key(roots: Sequence[str]) -> str:
    return "\n".join((cache_version(), *roots, *map(os.path.abspath, roots)))


def _file(cache_folder: Path, roots: Sequence[str]) -> Path:
    return cache_file(cache_folder, "\n".join(map(os.path.abspath, roots)), ".tree")
