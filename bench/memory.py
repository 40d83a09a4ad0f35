"""The memory of a process and of all that it starts, looked at while they work.

A page that processes share counts once: the PSS of Linux, summed. Elsewhere nothing is seen, and
the largest single process has to do.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_INTERVAL = 0.05  # seconds between two looks


class MemoryWatch:
    """A terminal that drinks what is shown on it, and the largest sum of memory seen."""

    def __init__(self) -> None:
        """Open the terminal."""
        self._master, self.terminal = os.openpty()
        os.set_blocking(self._master, False)
        self._stop_event = threading.Event()
        self._thread = threading.Thread()
        self.peak_mib = 0.0
        self.output = b""

    def start(self, pid: int) -> None:
        """Look at the children of a process from now on."""
        self._thread = threading.Thread(target=self._sample, args=(pid,))
        self._thread.start()

    def stop(self) -> None:
        """Stop looking, and close the terminal."""
        self._stop_event.set()
        self._thread.join()
        self._drain()
        os.close(self.terminal)
        os.close(self._master)

    def _sample(self, pid: int) -> None:
        while not self._stop_event.wait(_INTERVAL):
            self.peak_mib = max(self.peak_mib, sum(map(pss, list(descendants(pid)))) / 1024)
            self._drain()

    def _drain(self) -> None:
        with suppress(OSError):
            while chunk := os.read(self._master, 65536):
                self.output += chunk


def descendants(pid: int, proc: Path = _PROC) -> Iterator[int]:
    """Yield the processes that a process has started, and theirs."""
    for children_file in proc.glob(f"{pid}/task/*/children"):
        with suppress(OSError):
            for child in map(int, children_file.read_text(encoding="ascii").split()):
                yield child
                yield from descendants(child, proc)


def pss(pid: int, proc: Path = _PROC) -> int:
    """Return the memory of a process in KiB, its share of what it shares; 0 once it has ended."""
    with suppress(OSError):
        for line in (proc / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
