"""Bytes from one process to another: whole messages over a pipe."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

_LENGTH_BYTES = 8


def send(stream: BinaryIO, data: bytes) -> None:
    """Write a message; OSError where nobody reads."""
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "little") + data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read a message; None where the other end is closed, or died amid one."""
    length = int.from_bytes(stream.read(_LENGTH_BYTES), "little")
    data = stream.read(length)
    return data if length and len(data) == length else None
