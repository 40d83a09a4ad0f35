"""`calendar`: a month or a week as a grid, and the lists under it.

`starts` and `due` hold the tasks whose start or deadline in force is one of the days, cancelled
ones left out; `occurrences` the repeated work that is due; `inspections` those whose time touches
the days or that visit somebody then. `workdays_left` counts the working days after the position
up to the deadline, which counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import groupby

from khtgdv.dates.periods import DateRange, format_date
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.frozen import replace
from khtgdv.plan.workdays import WorkCalendar, iterate_days
from khtgdv.query.cells import sort_by_deadline
from khtgdv.reports.shared.frame import report_document, with_unknown_holidays
from khtgdv.reports.shared.repeated import TaskOccurrence, occurrence_tables, occurrences_due_in
from khtgdv.reports.shared.rows import (
    TASK_COLUMNS,
    default_columns,
    inspection_table,
    state_word,
    task_row,
    task_table,
)
from khtgdv.reports.shared.steps import all_steps_due_in, steps_table
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khtgdv.dates.periods import Period, Position
    from khtgdv.document.document import Document
    from khtgdv.query.rows import AnyRow, InspectionRow, TaskRow
    from khtgdv.query.selection import Selection

    _DueLines = Callable[[str, Sequence[str]], list[str]]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_TITLES = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_COUNTED = "_count"  # behind the key of a day whose cell tells how much is due, and no names
_WEEK = Column("week", "Tuần", "code")
_GRID = (_WEEK, *(Column(key, title, "day") for key, title in zip(_DAYS, _DAY_TITLES, strict=True)))
_NARROW_GRID = (_WEEK, *(replace(column, key=column.key + _COUNTED) for column in _GRID[1:]))
_MOST_NAMES, _MOST_PRINTED_NAMES = 4, 8  # of what is due on a day
_NAMES_WIDTH = 15  # columns of a line of names on a screen: two of them
_WORKDAYS_LEFT_COLUMN = Column("workdays_left", "Còn", "number")


def build(selection: Selection, *, period: Period) -> Document:
    """Return what starts, is due, repeats and is inspected in a month or a week."""
    at = selection.position
    calendar = selection.portfolio.workdays
    tasks = [row for row in selection.tasks if row.status.state != "cancelled"]
    due = sort_by_deadline([row for row in tasks if _is_due(row, period)])
    starts = [row for row in tasks if row.work.start and period.contains(row.work.start.start)]
    due_occurrences = occurrences_due_in(selection, period)
    visits = [row for row in selection.inspections if _is_inspected_in(row, period)]
    steps = all_steps_due_in(selection, period)
    dated: list[AnyRow] = [*due, *visits]
    deadlines = [row.status.deadline.end for row in dated if row.status.deadline]
    due_names = _names_by_day(
        [
            *((row.status.deadline.end, row.id) for row in dated if row.status.deadline),
            *((step.due.end, step.id) for _, step in steps if step.due),
        ]
    )
    tables = [
        _grid(_GridData(period, at, calendar, due_names, _names_of(due_occurrences))),
        task_table("starts", f"BẮT ĐẦU ({len(starts)})", starts, selection, headings="declared"),
        _due_table(due, selection, calendar),
        steps_table("steps", f"BƯỚC ĐẾN HẠN ({len(steps)})", steps, selection),
        *occurrence_tables(due_occurrences, selection, "VIỆC ĐỊNH KỲ"),
        inspection_table("inspections", f"KIỂM TRA ({len(visits)})", visits, selection),
    ]
    footer = (
        f"{len(due)} nhiệm vụ đến hạn, {len(starts)} nhiệm vụ bắt đầu, "
        f"trên {selection.total_tasks}; {len(due_occurrences)} lượt việc định kỳ; "
        f"{len(visits)} cuộc kiểm tra"
    )
    spans = (DateRange(at.as_of, day) for day in deadlines if day > at.as_of)
    document = report_document("calendar", _title(period), selection, tables, footer)
    document = with_unknown_holidays(document, selection.portfolio, [period, *spans])
    return replace(document, figures=(f"{calendar.count_workdays(period)} ngày làm việc",))


def _title(period: Period) -> str:
    title = f"LỊCH {'TUẦN' if period.kind == 'week' else 'THÁNG'}"
    if period.kind == "week":
        return f"{title} {period.label.removeprefix('tuần ')} ({_dates_text(period)})"
    return f"{title} {period.label}"


def _dates_text(days: DateRange) -> str:
    return f"{format_date(days.start)[:5]} - {format_date(days.end)}"


def _is_due(row: TaskRow, period: Period) -> bool:
    return row.status.deadline is not None and period.contains(row.status.deadline.end)


def _is_inspected_in(row: InspectionRow, period: Period) -> bool:
    if row.status.state == "cancelled":
        return False
    planned = bool(row.work.start or row.status.deadline)
    visited = any(period.contains(day) for day in row.work.visits.values())
    return visited or (planned and period.overlaps(row.date_range.start, row.date_range.end))


def _names_by_day(due: Iterable[tuple[date, str]]) -> Mapping[date, Sequence[str]]:
    names: defaultdict[date, list[str]] = defaultdict(list)
    for day, name in due:
        names[day].append(name)
    return names


def _names_of(due_occurrences: list[TaskOccurrence]) -> Mapping[date, Sequence[str]]:
    """Return the repeated work of each day; that of every working day says nothing about a day."""
    return _names_by_day(
        (occurrence.due, row.id)
        for row, occurrence in due_occurrences
        if occurrence.rule.every != "day"
    )


def _due_table(due: Sequence[TaskRow], selection: Selection, calendar: WorkCalendar) -> Table:
    at = selection.position
    columns = ("id", "task", "lead", "deadline", "state", "workdays_left")
    narrow = ("id", "task", "lead", "state", "workdays_left")
    rows = tuple(_row_with_workdays_left(row, at, calendar) for row in due)
    return Table(
        "due",
        f"ĐẾN HẠN ({len(due)})",
        (*TASK_COLUMNS, _WORKDAYS_LEFT_COLUMN),
        default_columns(columns, selection),
        rows,
        narrow=default_columns(narrow, selection),
        footer="Còn: số ngày làm việc đến hạn, kể cả ngày hết hạn." if rows else "",
    )


def _row_with_workdays_left(row: TaskRow, at: Position, calendar: WorkCalendar) -> Row:
    base, deadline = task_row(row, at), row.status.deadline
    workdays_left: int | None = None
    if deadline and not row.status.closed and not at.has_passed(deadline.end):
        workdays_left = calendar.count_workdays_after(at.as_of, deadline.end)
    words = {
        **base.words,
        "workdays_left": "" if workdays_left is None else f"{workdays_left} ngày",
    }
    if workdays_left is not None:  # days by the calendar beside working days would only confuse
        words["state"] = state_word(row.status, at)
    return replace(base, values={**base.values, "workdays_left": workdays_left}, words=words)


class _GridData(NamedTuple):
    """What the cells of the grid are made of."""

    period: Period
    at: Position
    calendar: WorkCalendar
    due_names: Mapping[date, Sequence[str]]
    occurrence_names: Mapping[date, Sequence[str]]


def _grid(sheet: _GridData) -> Table:
    period = sheet.period
    monday = period.start - timedelta(days=period.start.weekday())
    weeks = [monday + timedelta(weeks=n) for n in range((period.end - monday).days // 7 + 1)]
    rows = tuple(_week(first, sheet) for first in weeks)
    keys, narrow = (tuple(column.key for column in grid) for grid in (_GRID, _NARROW_GRID))
    columns, legend = (*_GRID, *_NARROW_GRID[1:]), "\n".join(_legend(sheet))
    return Table("days", "", columns, keys, rows, layout="view", footer=legend, narrow=narrow)


def _week(first: date, sheet: _GridData) -> Row:
    week = first.isocalendar().week
    values: dict[str, Value] = {"week": week}
    words: dict[str, str] = {}
    printed_words: dict[str, str] = {}
    tones: dict[str, Tone] = {}
    for key, day in zip(
        _DAYS, iterate_days(DateRange(first, first + timedelta(days=6))), strict=True
    ):
        counted, inside = key + _COUNTED, sheet.period.contains(day)
        values[key] = values[counted] = day if inside else None
        words[key] = _cell(day, sheet, _named_lines) if inside else ""
        words[counted] = _cell(day, sheet, _counted_lines) if inside else ""
        printed_words[key] = _cell(day, sheet, _printed_lines).rstrip() if inside else ""
        if inside:
            tones[key] = tones[counted] = _tone(day, sheet)
    return Row(values, words, cell_tones=tones, printed_words=printed_words)


def _cell(day: date, sheet: _GridData, due_lines: _DueLines) -> str:
    """Return what stands in the cell of a day; `due_lines` tell what is due, in so many words."""
    number = f"[{day.day}]" if day == sheet.at.as_of else f"{day.day}"
    lines = [number, _day_off_word(sheet.calendar, day)]
    for word, names in (("hạn", sheet.due_names), ("kỳ", sheet.occurrence_names)):
        if names_of_day := names.get(day):
            lines += due_lines(word, names_of_day)
    return "\n".join(line for line in lines if line) + "\n"


def _counted_lines(word: str, names: Sequence[str]) -> list[str]:
    return [f"{len(names)} {word}"]


def _named_lines(word: str, names: Sequence[str]) -> list[str]:
    """Return how much is due, and below it the first by name, in short lines."""
    first, rest = _first_names(names, _MOST_NAMES)
    lines = [f"{len(names)} {word}", ""]
    for name in first:
        joined = f"{lines[-1]}, {name}" if lines[-1] else name
        if len(joined) > _NAMES_WIDTH and lines[-1]:
            lines[-1] += ","
            lines.append(name)
        else:
            lines[-1] = joined
    return [*lines, rest]


def _printed_lines(word: str, names: Sequence[str]) -> list[str]:
    """Return the same for paper, which breaks its lines itself and has more room."""
    first, rest = _first_names(names, _MOST_PRINTED_NAMES)
    return [f"{len(names)} {word}: {', '.join(first)} {rest}".rstrip()]


def _first_names(names: Sequence[str], most: int) -> tuple[list[str], str]:
    """Return the first names, with how often where that is not once, and how many more there are.

    The numbers add up to how much is due.
    """
    counts = Counter(names)
    first = list(counts.items())[:most]
    more = len(names) - sum(count for _, count in first)
    named = [f"{name} ({count})" if count > 1 else name for name, count in first]
    return named, f"và {more} nữa" if more else ""


def _day_off_word(calendar: WorkCalendar, day: date) -> str:
    """Return the word for a day off, or for one of a weekend that is worked; Tết has its own."""
    if day in calendar.days_off:
        return "Tết" if calendar.days_off[day].startswith("Tết") else "nghỉ"
    return "làm bù" if day in calendar.days_worked else ""


def _tone(day: date, sheet: _GridData) -> Tone:
    if day == sheet.at.as_of:
        return Tone.NOW
    if day in sheet.calendar.days_off:
        return Tone.OFF
    return Tone.PLAIN if sheet.calendar.is_workday(day) or day in sheet.due_names else Tone.QUIET


def _legend(sheet: _GridData) -> Iterator[str]:
    period, at, calendar = sheet.period, sheet.at, sheet.calendar
    signs = ["hạn: nhiệm vụ, cuộc kiểm tra đến hạn", "kỳ: việc định kỳ đến hạn"]
    if period.contains(at.as_of):
        signs.insert(0, f"[{at.as_of.day}] {'ngày tính đến' if at.closed else 'hôm nay'}")
    yield " · ".join(signs)
    for sign, names in (("nghỉ", calendar.days_off), ("làm bù", calendar.days_worked)):
        named_days = [(day, names[day]) for day in iterate_days(period) if day in names]
        for name, part in groupby(named_days, key=lambda pair: pair[1]):
            run = [day for day, _ in part]
            date_text = f"{run[0].day}" if len(run) == 1 else f"{run[0].day}-{run[-1].day}"
            yield f"{sign} {date_text}/{run[-1].month:02}: {name}"
