"""khal, todoman and calcurse: they take a department's calendar whole, with the right dates.

The calendar is subscribed to as an office would: served over HTTP and fetched by vdirsyncer. The
dates come from other reports (the JSON of `department` and of the twelve months of `calendar`), so
what is compared is what a client shows with what the plan says.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from shutil import copytree
from threading import Thread
from typing import TYPE_CHECKING, Any

from tools.external_parts.kit import Kit, expect, script_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEPARTMENTS = ("TT-TH", "DVCCQNN", "VP")
_WORKED_SATURDAYS = frozenset({"2026-01-10", "2026-08-22"})
_CLIENT_PACKAGES = ("khal==0.14.1", "todoman==4.7.0", "vdirsyncer==0.21.0")
_KHAL_CONFIG = """\
[calendars]
[[plan]]
path = {folder}/events
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
[sqlite]
path = {folder}/khal.db
"""
_TODOMAN_CONFIG = """\
path = "{folder}/todos"
date_format = "%Y-%m-%d"
time_format = ""
cache_path = "{folder}/todoman.db"
default_list = "todos"
"""
_VDIRSYNCER_CONFIG = """\
[general]
status_path = "{folder}/status/"
[pair plan]
a = "office"
b = "mine"
collections = null
[storage office]
type = "http"
url = "{url}"
[storage mine]
type = "filesystem"
path = "{folder}/todos"
fileext = ".ics"
"""
Dates = set[tuple[str, str]]  # the ID of a row and one of its days


def check(kit: Kit) -> None:
    """Import and subscribe to the calendar of some departments."""
    python = kit.venv("calendars", *_CLIENT_PACKAGES)
    calcurse = kit.apt("calcurse", "calcurse")
    plan = _Plan(kit, _plan_with_records(kit))
    for code in DEPARTMENTS:
        folder = kit.scratch / code.lower()
        folder.mkdir()
        events = plan.export(folder / "events.ics", code, "--events")
        todos = plan.export(folder / "todos.ics", code)
        rows = [row for rows in plan.tables("department", code).values() for row in rows]
        deadlines = {row["id"]: row["deadline"] for row in rows}
        days = plan.days(deadlines)
        _check_calcurse(kit, calcurse, folder, events, days)
        _check_khal(kit, script_of(python.parent.parent, "khal"), folder, events, days)
        _check_todoman(kit, python.parent.parent, folder, todos, rows)
        print(f"  {code}: {len(deadlines)} dòng, {len(days)} ngày")


def _plan_with_records(kit: Kit) -> Path:
    """Return a copy of the shipped plan with something done and something under way."""
    folder = kit.scratch / "data"
    copytree(kit.root / "data", folder)
    plan = _Plan(kit, folder)
    for code in ("T01-09", "T01-19", "T01-27"):
        plan.run("done", code, "--on", "2026-01-30", "--result", "12-HD/BTGDVTU")
    plan.run("start", "T01-01", "--on", "2026-01-12")
    return folder


class _Plan:
    """A plan, and what the program says of it."""

    def __init__(self, kit: Kit, folder: Path) -> None:
        self.kit = kit
        self.folder = folder

    def run(self, *command: str) -> str:
        """Run the program on a day in March."""
        program = (sys.executable, "-m", "khtgdv", *command, "--data", str(self.folder))
        return self.kit.run_checked(*program, cwd=self.kit.root, KHTGDV_TODAY="2026-03-31")

    def tables(self, *command: str) -> dict[str, list[Any]]:
        """Return the tables of a report."""
        tables: dict[str, list[Any]] = json.loads(self.run(*command, "-f", "json"))["tables"]
        return tables

    def export(self, path: Path, code: str, *options: str) -> Path:
        """Write a department's calendar, twice the same bytes."""
        second_path = path.with_name(f"again-{path.name}")
        for target in (path, second_path):
            self.run("department", code, "--output", str(target), *options)
        expect(path.read_bytes() == second_path.read_bytes(), f"{code}: hai lần xuất khác nhau")
        return path

    def days(self, deadlines: dict[str, str | None]) -> Dates:
        """Return every day of some rows: deadlines, and what their rules have due in the year."""
        months = [self.tables("calendar", "--month", str(month)) for month in range(1, 13)]
        repeated = {
            (row["id"], row["due"])
            for tables in months
            for row in tables["occurrences"]
            if row["id"] in deadlines
        }
        return repeated | {(id_, day) for id_, day in deadlines.items() if day}


