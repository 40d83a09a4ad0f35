"""A result longer than the terminal, by screenfuls: in the reader's own pager, or in ours."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.system.environment import terminal_height
from khtgdv.cli.system.output import as_bytes, write_out
from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES = ("auto", "never")
_NO_PAGERS = ("", "cat")  # how people say that they want none
# What `less` does where nobody said otherwise: colours as they are, nothing for what fits, and the
# last screen stays.
_LESS_DEFAULTS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}


def show(content: str | bytes, choice: str = "auto") -> None:
    """Write a result to standard output, through a pager where a person sees too little of it."""
    if choice not in CHOICES:
        message = f'--pager: không có lựa chọn "{escape_unsafe(choice)}".'
        raise UsageError(message, f"Chọn: {', '.join(CHOICES)}")
    if isinstance(content, bytes) or choice == "never" or not _is_too_long(content):
        write_out(content)
        return
    words = _pager_words()
    if words is None:
        write_out(content)
    elif not (words and _run(words, content)):
        from khtgdv.cli.results.screenfuls import turn_pages

        turn_pages(content.splitlines())


def _is_too_long(content: str) -> bool:
    """Tell whether a person sits at a terminal that is lower than the text."""
    if current_listener() is not None:  # a page of the browser is no matter of the terminal
        return False
    if "CI" in os.environ or os.environ.get("TERM") == "dumb" or not _is_typed_at():
        return False
    height = terminal_height()
    return height is not None and content.count("\n") >= height


def _is_typed_at() -> bool:
    return sys.stdin.isatty()


def _pager_words() -> list[str] | None:
    """Return the pager to run: the reader's own, else `less`; empty is ours, None none at all."""
    from khtgdv.cli.system.programs import command_words, find_program

    setting = os.environ.get("PAGER")
    if setting is None:
        words = ["less"]
    elif setting.strip() in _NO_PAGERS:
        return None
    else:
        try:
            words = command_words(setting)
        except ValueError:  # a quotation mark that is never closed
            words = []
    program = find_program(words[0]) if words else None
    if program is None:
        return []
    keeps_colors = Path(program).stem.lower() == "less"
    return [program, *words[1:], *(["-R"] if keeps_colors else [])]


def _run(words: list[str], content: str) -> bool:
    """Let a pager show a text until its reader leaves it; tell whether it could be run."""
    import subprocess

    from khtgdv.cli.system.interrupts import interrupts_ignored

    environment: Mapping[str, str] = {**_LESS_DEFAULTS, **os.environ}
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - the reader's own
    except OSError:
        return False
    with interrupts_ignored(), suppress(OSError):  # it is for the pager, who left before the end
        pager.communicate(as_bytes(content))
    pager.wait()
    return True
