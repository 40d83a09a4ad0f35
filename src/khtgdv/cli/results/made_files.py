"""Which files we made: remembered by their place and content, so that a change of them is seen.

An empty file in the user's own state folder says that just these bytes were written to just this
place. Nothing is written beside the result, nothing into it, and two runs do not meet.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from khtgdv.cli.system.plan_files import state_folder
from khtgdv.source.cache.location import make_private, require_own_folder

MOST_KEPT = 2000  # files; the oldest are forgotten, and then treated as somebody else's


def is_made_here(path: Path) -> bool:
    """Tell whether we made a file, and nobody has changed it since."""
    with suppress(OSError):
        mark = _mark_of(path.resolve(), path.read_bytes())
        if mark is not None:
            require_own_folder(mark.parent)
            return mark.is_file()
    return False


def remember_made(path: Path, data: bytes) -> None:
    """Remember that we wrote a file; where nothing can be kept it is not believed later."""
    with suppress(OSError):
        mark = _mark_of(path.resolve(), data)
        if mark is not None:
            make_private(mark.parent)
            mark.touch()
            _forget_oldest(mark.parent)


def _mark_of(path: Path, data: bytes) -> Path | None:
    """Return the file that stands for a result, None for an account that keeps nothing."""
    state = state_folder()
    if state is None or not state.is_absolute():
        return None
    import hashlib

    place = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).digest()
    return state / "results" / hashlib.sha256(place + data).hexdigest()[:40]


def _forget_oldest(folder: Path) -> None:
    marks = list(folder.iterdir())
    if len(marks) > MOST_KEPT:
        marks.sort(key=lambda mark: mark.stat().st_mtime_ns)
        for mark in marks[: MOST_KEPT // 10]:
            mark.unlink(missing_ok=True)
