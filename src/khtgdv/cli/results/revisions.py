"""How new the states of rows are that calendars were told of: remembered outside any plan.

A state that a plan had before (after `undo`, or an older file) is a newer one all the same for
whoever has a calendar of it, so nothing in the plan's files can say how new they are. What was
told last is kept in the user's own state folder, by the place of the plan: a row that has changed
since gets the next number. The same plan gives the same calendar, however often it is asked for.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache

from khtgdv.cli.system.environment import today
from khtgdv.cli.system.output import say
from khtgdv.cli.system.plan_files import state_folder
from khtgdv.document.row_version import Revision, moment_of_day
from khtgdv.source.cache.location import make_private, require_own_file
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from khtgdv.document.row_version import RowVersion

_BUSY_TIMEOUT = 2.0  # seconds for another process to finish writing
_CREATE = (
    "CREATE TABLE IF NOT EXISTS told (plan TEXT, row TEXT, fingerprint TEXT, number INTEGER,"
    " moment INTEGER, PRIMARY KEY (plan, row)) WITHOUT ROWID"
)
_SELECT = "SELECT row, fingerprint, number, moment FROM told WHERE plan = ?"
_REPLACE = "INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)"
Told = tuple[str, Revision]  # the fingerprint of a state, and how new it is


def revise(versions: Sequence[RowVersion]) -> list[Revision]:
    """Return how new the states of rows are; where nothing can be kept, as far as files tell."""
    state = state_folder()
    if state is None or not state.is_absolute():
        return [version.first_revision for version in versions]
    path = state / "calendars.sqlite"
    try:
        with closing(_open(path)) as connection:
            return _revise(connection, versions)
    except (OSError, sqlite3.Error):
        say(
            f"Không ghi nhớ được các lần xuất lịch trước ({escape_unsafe(str(path))}): SEQUENCE "
            "trong lịch chỉ theo những gì đã ghi nhận trong kế hoạch."
        )
    return [version.first_revision for version in versions]


def _open(path: Path) -> sqlite3.Connection:
    make_private(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    require_own_file(path)
    return sqlite3.connect(path, timeout=_BUSY_TIMEOUT, isolation_level=None)


def _revise(connection: sqlite3.Connection, versions: Sequence[RowVersion]) -> list[Revision]:
    """Return the revisions of rows; what has changed is told from now on."""
    connection.execute(_CREATE)
    plan_key = cache(_plan_key)
    keys = [(plan_key(version.folder, version.year), version.row_id) for version in versions]
    told = _told(connection, {plan for plan, _ in keys})
    current = dict(zip(keys, versions, strict=True))
    if any(_is_new(version, told.get(key)) for key, version in current.items()):
        connection.execute("BEGIN IMMEDIATE")  # from now on nobody else tells anything
        told = _told(connection, {plan for plan, _ in keys})
        changed = {
            key: (version.fingerprint, _next_revision(version, told.get(key)))
            for key, version in current.items()
            if _is_new(version, told.get(key))
        }
        connection.executemany(_REPLACE, [_record(*item) for item in changed.items()])
        connection.execute("COMMIT")
        told |= changed
    return [told[key][1] for key in keys]


def _plan_key(folder: str, year: int) -> str:
    return f"{os.path.realpath(folder)}\n{year}"


def _told(connection: sqlite3.Connection, plans: set[str]) -> dict[tuple[str, str], Told]:
    """Return what calendars were told of some plans."""
    return {
        (plan, row): (fingerprint, Revision(number, datetime.fromtimestamp(moment, UTC)))
        for plan in plans
        for row, fingerprint, number, moment in connection.execute(_SELECT, (plan,))
    }


def _is_new(version: RowVersion, told: Told | None) -> bool:
    return told is None or told[0] != version.fingerprint


def _next_revision(version: RowVersion, told: Told | None) -> Revision:
    """Return the revision of a state that was not told yet: later than all that were."""
    first = version.first_revision
    if told is None:
        return first
    last = told[1]
    moment = max(last.moment + timedelta(seconds=1), first.moment, moment_of_day(today()))
    return Revision(max(last.number + 1, first.number), moment)


def _record(key: tuple[str, str], told: Told) -> tuple[str, str, str, int, int]:
    fingerprint, revision = told
    return (*key, fingerprint, revision.number, int(revision.moment.timestamp()))
