"""The lock that keeps writers of the same folders apart, wherever they run."""

from __future__ import annotations

import errno
import os
import tempfile
import time
import warnings
from contextlib import ExitStack, contextmanager, suppress

from khtgdv.source.edit.refusals import NotWrittenError, refusal
from khtgdv.source.edit.transaction import TEMPORARY_MARK, TEMPORARY_SUFFIX, real_path
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from filelock import BaseFileLock

LOCK_NAME = ".khtgdv.lock"
LOCK_TIMEOUT = 60  # seconds
_NOTICE_DELAY = 1.0  # seconds of silence
# What drives answer that have no locks: NFS without lockd, SMB without byte ranges, 9p, FUSE. An
# answer like EIO may pass, and says nothing about the locks of others: who gets it must not write.
_NO_LOCKS_ERRORS = frozenset(
    {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
)


@contextmanager
def lock_files(
    paths: Iterable[Path],
    timeout: float = LOCK_TIMEOUT,
    tell_wait: Callable[[], None] = lambda: None,
) -> Iterator[None]:
    """Keep other writers away from some files; who comes later waits, and is told so.

    Every folder that the files really stand in is locked, always in the same order.
    """
    with ExitStack() as stack:
        for folder in sorted({real_path(path).parent for path in paths}):
            stack.enter_context(_lock_folder(folder, timeout, tell_wait))
            _remove_temporary_files(folder)
        yield


@contextmanager
def _lock_folder(folder: Path, timeout: float, tell_wait: Callable[[], None]) -> Iterator[None]:
    """Lock a folder.

    The lock is a file in it, so that colleagues on a shared drive meet there; it is the operating
    system's, so a killed program leaves none behind. The file goes with the lock, and one that was
    left behind may be opened by every colleague. On a drive without locks the file itself is one.
    """
    from filelock import FileLock, SoftFileLock, Timeout

    path, has_locks = folder / LOCK_NAME, True
    try:
        folder.stat()  # filelock would make a folder that is not there
        has_locks = _has_locks(folder)
        lock = (FileLock if has_locks else SoftFileLock)(path, mode=0o666)
        with warnings.catch_warnings():
            # A file that serves as a lock may outlive its program: the next one sees that.
            warnings.simplefilter("ignore")
            _acquire(lock, timeout, tell_wait)
    except Timeout:
        message = f"Có người khác đang ghi vào {escape_unsafe(str(folder))}."
        hint = "chờ người đó xong rồi chạy lại"
        if not has_locks:  # the file of a program that was killed on another machine stays
            hint += f"; chắc chắn không còn ai đang ghi thì xóa tệp {LOCK_NAME} ở đó"
        raise NotWrittenError(message, hint) from None
    except OSError as error:
        raise refusal(folder, error) from error
    try:
        yield
    finally:
        if has_locks:
            # While the lock is held; who waits at a file that has gone makes a new one.
            with suppress(OSError):
                path.unlink()
        lock.release()


def _has_locks(folder: Path) -> bool:
    """Tell whether the system locks files in a folder; OSError where it takes no file at all.

    Another file than the lock's is tried: one that was made in vain might be somebody's by now.
    """
    try:
        import fcntl
    except ImportError:  # Windows locks wherever it writes
        return True
    handle, name = tempfile.mkstemp(TEMPORARY_SUFFIX, f"{LOCK_NAME}{TEMPORARY_MARK}", folder)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _NO_LOCKS_ERRORS:
            raise
        return False
    finally:
        os.close(handle)
        with suppress(OSError):  # who holds the lock sweeps what looks left behind
            os.unlink(name)  # noqa: PTH108 - a text
    return True


def _acquire(lock: BaseFileLock, timeout: float, tell_wait: Callable[[], None]) -> None:
    """Wait for a lock; Timeout where it does not come."""
    from filelock import Timeout

    start = time.monotonic()
    with suppress(Timeout):
        lock.acquire(timeout=min(timeout, _NOTICE_DELAY))
        return
    if timeout > _NOTICE_DELAY:
        tell_wait()
    lock.acquire(timeout=max(0.0, timeout - (time.monotonic() - start)))


def _remove_temporary_files(folder: Path) -> None:
    """Remove what a killed writer left: while the folder is locked no temporary file is in use."""
    for path in folder.glob(f".*{TEMPORARY_MARK}*{TEMPORARY_SUFFIX}"):
        with suppress(OSError):
            path.unlink()
