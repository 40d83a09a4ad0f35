"""A command line in, what the command shows and writes out: the page runs the program itself.

So a page has the words, the refusals and the rows of the command of its name, and a form records
as that command does. What is advised names the page's own forms and pages in place of commands.
"""

from __future__ import annotations

import re
from traceback import clear_frames

from khtgdv.cli.listening.listener import Listener, heard_by
from khtgdv.cli.listening.row_version import RowVersion, require_version
from khtgdv.cli.main import run_command
from khtgdv.errors import ExitCode, KhtgdvError
from khtgdv.web.views.forms import FORCE_LABEL, FORMS
from khtgdv.web.views.pages import PAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from khtgdv.web.door.desk import Words

# Options that are switches: on the command line they have no value.
_SWITCHES = frozenset({"events", "recurring", "units", "force", "list", "dry-run"})
_COMMAND = re.compile(r"khtgdv (?P<name>[a-z]+)(?P<rest>.*?)(?=,? hoặc | cho biết |, rồi |\)|$)")
_FORM_NAMES = {form.command: form.title for form in reversed(FORMS.values())}
_PAGE_NAMES = {page.command: page.label for page in reversed(PAGES.values())} | {"undo": "Hoàn tác"}
# Options that stand alone in advice: what a page has for them.
_OPTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("thêm --force"), f"chọn “{FORCE_LABEL}”"),
    (re.compile(" bằng --on"), ""),
    (re.compile(r"--limit 0 để xem hết(?:, --output .*)?$"), "lấy về Excel, Word để xem hết"),
)


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


def page_advice(text: str) -> str:
    """Return advice with what the page has for each command; what it has not is told as such."""
    return "; ".join(filter(None, map(_clause, text.split("; "))))


def _clause(text: str) -> str:
    for option, words in _OPTIONS:
        text = option.sub(words, text)
    match = _COMMAND.search(text)
    if match is None:
        return text
    if match["name"] == "show":
        return ""  # the page of the row shows all of it
    place = None if " --" in match["rest"] else _place(match["name"])
    if place is None:
        return f"{text} (gõ ở cửa sổ lệnh)"
    told = f"{text[: match.start()]}{place}{text[match.end() :]}"
    return re.sub("^[Vv]í dụ: ", "", told)


def _place(command: str) -> str | None:
    if title := _FORM_NAMES.get(command):
        return f"mục “{title}” ở trang của nhiệm vụ"
    label = _PAGE_NAMES.get(command)
    return f"trang “{label}”" if label else None
