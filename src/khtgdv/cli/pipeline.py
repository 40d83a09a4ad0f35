"""The five stages in order: find, load, select, report, render. Every looking command runs them."""

from __future__ import annotations

from functools import partial

from khtgdv.cli.listening.listener import current_listener
from khtgdv.cli.rendering import deliver_as
from khtgdv.cli.system.environment import display_path, search_plans, terminal_width, today
from khtgdv.cli.system.output import say, tell_csv_is_quicker, tell_load_problems
from khtgdv.cli.system.own_folders import cache_folder
from khtgdv.dates.periods import Position
from khtgdv.errors import ExitCode, UsageError
from khtgdv.frozen import dataclass
from khtgdv.source.load.result import with_findings
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path
    from typing import Any

    from khtgdv.cli.arguments.options import (
        FilterOptions,
        OutputOptions,
        PlanOptions,
        PositionOptions,
        TableOptions,
    )
    from khtgdv.dates.spans import TypingSpan
    from khtgdv.document.document import Document
    from khtgdv.query.selection import Selection
    from khtgdv.source.find import PlanFolder, PlanSearch
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.refresh import ActiveYears

    YearSelector = Callable[[PlanFolder], Iterable[int]]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What was read: the plans, every row at the position, the year in focus.

    `span` are the days that what is typed without a year is of.
    """

    search: PlanSearch
    load_result: LoadResult
    selection: Selection
    year: int
    span: TypingSpan


def read(
    plan: PlanOptions, position_options: PositionOptions, *,
    backlog: bool = False, all_years: bool = False, search: PlanSearch | None = None,
) -> PlanReading:  # fmt: skip
    """Find and load the plans and put every row at the position.

    `backlog` reads every year that has unfinished rows, so that December's do not vanish when the
    next year's file appears; `all_years` reads every year. `search` are the plans, where the caller
    had to find them already.
    """
    from khtgdv.schedule.moments import moment_of
    from khtgdv.source.snapshot.refresh import ActiveYears

    search = search or search_plans(tuple(plan.data))
    year, span, position = standpoint(plan, position_options, search)
    every = (backlog or all_years) and plan.year is None
    years = _all_years if every else partial(_focus_year_only, focus_year=year)
    active_years = ActiveYears(year, moment_of(position)) if every and not all_years else None
    load_result, selection = _load_at_position(position, search, years, active_years)
    load_result = with_findings(load_result, search.findings)
    return PlanReading(search, load_result, selection, year, span)


def standpoint(
    plan: PlanOptions, position_options: PositionOptions, search: PlanSearch
) -> tuple[int, TypingSpan, Position]:
    """Return the year in focus, the days that are typed without a year, and the position."""
    from khtgdv.source.plan_spans import year_at

    current_day = today()
    year = base_year(plan.year, search, current_day)
    span = base_span(year, search, current_day)
    position = read_position(position_options, span, current_day)
    explicit_position = position_options.as_of is not None or position_options.month is not None
    if explicit_position and plan.year is None:
        year = year_at(search, position.as_of) or year
        span = base_span(year, search, current_day)
    return year, span, position


def _with_reading_progress(plans: Iterator[Any], count: int) -> Iterable[Any]:
    from khtgdv.cli.system.progress import with_reading_progress

    return with_reading_progress(plans, count)


def _load_at_position(
    position: Position, search: PlanSearch, years: YearSelector, active_years: ActiveYears | None
) -> tuple[LoadResult, Selection]:
    """Return what was read and every row at the position, from the snapshot where there is one."""
    from khtgdv.query import snapshot_rows
    from khtgdv.query.selection import select_all
    from khtgdv.source.snapshot.refresh import open_reader

    reader, cache = None, cache_folder()
    if cache:
        plans = ((folder, year) for folder in search.folders for year in years(folder))
        reader = open_reader(
            plans, display_path, cache, active_years=active_years, progress=_with_reading_progress
        )
    if reader:
        return reader.load_result, snapshot_rows.selection_of_snapshot(reader, position)
    from khtgdv.source.load.load import load_plans

    load_result = load_plans(search.folders, years, display_path)
    selection = select_all(load_result.portfolio, position)
    return load_result, _without_finished_plans(
        selection, active_years.focus_year
    ) if active_years else selection


def load_years(search: PlanSearch, years: Callable[[PlanFolder], Iterable[int]]) -> LoadResult:
    """Load some years of the plans that were found."""
    from khtgdv.source.snapshot.refresh import load_with_snapshot

    result = load_with_snapshot(search.folders, years, display_path, cache_folder())
    return with_findings(result, search.findings)


def base_year(year_option: int | None, search: PlanSearch, current_day: date) -> int:
    """Return the year asked for, else that of the plan for the current day, else the newest."""
    from khtgdv.source.plan_spans import year_at

    known_years = search.years
    if year_option is None:
        newest = current_day.year if current_day.year in known_years else known_years[-1]
        return newest if len(known_years) == 1 else year_at(search, current_day) or newest
    if year_option not in known_years:
        years = ", ".join(str(year) for year in known_years)
        raise UsageError(f"Không có kế hoạch năm {year_option}.", f"Các năm có kế hoạch: {years}")
    return year_option


def base_span(year: int, search: PlanSearch, current_day: date) -> TypingSpan:
    """Return the days that what is typed without a year is of."""
    from khtgdv.dates.spans import typing_span
    from khtgdv.source.plan_spans import span_of_year

    return typing_span(span_of_year(search, year), current_day)


def years_of(plan: PlanOptions, year: int) -> YearSelector:
    """Return what tells the years to read of a folder: all of them, unless one was asked for."""
    return _all_years if plan.year is None else partial(_focus_year_only, focus_year=year)


def _all_years(plan_folder: PlanFolder) -> tuple[int, ...]:
    return plan_folder.years


def _focus_year_only(plan_folder: PlanFolder, focus_year: int) -> tuple[int, ...]:
    """Return the year to read of a folder: the one in focus, else its newest."""
    return (focus_year,) if focus_year in plan_folder.years else plan_folder.years[-1:]


def _without_finished_plans(selection: Selection, focus_year: int) -> Selection:
    """Keep the plans of the year in focus and those with unfinished rows."""
    unfinished_plans = {id(row.plan) for row in selection.rows if not row.status.closed}
    plans = [p for p in selection.portfolio if p.year == focus_year or id(p) in unfinished_plans]
    if len(plans) == len(selection.portfolio):
        return selection
    from khtgdv.query.selection import select_all

    return select_all(plans, selection.position)


def read_position(
    position_options: PositionOptions, span: TypingSpan, current_day: date
) -> Position:
    """Return the position asked for: today during the day, or the close of a day or month."""
    as_of, month = position_options.as_of, position_options.month
    if as_of is None and month is None:
        return Position(current_day)
    if as_of is not None and month is not None:
        raise UsageError("--as-of và --month không dùng cùng nhau.", "Bỏ một trong hai.")
    from khtgdv.query.ranges import read_close, read_month

    day = read_month(month, span).end if month is not None else read_close(str(as_of), span)
    return Position(day, closed=True, forecast=day > current_day)


def narrow(reading: PlanReading, filters: FilterOptions, text: str = "") -> Selection:
    """Return the rows that fit the filters."""
    if not text and filters == type(filters)():
        return reading.selection
    from khtgdv.query.filters import FilterTexts, apply_filters, parse_filters

    filter_options = FilterTexts(
        text=text,
        **{name: tuple(getattr(filters, name)) for name in FilterTexts.__slots__ if name != "text"},
    )
    row_filters = parse_filters(filter_options, reading.selection, reading.span)
    return apply_filters(reading.selection, row_filters)


def present(
    reading: PlanReading,
    document: Document,
    output: OutputOptions,
    tables: TableOptions | None = None,
    *,
    template: Path | None = None,
) -> ExitCode:
    """Arrange, render and write a document, say what could not be read, return the exit status."""
    from khtgdv.query.arrange import Arrangement, arrange, names_in
    from khtgdv.render.formats import format_name

    name = format_name(output.format, output.destination.path)
    to_file = output.destination.path is not None
    on_screen = (
        name == "table" and not to_file and (current_listener() or terminal_width()) is not None
    )
    if tables is not None:
        sort, columns = names_in(tables.sort), names_in(tables.columns)
        document = arrange(document, Arrangement(sort, columns, tables.limit, on_screen))
    if tables is not None and tables.appendix is not None:
        document = _as_appendix(document, tables.appendix, name)
    document = marked(document, reading)
    if tables is not None and tables.editable:
        from khtgdv.worksheet.build import with_form

        document = with_form(document, reading.selection, name, names_in(tables.columns))
    _refuse_calendar_options(output, name)
    if name == "table" and not (on_screen or to_file):
        tell_csv_is_quicker(
            sum(len(table.rows) for leaf in document.leaves for table in leaf.tables)
        )
    deliver_as(name, document, output, reading.search, reading.selection, template=template)
    if not on_screen:
        notices = (n for part in (document, *document.parts) for n in part.notices)
        for notice in dict.fromkeys(notices):
            say(sentence_case(f"{notice}."))
    tell_load_problems(reading.search, reading.load_result)
    return ExitCode.FINDINGS if reading.load_result.error_count else ExitCode.OK


def _refuse_calendar_options(output: OutputOptions, format_name: str) -> None:
    """Refuse what only a calendar can be asked for."""
    asked = {"--events": output.events, "--alarm": output.alarm}
    for option, value in asked.items():
        if value and format_name != "ics":
            raise UsageError(f"{option} chỉ dùng với định dạng ics.", "Thêm --format ics.")


def _as_appendix(document: Document, number: int, format_name: str) -> Document:
    from khtgdv.reports.shared.printed import as_appendix

    if format_name not in ("docx", "pdf"):
        raise UsageError("--appendix chỉ dùng với Word và PDF.", "Thêm --output TÊN.docx.")
    if number < 0:
        raise UsageError(f"Không có phụ lục số {number}.", "Viết --appendix 1; 0 là không đánh số.")
    return as_appendix(document, number)


def marked(document: Document, reading: PlanReading) -> Document:
    """Return a document that says first whether it is of the sample, of a draft."""
    from khtgdv.reports.shared.marks import with_marks

    return with_marks(document, reading.selection.portfolio, sample=reading.search.embedded)


def report(
    name: str, reading: PlanReading, selection: Selection, output: OutputOptions,
    tables: TableOptions | None = None, **options: Any,
) -> ExitCode:  # fmt: skip
    """Build a report of some rows and present it, in a `template` of the office if there is one."""
    from khtgdv.render.formats import FORMATS, format_name
    from khtgdv.reports.registry import build_with_companions

    template = options.pop("template", None)
    format_ = FORMATS[format_name(output.format, output.destination.path)]
    document = build_with_companions(format_.medium, name, selection, **options)
    columns = {column.key for table in document.tables for column in table.columns}
    wanted = format_.all_columns or (tables and "working_days_late" in (tables.columns or ""))
    if wanted and "working_days_late" in columns:
        from khtgdv.reports.shared.frame import with_unknown_lateness

        document = with_unknown_lateness(document, selection)
    return present(reading, document, output, tables, template=template)
