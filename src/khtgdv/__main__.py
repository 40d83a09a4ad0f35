"""The program as the system starts it: from here on Ctrl+C ends it without a word."""

import _signal  # type: ignore[import-not-found] # `signal` takes so long that Ctrl+C comes amid it
import os

if __name__ in {"__main__", "khtgdv.__main__"} and (
    _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
):
    _signal.signal(_signal.SIGINT, lambda *_: os._exit(130))

from khtgdv.cli.main import main

if __name__ == "__main__":
    main()
