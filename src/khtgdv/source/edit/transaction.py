"""Files changed as one: a comparison with what was read, an atomic and durable exchange."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from khtgdv.errors import ACCESS_HINT, os_error_reason
from khtgdv.frozen import dataclass
from khtgdv.source.edit.exchange import replace_with_retries, swap_names
from khtgdv.source.edit.refusals import NotWrittenError, changed_refusal, group_refusal, refusal
from khtgdv.source.text.files import MAX_BYTES
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


TEMPORARY_MARK, TEMPORARY_SUFFIX = ".khtgdv-", ".tmp"


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


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes; NotWrittenError where it cannot be read, or is no file.

    What stands in a file's place and never ends, or waits for a writer, is not waited for.
    """
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise _reading_refusal(path, "không phải một tệp thường")
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _reading_refusal(path, os_error_reason(error)) from error
    if len(data) > MAX_BYTES:
        raise _reading_refusal(path, f"tệp quá mức {MAX_BYTES // 2**20} MB")
    return data


def _reading_refusal(path: Path, reason: str) -> NotWrittenError:
    message = f"Không đọc được {escape_unsafe(str(path))}: {reason}."
    return NotWrittenError(message, ACCESS_HINT)


def replace_files(replacements: Sequence[FileReplacement]) -> tuple[Path, ...]:
    """Put the new bytes in place of the old, all of them or none; NotWrittenError otherwise.

    Two files cannot be replaced in one step. Everything that can fail for want of room or rights
    is done before the first is replaced, the way back included: should the second then fail, the
    first is renamed back. A power cut between the two is what `undo` repairs.

    Return the files that had another name by a hard link: a backup under that name stays as it
    was, since writing into the file itself would change the backup too, and could be cut off.
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
        raise refusal(replacements[0].path, error) from error
    except BaseException:
        _roll_back(swaps)
        raise
    finally:
        for swap in swaps:
            swap.clean_up()
    return tuple(swap.replacement.path for swap in swaps if swap.has_other_names)


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
        self.new_identity: tuple[int, int] | None = None
        self.has_other_names = False

    def prepare(self, *, with_backup: bool) -> None:
        """Write everything that will be needed."""
        if self.target.exists() and not os.access(self.target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(self.target))
        self.has_other_names = self.target.stat().st_nlink > 1
        self.new_path = _write_temporary(self.target, self.replacement.new_bytes)
        self.new_identity = _identity(self.new_path)
        if with_backup:
            self.old_path = _write_temporary(self.target, self.replacement.old_bytes)

    def check_unchanged(self) -> None:
        """Make sure that nobody wrote into the file since it was read."""
        if digest(read_bytes(self.target)) != digest(self.replacement.old_bytes):
            raise changed_refusal(self.replacement.path)

    def replace(self) -> None:
        """Put the new file in its place; what comes out of it must be what was read.

        Where the system can swap two names, what another program wrote at the last moment is seen
        there, and goes back.
        """
        if not swap_names(self.new_path, self.target):
            replace_with_retries(self.new_path, self.target)
        elif read_bytes(self.new_path) != self.replacement.old_bytes:
            raise changed_refusal(self.replacement.path)

    def roll_back(self) -> None:
        """Rename the old file back where the new one has already taken its place."""
        if self.new_path == self.target:
            return
        if not self.new_path.exists():
            if self.old_path != self.target:
                replace_with_retries(self.old_path, self.target)
        elif _identity(self.target) == self.new_identity:
            replace_with_retries(self.new_path, self.target)

    def clean_up(self) -> None:
        for path in {self.new_path, self.old_path} - {self.target}:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file whatever it is called; None where there is none."""
    with suppress(OSError):
        file_stat = path.stat()
        return file_stat.st_dev, file_stat.st_ino
    return None


def _write_temporary(target: Path, data: bytes) -> Path:
    """Write a temporary file beside the target, with its mode and owner, safe on the disk."""
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name}{TEMPORARY_MARK}", suffix=TEMPORARY_SUFFIX, dir=target.parent
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
    """Give a file the owner, mode and access lists of another, as far as the system allows.

    NotWrittenError where the group that shares the other would lose its rights: a colleague may
    give a file to a group of theirs, but not to its owner.
    """
    target_stat = target.stat()
    if hasattr(os, "chown"):
        try:
            os.chown(path, target_stat.st_uid, target_stat.st_gid)
        except OSError:
            with suppress(OSError):
                os.chown(path, -1, target_stat.st_gid)
        group_rights = target_stat.st_mode >> 3 & ~target_stat.st_mode & 0o7
        if group_rights and path.stat().st_gid != target_stat.st_gid:
            raise group_refusal(target)
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
