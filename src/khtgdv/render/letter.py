"""A document as a letter: plain text for any mail program, and a draft of a message (`.eml`).

The same document gives the same bytes: the date is that of the position, the Message-ID is made
from the content. `X-Unsent` lets Outlook open the file as a draft, ready to be addressed and sent.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.header import Header
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from khtgdv.text import escape_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Row, Table
    from khtgdv.render.formats import RenderOptions

_MAIL_POLICY = compat32.clone(linesep="\r\n")
_MORNING_HOUR = 8
_VIETNAM_TIME = timezone(timedelta(hours=7))


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a draft of a message to nobody yet."""
    del options
    subject, body, day = one_line(_subject(document)), plain_text(document), document.position.as_of
    # EmailMessage loses a blank here and there when it folds a subject of several scripts: the
    # whole subject is encoded by hand.
    message = MIMEText(body.replace("\n", "\r\n"), "plain", "utf-8", policy=_MAIL_POLICY)
    message["To"] = ""
    message["Subject"] = Header(subject, "utf-8", header_name="Subject").encode()
    moment = datetime(day.year, day.month, day.day, _MORNING_HOUR, tzinfo=_VIETNAM_TIME)
    message["Date"] = format_datetime(moment)
    digest = sha256(f"{subject}\n{day}\n{body}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@khtgdv.invalid>"
    message["X-Unsent"] = "1"
    return message.as_bytes()


def _subject(document: Document) -> str:
    return f"{document.title} ({document.subtitle})" if document.subtitle else document.title


def plain_text(document: Document) -> str:
    """Return the document as plain text that reads well in any font: lists, no columns."""
    parts = [escape_unsafe(line) for line in (*document.lines, *document.figures)]
    for table in document.tables:
        if table.layout != "data":
            parts += _table_text(table)
    if document.footer:
        parts.append(escape_unsafe(document.footer))
    return "\n\n".join(parts) + "\n"


def _table_text(table: Table) -> Iterator[str]:
    rows = [f"{number}. {_row_text(table, row)}" for number, row in enumerate(table.rows, 1)]
    if rows:
        yield "\n".join([escape_unsafe(table.title), *rows])


def _row_text(table: Table, row: Row) -> str:
    """Return a row: what it is, and below it what else is known, each with its title."""
    columns = [column for column in table.page_columns if row.text(column.key)]
    head = [row.text(column.key) for column in columns if column.kind in ("id", "long")]
    rest = [f"{c.title}: {row.text(c.key)}" for c in columns if c.kind not in ("id", "long")]
    lines = [one_line(": ".join(head)), one_line(" · ".join(rest))]
    return "\n   ".join(line for line in lines if line)
