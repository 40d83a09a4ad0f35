"""The five stages in order: find, load, select, report, render. Every looking command runs them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from khtgdv.cli.system.environment import (
    cache_folder,
    find_plans,
    in_color,
    shown_path,
    today,
    width,
)
from khtgdv.cli.system.output import (
    emit,
    emit_each,
    is_folder,
    keep_from_terminal,
    tell_trouble,
)
from khtgdv.cli.system.progress import watched, watched_reading
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from khtgdv.cli.arguments.options import (
        FilterOptions,
        OutputOptions,
        PlanOptions,
        PositionOptions,
        TableOptions,
    )
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection
    from khtgdv.source.find import Found, Place
    from khtgdv.source.load.result import Loaded
    from khtgdv.source.snapshot.refresh import Alive

    Years = Callable[[Place], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the plans, every row at the position, the year of bare months."""

    found: Found
    loaded: Loaded
    selection: Selection
    year: int


def read(
    plan: PlanOptions, at: PositionOptions, *,
    backlog: bool = False, whole: bool = False, found: Found | None = None,
) -> Reading:  # fmt: skip
    """Find and load the plans and put every row at the position.

    `backlog` reads every year that has unfinished rows, so that December's do not vanish when
    the next year's file appears; `whole` reads every year. `found` are the plans, where the caller
    had to find them already.
    """
    from khtgdv.schedule.intervals import moment
    from khtgdv.source.snapshot.refresh import Alive

    found = found or find_plans(tuple(plan.data))
    known = found.years
    now = today()
    base = base_year(plan.year, found, now)
    position = read_position(at, base, now)
    asked = at.as_of is not None or at.month is not None
    focus = position.as_of.year if asked and position.as_of.year in known else base
    if plan.year is not None:
        focus = plan.year
    every = (backlog or whole) and plan.year is None
    years = _every if every else partial(_one, focus=focus)
    alive = Alive(focus, moment(position)) if every and not whole else None
    loaded, selection = _at(position, found, years, alive)
    return Reading(found, loaded, selection, focus)


def _at(
    position: Position, found: Found, years: Years, alive: Alive | None
) -> tuple[Loaded, Selection]:
    """Return what was read and every row at the position, from the snapshot where there is one."""
    from khtgdv.query import snapshot_rows
    from khtgdv.query.selection import everything
    from khtgdv.source.snapshot.refresh import survey

    asked, cache = None, cache_folder()
    if cache:
        plans = ((place, year) for place in found.places for year in years(place))
        asked = survey(plans, shown_path, cache, alive=alive, steps=watched_reading)
    if asked:
        return asked.trouble, snapshot_rows.everything(asked, position)
    from khtgdv.source.load.load import load

    loaded = load(found.places, years, shown_path)
    selection = everything(loaded.portfolio, position)
    return loaded, _unfinished(selection, alive.focus) if alive else selection


def load_years(found: Found, years: Callable[[Place], Iterable[int]]) -> Loaded:
    """Load some years of the plans that were found."""
    from khtgdv.source.snapshot.refresh import load

    return load(found.places, years, shown_path, cache_folder())


def base_year(asked: int | None, found: Found, now: date) -> int:
    """Return the year asked for, else the current one if there is a plan of it, else the newest."""
    known = found.years
    if asked is None:
        return now.year if now.year in known else known[-1]
    if asked not in known:
        years = ", ".join(str(year) for year in known)
        raise UsageError(f"Không có kế hoạch năm {asked}.", f"Các năm có kế hoạch: {years}")
    return asked


def _every(place: Place) -> tuple[int, ...]:
    return place.years


def _one(place: Place, focus: int) -> tuple[int, ...]:
    """Return the year to read of a folder: the one in focus, else its newest."""
    return (focus,) if focus in place.years else place.years[-1:]


def _unfinished(selection: Selection, focus: int) -> Selection:
    """Keep the plans of the year in focus and those with unfinished rows."""
    alive = {id(row.plan) for row in selection.rows if not row.status.closed}
    plans = [p for p in selection.portfolio if p.year == focus or id(p) in alive]
    if len(plans) == len(selection.portfolio):
        return selection
    from khtgdv.query.selection import everything

    return everything(plans, selection.position)


def read_position(at: PositionOptions, year: int, now: date) -> Position:
    """Return the position asked for: today during the day, or the close of a day or month."""
    from khtgdv.query.ranges import read_day, read_month

    if at.as_of is not None and at.month is not None:
        raise UsageError("--as-of và --month không dùng cùng nhau.", "Bỏ một trong hai.")
    if at.as_of is not None:
        day = read_day(at.as_of, year)
    elif at.month is not None:
        day = read_month(at.month, year).end
    else:
        return Position(now)
    return Position(day, closed=True, forecast=day > now)


def narrow(reading: Reading, filters: FilterOptions, text: str = "") -> Selection:
    """Return the rows that fit the filters."""
    if not text and filters == type(filters)():
        return reading.selection
    from khtgdv.query.filters import Asked, select, understand

    asked = Asked(
        text=text,
        **{name: tuple(getattr(filters, name)) for name in Asked.__slots__ if name != "text"},
    )
    understood = understand(asked, reading.selection, reading.year)
    return select(reading.selection, understood)


def present(
    reading: Reading,
    document: Document,
    output: OutputOptions,
    tables: TableOptions | None = None,
) -> ExitCode:
    """Arrange, render and write a document, say what could not be read, return the exit status."""
    from khtgdv.query.arrange import Arrangement, arrange
    from khtgdv.render.formats import format_name

    name = format_name(output.format, output.output)
    to_file = output.output is not None
    screen = name == "table" and not to_file and width() is not None
    if tables is not None:
        wanted = Arrangement(_names(tables.sort), _names(tables.columns), tables.limit, screen)
        document = arrange(document, wanted)
    if output.events and name != "ics":
        raise UsageError("--events chỉ dùng với định dạng ics.", "Thêm --format ics.")
    _deliver(document, name, output, reading.found)
    tell_trouble(reading.found, reading.loaded)
    return ExitCode.FINDINGS if reading.loaded.errors else ExitCode.OK


def _deliver(document: Document, name: str, output: OutputOptions, found: Found) -> None:
    """Render a document and write it; the parts of one go each into a file of a folder."""
    from khtgdv.render.formats import FORMATS, Look, render

    to_file = output.output is not None
    keep_from_terminal(name, output.output)
    color = in_color(output.color) and not to_file
    look = Look(None if to_file else width(), color=color, events=output.events, steps=watched)
    if FORMATS[name].dataset:
        from khtgdv.cli.system.dataset import emit_dataset

        rendered = ((part.named, render(part, name, look)) for part in watched(document.leaves))
        emit_dataset(rendered, output.output, FORMATS[name].suffixes[0])
        return
    if output.output is not None and document.parts and is_folder(output.output):
        suffix = FORMATS[name].suffixes[0]
        files = {f"{part.named}{suffix}": render(part, name, look) for part in document.parts}
        emit_each(files, output.output, found)
        return
    emit(render(document, name, look), output.output, found)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())


def report(
    name: str, reading: Reading, selection: Selection, output: OutputOptions,
    tables: TableOptions | None = None, **options: Any,
) -> ExitCode:  # fmt: skip
    """Build a report of some rows and present it."""
    from khtgdv.render.formats import FORMATS, format_name
    from khtgdv.reports.registry import build_with

    room = FORMATS[format_name(output.format, output.output)].room
    return present(reading, build_with(room, name, selection, **options), output, tables)
