"""A file's copy that a person works on, so that nobody's record is overwritten unseen."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

from khtgdv.cli.system.environment import display_path
from khtgdv.cli.system.output import say
from khtgdv.source.edit.refusals import refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = ".khtgdv-soan-"  # hidden from plans and, by `.khtgdv*`, from git


@contextmanager
def working_copy(original: Path, data: bytes) -> Iterator[Path]:
    """Yield a copy beside a file, where the paths in it lead to the same, and remove it again.

    Whatever goes wrong: a copy that was changed stays, and is told.
    """
    copy = _create_copy(original, data)
    try:
        yield copy
    except BaseException:
        if _differs(copy, data):
            say(f"Bản đang soạn còn ở {display_path(copy)}: chép phần đã sửa rồi xóa tệp ấy.")
        else:
            _remove(copy)
        raise
    _remove(copy)


def _create_copy(original: Path, data: bytes) -> Path:
    try:
        handle, name = tempfile.mkstemp(
            prefix=_PREFIX, suffix=f"-{original.name}", dir=original.parent
        )
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise refusal(original, error) from error
    return Path(name)


def _differs(copy: Path, data: bytes) -> bool:
    with suppress(OSError):
        return copy.read_bytes() not in (data, b"")
    return False


def _remove(copy: Path) -> None:
    """Remove a copy, and what an editor left under its name: a backup, a swap file."""
    for path in copy.parent.glob(f"{glob.escape(copy.name)}*"):
        with suppress(OSError):
            path.unlink()