def _check_calcurse(kit: Kit, program: str, folder: Path, events: Path, days: Dates) -> None:
    home = folder / "calcurse"
    home.mkdir()
    output = kit.run_checked(program, "-D", home, "-i", events)
    event_count = events.read_text(encoding="utf-8").count("BEGIN:VEVENT")
    expect(f"{event_count} events" in output and " 0 skipped" in output, f"calcurse: {output}")
    day = "--output-datefmt", "%Y-%m-%d\n"
    formats = ("--format-event", "%m\n", "--format-recur-event", "%m\n")
    listing = kit.run_checked(
        program, "-D", home, "-Q", "--from", "01/01/2026", "--to", "02/28/2027", *day, *formats
    )
    # calcurse knows no RDATE: it leaves out the Saturdays that are worked.
    expected = {(id_, when) for id_, when in days if when not in _WORKED_SATURDAYS}
    _compare("calcurse", _parse_dates(listing), expected)


def _parse_dates(listing: str) -> Dates:
    dates, day = set(), ""
    for line in listing.splitlines():
        if line[:4].isdigit():
            day = line[:10]
        elif " · " in line:
            dates.add((_id_of(line), day))
    return dates


def _id_of(title: str) -> str:
    """Return the ID of a row from the title of its event, which has a sign where it is finished."""
    return title.split(" · ", maxsplit=1)[0].strip(" *✓✗")


def _check_khal(kit: Kit, program: Path, folder: Path, events: Path, days: Dates) -> None:
    config = folder / "khal.conf"
    config.write_text(_KHAL_CONFIG.format(folder=folder.as_posix()), encoding="utf-8")
    (folder / "events").mkdir()
    kit.run_checked(program, "-c", config, "import", "--batch", "-a", "plan", events)
    event_count = events.read_text(encoding="utf-8").count("BEGIN:VEVENT")
    file_count = len(list((folder / "events").glob("*.ics")))
    expect(file_count == event_count, f"khal giữ {file_count} trên {event_count} mục")
    line = ("--format", "{start-date} {title}", "--day-format", "")
    listing = kit.run_checked(program, "-c", config, "list", *line, "2026-01-01", "424d")
    dates = {
        (_id_of(text), when)
        for when, _, text in (line.partition(" ") for line in listing.splitlines())
    }
    _compare("khal", dates, days)


def _check_todoman(kit: Kit, clients: Path, folder: Path, todos: Path, rows: list[Any]) -> None:
    for name in ("todos", "status"):
        (folder / name).mkdir(exist_ok=True)
    with _http_server(folder) as url:
        config = folder / "vdirsyncer.conf"
        text = _VDIRSYNCER_CONFIG.format(folder=folder.as_posix(), url=f"{url}/{todos.name}")
        config.write_text(text, encoding="utf-8")
        sync = script_of(clients, "vdirsyncer")
        for step in ("discover", "sync"):
            kit.run_checked(sync, "-c", config, step, no_proxy="127.0.0.1")
    todo_count = todos.read_text(encoding="utf-8").count("BEGIN:VTODO")
    file_count = len(list((folder / "todos").glob("*.ics")))
    expect(file_count == todo_count, f"vdirsyncer giữ {file_count} trên {todo_count} mục")
    config = folder / "todoman.py"
    config.write_text(_TODOMAN_CONFIG.format(folder=folder.as_posix()), encoding="utf-8")
    list_options = ("--porcelain", "list", "--status", "ANY")
    items = json.loads(
        kit.run_checked(script_of(clients, "todo"), "-c", config, *list_options, TZ="UTC")
    )
    expect(len(items) == todo_count, f"todoman cho thấy {len(items)} trên {todo_count} mục")
    dates = {
        (item["summary"].split(" · ")[0], _iso_day(item["due"])) for item in items if item["due"]
    }
    _compare("todoman", dates, {(row["id"], row["deadline"]) for row in rows if row["deadline"]})
    expected_ids = {row["id"] for row in rows if row["state"].startswith("completed")}
    completed_ids = {item["summary"].split(" · ")[0] for item in items if item["completed"]}
    expect(
        completed_ids == expected_ids,
        f"todoman: hoàn thành {sorted(completed_ids)}, đúng ra {sorted(expected_ids)}",
    )
    leads = {row["id"]: row["lead"] for row in rows}
    wrong_items = [i for i in items if i["categories"] != [leads[i["summary"].split(" · ")[0]]]]
    expect(not wrong_items, f"todoman: sai đơn vị ở {wrong_items}")


def _iso_day(moment: float) -> str:
    return date.isoformat(datetime.fromtimestamp(moment, UTC).date())


@contextmanager
def _http_server(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on this machine."""
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _QuietHandler(SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _compare(client: str, dates: Dates, expected: Dates) -> None:
    missing, extra = sorted(expected - dates)[:5], sorted(dates - expected)[:5]
    expect(dates == expected, f"{client}: thiếu {missing}, thừa {extra}")
