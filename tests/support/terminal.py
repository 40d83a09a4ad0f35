"""A program run on a terminal of its own, where keys are pressed."""

from __future__ import annotations

import os
import select
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LINES, _COLUMNS = 24, 80
_PATIENCE = 60.0  # seconds for a program to say something
_PROMPT = "q: thoát"


def on_terminal(
    command: Sequence[str], environment: Mapping[str, str], keys: str, folder: Path
) -> tuple[int, str]:
    """Run a command on a terminal of 24 lines; press a key whenever the pager asks for one.

    Return its exit status and what the terminal showed.
    """
    from importlib import import_module

    pty: Any = import_module("pty")
    child, master = pty.fork()
    if child == 0:
        os.chdir(folder)
        _resize(0)
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - our own
    shown, waiting = "", list(keys)
    asked = 0
    while chunk := _read(master):
        shown += chunk
        while shown.count(_PROMPT) > asked and waiting:
            asked += 1
            time.sleep(0.1)  # until the key is waited for
            os.write(master, waiting.pop(0).encode())
    os.close(master)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown


def _resize(terminal: int) -> None:
    import fcntl
    import struct
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))


def _read(master: int) -> str:
    """Return what a program said, nothing once it has ended."""
    ready, _, _ = select.select([master], [], [], _PATIENCE)
    if not ready:
        return ""
    try:
        return os.read(master, 65536).decode("utf-8", "replace")
    except OSError:  # how Linux says that the program is gone
        return ""
