"""Plain values as bytes that tell whether they are whole: how everything in our caches is kept."""

from __future__ import annotations

import marshal
from typing import Any
from zlib import crc32

_SEAL = 4


def sealed(value: Any) -> bytes:
    """Return a plain value as bytes that tell whether they are whole."""
    data = marshal.dumps(value)
    return crc32(data).to_bytes(_SEAL, "little") + data


def opened(kept: bytes) -> Any:
    """Return what was sealed; ValueError where it is not whole."""
    data = kept[_SEAL:]
    if crc32(data).to_bytes(_SEAL, "little") != kept[:_SEAL]:
        raise ValueError("damaged")
    return marshal.loads(data)  # noqa: S302 - our own bytes, and whole
