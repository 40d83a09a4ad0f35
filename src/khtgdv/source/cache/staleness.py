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

from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_SETTLING_TIME = 2_000_000_000  # nanoseconds
_SIZE_INDEX = 2
Signature = tuple[int, int, int, int]
_signature_of: Callable[[os.stat_result], Signature] = attrgetter(
    "st_mtime_ns", "st_ctime_ns", "st_size", "st_ino"
)
# How several files look, in one piece: those that are not there, too. Nothing where in doubt.
PackedSignatures = bytes
_DOUBT: Signature = (-1, -1, -1, -1)


class FileFingerprint(NamedTuple):
    """A file as it was: its name, its bytes or their digest (None: not there), how it looked."""

    name: str
    content: bytes | None
    signature: Signature | None
    stat_time: int


def read_signature(path: str) -> tuple[Signature | None, int]:
    """Return how a file looks and when that was; None where nothing is there.

    OSError where something is there that cannot be a plan's file.
    """
    now = time.time_ns()  # the clock of the files, not of the plan
    try:
        file_stat = os.stat(path)  # noqa: PTH116 - thousands of these; a Path takes ten times as long
    except (FileNotFoundError, NotADirectoryError):
        if os.path.islink(path):  # noqa: PTH114 - as above
            raise
        return None, now
    if not stat.S_ISREG(file_stat.st_mode):
        raise OSError(path)
    return _signature_of(file_stat), now


def read_packed_signatures(paths: Sequence[str], group_size: int) -> list[PackedSignatures]:
    """Return how files look, so many together, to be held against `settled_signatures`."""
    signatures = _read_signatures(paths)
    starts = range(0, len(signatures), group_size)
    return [_pack_signatures(signatures[n : n + group_size]) for n in starts]


def _read_signatures(paths: Sequence[str]) -> list[Signature | None]:
    """Return how each file looks, with no more work for each of thousands than has to be."""
    signatures: list[Signature | None] = []
    stats = map(os.stat, paths)
    while len(signatures) < len(paths):
        try:
            for file_stat in stats:
                signatures.append(_signature_of(file_stat))  # noqa: PERF401 - what was found stays, and it goes on
        except OSError:
            signatures.append(_DOUBT if os.path.lexists(paths[len(signatures)]) else None)
    return signatures


def settled_signatures(files: Sequence[FileFingerprint]) -> PackedSignatures:
    """Return how files looked if whoever looks like that has not changed; else nothing."""
    all_settled = all(
        file.signature is None or _is_settled(file.signature, file.stat_time) for file in files
    )
    return _pack_signatures([file.signature for file in files]) if all_settled and files else b""


def settled_signatures_since(paths: Sequence[str], start_time: int) -> PackedSignatures:
    """Return how folders look that were listed after `start_time`, in nanoseconds.

    Nothing is returned where one may have changed.
    """
    signatures = _read_signatures(paths)
    all_settled = all(
        signature and signature != _DOUBT and _is_settled(signature, start_time)
        for signature in signatures
    )
    return _pack_signatures(signatures) if all_settled else b""


def _pack_signatures(signatures: list[Signature | None]) -> PackedSignatures:
    return marshal.dumps(signatures, 2)  # version 2 has one form for equal values


def content_digest(content: bytes) -> bytes:
    """Return what stands for the bytes of a file where there are many."""
    from hashlib import blake2b

    return blake2b(content, digest_size=20).digest()


def recheck_files(
    folder: str, files: Iterable[FileFingerprint], *, exact: bool
) -> list[FileFingerprint] | None:
    """Return the files as they look now where all are what they were, else None.

    `exact` reads the bytes of each; otherwise only of those whose looks leave a doubt.
    """
    current_files = []
    for file in files:
        try:
            current = _recheck_file(os.path.join(folder, file.name), file, exact=exact)  # noqa: PTH118 - as above
        except OSError:
            return None
        if current is None:
            return None
        current_files.append(current)
    return current_files


def _recheck_file(path: str, file: FileFingerprint, *, exact: bool) -> FileFingerprint | None:
    signature, stat_time = read_signature(path)
    if signature is None or file.signature is None:
        return file if signature is file.signature else None
    if not exact and signature == file.signature and _is_settled(signature, file.stat_time):
        return file
    if signature[_SIZE_INDEX] != file.signature[_SIZE_INDEX]:
        return None
    with open(path, "rb") as stream:  # noqa: PTH123 - as above
        content = stream.read()
    if (content if exact else content_digest(content)) != file.content:
        return None
    return FileFingerprint(file.name, file.content, signature, stat_time)


def _is_settled(signature: Signature, stat_time: int) -> bool:
    """Tell whether what looked like that at some time cannot have changed since unseen."""
    return max(signature[:_SIZE_INDEX]) + _SETTLING_TIME < stat_time
