"""The program as the system starts it: from here on Ctrl+C ends it without a word."""

import os
import signal

if __name__ in {"__main__", "khtgdv.__main__"} and (
    signal.getsignal(signal.SIGINT) is signal.default_int_handler
):
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

from khtgdv.cli.main import main

if __name__ == "__main__":
    main()
