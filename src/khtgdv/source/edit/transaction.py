"""Files changed as one: a lock, a comparison with what was read, an atomic and durable exchange."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
import time
import warnings
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.text.files import os_error_reason
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LOCK_NAME = ".khtgdv.lock"
_LOCK_TIMEOUT = 60
_DISK_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
# Windows refuses to replace a file that a virus scanner or a search index looks at, for a moment.
_RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4)
_TEMPORARY_MARK, _TEMPORARY_SUFFIX = ".khtgdv-", ".tmp"


class NotWrittenError(KhtgdvError):
    """A file that could not be written: it is as it was."""


@dataclass(frozen=True, slots=True)
class FileReplacement:
    """A file's bytes as they were read and as they are to be."""

    path: Path
    old_bytes: bytes
    new_bytes: bytes


def digest(data: bytes) -> str:
    """Return what tells the contents of two files apart."""
    return hashlib.sha256(data).hexdigest()


def real_path(path: Path) -> Path:
    """Return the file that a symbolic link leads to."""
    return Path(os.path.realpath(path))


@contextmanager
def lock_files(paths: Iterable[Path], timeout: float = _LOCK_TIMEOUT) -> Iterator[None]:
    """Keep other writers away from some files, wherever they run; who comes later waits.

    Every folder that the files really stand in is locked, always in the same order.
    """
    with ExitStack() as stack:
        for folder in sorted({real_path(path).parent for path in paths}):
            stack.enter_context(_lock_folder(folder, timeout))
            _remove_temporary_files(folder)
        yield


@contextmanager
def _lock_folder(folder: Path, timeout: float) -> Iterator[None]:
    """Lock a folder.

    The lock is a file in it, so that colleagues on a shared drive meet there; it is the operating
    system's, so a killed program leaves none behind. The file goes with the lock, and one that was
    left behind may be opened by every colleague.
    """
    from filelock import FileLock, Timeout

    path = folder / LOCK_NAME
    lock = FileLock(path, timeout=timeout, mode=0o666)
    try:
        with warnings.catch_warnings():
            # On a drive without locks a file that is there serves as one: nothing to worry about.
            warnings.simplefilter("ignore")
            folder.stat()  # filelock would make a folder that is not there
            lock.acquire()
    except Timeout:
        message = f"Có người khác đang ghi vào {escape_unsafe(str(folder))}."
        raise NotWrittenError(message, "chờ người đó xong rồi chạy lại") from None
    except OSError as error:
        raise _refusal(folder, error) from error
    try:
        yield
    finally:
        # While the lock is held; who waits at a file that has gone makes a new one.
        with suppress(OSError):
            path.unlink()
        lock.release()


def _remove_temporary_files(folder: Path) -> None:
    """Remove what a killed writer left: while the folder is locked no temporary file is in use."""
    for path in folder.glob(f".*{_TEMPORARY_MARK}*{_TEMPORARY_SUFFIX}"):
        with suppress(OSError):
            path.unlink()


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; NotWrittenError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"Không đọc được {escape_unsafe(str(path))}: {os_error_reason(error)}."
        raise NotWrittenError(message, "kiểm tra đường dẫn và quyền đọc") from error


def replace_files(replacements: Sequence[FileReplacement]) -> None:
    """Put the new bytes in place of the old, all of them or none; NotWrittenError otherwise.

    Two files cannot be replaced in one step. Everything that can fail for want of room or rights
    is done before the first is replaced, the way back included: should the second then fail, the
    first is renamed back. A power cut between the two is what `undo` repairs.
    """
    swaps = [_Swap(replacement) for replacement in replacements]
    try:
        for swap in swaps:
            swap.prepare(with_backup=len(swaps) > 1)
        for swap in swaps:
            swap.check_unchanged()
        for swap in swaps:
            swap.replace()
        for folder in {swap.target.parent for swap in swaps}:
            _sync_folder(folder)
    except OSError as error:
        _roll_back(swaps)
        raise _refusal(replacements[0].path, error) from error
    except BaseException:
        _roll_back(swaps)
        raise
    finally:
        for swap in swaps:
            swap.clean_up()


def _roll_back(swaps: Iterable[_Swap]) -> None:
    for swap in swaps:
        swap.roll_back()


class _Swap:
    """One file on its way: the temporary files beside it, the new one and the way back.

    Where one is not there yet, the file itself stands in its place.
    """

    def __init__(self, replacement: FileReplacement) -> None:
        self.replacement = replacement
        self.target = self.new_path = self.old_path = real_path(replacement.path)

    def prepare(self, *, with_backup: bool) -> None:
        """Write everything that will be needed."""
        if self.target.exists() and not os.access(self.target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(self.target))
        self.new_path = _write_temporary(self.target, self.replacement.new_bytes)
        if with_backup:
            self.old_path = _write_temporary(self.target, self.replacement.old_bytes)

    def check_unchanged(self) -> None:
        """Make sure that nobody wrote into the file since it was read."""
        if digest(read_bytes(self.target)) != digest(self.replacement.old_bytes):
            path = escape_unsafe(str(self.replacement.path))
            message = f"{path} vừa được chương trình khác sửa, nên chưa ghi gì."
            hint = "đóng trình soạn thảo nếu đang mở, rồi chạy lại lệnh"
            raise NotWrittenError(message, hint)

    def replace(self) -> None:
        _replace_with_retries(self.new_path, self.target)

    def roll_back(self) -> None:
        """Rename the old file back where the new one has already taken its place."""
        if self.old_path != self.target and not self.new_path.exists():
            _replace_with_retries(self.old_path, self.target)

    def clean_up(self) -> None:
        for path in {self.new_path, self.old_path} - {self.target}:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _replace_with_retries(source: Path, target: Path) -> None:
    for pause in _RETRY_PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def _write_temporary(target: Path, data: bytes) -> Path:
    """Write a temporary file beside the target, with its mode and owner, safe on the disk."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name}{_TEMPORARY_MARK}", suffix=_TEMPORARY_SUFFIX, dir=target.parent
    )
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _copy_metadata(path, target)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _copy_metadata(path: Path, target: Path) -> None:
    """Give a file the owner, mode and access lists of another, as far as the system allows."""
    target_stat = target.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, target_stat.st_uid, target_stat.st_gid)
    shutil.copystat(target, path)
    os.utime(path)


def _sync_folder(folder: Path) -> None:
    """Make an exchange survive a power cut; systems that cannot open a folder need no help."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> NotWrittenError:
    if error.errno in _DISK_FULL_ERRORS:
        cause, hint = "ổ đĩa đầy hoặc tệp quá giới hạn", "giải phóng chỗ trống rồi chạy lại"
    elif error.errno == errno.EROFS:
        cause, hint = "ổ đĩa chỉ cho đọc", "chép kế hoạch sang nơi ghi được: khtgdv init"
    else:
        cause, hint = os_error_reason(error), "kiểm tra quyền ghi vào thư mục và tệp"
    message = f"Không ghi được {escape_unsafe(str(path))}: {cause}. Tệp cũ còn nguyên."
    return NotWrittenError(message, hint)
