"""Letters as drafts of messages: addressed by the plan, with the department's own list and days."""

from __future__ import annotations

from functools import cache

from khtgdv.cli.installation.advice import with_advice
from khtgdv.cli.results.revisions import revise
from khtgdv.cli.system.environment import find_face
from khtgdv.cli.system.output import as_bytes, say
from khtgdv.errors import MissingLibraryError, UsageError
from khtgdv.frozen import dataclass, field
from khtgdv.query.selection import selection_of_folder
from khtgdv.render.formats import FORMATS, RenderOptions, format_name, render
from khtgdv.render.mail.message import Attachment, Recipient
from khtgdv.render.mail.message import render as render_message
from khtgdv.reports.registry import build_with_companions
from khtgdv.reports.shared.marks import with_marks
from khtgdv.text import listed, name_key, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import timedelta

    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection
    from khtgdv.reports.remind import Letter

_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
# What may go with a letter: its type, and what its file is called.
ATTACHABLE = {
    "docx": (f"{_OFFICE_TYPE}.wordprocessingml.document", "danh-muc"),
    "pdf": ("application/pdf", "danh-muc"),
    "xlsx": (f"{_OFFICE_TYPE}.spreadsheetml.sheet", "danh-muc"),
    "ics": ("text/calendar", "lich"),
}
_DEFAULT = ("docx", "ics")
_NOTHING = frozenset({"khong", "none", "no"})
_MAX_CODE = 40  # letters of a department's code in a file's name


@dataclass(frozen=True, slots=True)
class Mailing:
    """What the letters are taken from, and what goes with them.

    `selection` has every row: a list is whole, whatever the letters are narrowed to. What was not
    `asked` for outright may be missing where its library is.
    """

    selection: Selection
    sample: bool
    formats: tuple[str, ...]
    asked: bool
    alarms: tuple[timedelta, ...] = ()
    tell: Callable[[str], object] = field(default_factory=lambda: cache(say))  # each thing once

    def tell_missing(self, error: MissingLibraryError) -> None:
        """Say what the letters have to be without, and how to get it."""
        advice = with_advice(error)
        self.tell(f"Thư thiếu một phần. {advice.message} {advice.hint}")


def attached_formats(text: str | None) -> tuple[str, ...]:
    """Return the formats that go with a letter, by what people call them; UsageError for others."""
    if text is None:
        return _DEFAULT
    words = listed(text) or [text]
    if {name_key(word) for word in words} <= _NOTHING:
        return ()
    names = tuple(dict.fromkeys(format_name(word, None) for word in words))
    for name in names:
        if name not in ATTACHABLE:
            hint = f"Đính kèm được: {', '.join(ATTACHABLE)}; không đính kèm gì: --attach none"
            raise UsageError(f"--attach: không đính kèm định dạng {name}.", hint)
    return names


def tell_addressless(letters: Iterable[Letter]) -> None:
    """Say whose address the plan does not know: whoever sends such a letter has to."""
    codes = dict.fromkeys(letter.code for letter in letters if not letter.address)
    if codes:
        say(f"Chưa có địa chỉ thư trong tệp kế hoạch (office.letters): {', '.join(codes)}")


def message_of(letter: Letter, document: Document, mailing: Mailing) -> bytes:
    """Return a letter, as people read it in a document, as the draft of a message."""
    recipient = Recipient(letter.name, letter.address)
    return render_message(
        document, recipient, [*_attachments(letter, mailing)], mailing.tell_missing
    )


def _attachments(letter: Letter, mailing: Mailing) -> Iterator[Attachment]:
    """Yield the department's list, and its days."""
    day = mailing.selection.position.as_of
    for name in mailing.formats:
        media_type, stem = ATTACHABLE[name]
        content = _list_in_format(letter, name, mailing)
        if content and (name != "ics" or b"BEGIN:VEVENT" in content):
            file_name = f"{stem}-{_plain(letter.code)}-{day}{FORMATS[name].suffixes[0]}"
            yield Attachment(file_name, media_type, content)


def _list_in_format(letter: Letter, format_: str, mailing: Mailing) -> bytes:
    """Return the department's list in a format, nothing where a library for that is missing."""
    folder = selection_of_folder(mailing.selection, letter.selection.portfolio[0].folder)
    medium = FORMATS[format_].medium
    document = build_with_companions(medium, "department", folder, codes=[letter.code])
    document = with_marks(document, folder.portfolio, sample=mailing.sample)
    options = RenderOptions(
        events=True, alarms=mailing.alarms, revise=revise, tell=mailing.tell, find_face=find_face
    )
    try:
        return as_bytes(render(document, format_, options))
    except MissingLibraryError as error:
        if mailing.asked:
            raise
        mailing.tell_missing(error)
        return b""


def _plain(code: str) -> str:
    """Return a department's code as every mail program takes it in a file's name."""
    return slug(code, _MAX_CODE) or "don-vi"
