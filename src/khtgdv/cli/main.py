"""The program's one door: UTF-8, the command, every error caught once and said in Vietnamese."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, redirect_stdout, suppress
from functools import partial

from khtgdv.errors import ExitCode, KhtgdvError, MissingLibraryError, SnapshotError, UsageError
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, NoReturn

_HAVE_LAST_WORDS = frozenset({"atexit", "threading"})
_HELP_OPTIONS = frozenset({"--help", "-h", "--version"})


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run khtgdv and end the process with its exit status."""
    status = _run_interruptibly(sys.argv[1:] if arguments is None else arguments)
    if status == ExitCode.INTERRUPTED:
        from khtgdv.cli.system.output import detach_stdout

        detach_stdout()  # nobody waits for what is still to be written
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End the process, as soon as its words are out where nobody else has anything to do.

    To take everything apart first costs as much as to count a thousand rows. Whatever wants to do
    something at the end is of a thread, or was registered with `atexit`.
    """
    import gc

    if _HAVE_LAST_WORDS.isdisjoint(sys.modules):
        with suppress(OSError, ValueError):  # it is told as Python tells it
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    gc.freeze()  # what is left is not looked through once more
    sys.exit(status)


def _run_interruptibly(arguments: Sequence[str]) -> int:
    from khtgdv.cli.system.interrupts import interruptible

    try:
        with interruptible():
            return run(arguments)
    except KeyboardInterrupt:  # while it was told what went wrong
        return ExitCode.INTERRUPTED


def run(arguments: Sequence[str]) -> int:
    """Run khtgdv with some arguments and return its exit status."""
    _use_utf8_streams()
    try:
        return _run_typed(list(arguments))
    except (KeyboardInterrupt, EOFError):
        return ExitCode.INTERRUPTED
    except KhtgdvError as error:
        return _report_error(error.with_traceback(None))  # which holds all that was read
    except OSError as error:
        # An error about a file names it; one without a name comes from printing a help page.
        return _report_fault(error) if error.filename else _report_unwritable(error)
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for a clerk
        return _report_fault(error)


def run_command(arguments: list[str]) -> int:
    """Run the command of a command line and return its exit status; KhtgdvError where it fails.

    Each word is taken for what its place says.
    """
    from khtgdv.cli.arguments.quick import parse

    is_plain = _HELP_OPTIONS.isdisjoint(arguments)
    call = parse(arguments, in_order=True) if is_plain else None
    return _call_with_retry(call or partial(_run_typer, arguments))


def _run_typed(arguments: list[str]) -> int:
    """Run a command line as it was typed if it is plain, else as it was meant."""
    if "_KHTGDV_COMPLETE" in os.environ:
        from khtgdv.cli.shells.protocols import run_completion

        return run_completion(os.environ)
    refused = None
    if _HELP_OPTIONS.isdisjoint(arguments):
        from khtgdv.cli.arguments.quick import parse

        if call := parse(arguments):
            try:
                return _call_with_retry(call)
            except UsageError as error:
                refused = error.with_traceback(None)  # as in `run`
    elif arguments[0] in _HELP_OPTIONS:
        return _run_typer(arguments)
    return _run_as_meant(arguments, refused)


def _run_as_meant(arguments: list[str], refused: UsageError | None) -> int:
    """Run the line that was meant by one that was refused or is not plain, and tell it."""
    from khtgdv.cli.typed.line import meant_line

    line = meant_line(arguments)
    if line is None and refused:
        raise refused
    if line and line.is_guess:
        from khtgdv.cli.system.output import say

        say(f"Hiểu là: {line.text}")
    return run_command(line.arguments if line else arguments)


def _call_with_retry(call: Callable[[], int]) -> int:
    """Run a command; once more, from the plan's own files, where the snapshot was broken."""
    try:
        return int(call())
    except SnapshotError:
        from khtgdv.cli.system.environment import without_cache

        with without_cache():
            return int(call())
    except MissingLibraryError as error:
        from khtgdv.cli.installation.advice import with_advice

        raise with_advice(error) from error


def _run_typer(arguments: list[str]) -> int:
    import typer

    from khtgdv.cli.arguments.program import root_command

    try:
        with _paged_help(arguments):
            result = root_command().main(
                arguments, "khtgdv", standalone_mode=False, windows_expand_args=False
            )
    except typer.Abort:
        return ExitCode.INTERRUPTED
    except typer.TyperException as error:
        from khtgdv.cli.arguments.usage_errors import translate_error

        raise translate_error(error) from error
    return int(result) if isinstance(result, int) else ExitCode.OK


@contextmanager
def _paged_help(arguments: Sequence[str]) -> Iterator[None]:
    """Show a page of help that is longer than the terminal a screenful after the other."""
    if _HELP_OPTIONS.isdisjoint(arguments) or not sys.stdout.isatty():
        yield
        return
    from khtgdv.cli.results.pager import show

    text = io.StringIO()
    with redirect_stdout(text):
        yield
    show(text.getvalue())


def _use_utf8_streams() -> None:
    """Make both streams UTF-8: a Windows code page or LC_ALL=C must not cost a letter.

    A stream that was closed before we began (`>&-`, `pythonw`) leads nowhere; nobody types there.
    """
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        reconfigure: Any = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _report_error(error: KhtgdvError) -> ExitCode:
    from khtgdv.cli.system.output import tell_error

    tell_error(error)
    return error.exit_code


def _report_unwritable(error: OSError) -> ExitCode:
    from khtgdv.cli.system.output import detach_stdout, unwritable_error

    detach_stdout()
    return _report_error(unwritable_error(error))


def _report_fault(error: Exception) -> int:
    """Say that the fault is ours, with what a report of it needs; details on demand."""
    if os.environ.get("KHTGDV_DEBUG"):
        raise error
    description = escape_unsafe(f"{type(error).__name__}: {error}")
    message = f"Lỗi trong khtgdv, không phải trong kế hoạch: {description}"
    hint = "Xin báo lại kèm lệnh vừa chạy; KHTGDV_DEBUG=1 in thêm chi tiết kỹ thuật."
    _report_error(KhtgdvError(message, hint))
    return ExitCode.FAULT
