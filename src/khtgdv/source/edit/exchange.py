"""One file put in the place of another: in one step, and with a look at what came out of it."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Windows refuses to replace a file that a virus scanner or a search index looks at, for a moment.
RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4)
# What systems and drives answer that cannot swap two names.
_NO_SWAP_ERRORS = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP}
)
_WORKING_FOLDER = -100  # AT_FDCWD of Linux
_SWAP_FLAG = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def swap_names(first: Path, second: Path) -> bool:
    """Let two files change names in one step; tell whether the system can."""
    swap = _system_swap()
    if swap is None:
        return False
    if swap(os.fsencode(first), os.fsencode(second)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NO_SWAP_ERRORS:
        return False
    raise OSError(number, os.strerror(number), str(second))


def _system_swap() -> Callable[[bytes, bytes], int] | None:
    """Return the system's own call, None where there is none."""
    system: str = sys.platform
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if system == "linux":
            rename = library.renameat2
            return lambda a, b: int(rename(_WORKING_FOLDER, a, _WORKING_FOLDER, b, _SWAP_FLAG))
        swap = library.renamex_np
        return lambda a, b: int(swap(a, b, _SWAP_FLAG))
    except (AttributeError, OSError, TypeError):
        return None


def replace_with_retries(source: Path, target: Path) -> None:
    """Rename a file over another; OSError where that fails however often it is tried."""
    for pause in RETRY_PAUSES:
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)
