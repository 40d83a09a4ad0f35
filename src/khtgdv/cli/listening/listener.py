"""Who hears what a command says: the terminal, unless somebody else listens.

A page that has a command run listens to it: what goes to the streams otherwise comes to the
listener as values, and it is asked before a row is recorded or a change is taken back.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar

from khtgdv.errors import ExitCode
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection
    from khtgdv.source.edit.record import Work


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What was written: what of each row, in which files, what to know besides.

    `way_back` is the command that takes it back, nothing where none can; `kept` are the messages
    by which that command knows the change.
    """

    messages: tuple[str, ...]
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    way_back: str = ""
    kept: tuple[str, ...] = ()


class Listener:
    """What one command has shown, written, confirmed and said, and how it ended."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.document: Document | None = None
        self.selection: Selection | None = None
        self.confirmation: Confirmation | None = None
        self.content = b""
        self.status = ExitCode.OK
        self.said: list[str] = []

    def show(self, document: Document, selection: Selection | None = None) -> None:
        """Take a document that a screen would show, and all rows there are beside its own."""
        self.document, self.selection = document, selection

    def require_row(self, work: Work) -> None:
        """Raise a KhtgdvError where a row, read under the lock, shall not be recorded."""

    def require_undo(self, messages: Sequence[str]) -> None:
        """Raise a KhtgdvError where the changes that said this shall not be taken back."""


_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


def current_listener() -> Listener | None:
    """Return who listens, None where it is the terminal."""
    return _LISTENER.get()


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Have a listener hear what is said meanwhile, in this thread."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
