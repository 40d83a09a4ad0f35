"""todoman and khal: folders of .ics files, one a department; khal's events know no "done".

What is done is therefore in calendars of their own, which khal is told to leave out; todoman lists
what is not done by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path

from icalendar import Calendar, Event, Todo

from bench.programs.peer import OVERDUE_ROWS, Peer, Question, count_lines
from bench.work import WorkRow

_STAMP = datetime(2026, 1, 1, tzinfo=UTC)
_TODOMAN_CONFIG = """\
path = "{folder}/todo/*"
date_format = "%Y-%m-%d"
time_format = ""
cache_path = "{folder}/todoman.db"
default_list = "VP"
"""
_KHAL_CONFIG = """\
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


def write_todos(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the settings of todoman, and a list for each department."""
    (folder / "config.py").write_text(_TODOMAN_CONFIG.format(folder=folder), encoding="utf-8")
    _write_items(rows, folder, make_todo, lambda row: f"todo/{row.lead}")


def write_events(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the settings of khal, and a calendar of what is done and one of what is not."""
    (folder / "khal.conf").write_text(_KHAL_CONFIG.format(folder=folder), encoding="utf-8")
    for name in ("open", "done"):
        (folder / name).mkdir()
    dated = (row for row in rows if row.due)
    _write_items(dated, folder, make_event, lambda row: "done" if row.done else "open")


def _write_items(
    rows: Iterable[WorkRow],
    folder: Path,
    make_item: Callable[[WorkRow], Event | Todo],
    folder_of: Callable[[WorkRow], str],
) -> None:
    for number, row in enumerate(rows):
        item_folder = folder / folder_of(row)
        item_folder.mkdir(parents=True, exist_ok=True)
        (item_folder / f"{number}.ics").write_bytes(_calendar(row, make_item(row)))


def _calendar(row: WorkRow, item: Event | Todo) -> bytes:
    item.add("uid", row.id)
    item.add("dtstamp", _STAMP)
    item.add("summary", f"{row.id} {row.text}")
    item.add("categories", [row.lead])
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//khtgdv//bench//VI")
    calendar.add_component(item)
    return bytes(calendar.to_ical())


def make_todo(row: WorkRow) -> Todo:
    """Return a task of the calendar."""
    item = Todo()
    if row.due:
        item.add("due", row.due)
    if row.done:
        item.add("completed", datetime.combine(row.done, time(), UTC))
        item.add("status", "COMPLETED")
    return item


def make_event(row: WorkRow) -> Event:
    """Return an event on the last day of a row."""
    item = Event()
    item.add("dtstart", row.due)
    return item


TODOMAN = Peer(
    name="todoman",
    commands=("todoman", "todo"),
    version=("--version",),
    write=write_todos,
    questions=(
        # Hours from now: nothing of ours is due today or tomorrow.
        Question(
            "todoman list",
            OVERDUE_ROWS,
            ("-c", "{folder}/config.py", "list", "--due", "1"),
            "overdue",
            lambda answer: count_lines(answer, "[ ]"),
            max_rows=16_500,
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
            OVERDUE_ROWS,
            ("-c", "{folder}/khal.conf", "list", "-a", "open", "--format", "{title}",
             "--day-format", "", "{first}", "{yesterday}"),
            "overdue",
            count_lines,
            max_rows=16_500,
        ),
    ),
)  # fmt: skip
