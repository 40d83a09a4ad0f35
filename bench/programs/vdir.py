"""todoman and khal: folders of .ics files, one a department; khal's events know no "done".

What is done is therefore in calendars of their own, which khal is told to leave out; todoman lists
what is not done by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench.programs.peer import EACH_LATE, Peer, Question, lines
from bench.work import Row

_STAMP = f"{datetime(2026, 1, 1, tzinfo=UTC):%Y%m%dT%H%M%SZ}"
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
    rows: Iterable[Row], folder: Path, text: Callable[[Row], str], where: Callable[[Row], str]
) -> None:
    for number, row in enumerate(rows):
        place = folder / where(row)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.ics").write_text(text(row), encoding="utf-8", newline="\r\n")


def todo(row: Row) -> str:
    """Return a task of the calendar."""
    due = [f"DUE;VALUE=DATE:{row.due:%Y%m%d}"] if row.due else []
    done = [f"COMPLETED:{row.done:%Y%m%d}T000000Z", "STATUS:COMPLETED"] if row.done else []
    return _component("VTODO", row, [*due, *done])


def event(row: Row) -> str:
    """Return an event on the last day of a row."""
    return _component("VEVENT", row, [f"DTSTART;VALUE=DATE:{row.due:%Y%m%d}"])


def _component(kind: str, row: Row, more: list[str]) -> str:
    summary = f"{row.id} {row.text}".replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    body = [f"BEGIN:{kind}", f"UID:{row.id}", f"DTSTAMP:{_STAMP}", f"SUMMARY:{summary}",
            f"CATEGORIES:{row.lead}", *more, f"END:{kind}"]  # fmt: skip
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//khtgdv//bench//VI"]
    return "".join(f"{folded(line)}\n" for line in [*head, *body, "END:VCALENDAR"])


def folded(line: str) -> str:
    """Return a line broken as the format wants it: at most 75 bytes each."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:  # noqa: PLR2004
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\n".join([*parts, part])


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
