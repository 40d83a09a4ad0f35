"""The program's one door: UTF-8, the command, every error caught once and said in Vietnamese."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from khtgdv.errors import ExitCode, KhtgdvError, SnapshotError
from khtgdv.text import nfc, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SELDOM = 1_000_000  # new objects between two looks for garbage
_HELP = frozenset({"--help", "-h", "--version"})


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run khtgdv and end the process with its exit status.

    What a command makes lives as long as the command: looking for garbage all the time would cost
    a tenth of it, and looking through all of it once more at the end another.
    """
    import gc

    gc.set_threshold(_SELDOM)
    status = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run khtgdv with some arguments and return its exit status."""
    _speak_utf8()
    try:
        return _command([nfc(argument) for argument in arguments])
    except (KeyboardInterrupt, EOFError):
        return ExitCode.INTERRUPTED
    except SystemExit as ended:  # how Typer ends the answer to a TAB
        return int(ended.code or 0)
    except KhtgdvError as error:
        return _told(error)
    except OSError as error:
        # An error about a file names it; one without a name comes from printing a help page.
        return _fault(error) if error.filename else _unwritten(error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for a clerk
        return _fault(error)


def _command(arguments: list[str]) -> int:
    tab = "_KHTGDV_COMPLETE" in os.environ
    if not tab and _HELP.isdisjoint(arguments):
        from khtgdv.cli.arguments.quick import read

        if call := read(arguments):
            return _answered(call)
    return _answered(partial(_through_typer, arguments, tab=tab))


def _answered(call: Callable[[], int]) -> int:
    """Run a command; once more, from the plan's own files, where the snapshot was broken."""
    try:
        return int(call())
    except SnapshotError:
        from khtgdv.cli.system.environment import without_cache

        with without_cache():
            return int(call())


def _through_typer(arguments: list[str], *, tab: bool) -> int:
    import typer

    from khtgdv.cli.arguments.program import root

    if tab:
        from typer._completion_classes import completion_init

        completion_init()
    try:
        result = root().main(arguments, "khtgdv", standalone_mode=False, windows_expand_args=False)
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from khtgdv.cli.arguments.usage_errors import translated

        raise translated(error) from error
    return int(result) if isinstance(result, int) else ExitCode.OK


def _speak_utf8() -> None:
    """Make both streams UTF-8: a Windows code page or LC_ALL=C must not cost a letter.

    A stream that was closed before we began (`>&-`, `pythonw`) leads nowhere.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        reconfigure: Any = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _told(error: KhtgdvError) -> ExitCode:
    from khtgdv.cli.system.output import tell_error

    tell_error(error)
    return error.exit_code


def _unwritten(error: OSError) -> ExitCode:
    from khtgdv.cli.system.output import let_go, unwritable

    let_go()
    return _told(unwritable(error))


def _fault(error: Exception) -> int:
    """Say that the fault is ours, with what a report of it needs; details on demand."""
    if os.environ.get("KHTGDV_DEBUG"):
        raise error
    kind = visible(f"{type(error).__name__}: {error}")
    message = f"Lỗi trong khtgdv, không phải trong kế hoạch: {kind}"
    hint = "Xin báo lại kèm lệnh vừa chạy; KHTGDV_DEBUG=1 in thêm chi tiết kỹ thuật."
    _told(KhtgdvError(message, hint))
    return ExitCode.FAULT
