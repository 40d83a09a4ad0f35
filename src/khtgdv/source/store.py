"""Files changed as one: a lock, a comparison with what was read, an atomic and durable exchange."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.files import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LOCK = ".khtgdv.lock"
_PATIENCE = 60
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


class NotWrittenError(KhtgdvError):
    """A file that could not be written: it is as it was."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A file's bytes as they were read and as they are to be."""

    path: Path
    old: bytes
    new: bytes


def digest(data: bytes) -> str:
    """Return what tells the contents of two files apart."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def locked(folder: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Keep other writers of a folder out, wherever they run.

    The lock is a file in the folder, so that colleagues on a shared drive meet at it; it is the
    operating system's, so a killed program leaves none behind. The file goes with the lock.
    """
    from filelock import FileLock, Timeout

    path = folder.resolve() / LOCK
    lock = FileLock(path, timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        message = f"Có người khác đang ghi vào {folder}."
        raise NotWrittenError(message, "chờ người đó xong rồi chạy lại") from None
    except OSError as error:
        raise _refusal(folder, error) from error
    except NotImplementedError:
        # A drive without locks: the comparison before the exchange is what is left.
        yield
        return
    try:
        yield
    finally:
        # While the lock is held; who waits at a file that has gone makes a new one.
        with suppress(OSError):
            path.unlink()
        lock.release()


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; NotWrittenError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotWrittenError(f"Không đọc được {path}: {reason(error)}.", "kiểm tra tệp") from error


def exchange(exchanges: Sequence[Exchange]) -> None:
    """Put the new bytes in place of the old, all of them or none; NotWrittenError otherwise."""
    waiting: list[tuple[Path, Path, Exchange]] = []
    done: list[tuple[Path, Exchange]] = []
    try:
        for one in exchanges:
            target = one.path.resolve()
            waiting.append((_beside(target, one.new), target, one))
        for temporary, target, one in waiting:
            _compare(target, one)
            temporary.replace(target)
            done.append((target, one))
        for folder in {target.parent for target, _ in done}:
            _sync_folder(folder)
    except BaseException as error:
        for temporary, _, _ in waiting:
            temporary.unlink(missing_ok=True)
        for target, one in done:
            _beside(target, one.old).replace(target)
        if isinstance(error, OSError):
            raise _refusal(exchanges[0].path, error) from error
        raise


def _compare(target: Path, one: Exchange) -> None:
    """Make sure that nobody wrote into the file since it was read."""
    if digest(read_bytes(target)) != digest(one.old):
        message = f"{one.path} vừa được chương trình khác sửa, nên chưa ghi gì."
        raise NotWrittenError(message, "đóng trình soạn thảo nếu đang mở, rồi chạy lại lệnh")


def _beside(target: Path, data: bytes) -> Path:
    """Write a temporary file beside the target, with the target's mode, safe on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        path.chmod(target.stat().st_mode & 0o7777)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _sync_folder(folder: Path) -> None:
    """Make an exchange survive a power cut; systems that cannot open a folder need no help."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> NotWrittenError:
    if error.errno in _FULL:
        why, hint = "ổ đĩa đầy hoặc tệp quá giới hạn", "giải phóng chỗ trống rồi chạy lại"
    elif error.errno == errno.EROFS:
        why, hint = "ổ đĩa chỉ cho đọc", "chép kế hoạch sang nơi ghi được: khtgdv init"
    else:
        why, hint = reason(error), "kiểm tra quyền ghi vào thư mục; tệp cũ còn nguyên"
    return NotWrittenError(f"Không ghi được {path}: {why}. Tệp cũ còn nguyên.", hint)
