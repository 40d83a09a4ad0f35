"""Which letters the file of a face has, told by its table of characters (OpenType `cmap`)."""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # platform and encoding


def has_letters(font: bytes, letters: str) -> bool:
    """Tell whether a face has a picture of every letter; a file that is no face has of none."""
    try:
        ranges = list(_ranges(font))
    except struct.error:
        return False
    return all(any(first <= ord(letter) <= last for first, last in ranges) for letter in letters)


def _ranges(font: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of characters of a face."""
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    for number in range(count):
        platform, encoding, place = struct.unpack_from(">HHI", table, 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            yield from _ranges_of_part(table[place:])


def _table(font: bytes, name: bytes) -> bytes:
    """Return a table of a face; an empty one where it has none."""
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, place, length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return font[place : place + length]
    return b""


def _ranges_of_part(part: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of one part: of format 4 (two bytes a character) or 12 (four)."""
    (format_,) = struct.unpack_from(">H", part)
    if format_ == 4:  # noqa: PLR2004 - so called by OpenType
        (doubled,) = struct.unpack_from(">H", part, 6)
        count = doubled // 2
        lasts = struct.unpack_from(f">{count}H", part, 14)
        firsts = struct.unpack_from(f">{count}H", part, 16 + doubled)
        yield from zip(firsts, lasts, strict=True)
    elif format_ == 12:  # noqa: PLR2004 - so called by OpenType
        (count,) = struct.unpack_from(">I", part, 12)
        for number in range(count):
            first, last, _ = struct.unpack_from(">III", part, 16 + 12 * number)
            yield first, last
