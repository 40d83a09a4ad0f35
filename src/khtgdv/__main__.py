"""The program as the system starts it: from here on Ctrl+C ends it without a word.

What a command makes lives as long as the command: looking for garbage all the time would cost a
tenth of it.
"""

import _signal  # type: ignore[import-not-found] # `signal` takes so long that Ctrl+C comes amid it
import gc
import os

if __name__ in {"__main__", "khtgdv.__main__"}:
    gc.set_threshold(1_000_000)  # new objects between two looks for garbage
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))

from khtgdv.cli.main import main

if __name__ == "__main__":
    main()
