"""What is recorded within a row: the places of an inspection, periods of repeated work, steps.

Only the lines of that row are parsed.
"""

from __future__ import annotations

from contextlib import suppress

from khtgdv.cli.completion.offers import Offer
from khtgdv.cli.completion.plan_text import rows_of
from khtgdv.errors import UsageError
from khtgdv.query.names import resolve_row_id
from khtgdv.text import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.cli.completion.asked import Asked
    from khtgdv.cli.completion.plan_text import RowText
    from khtgdv.dates.periods import Period
    from khtgdv.plan.model import Inspection, Step, Task
    from khtgdv.plan.workdays import WorkCalendar

    Work = Task | Inspection


def _read(row: RowText) -> Work | None:
    """Return a row as the program reads it; None where it cannot be read."""
    from khtgdv.plan import model
    from khtgdv.source.load.sections import parse_yaml_file, read_rows
    from khtgdv.source.text.sourcefile import SourceFile

    kind: type[Work] = model.Task if row.section == "tasks" else model.Inspection
    file = parse_yaml_file(SourceFile("", f"{row.section}:\n{row.lines}"), [row.section])
    return next(iter(read_rows(file, row.section, kind).values), None)


def steps_of(row: RowText) -> tuple[Step, ...]:
    """Return the steps of a row."""
    return getattr(_read(row), "steps", ())


def unvisited(row: RowText) -> list[Offer]:
    """Return the places of an inspection that nobody has recorded as visited, with their kind."""
    inspection = _read(row)
    visited = {name_key(name) for name in getattr(inspection, "visits", {})}
    every = [
        Offer((name,), units.kind or "", (f"{units.kind} {name}",))
        for units in getattr(inspection, "units", ())
        for name in units.names
    ]
    return [offer for offer in every if name_key(offer.words[0]) not in visited]


def places(asked: Asked) -> Iterator[Offer]:
    """Yield the places of an inspection that are to be visited, or were where that is taken back.

    What the line names already is not offered again.
    """
    named = set(map(name_key, asked.values.get("places", ())))
    for row in _rows_named(asked, "inspections"):
        offers = unvisited(row)
        if asked.given("remove"):
            offers = [Offer((name,)) for name in getattr(_read(row), "visits", {})]
        yield from (offer for offer in offers if name_key(offer.words[0]) not in named)


def log_periods(asked: Asked) -> Iterator[Offer]:
    """Yield the periods of repeated work that have begun and are not logged, the last first.

    Where entries are taken back: those that are logged.
    """
    for row in _rows_named(asked, "tasks"):
        task: Any = _read(row)
        if task is None:
            continue
        if asked.given("remove"):
            yield from (Offer((entry,)) for entry in task.log)
        else:
            yield from _open_periods(asked, task)


def _open_periods(asked: Asked, task: Task) -> Iterator[Offer]:
    from khtgdv.cli.system.environment import today
    from khtgdv.schedule.occurrences import occurrences

    day = today()
    begun = [
        item
        for item in occurrences(task, asked.span, workdays=_workdays(asked))
        if item.period.start <= day and not item.done_on
    ]
    for item in sorted(begun, key=lambda item: item.period.end, reverse=True):
        yield Offer((item.log_key,), item.period.label, tuple(_short_names(item.period)))


def _workdays(asked: Asked) -> WorkCalendar:
    """Return the days off that the plans tell: repeated work of every day has no period then."""
    from khtgdv.plan.workdays import WorkCalendar
    from khtgdv.source.load.planfile import read_plan_file

    files = (read_plan_file(path, asked.span.end.year, str) for path in asked.paths("plan"))
    return WorkCalendar.merge(file.workdays for file in files)


def _short_names(period: Period) -> Iterator[str]:
    """Yield what is typed for a period in a log besides: `W09`, `9`, `tuần 9`, `3/2026`."""
    short = str(period)[len("2026-") :]
    yield from (short, short.replace("W0", "W"), short.lstrip("WQH0"), period.label)


def _rows_named(asked: Asked, section: str) -> Iterator[RowText]:
    """Yield the row that the line names, of every plan that has one."""
    typed = next(iter(asked.values.get("row", ())), "")
    for text in asked.texts(section):
        rows = {row.id: row for row in rows_of(text, section)}
        with suppress(UsageError):
            yield rows[resolve_row_id(typed, rows)]
