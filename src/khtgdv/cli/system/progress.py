"""A bar on standard error for what takes over a second; only a terminal gets to see it."""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, TypeVar

    T = TypeVar("T")

_DELAY = 1.0  # seconds before the bar comes up
_INTERVAL = 0.1  # seconds between two pictures of it
_BAR_WIDTH = 30
_CLEAR_LINE = "\r\x1b[K"


def with_progress(rows: Sequence[Any]) -> Iterable[Any]:
    """Return the rows, one after the other; who goes through them for long is seen at work."""
    return _progress_on_terminal(rows, len(rows), "Đang xuất")


def with_reading_progress(plans: Iterator[Any], count: int) -> Iterable[Any]:
    """Return plans as they are read, so many; who waits for them for long sees how far it is."""
    return _progress_on_terminal(plans, count, "Đang đọc")


def importing_progress(since: float) -> Callable[[Sequence[T]], Iterable[T]]:
    """Return what shows how far the rows of an import are, begun at a time of the monotonic clock.

    Much of it is over when its rows are known: the bar comes up at once where that took long.
    """
    return lambda rows: _progress_on_terminal(rows, len(rows), "Đang nhập", since)


def _progress_on_terminal(
    rows: Iterable[Any], total: int, caption: str, since: float | None = None
) -> Iterable[Any]:
    return _draw_progress(rows, total, caption, since) if sys.stderr.isatty() else iter(rows)


def _draw_progress(
    rows: Iterable[Any], total: int, caption: str, since: float | None
) -> Iterator[Any]:
    next_draw = (time.monotonic() if since is None else since) + _DELAY
    is_visible = False
    try:
        for number, row in enumerate(rows):
            yield row
            if time.monotonic() >= next_draw:
                is_visible = True
                next_draw = time.monotonic() + _INTERVAL
                _draw_bar(number + 1, total, caption)
    finally:
        if is_visible:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()


def _draw_bar(done: int, total: int, caption: str) -> None:
    bar_length = _BAR_WIDTH * done // total
    bar = "█" * bar_length + "░" * (_BAR_WIDTH - bar_length)
    sys.stderr.write(f"{_CLEAR_LINE}{caption} {bar} {100 * done // total}%")
    sys.stderr.flush()
