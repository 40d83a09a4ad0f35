"""ICS (RFC 5545): the rows of a document in a calendar, as things to do or as all-day events.

A row has one UID wherever it stands, and DTSTAMP is the plan's own date: two exports of a plan are
the same bytes. Repeated work is an item a rule, with its RRULE; it has DTSTART and no DUE, which
would have to be later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import Period
from khtgdv.dates.repetition import Bounds, Recurrence, due_days
from khtgdv.dates.spans import year_span
from khtgdv.document.document import Column, format_value
from khtgdv.errors import UsageError
from khtgdv.render.recurrence import recurrence, working_days
from khtgdv.text import encode_utf8, escape_unsafe, fold, one_line

if TYPE_CHECKING:
    from khtgdv.document.document import Document, Row
    from khtgdv.document.plan_calendar import PlanCalendar
    from khtgdv.render.formats import RenderOptions

_TODO_STATUSES = {
    "in-progress": "IN-PROCESS",
    "completed": "COMPLETED",
    "completed-late": "COMPLETED",
    "cancelled": "CANCELLED",
}
_PLAIN_KEYS = {"every", "in", "label"}  # of a rule that names no day and no interval
_MAX_SUMMARY = 120
_DATED_REPORTS_HINT = (
    "Dùng ics với list, overdue, upcoming, department, calendar, timeline, inspections, report."
)
Item = dict[str, Any]


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document's rows as a calendar; UsageError where they have no dates."""
    if not any(_has_dates(table.columns) for table in document.data_tables):
        message = "Báo cáo này không có ngày để ghi vào lịch (ics)."
        raise UsageError(message, _DATED_REPORTS_HINT)
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//khtgdv//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(f"{document.title} · {', '.join(document.plans)}"))
    for item in _items(document, events=options.events):
        component = icalendar.Event() if options.events else icalendar.Todo()
        for name, value in item.items():
            component.add(name, value)
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _has_dates(columns: tuple[Column, ...]) -> bool:
    keys = {column.key for column in columns}
    return "id" in keys and ("deadline" in keys or {"period", "due"} <= keys)


def _items(document: Document, *, events: bool) -> Iterator[Item]:
    """Yield every row once, as the properties of its item."""
    uids: set[str] = set()
    for table in document.data_tables:
        for row in table.rows if _has_dates(table.columns) else ():
            for item in _row_items(row, document, events=events):
                if item["uid"] not in uids:
                    uids.add(item["uid"])
                    yield item


def _row_items(row: Row, document: Document, *, events: bool) -> Iterator[Item]:
    if isinstance(row.values["due"], date):
        yield _occurrence_item(row, document, events=events)
    elif row.values.get("repeat"):
        yield from _rule_items(row, document, events=events)
    elif events:
        if isinstance(day := row.values["deadline"], date):
            yield {**_item(row, document, events=True), **_all_day(day)}
    else:
        yield {**_item(row, document, events=False), **_todo_dates(row)}


def _item(row: Row, document: Document, *, events: bool, uid_suffix: str = "") -> Item:
    """Return what every item of a row has: identity, words, state."""
    values = row.values
    identity = f"{values['id']}-{_slug(uid_suffix)}" if uid_suffix else str(values["id"])
    text = str(values.get("step") or values.get("task") or values.get("content"))
    item: Item = {
        "uid": f"{identity}@{_slug(str(values['plan']))}.khtgdv",
        "dtstamp": _dtstamp(document),
        "summary": escape_unsafe(f"{values['id']} · {_shorten(' '.join(text.split()))}"),
        "description": escape_unsafe("\n".join(_description_lines(row, text))),
    }
    leads = values.get("leads") or values.get("lead")
    if leads:
        codes = leads if isinstance(leads, tuple) else (leads,)
        item["categories"] = [one_line(str(code)) for code in codes]
    if revision := _sequence_number(row):
        item["sequence"] = revision
    return item | (_event_status(row) if events else _todo_status(row))


def _sequence_number(row: Row) -> int:
    """Return how many facts were recorded: programs take an item with a higher number for newer."""
    extensions = row.values.get("extensions")
    count = sum(row.values.get(key) is not None for key in ("started", "completed", "cancelled"))
    return count + (len(extensions) if isinstance(extensions, tuple) else 0)


def _dtstamp(document: Document) -> datetime:
    issued = document.calendar.issue_date or date(document.position.as_of.year, 1, 1)
    return datetime.combine(issued, time(), UTC)


