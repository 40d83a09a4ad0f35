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

from khtgdv.dates.periods import Period, month_end
from khtgdv.document.document import Column, display
from khtgdv.errors import UsageError
from khtgdv.render.formats import not_installed
from khtgdv.text import fold, visible

if TYPE_CHECKING:
    from khtgdv.document.document import Document, Row, Years
    from khtgdv.render.formats import Look

_STATUS = {
    "in-progress": "IN-PROCESS",
    "completed": "COMPLETED",
    "completed-late": "COMPLETED",
    "cancelled": "CANCELLED",
}
_MONTHS_IN = {"month": 1, "quarter": 3, "half-year": 6, "nine-months": 9, "year": 12}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")
_SATURDAY, _SUNDAY = 5, 6
_LONGEST = 120
_WITH_DATES = (
    "Dùng ics với list, overdue, upcoming, department, calendar, timeline, inspections, report."
)
Item = dict[str, Any]


def render(document: Document, look: Look) -> bytes:
    """Return the document's rows as a calendar; UsageError where they have no dates."""
    if not any(_dated(table.columns) for table in document.data_tables):
        message = "Báo cáo này không có ngày để ghi vào lịch (ics)."
        raise UsageError(message, _WITH_DATES)
    try:
        import icalendar
    except ImportError as error:
        raise not_installed("ics") from error
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//khtgdv//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(f"{document.title} · {', '.join(document.plans)}"))
    for item in _items(document, events=look.events):
        made = icalendar.Event() if look.events else icalendar.Todo()
        for name, value in item.items():
            made.add(name, value)
        calendar.add_component(made)
    return bytes(calendar.to_ical())


def _dated(columns: tuple[Column, ...]) -> bool:
    keys = {column.key for column in columns}
    return "id" in keys and ("deadline" in keys or {"period", "due"} <= keys)


def _items(document: Document, *, events: bool) -> Iterator[Item]:
    """Yield every row once, as the properties of its item."""
    seen: set[str] = set()
    for table in document.data_tables:
        for row in table.rows if _dated(table.columns) else ():
            for item in _of_row(row, document, events=events):
                if item["uid"] not in seen:
                    seen.add(item["uid"])
                    yield item


def _of_row(row: Row, document: Document, *, events: bool) -> Iterator[Item]:
    if isinstance(row.values["due"], date):
        yield _occurrence(row, document, events=events)
    elif row.values.get("repeat"):
        yield from _rules(row, document, events=events)
    elif events:
        if isinstance(day := row.values["deadline"], date):
            yield {**_item(row, document, events=True), **_all_day(day)}
    else:
        yield {**_item(row, document, events=False), **_todo_days(row)}


def _item(row: Row, document: Document, *, events: bool, part: str = "") -> Item:
    """Return what every item of a row has: identity, words, state."""
    values = row.values
    identity = f"{values['id']}-{_slug(part)}" if part else str(values["id"])
    text = str(values.get("task") or values.get("content"))
    item: Item = {
        "uid": f"{identity}@{_slug(str(values['plan']))}.khtgdv",
        "dtstamp": _stamp(document),
        "summary": visible(f"{values['id']} · {_cut(' '.join(text.split()))}"),
        "description": visible("\n".join(_description(row, text))),
    }
    if lead := values.get("lead"):
        item["categories"] = [visible(str(lead))]
    if revision := _revision(row):
        item["sequence"] = revision
    return item | (_event_state(row) if events else _todo_state(row))


def _revision(row: Row) -> int:
    """Return how many facts were recorded: programs take an item with a higher number for newer."""
    extensions = row.values.get("extensions")
    facts = sum(row.values.get(key) is not None for key in ("started", "completed", "cancelled"))
    return facts + (len(extensions) if isinstance(extensions, tuple) else 0)


def _stamp(document: Document) -> datetime:
    issued = document.years.issued or date(document.position.as_of.year, 1, 1)
    return datetime.combine(issued, time(), UTC)


def _slug(text: str) -> str:
    """Return a text in plain letters; a digest keeps apart what would become the same."""
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text))
    slug = "-".join(words.split())
    return slug if slug == text else f"{slug}-{sha256(text.encode()).hexdigest()[:8]}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _description(row: Row, text: str) -> Iterator[str]:
    yield text
    titles = {
        "lead": "Chủ trì", "coordinating": "Phối hợp", "team": "Thành phần đoàn",
        "units": "Đơn vị được kiểm tra", "due_text": "Kết thúc", "result": "Kết quả",
    }  # fmt: skip
    for key, title in titles.items():
        value = row.values.get(key)
        words = row.words.get(key) or display(value)
        if words:
            yield f"{title}: {'; '.join(words.splitlines())}"


