"""Our own pager, for machines without one: forward, back, a line, and out."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module

from khtgdv.cli.system.environment import terminal_height, terminal_width
from khtgdv.cli.system.output import write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal

    Move = Literal["page", "line", "back", "out"]

# What keys send, on Linux and macOS as on Windows (behind \x00 or \xe0).
_KEYS: dict[str, Move] = {
    **dict.fromkeys((" ", "f", "\x1b[6~", "\xe0Q"), "page"),
    **dict.fromkeys(("\r", "\n", "j", "\x1b[B", "\xe0P"), "line"),
    **dict.fromkeys(("b", "\x1b[5~", "\xe0I", "\x1b[A", "\xe0H", "k"), "back"),
    **dict.fromkeys(("q", "Q", "\x1b", "\x03", "\x04", ""), "out"),
}
_REVERSE, _RESET, _CLEAR_LINE = "\x1b[7m", "\x1b[0m", "\r\x1b[K"
_USUAL_HEIGHT = 24


def turn_pages(lines: Sequence[str]) -> None:
    """Show lines a screenful after the other, as the reader asks; Ctrl+C leaves them."""
    with suppress(KeyboardInterrupt):
        _turn_pages(lines, _key_reader())
    write_out(_CLEAR_LINE)


def _turn_pages(lines: Sequence[str], read_key: Callable[[], str]) -> None:
    page = max((terminal_height() or _USUAL_HEIGHT) - 1, 1)
    first, end = 0, page
    while True:
        write_out(_CLEAR_LINE + "".join(f"{line}\n" for line in lines[first:end]))
        if end >= len(lines):
            return
        write_out(f"{_REVERSE}{_prompt(end, len(lines))}{_RESET}")
        move = _next_move(read_key)
        if move == "out":
            return
        if move == "back":
            first = max(end - 2 * page, 0)
            end = first + page
        else:
            first, end = end, end + (page if move == "page" else 1)


def _next_move(read_key: Callable[[], str]) -> Move:
    """Return what the reader wants; a key that means nothing is not heard."""
    while (move := _KEYS.get(read_key())) is None:
        pass
    return move


def _prompt(end: int, count: int) -> str:
    long = f" dòng {end}/{count} · phím cách: xem tiếp · b: quay lại · q: thoát "
    return long if len(long) < (terminal_width() or 0) else f" {end}/{count} · q: thoát "


def _key_reader() -> Callable[[], str]:
    """Return a function that waits for one key, without a line being ended."""
    return _read_windows_key if os.name == "nt" else _read_key


def _read_key() -> str:
    termios: Any = import_module("termios")
    tty: Any = import_module("tty")
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    try:
        tty.setcbreak(keyboard, termios.TCSANOW)  # what was typed already counts
        return os.read(keyboard, 8).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _read_windows_key() -> str:
    console: Any = import_module("msvcrt")
    key: str = console.getwch()
    return f"\xe0{console.getwch()}" if key in ("\x00", "\xe0") else key
