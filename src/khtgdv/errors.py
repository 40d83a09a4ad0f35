"""The one family of errors khtgdv raises on purpose, and the exit statuses of the program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell sees when khtgdv ends."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAULT = 3
    INTERRUPTED = 130


class KhtgdvError(Exception):
    """Something the user can put right: what is wrong, and (in `hint`) what to do about it."""

    exit_code = ExitCode.FINDINGS

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the Vietnamese `message` and, where there is one, the `hint`."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(KhtgdvError):
    """The command line asks for something that does not exist or does not fit."""

    exit_code = ExitCode.USAGE


class SnapshotError(Exception):
    """A snapshot turned out to be broken while it was read: the files themselves must be."""