def _todo_state(row: Row) -> Item:
    values = row.values
    state = _STATUS.get(str(values.get("state")), "NEEDS-ACTION")
    done = values.get("completed") or values.get("done")
    if state == "COMPLETED" or isinstance(values.get("done"), date):
        told: Item = {"status": "COMPLETED", "percent-complete": 100}
        if isinstance(done, date):
            told["completed"] = datetime.combine(done, time(), UTC)
        return told
    progress = values.get("progress")
    return {"status": state} | ({"percent-complete": progress} if progress is not None else {})


def _event_state(row: Row) -> Item:
    cancelled = row.values.get("state") == "cancelled"
    return {"status": "CANCELLED" if cancelled else "CONFIRMED", "transp": "TRANSPARENT"}


def _all_day(day: date) -> Item:
    return {"dtstart": day, "dtend": day + timedelta(days=1)}


def _todo_days(row: Row) -> Item:
    """Return start and deadline; a start must come before the deadline."""
    start, due = row.values["start"], row.values["deadline"]
    first = start.start if isinstance(start, Period) else None
    if not isinstance(due, date):
        return {"dtstart": first} if first else {}
    return {"dtstart": first, "due": due} if first and first < due else {"due": due}


def _occurrence(row: Row, document: Document, *, events: bool) -> Item:
    """Return one occurrence of repeated work."""
    label, day = row.values["label"], row.values["due"]
    part = f"{row.values['period']} {label}" if label else str(row.values["period"])
    item = _item(row, document, events=events, part=part)
    if label:
        item["summary"] = visible(f"{row.values['id']} · {label}")
    return item | (_all_day(day) if events else {"due": day})  # type: ignore[arg-type]


def _rules(row: Row, document: Document, *, events: bool) -> Iterator[Item]:
    """Return an item for each rule of repeated work that has an occurrence in its year."""
    rules: Any = row.values["repeat"]
    used: set[str] = set()
    year = document.years.of.get(str(row.values["plan"]), document.position.as_of.year)
    for rule in rules:
        days = list(_days_of(rule, year, document.years))
        if not days:
            continue
        part = " ".join(filter(None, (rule["every"], rule["label"])))
        while part in used:
            part += " x"
        used.add(part)
        item = _item(row, document, events=events, part=part)
        if rule["label"]:
            item["summary"] = visible(f"{row.values['id']} · {rule['label']}")
        item |= _all_day(days[0]) if events else {"dtstart": days[0]}
        yield item | _recurrence(rule, days, document.years)


def _days_of(rule: Mapping[str, Any], year: int, years: Years) -> Iterator[date]:
    """Yield the last days of a rule's periods in a year."""
    every, numbers = rule["every"], rule["in"]
    if every in _MONTHS_IN:
        for month in _months_of(rule):
            yield month_end(year, month)
        return
    day = date(year, 1, 1)
    while day.year == year:
        number = day.isocalendar().week if every == "week" else day.timetuple().tm_yday
        works = day.weekday() < _SATURDAY and day not in years.off
        due = day.weekday() == _SUNDAY if every == "week" else works or day in years.worked
        if due and (numbers is None or number in numbers):
            yield day
        day += timedelta(days=1)


def _months_of(rule: Mapping[str, Any]) -> list[int]:
    length = _MONTHS_IN[rule["every"]]
    numbers = rule["in"] or range(1, 12 // length + 1)
    return sorted({number * length for number in numbers if number * length <= 12})  # noqa: PLR2004


def _recurrence(rule: Mapping[str, Any], days: list[date], years: Years) -> Item:
    """Return the rule that gives these days: single ones where they follow no rule."""
    if rule["every"] in _MONTHS_IN:
        months = _months_of(rule)
        freq: Item = {"freq": "YEARLY", "bymonth": months} if len(months) < 12 else {}  # noqa: PLR2004
        return {"rrule": {"freq": "MONTHLY", **freq, "bymonthday": -1, "until": days[-1]}}
    if rule["in"] is not None:
        return {"rdate": days[1:]} if len(days) > 1 else {}
    if rule["every"] == "week":
        return {"rrule": {"freq": "WEEKLY", "byday": "SU", "until": days[-1]}}
    weekly = {"rrule": {"freq": "WEEKLY", "byday": list(_WEEKDAYS), "until": days[-1]}}
    reach = [day for day in (*years.off, *years.worked) if days[0] < day < days[-1]]
    off = sorted(day for day in reach if day not in days and day.weekday() < _SATURDAY)
    worked = sorted(day for day in reach if day in days and day.weekday() >= _SATURDAY)
    return weekly | ({"exdate": off} if off else {}) | ({"rdate": worked} if worked else {})
