"""A bar on standard error for what takes over a second; only a terminal gets to see it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PATIENCE = 1.0  # seconds before the bar comes up
_PAUSE = 0.1  # seconds between two pictures of it
_WIDTH = 30
_CLEAR = "\r\x1b[K"


def watched(rows: Sequence[Any]) -> Iterable[Any]:
    """Return the rows, one after the other; who goes through them for long is seen at work."""
    return _seen(rows, len(rows), "Đang xuất")


def watched_reading(plans: Iterator[Any], many: int) -> Iterable[Any]:
    """Return plans as they are read, so many; who waits for them for long sees how far it is."""
    return _seen(plans, many, "Đang đọc")


def _seen(rows: Iterable[Any], whole: int, doing: str) -> Iterable[Any]:
    return _drawn(rows, whole, doing) if sys.stderr.isatty() else iter(rows)


def _drawn(rows: Iterable[Any], whole: int, doing: str) -> Iterator[Any]:
    next_picture = time.monotonic() + _PATIENCE
    seen = False
    try:
        for number, row in enumerate(rows):
            yield row
            if time.monotonic() >= next_picture:
                seen = True
                next_picture = time.monotonic() + _PAUSE
                _draw(number + 1, whole, doing)
    finally:
        if seen:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


def _draw(done: int, whole: int, doing: str) -> None:
    part = _WIDTH * done // whole
    bar = "█" * part + "░" * (_WIDTH - part)
    sys.stderr.write(f"{_CLEAR}{doing} {bar} {100 * done // whole} %")
    sys.stderr.flush()
