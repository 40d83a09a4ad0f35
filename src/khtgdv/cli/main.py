"""The program's one door: UTF-8, the command, every error caught once and said in Vietnamese."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from khtgdv.errors import ExitCode, KhtgdvError, UsageError
from khtgdv.text import nfc, visible

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run khtgdv and end the process with its exit status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run khtgdv with some arguments and return its exit status."""
    _speak_utf8()
    try:
        return _command([nfc(argument) for argument in arguments])
    except BrokenPipeError:
        _let_go()
        return ExitCode.OK
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except KhtgdvError as error:
        _tell(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for a clerk
        return _fault(error)


def _command(arguments: list[str]) -> int:
    import typer

    from khtgdv.cli.app import root

    if "_KHTGDV_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        result = root().main(arguments, "khtgdv", standalone_mode=False, windows_expand_args=False)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from khtgdv.cli.usage import translated

        raise translated(error) from error
    return int(result) if isinstance(result, int) else ExitCode.OK


def _speak_utf8() -> None:
    """Make both streams UTF-8: a Windows code page or LC_ALL=C must not cost a letter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go() -> None:
    """Let a reader that has gone away be gone: nothing is left to be flushed at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: KhtgdvError) -> None:
    from khtgdv.cli.output import tell_error

    with suppress(BrokenPipeError):
        tell_error(error)


def _fault(error: Exception) -> int:
    """Say that the fault is ours, with what a report of it needs; details on demand."""
    if os.environ.get("KHTGDV_DEBUG"):
        raise error
    kind = visible(f"{type(error).__name__}: {error}")
    message = f"Lỗi trong khtgdv, không phải trong kế hoạch: {kind}"
    hint = "Xin báo lại kèm lệnh vừa chạy; KHTGDV_DEBUG=1 in thêm chi tiết kỹ thuật."
    _tell(UsageError(message, hint))
    return ExitCode.FAULT
