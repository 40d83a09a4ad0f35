"""What one item of a calendar says of its row: who it is, how new, in what words and state."""

from __future__ import annotations

from datetime import date, timedelta

from khtgdv.dates.periods import Period, format_date
from khtgdv.document.document import format_value
from khtgdv.document.row_version import moment_of_day
from khtgdv.frozen import dataclass
from khtgdv.text import encode_utf8, fold, one_line, screen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.document.document import Row
    from khtgdv.document.row_version import Revision

    Item = dict[str, Any]

_TODO_STATUSES = {
    "in-progress": "IN-PROCESS",
    "completed": "COMPLETED",
    "completed-late": "COMPLETED",
    "cancelled": "CANCELLED",
}
_CLOSED_WORDS = {
    "completed": "hoàn thành",
    "completed-late": "hoàn thành quá hạn",
    "cancelled": "đã hủy",
}
_MAX_SUMMARY = 120
_TITLES = {
    "lead": "Chủ trì", "coordinating": "Phối hợp", "team": "Thành phần đoàn",
    "units": "Đơn vị được kiểm tra", "leader": "Lãnh đạo phụ trách",
    "assignee": "Người được giao", "due_text": "Kết thúc", "result": "Kết quả",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A row that stands in the calendar, how new its state is, and the name of its plan there."""

    row: Row
    row_id: str
    revision: Revision
    plan_id: str


def make_item(subject: Subject, *, events: bool, part: str = "", name: str = "") -> Item:
    """Return what every item of a row has; `part` tells the items of one row apart.

    One with a `name` of its own is called by that in place of what the row is about.
    """
    row, revision = subject.row, subject.revision
    text = str(row.values.get("step") or row.values.get("task") or row.values.get("content"))
    closed, identity = closed_words(row), _row_identity(subject)
    if part:
        identity = f"{identity}-{_slug(part)}"
    item: Item = {
        "uid": f"{identity}@{subject.plan_id}.khtgdv",
        "dtstamp": revision.moment,  # in a calendar that is published it says the same
        "last-modified": revision.moment,
        "sequence": revision.number,
        "summary": _summary(row, name or text, closed if events else ""),
        "description": screen_text("\n".join(_description_lines(row, text, closed))),
    }
    leads = row.values.get("leads") or row.values.get("lead")
    if leads:
        codes = leads if isinstance(leads, tuple) else (leads,)
        item["categories"] = [one_line(str(code)) for code in codes]
    return item | (_event_status(row) if events else _todo_status(row))


def _row_identity(subject: Subject) -> str:
    """Return what tells a row from the others of its plan; a step may be called like a row."""
    row_id, values = subject.row_id, subject.row.values
    if "step" not in values:
        return row_id
    return f"{row_id}-step-{str(values['id']).removeprefix(f'{row_id}.')}"


def _slug(text: str) -> str:
    """Return a text in plain letters; a digest keeps apart what would become the same."""
    from hashlib import sha256

    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text))
    slug = "-".join(words.split())
    return slug if slug == text else f"{slug}-{sha256(encode_utf8(text)).hexdigest()[:8]}"


def _summary(row: Row, text: str, closed: str) -> str:
    """Return the line that calendars show; an event cannot be done but in words."""
    parts = [str(row.values["id"]), closed, _shorten(" ".join(text.split()))]
    sign = "" if not closed else "✗ " if row.values.get("state") == "cancelled" else "✓ "
    return one_line(sign + " · ".join(filter(None, parts)))


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_SUMMARY else f"{text[:_MAX_SUMMARY].rsplit(' ', 1)[0]}…"


def closed_words(row: Row) -> str:
    """Return in a word how a row ended, or that an occurrence was done; nothing for open work."""
    if isinstance(row.values.get("done"), date):
        return "đã làm"
    return _CLOSED_WORDS.get(str(row.values.get("state")), "")


def _description_lines(row: Row, text: str, closed: str) -> Iterator[str]:
    yield text
    for key, title in _TITLES.items():
        words = row.words.get(key) or format_value(row.values.get(key))
        if words:
            yield f"{title}: {'; '.join(words.splitlines())}"
    if closed:
        yield f"Tình trạng: {closed}{_closing_day(row)}"


def _closing_day(row: Row) -> str:
    """Return when, and why, a row ended, as far as that is known."""
    if words := row.words.get("cancelled"):
        return f" ngày {'; '.join(words.splitlines())}"
    day = row.values.get("done") or row.values.get("completed")
    return f" ngày {format_date(day)}" if isinstance(day, date) else ""


def _todo_status(row: Row) -> Item:
    values = row.values
    state = _TODO_STATUSES.get(str(values.get("state")), "NEEDS-ACTION")
    completion_day = values.get("completed") or values.get("done")
    if state == "COMPLETED" or isinstance(values.get("done"), date):
        properties: Item = {"status": "COMPLETED", "percent-complete": 100}
        if isinstance(completion_day, date):
            properties["completed"] = moment_of_day(completion_day)
        return properties
    progress = values.get("progress")
    return {"status": state} | ({"percent-complete": progress} if progress is not None else {})


def _event_status(row: Row) -> Item:
    cancelled = row.values.get("state") == "cancelled"
    return {"status": "CANCELLED" if cancelled else "CONFIRMED", "transp": "TRANSPARENT"}


def all_day(day: date) -> Item:
    """Return the days of an event that lasts one."""
    return {"dtstart": day, "dtend": day + timedelta(days=1)}


def todo_dates(row: Row) -> Item:
    """Return start and deadline; a start must come before the deadline."""
    start, due = row.values["start"], row.values["deadline"]
    first = start.start if isinstance(start, Period) else None
    if not isinstance(due, date):
        return {"dtstart": first} if first else {}
    return {"dtstart": first, "due": due} if first and first < due else {"due": due}
