"""Plain values as bytes that tell whether they are whole: how everything in our caches is kept."""

from __future__ import annotations

import marshal
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CHECKSUM_SIZE = 4


def dump_checked(value: Any) -> bytes:
    """Return a plain value as bytes that tell whether they are whole."""
    data = marshal.dumps(value)
    return crc32(data).to_bytes(_CHECKSUM_SIZE, "little") + data


def load_checked(data: bytes) -> Any:
    """Return what was sealed; ValueError where it is not whole."""
    payload = data[_CHECKSUM_SIZE:]
    if crc32(payload).to_bytes(_CHECKSUM_SIZE, "little") != data[:_CHECKSUM_SIZE]:
        raise ValueError("damaged")
    return marshal.loads(payload)  # noqa: S302 - our own bytes, and whole
