"""A command line in, what the command shows and writes out: the page runs the program itself.

So a page has the words, the refusals and the rows of the command of its name, and a form records
as that command does.
"""

from __future__ import annotations

from traceback import clear_frames
from typing import TYPE_CHECKING, Any

from khtgdv.cli.listening.listener import Listener, heard_by
from khtgdv.cli.listening.row_version import RowVersion, require_version
from khtgdv.cli.main import run_command
from khtgdv.errors import ExitCode, KhtgdvError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khtgdv.web.door.desk import Words

# Options that are switches: on the command line they have no value.
_SWITCHES = frozenset({"events", "recurring", "units", "force", "list", "dry-run"})


class RowListener(Listener):
    """Records of a row only where it still says what was seen."""

    def __init__(self, seen: RowVersion) -> None:
        """Take what was seen."""
        super().__init__()
        self._seen = seen

    def require_row(self, work: Any) -> None:
        """Refuse where somebody else recorded something meanwhile."""
        require_version(work, self._seen)


class UndoListener(Listener):
    """Takes back only the change that was shown; without one it learns which that is."""

    def __init__(self, expected: Sequence[str] | None = None) -> None:
        """Take what the change said when it was made, None to learn it."""
        super().__init__()
        self._expected = expected
        self.messages: tuple[str, ...] = ()

    def require_undo(self, messages: Sequence[str]) -> None:
        """Refuse where another change was made since."""
        self.messages = tuple(messages)
        if self._expected is not None and self.messages != tuple(self._expected):
            message = "Lần ghi sau cùng nay là lần khác, nên chưa hoàn tác gì."
            lines = (message, *(f"lần ghi sau cùng: {text}" for text in self.messages))
            raise KhtgdvError("\n".join(lines), "xem lại trước khi hoàn tác")


def ask(command: str, words: Words, places: Iterable[str] = (), listener: Any = None) -> Any:
    """Run a command and return its listener with all that was said; KhtgdvError where it fails.

    A command that says why it failed in place of raising is taken at its word: what it wrote is
    confirmed, or nothing was.
    """
    listener = listener or Listener()
    try:
        with heard_by(listener):
            listener.status = ExitCode(run_command(command_line(command, words, places)))
    except KhtgdvError as error:
        # A frame that holds the error is never let go, nor the plan it reads: writers would wait.
        clear_frames(error.__traceback__)
        raise
    return listener


def command_line(command: str, words: Words, places: Iterable[str]) -> list[str]:
    """Return a command line; no value of an option or place is taken for an option."""
    options = [f"--{name}" if name in _SWITCHES else f"--{name}={value}" for name, value in words]
    known_by_place = list(places)
    separator = ["--"] if any(place.startswith("-") for place in known_by_place) else []
    return [command, *options, *separator, *known_by_place]


def given(values: Mapping[str, Sequence[str]], names: Iterable[str]) -> Words:
    """Return those of the values of a form or an address that have one of the names, and a word."""
    return tuple(
        (name, value.strip()) for name in names for value in values.get(name, ()) if value.strip()
    )
