"""Whether a file is still what it was when its plan was kept.

The bytes that were read tell. Where there are too many files to read in every run, their times,
size and place on the disk tell instead, by git's rule: a file changed within two seconds of the
look may change once more without a trace, so its bytes are looked at again.
"""

from __future__ import annotations

import marshal
import os
import stat
import time
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_SETTLED = 2_000_000_000  # nanoseconds
_SIZE = 2
Signature = tuple[int, int, int, int]
_signature: Callable[[os.stat_result], Signature] = attrgetter(
    "st_mtime_ns", "st_ctime_ns", "st_size", "st_ino"
)
# How several files look, in one piece: those that are not there, too. Nothing where in doubt.
Looks = bytes
_DOUBT: Signature = (-1, -1, -1, -1)


class Kept(NamedTuple):
    """A file as it was: its name, its bytes or their digest (None: not there), how it looked."""

    name: str
    content: bytes | None
    signature: Signature | None
    looked: int


def look(path: str) -> tuple[Signature | None, int]:
    """Return how a file looks and when that was; None where nothing is there.

    OSError where something is there that cannot be a plan's file.
    """
    now = time.time_ns()  # the clock of the files, not of the plan
    try:
        found = os.stat(path)  # noqa: PTH116 - thousands of these; a Path takes ten times as long
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(path):  # noqa: PTH114 - as above
            raise
        return None, now
    if not stat.S_ISREG(found.st_mode):
        raise OSError(path)
    return _signature(found), now


def looks(paths: Sequence[str], together: int) -> list[Looks]:
    """Return how files look, so many together, to be held against `settled_looks`."""
    found = _signatures(paths)
    starts = range(0, len(found), together)
    return [_packed(found[n : n + together]) for n in starts]


def _signatures(paths: Sequence[str]) -> list[Signature | None]:
    """Return how each file looks, with no more work for each of thousands than has to be."""
    found: list[Signature | None] = []
    looking = map(os.stat, paths)
    while len(found) < len(paths):
        try:
            for seen in looking:
                found.append(_signature(seen))  # noqa: PERF401 - what was found stays, and it goes on
        except OSError:
            found.append(_DOUBT if os.path.lexists(paths[len(found)]) else None)
    return found


def settled_looks(files: Sequence[Kept]) -> Looks:
    """Return how files looked if whoever looks like that has not changed; else nothing."""
    settled = all(kept.signature is None or _settled(kept.signature, kept.looked) for kept in files)
    return _packed([kept.signature for kept in files]) if settled and files else b""


def looks_since(paths: Sequence[str], began: int) -> Looks:
    """Return how folders look that were listed after `began`; nothing where one may have changed.

    Times are in nanoseconds.
    """
    found = _signatures(paths)
    settled = all(seen and seen != _DOUBT and _settled(seen, began) for seen in found)
    return _packed(found) if settled else b""


def _packed(signatures: list[Signature | None]) -> Looks:
    return marshal.dumps(signatures, 2)  # version 2 has one form for equal values


def digest(content: bytes) -> bytes:
    """Return what stands for the bytes of a file where there are many."""
    from hashlib import blake2b

    return blake2b(content, digest_size=20).digest()


def same(folder: str, files: Iterable[Kept], *, exact: bool) -> list[Kept] | None:
    """Return the files as they look now where all are what they were, else None.

    `exact` reads the bytes of each; otherwise only of those whose looks leave a doubt.
    """
    found = []
    for kept in files:
        try:
            now = _same(os.path.join(folder, kept.name), kept, exact=exact)  # noqa: PTH118 - as above
        except OSError:
            return None
        if now is None:
            return None
        found.append(now)
    return found


def _same(path: str, kept: Kept, *, exact: bool) -> Kept | None:
    signature, looked = look(path)
    if signature is None or kept.signature is None:
        return kept if signature is kept.signature else None
    if not exact and signature == kept.signature and _settled(signature, kept.looked):
        return kept
    if signature[_SIZE] != kept.signature[_SIZE]:
        return None
    with open(path, "rb") as stream:  # noqa: PTH123 - as above
        content = stream.read()
    if (content if exact else digest(content)) != kept.content:
        return None
    return Kept(kept.name, kept.content, signature, looked)


def _settled(signature: Signature, when: int) -> bool:
    """Tell whether what looked like that at some time cannot have changed since unseen."""
    return max(signature[:_SIZE]) + _SETTLED < when
