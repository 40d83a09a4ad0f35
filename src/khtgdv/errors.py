"""The one family of errors khtgdv raises on purpose, and the exit statuses of the program."""

import errno
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


class MissingLibraryError(KhtgdvError):
    """What was asked for needs a library that is not there, or that does not work.

    How it is installed depends on how khtgdv was: `need` names the format or command it is for.
    """

    def __init__(self, message: str, need: str) -> None:
        """Keep the Vietnamese `message` and the `need`."""
        super().__init__(message)
        self.need = need


class SnapshotError(Exception):
    """A snapshot turned out to be broken while it was read: the files themselves must be."""


ACCESS_HINT = "kiểm tra đường dẫn và quyền đọc"
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    PermissionError: "không có quyền",
    IsADirectoryError: "đây là một thư mục",
}
_LOOP = "liên kết dẫn lòng vòng"


def os_error_reason(error: OSError) -> str:
    """Return why the operating system refused, in Vietnamese."""
    reason = next((words for kind, words in _REASONS.items() if isinstance(error, kind)), None)
    fallback = _LOOP if error.errno == errno.ELOOP else f"hệ điều hành báo lỗi {error.errno}"
    return reason or fallback
