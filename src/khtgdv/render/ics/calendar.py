"""ICS (RFC 5545): the rows of a document in a calendar, as things to do or as all-day events.

An item is known by its row and its plan's paper (UID), wherever the plan is read from; how new its
state is (SEQUENCE, LAST-MODIFIED) is told by `options.revise`, which may remember earlier states.
Repeated work is an item a rule, with its RRULE; it has DTSTART and no DUE, which would have to be
later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from khtgdv.dates.periods import Period
from khtgdv.dates.repetition import Bounds, Recurrence, due_days
from khtgdv.dates.spans import year_span
from khtgdv.document.document import Column
from khtgdv.errors import UsageError
from khtgdv.render.ics.item import Subject, all_day, closed_words, make_item, todo_dates
from khtgdv.render.ics.plan_names import distinct_plan_ids
from khtgdv.render.ics.recurrence import recurrence, working_days
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta
    from typing import Any

    import icalendar

    from khtgdv.document.document import Document, Row
    from khtgdv.document.plan_calendar import PlanCalendar
    from khtgdv.render.formats import RenderOptions
    from khtgdv.render.ics.item import Item

_PLAIN_KEYS = {"every", "in", "label"}  # of a rule that names no day and no interval
_DATED_REPORTS_HINT = (
    "Dùng ics với list, overdue, upcoming, department, calendar, timeline, inspections, report."
)


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document's rows as a calendar; UsageError where they have no dates."""
    tables = [table for table in document.data_tables if _has_dates(table.columns)]
    if not tables:
        message = "Báo cáo này không có ngày để ghi vào lịch (ics)."
        raise UsageError(message, _DATED_REPORTS_HINT)
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//khtgdv//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", one_line(f"{document.title} · {', '.join(document.plans)}"))
    subjects = _subjects([row for table in tables for row in table.rows], options)
    for subject, item in _items(subjects, document, events=options.events):
        component = icalendar.Event() if options.events else icalendar.Todo()
        for name, value in item.items():
            component.add(name, value)
        for before in () if closed_words(subject.row) else options.alarms:
            _add_alarm(component, before)
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _has_dates(columns: tuple[Column, ...]) -> bool:
    keys = {column.key for column in columns}
    return "id" in keys and ("deadline" in keys or {"period", "due"} <= keys)


def _subjects(rows: list[Row], options: RenderOptions) -> Iterator[Subject]:
    """Yield the rows, each with the revision of its state and what its plan is known by."""
    versions = [row.version() for row in rows]
    plan_ids = distinct_plan_ids(versions, options.tell)
    for row, version, revision in zip(rows, versions, options.revise(versions), strict=True):
        plan_id = plan_ids[version.folder, version.plan_id]
        yield Subject(row, version.row_id, revision, plan_id)


def _items(
    subjects: Iterable[Subject], document: Document, *, events: bool
) -> Iterator[tuple[Subject, Item]]:
    """Yield every row once, as the properties of its items."""
    uids: set[str] = set()
    for subject in subjects:
        for item in _row_items(subject, document, events=events):
            if item["uid"] not in uids:
                uids.add(item["uid"])
                yield subject, item


def _row_items(subject: Subject, document: Document, *, events: bool) -> Iterator[Item]:
    row = subject.row
    if isinstance(row.values["due"], date):
        yield _occurrence_item(subject, events=events)
    elif row.values.get("repeat"):
        yield from _rule_items(subject, document, events=events)
    elif not events:
        yield {**make_item(subject, events=False), **todo_dates(row)}
    elif isinstance(day := row.values["deadline"], date):
        yield {**make_item(subject, events=True), **all_day(day)}


def _add_alarm(component: icalendar.Component, before: timedelta) -> None:
    """Let a reader be reminded some time before an item is due; of what has no day there is none.

    The day of repeated work is that of its start.
    """
    import icalendar

    if "due" not in component and "dtstart" not in component:
        return
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(component["summary"]))
    alarm.add("trigger", -before, parameters={"related": "END"} if "due" in component else {})
    component.add_component(alarm)


def _occurrence_item(subject: Subject, *, events: bool) -> Item:
    """Return one occurrence of repeated work."""
    values = subject.row.values
    label, day = values["label"], values["due"]
    part = f"{values['period']} {label}" if label else str(values["period"])
    item = make_item(subject, events=events, part=part, name=str(label or ""))
    return item | (all_day(day) if events else {"due": day})  # type: ignore[arg-type]


def _rule_items(subject: Subject, document: Document, *, events: bool) -> Iterator[Item]:
    """Return an item for each rule of repeated work that has an occurrence in its plan."""
    rules: Any = subject.row.values["repeat"]
    parts: set[str] = set()
    for rule in rules:
        days = _rule_days(rule, subject.row, document)
        if not days:
            continue
        part = " ".join(filter(None, (rule["every"], rule["label"])))
        while part in parts:
            part += " x"
        parts.add(part)
        item = make_item(subject, events=events, part=part, name=str(rule["label"] or ""))
        item |= all_day(days[0]) if events else {"dtstart": days[0]}
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
