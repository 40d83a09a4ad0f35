"""Whether a file of ours is, to the last byte, what we wrote: no other's bytes are believed.

Beside a file stands its seal. Of a small file it holds a checksum of all bytes, which are looked
through every time; of a large one how it looked when it was written. The time of that is one that
no other write gives it by chance.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from zlib import crc32

from khtgdv.source.cache.checksum import dump_checked, load_checked
from khtgdv.source.cache.location import open_private
from khtgdv.source.cache.staleness import read_signature

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    BytesReader = Callable[[], bytes]

_LIMIT = 2**20  # bytes that are looked through in a millisecond or two: those of a few plans
_SUFFIX = ".seal"


def seal_file(path: Path, size: int, read: BytesReader | None) -> None:
    """Seal a file of `size` bytes as it is now; OSError where that fails.

    `read` returns the bytes, None where only the looks can tell.
    """
    now = time.time_ns()  # finer than the clock by which systems note when a file was written
    os.utime(path, ns=(now, now))
    seal = dump_checked(_describe(path, size, read))
    with open(f"{path}{_SUFFIX}", "wb", opener=open_private) as stream:
        stream.write(seal)


def is_sealed(path: Path, size: int, read: BytesReader | None) -> bool:
    """Tell whether a file is what it was when it was sealed."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        with open(f"{path}{_SUFFIX}", "rb") as stream:  # noqa: PTH123 - looked at in every run
            seal = load_checked(stream.read())
        return bool(seal == _describe(path, size, read))
    return False


def remove_sealed(path: Path) -> None:
    """Delete a file and its seal."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}{_SUFFIX}").unlink(missing_ok=True)


def _describe(path: Path, size: int, read: BytesReader | None) -> Any:
    return crc32(read()) if read and size <= _LIMIT else read_signature(str(path))[0]
