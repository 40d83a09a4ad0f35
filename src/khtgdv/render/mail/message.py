"""A document as the draft of a message (`.eml`): plain text, the same as HTML, attachments.

The same document gives the same bytes: the date is that of the position, the Message-ID and the
lines between the parts are made from the content. `X-Unsent` lets Outlook open the file as a draft;
who sends it is left to the mail program.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256

from khtgdv.errors import MissingLibraryError
from khtgdv.frozen import dataclass
from khtgdv.render.mail.text import plain_text
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from email.message import Message

    from khtgdv.document.document import Document

_MAIL_POLICY = compat32.clone(linesep="\r\n")
_MORNING_HOUR = 8
_VIETNAM_TIME = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message, of a type such as `application/pdf`; its name is ASCII."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a message is to; one without an address is yet to be told by who sends it."""

    name: str = ""
    address: str = ""


def render(
    document: Document,
    recipient: Recipient,
    attachments: Sequence[Attachment],
    tell_missing: Callable[[MissingLibraryError], object],
) -> bytes:
    """Return the document as a draft of a message.

    `tell_missing` hears of a library that it has to do without.
    """
    subject, text = one_line(_subject(document)), plain_text(document)
    day = document.position.as_of
    digest = sha256(f"{subject}\n{day}\n{text}".encode()).hexdigest()[:32]
    bodies = [_text_part(text, "plain")]
    if page := _page(document, tell_missing):
        bodies.append(_text_part(page, "html"))
    message = _with_files(_joined(bodies, "alternative", digest), attachments, digest)
    _address(message, recipient)
    # EmailMessage loses a blank here and there when it folds a subject of several scripts: the
    # whole subject is encoded by hand.
    message["Subject"] = Header(subject, "utf-8", header_name="Subject").encode()
    moment = datetime(day.year, day.month, day.day, _MORNING_HOUR, tzinfo=_VIETNAM_TIME)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<{digest}@khtgdv.invalid>"
    message["X-Unsent"] = "1"
    return message.as_bytes()


def _subject(document: Document) -> str:
    return f"{document.title} ({document.subtitle})" if document.subtitle else document.title


def _page(document: Document, tell_missing: Callable[[MissingLibraryError], object]) -> str:
    """Return the document as HTML, nothing where the library for that is not there."""
    try:
        from khtgdv.render.mail.page import html_page

        return html_page(document)
    except ImportError:
        message = "Thư chỉ có phần chữ: phần trình bày (HTML) cần thêm thư viện chưa cài."
        tell_missing(MissingLibraryError(message, "html"))
        return ""


def _text_part(text: str, subtype: str) -> Message:
    return MIMEText(text.replace("\n", "\r\n"), subtype, "utf-8", policy=_MAIL_POLICY)


def _joined(parts: Sequence[Message], subtype: str, digest: str) -> Message:
    """Return parts as one; what stands alone needs nothing around it."""
    if len(parts) == 1:
        return parts[0]
    boundary = f"khtgdv-{subtype}-{digest}"
    joined = MIMEMultipart(subtype, boundary, policy=_MAIL_POLICY)
    for part in parts:
        del part["MIME-Version"]  # that of the whole stands before all
        joined.attach(part)
    return joined


def _with_files(body: Message, attachments: Sequence[Attachment], digest: str) -> Message:
    return _joined([body, *map(_file_part, attachments)], "mixed", digest)


def _file_part(attachment: Attachment) -> Message:
    main_type, _, subtype = attachment.media_type.partition("/")
    charset = {"charset": "utf-8"} if main_type == "text" else {}
    part = MIMEBase(main_type, subtype, policy=_MAIL_POLICY, **charset, name=attachment.name)
    part.set_payload(attachment.content)
    encode_base64(part)
    part["Content-Disposition"] = f'attachment; filename="{attachment.name}"'
    return part


def _address(message: Message, recipient: Recipient) -> None:
    """Say who the message is to; nobody stands there where that is not known."""
    if recipient.address:
        name = Header(one_line(recipient.name), "utf-8", header_name="To").encode()
        message["To"] = f"{name}\n <{recipient.address}>"
