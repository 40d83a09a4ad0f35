"""Where we keep something of our own: files in a folder that is its owner's alone."""

from __future__ import annotations

import os
import stat
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_OTHERS_RIGHTS = stat.S_IRWXG | stat.S_IRWXO


def cache_file(folder: Path, name: str, suffix: str) -> Path:
    """Return the file that keeps what has a name, of any length; OSError for another's."""
    make_private(folder)
    path = folder / f"{crc32(name.encode('utf-8', 'surrogateescape')):08x}{suffix}"
    if os.path.lexists(path):
        require_own_file(path)
    return path


def make_private(folder: Path) -> None:
    """Make a folder for its owner alone; OSError where it is, or may have been, another's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_own_folder(folder)
    if os.name == "posix" and folder.stat().st_mode & _OTHERS_RIGHTS and not folder.is_symlink():
        folder.chmod(0o700)


def open_private(path: str, flags: int) -> int:
    """Open a file, made for its owner alone: an opener for `open`."""
    return os.open(path, flags, 0o600)


def require_own_folder(folder: Path) -> None:
    """Raise OSError for a folder that somebody else may put files into."""
    _require_owner(folder, folder.stat())


def require_own_file(path: Path) -> None:
    """Raise OSError for what is no file of one's own: another's, a link, a device."""
    file_stat = path.lstat()
    if not stat.S_ISREG(file_stat.st_mode):
        raise PermissionError(path)
    _require_owner(path, file_stat)


def _require_owner(path: Path, path_stat: os.stat_result) -> None:
    """Raise OSError where somebody else owns or may change what is there; Windows has no modes."""
    if hasattr(os, "geteuid") and (
        path_stat.st_uid != os.geteuid() or path_stat.st_mode & _OTHERS_WRITE
    ):
        raise PermissionError(path)
