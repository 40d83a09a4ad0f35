"""todoman and khal: folders of .ics files, one a department; khal's events know no "done".

What is done is therefore in calendars of their own, which khal is told to leave out; todoman lists
what is not done by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path

from icalendar import Calendar, Event, Todo

from bench.programs.peer import EACH_LATE, Peer, Question, lines
from bench.work import Row

_STAMP = datetime(2026, 1, 1, tzinfo=UTC)
_TODOMAN = """\
path = "{folder}/todo/*"
date_format = "%Y-%m-%d"
time_format = ""
cache_path = "{folder}/todoman.db"
default_list = "VP"
"""
_KHAL = """\
[calendars]
[[open]]
path = {folder}/open
[[done]]
path = {folder}/done
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
[sqlite]
path = {folder}/khal.db
"""


def write_todos(rows: Iterable[Row], folder: Path) -> None:
    """Write the settings of todoman, and a list for each department."""
    (folder / "config.py").write_text(_TODOMAN.format(folder=folder), encoding="utf-8")
    _each(rows, folder, todo, lambda row: f"todo/{row.lead}")


def write_events(rows: Iterable[Row], folder: Path) -> None:
    """Write the settings of khal, and a calendar of what is done and one of what is not."""
    (folder / "khal.conf").write_text(_KHAL.format(folder=folder), encoding="utf-8")
    for name in ("open", "done"):
        (folder / name).mkdir()
    dated = (row for row in rows if row.due)
    _each(dated, folder, event, lambda row: "done" if row.done else "open")


def _each(
    rows: Iterable[Row],
    folder: Path,
    made: Callable[[Row], Event | Todo],
    where: Callable[[Row], str],
) -> None:
    for number, row in enumerate(rows):
        place = folder / where(row)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.ics").write_bytes(_calendar(row, made(row)))


def _calendar(row: Row, item: Event | Todo) -> bytes:
    item.add("uid", row.id)
    item.add("dtstamp", _STAMP)
    item.add("summary", f"{row.id} {row.text}")
    item.add("categories", [row.lead])
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//khtgdv//bench//VI")
    calendar.add_component(item)
    return bytes(calendar.to_ical())


def todo(row: Row) -> Todo:
    """Return a task of the calendar."""
    made = Todo()
    if row.due:
        made.add("due", row.due)
    if row.done:
        made.add("completed", datetime.combine(row.done, time(), UTC))
        made.add("status", "COMPLETED")
    return made


def event(row: Row) -> Event:
    """Return an event on the last day of a row."""
    made = Event()
    made.add("dtstart", row.due)
    return made


TODOMAN = Peer(
    name="todoman",
    commands=("todoman", "todo"),
    version=("--version",),
    write=write_todos,
    questions=(
        # Hours from now: nothing of ours is due today or tomorrow.
        Question(
            "todoman list",
            EACH_LATE,
            ("-c", "{folder}/config.py", "list", "--due", "1"),
            "overdue",
            lambda answer: lines(answer, "[ ]"),
            most=16_500,
        ),
    ),
)

KHAL = Peer(
    name="khal",
    commands=("khal",),
    version=("--version",),
    write=write_events,
    questions=(
        Question(
            "khal list",
            EACH_LATE,
            ("-c", "{folder}/khal.conf", "list", "-a", "open", "--format", "{title}",
             "--day-format", "", "{first}", "{yesterday}"),
            "overdue",
            lines,
            most=16_500,
        ),
    ),
)  # fmt: skip
