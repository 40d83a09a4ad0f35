"""Ctrl+C: never amid a change of files, and never with a traceback."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found] # `signal` makes enums of all signals first
import os
import sys
from contextlib import contextmanager

from khtgdv.errors import ExitCode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn


@contextmanager
def interrupts_deferred() -> Iterator[None]:
    """Let what has begun come to its end: KeyboardInterrupt where Ctrl+C was pressed meanwhile.

    Who presses it a second time is obeyed at once. Only the main thread hears it at all, and not
    where it is ignored.
    """
    import signal
    import threading

    previous = signal.getsignal(signal.SIGINT)
    is_heard = threading.current_thread() is threading.main_thread()
    if not is_heard or previous in (None, signal.SIG_IGN):
        yield
        return
    pressed: list[int] = []

    def remember(number: int, _: Any) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(number)

    signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Leave Ctrl+C to the program that has the terminal meanwhile."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


@contextmanager
def interruptible() -> Iterator[None]:
    """Have Ctrl+C raise KeyboardInterrupt here; before and after, it ends the program at once.

    Before a command and after it there is nothing to clean up, and nobody to catch an exception.
    """
    if _signal.getsignal(_signal.SIGINT) == _signal.SIG_IGN:  # as `nohup` has it
        yield
        return
    sys.unraisablehook = _end_unraisable
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    try:
        yield
    finally:
        _signal.signal(_signal.SIGINT, end_at_once)


def _end_unraisable(trouble: sys.UnraisableHookArgs, /) -> None:
    """End the program where Ctrl+C came while something was cleaned up, where nobody hears it."""
    if isinstance(trouble.exc_value, KeyboardInterrupt):
        os._exit(ExitCode.INTERRUPTED)
    sys.__unraisablehook__(trouble)


def end_at_once(_number: int, _frame: Any) -> NoReturn:
    """End the program as one that was interrupted."""
    os._exit(ExitCode.INTERRUPTED)
