"""Where our caches keep something: files in a folder that is its owner's alone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path


def cache_file(folder: Path, name: str, suffix: str) -> Path:
    """Return the file that keeps what has a name, of any length; OSError for another's folder."""
    _make_private(folder)
    return folder / f"{crc32(name.encode('utf-8', 'surrogateescape')):08x}{suffix}"


def _make_private(folder: Path) -> None:
    """Make the folder, for its owner alone; OSError where it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid"):
        folder_stat = folder.stat()
        if folder_stat.st_uid != os.getuid():
            raise PermissionError(folder)
        if folder_stat.st_mode & 0o077:
            folder.chmod(0o700)