def _slug(text: str) -> str:
    """Return a text in plain letters; a digest keeps apart what would become the same."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text))
    slug = "-".join(words.split())
    return slug if slug == text else f"{slug}-{sha256(encode_utf8(text)).hexdigest()[:8]}"


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_SUMMARY else f"{text[:_MAX_SUMMARY].rsplit(' ', 1)[0]}…"


def _description_lines(row: Row, text: str) -> Iterator[str]:
    yield text
    titles = {
        "lead": "Chủ trì", "coordinating": "Phối hợp", "team": "Thành phần đoàn",
        "units": "Đơn vị được kiểm tra", "leader": "Lãnh đạo phụ trách",
        "assignee": "Người được giao", "due_text": "Kết thúc", "result": "Kết quả",
    }  # fmt: skip
    for key, title in titles.items():
        value = row.values.get(key)
        words = row.words.get(key) or format_value(value)
        if words:
            yield f"{title}: {'; '.join(words.splitlines())}"


def _todo_status(row: Row) -> Item:
    values = row.values
    state = _TODO_STATUSES.get(str(values.get("state")), "NEEDS-ACTION")
    completion_day = values.get("completed") or values.get("done")
    if state == "COMPLETED" or isinstance(values.get("done"), date):
        properties: Item = {"status": "COMPLETED", "percent-complete": 100}
        if isinstance(completion_day, date):
            properties["completed"] = datetime.combine(completion_day, time(), UTC)
        return properties
    progress = values.get("progress")
    return {"status": state} | ({"percent-complete": progress} if progress is not None else {})


def _event_status(row: Row) -> Item:
    cancelled = row.values.get("state") == "cancelled"
    return {"status": "CANCELLED" if cancelled else "CONFIRMED", "transp": "TRANSPARENT"}


def _all_day(day: date) -> Item:
    return {"dtstart": day, "dtend": day + timedelta(days=1)}


def _todo_dates(row: Row) -> Item:
    """Return start and deadline; a start must come before the deadline."""
    start, due = row.values["start"], row.values["deadline"]
    first = start.start if isinstance(start, Period) else None
    if not isinstance(due, date):
        return {"dtstart": first} if first else {}
    return {"dtstart": first, "due": due} if first and first < due else {"due": due}


def _occurrence_item(row: Row, document: Document, *, events: bool) -> Item:
    """Return one occurrence of repeated work."""
    label, day = row.values["label"], row.values["due"]
    uid_suffix = f"{row.values['period']} {label}" if label else str(row.values["period"])
    item = _item(row, document, events=events, uid_suffix=uid_suffix)
    if label:
        item["summary"] = escape_unsafe(f"{row.values['id']} · {label}")
    return item | (_all_day(day) if events else {"due": day})  # type: ignore[arg-type]


def _rule_items(row: Row, document: Document, *, events: bool) -> Iterator[Item]:
    """Return an item for each rule of repeated work that has an occurrence in its plan."""
    rules: Any = row.values["repeat"]
    uid_suffixes: set[str] = set()
    for rule in rules:
        days = _rule_days(rule, row, document)
        if not days:
            continue
        uid_suffix = " ".join(filter(None, (rule["every"], rule["label"])))
        while uid_suffix in uid_suffixes:
            uid_suffix += " x"
        uid_suffixes.add(uid_suffix)
        item = _item(row, document, events=events, uid_suffix=uid_suffix)
        if rule["label"]:
            item["summary"] = escape_unsafe(f"{row.values['id']} · {rule['label']}")
        item |= _all_day(days[0]) if events else {"dtstart": days[0]}
        yield item | _recurrence(rule, days, document.calendar)


def _rule_days(rule: Mapping[str, Any], row: Row, document: Document) -> list[date]:
    """Return the days a rule of a row is due in its plan, in order, each once."""
    calendar, values = document.calendar, row.values
    year = year_span(document.position.as_of.year)
    span = calendar.span_by_plan.get(str(values["plan"]), year)
    start, due = values["start"], values["due"]
    bounds = Bounds(
        span,
        start.start if isinstance(start, Period) else None,
        due.end if isinstance(due, Period) else None,
    )
    days = due_days(_rule_of(rule), bounds, calendar.is_workday)
    return sorted({day for _, day in days})


def _rule_of(rule: Mapping[str, Any]) -> Recurrence:
    on, after, interval = (rule.get(key) for key in ("on", "after", "interval"))
    return Recurrence(rule["every"], rule["in"], on, after, interval or 1)


def _recurrence(rule: Mapping[str, Any], days: list[date], calendar: PlanCalendar) -> Item:
    """Return what gives the days of a rule after the first: a rule of the standard, or days."""
    if rule["every"] == "day" and set(rule) == _PLAIN_KEYS and rule["in"] is None:
        return working_days(days, calendar)
    if rule["every"] in ("day", "week") and rule["in"] is not None:
        return {"rdate": days[1:]} if len(days) > 1 else {}
    return recurrence(days, monthly=rule["every"] == "month" and rule["in"] is None)
