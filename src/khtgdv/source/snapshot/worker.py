"""A process that reads plans for another: requests come in, plans ready to be kept go out.

It holds no stream of whoever started the program, only two pipes to its parent. When the parent
ends, however it ends, the pipe is closed, and the process ends with it.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from khtgdv.source.snapshot.encode import pack_plan
from khtgdv.source.snapshot.messages import receive, send
from khtgdv.source.snapshot.parallel_read import read_batch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any, BinaryIO


def serve(requests: BinaryIO, results: BinaryIO, end: Callable[[int], Any] = os._exit) -> None:
    """Answer the parent until it closes the pipe.

    The first message says how paths are shown, each other names plans to be read. A thread waits
    for messages, so that the end of the parent is heard while a plan is read.
    """
    import gc

    gc.disable()  # what reading leaves behind has no cycles
    queue: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_listen, args=(requests, queue, end), daemon=True).start()
    show: Callable[[Path], str] = str
    if (message := queue.get()) is not None:
        show = pickle.loads(message)  # noqa: S301 - from our own parent
    while message is not None and (message := queue.get()) is not None:
        plans = read_batch(pickle.loads(message), show)  # noqa: S301 - as above
        send(results, pickle.dumps(list(map(pack_plan, plans))))


def _listen(
    requests: BinaryIO, queue: SimpleQueue[bytes | None], end: Callable[[int], Any]
) -> None:
    """Hand on what comes; end the process where nothing more comes."""
    while (message := receive(requests)) is not None:
        queue.put(message)
    end(0)
    queue.put(None)


def main() -> None:
    """Serve the parent over the standard streams, which are pipes to it."""
    with suppress(OSError):  # it may be gone by now
        serve(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)  # without a word, and without waiting for the thread that listens
