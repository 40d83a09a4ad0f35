"""Where plans were found below some folders, kept: of thousands none is listed again in vain.

A folder's times change when something in it is made, named anew or deleted, as git's untracked
cache relies on, too. Windows does not promise that for every kind of disk: there nothing is kept.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from khtgdv.source.cache.checksum import opened, sealed
from khtgdv.source.cache.location import cache_file
from khtgdv.source.cache.staleness import looks, looks_since
from khtgdv.source.cache.version import version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MANY = 50  # folders that are listed sooner than anything is looked up
_TRUSTED = os.name != "nt"


def kept(cache: Path, roots: Sequence[str]) -> list[tuple[Any, ...]] | None:
    """Return what was found below folders if that is certain to be still so, else None."""
    with suppress(OSError, ValueError, TypeError):
        key, folders, looked, found = opened(_file(cache, roots).read_bytes())
        if key == _key(roots) and looks(folders, len(folders)) == [looked]:
            return list(zip(*found, strict=True))
    return None


def keep(
    cache: Path,
    roots: Sequence[str],
    folders: Sequence[str],
    found: Sequence[Sequence[Any]],
    began: int,
) -> None:
    """Keep what was found below folders, all of which were listed after `began` nanoseconds.

    Nothing is kept where one may have changed meanwhile. Whatever goes wrong costs time only.
    """
    if len(folders) < _MANY or not _TRUSTED:
        return
    with suppress(OSError):
        if looked := looks_since(folders, began):
            columns = [list(column) for column in zip(*found, strict=True)]
            data = sealed((_key(roots), list(folders), looked, columns))
            # What is torn by another run is not whole, and found again.
            with open(_file(cache, roots), "wb", opener=_ours) as stream:
                stream.write(data)


def _key(roots: Sequence[str]) -> str:
    return "\n".join((version(), *roots, *map(os.path.abspath, roots)))


def _file(cache: Path, roots: Sequence[str]) -> Path:
    return cache_file(cache, "\n".join(map(os.path.abspath, roots)), ".tree")


def _ours(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
