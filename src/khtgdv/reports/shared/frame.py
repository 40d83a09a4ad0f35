"""The heading every report has: what it is, of which plan, at which position, which filter."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache, partial
from operator import itemgetter

from khtgdv.dates.periods import format_date
from khtgdv.document.document import Document, Table
from khtgdv.document.plan_calendar import PlanCalendar
from khtgdv.frozen import replace
from khtgdv.plan.ids import INSPECTION_SECTION, section_order
from khtgdv.query.cells import rows_matching
from khtgdv.reports.shared.facts import days_late
from khtgdv.reports.shared.printed import bare_letterhead, letterhead
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khtgdv.dates.periods import DateRange
    from khtgdv.query.cells import Cell
    from khtgdv.query.plans import Plans
    from khtgdv.query.selection import Selection


def report_document(
    report: str, title: str, selection: Selection, tables: Iterable[Table], footer: str = ""
) -> Document:
    """Return a document with its heading, its contract fields and the ranks of its codes."""
    return Document(
        report=report,
        title=title,
        subtitle=selection.position.label,
        lines=(
            f"{plan_names(selection)} · phạm vi: {selection.filter_text}",
            *_reach_lines(selection),
        ),
        position=selection.position,
        plans=selection.plans,
        filter=selection.filter,
        ranks={
            "lead": tuple(selection.departments),
            "state": tuple(STATE_LABELS),
            "kind": tuple(KIND_LABELS),
            "section": (*sections_in_order(selection.portfolio), INSPECTION_SECTION),
        },
        departments=selection.departments,
        tables=tuple(tables),
        footer=footer,
        calendar=plan_calendar(selection),
        letterhead_of=cache(partial(letterhead, selection)),
    )


def unsigned_document(
    report: str, title: str, selection: Selection, tables: Iterable[Table]
) -> Document:
    """Return one to look things up in: it is printed without a head and places to sign."""
    document = report_document(report, title, selection, tables)
    return replace(document, letterhead_of=cache(partial(bare_letterhead, selection)))


def sections_in_order(plans: Plans) -> Iterable[str]:
    """Return the sections of plans in the order of their papers."""
    return section_order(plans.sections, plans.first_month)


def _reach_lines(selection: Selection) -> Iterator[str]:
    """Yield a line where the position is before every plan begins: an empty report says little."""
    day = selection.position.as_of
    first = min((span.start for span in selection.portfolio.spans), default=day)
    if day < first:
        start = format_date(first)
        yield f"Ngày {format_date(day)} chưa có kế hoạch: kế hoạch sớm nhất bắt đầu từ {start}."


def with_unknown_holidays(
    document: Document, plans: Plans, ranges: Iterable[DateRange]
) -> Document:
    """Return a document that says of which years it counts working days without days off.

    `ranges` are the days in which it counts them.
    """
    ends = {
        min(days.end, date(year, 12, 31))
        for days in ranges
        for year in range(days.start.year, days.end.year + 1)
    }
    if not ends:
        return document
    calendar, files = plans.workdays, _file_years(plans)
    years = sorted({day.year for day in ends if not calendar.is_known(day, files)})
    found = [
        f"chưa có ngày nghỉ năm {year} trong plan_{files.get(year, year)}.yaml; "
        "ngày làm việc chưa trừ ngày lễ, tết"
        for year in years
    ]
    notices = [notice for notice in found if notice not in document.notices]
    return replace(
        document,
        lines=(*document.lines, *(f"Lưu ý: {notice}." for notice in notices)),
        notices=(*document.notices, *notices),
    )


def with_unknown_lateness(document: Document, selection: Selection) -> Document:
    """Return a document that says so where it shows lateness in working days of such years."""
    plans, at = selection.portfolio, selection.position
    years = range(min(plans.years, default=at.as_of.year), at.as_of.year + 1)
    calendar, plan_years = plans.workdays, frozenset(plans.years)
    if all(calendar.is_known(date(year, 12, 31), plan_years) for year in years):
        return document
    late = rows_matching(selection.tasks, at, {"state": ("completed-late",)})
    return with_unknown_holidays(document, plans, filter(None, map(days_late, late)))


def _file_years(plans: Plans) -> Mapping[int, int]:
    """Return for each year that the plans reach into the year of the file that has its days off."""
    pairs = sorted(set(zip(plans.years, plans.spans, strict=True)), key=itemgetter(0))
    files = {year: of for of, span in pairs for year in range(span.start.year, span.end.year + 1)}
    return files | {of: of for of, _ in pairs}


def plan_calendar(selection: Selection) -> PlanCalendar:
    """Return what a calendar must know of the plans."""
    plans = selection.portfolio
    of = dict(zip(plans.names, plans.spans, strict=True))
    days = plans.workdays
    return PlanCalendar(of, plans.latest_issue_date, tuple(days.days_off), tuple(days.days_worked))


def plan_names(selection: Selection) -> str:
    """Return the plans in words; many are counted."""
    names = selection.plans
    if len(names) > 3:  # noqa: PLR2004 - more than fit in a heading
        return f"{len(names)} kế hoạch"
    return f"Kế hoạch {', '.join(names)}" if names else "Không có kế hoạch nào"


def counted_footers(text: str, cells: Iterable[Cell], selection: Selection) -> tuple[str, str]:
    """Return a line below a table with how many of its rows each department leads: `TT-TH 11`.

    The first is that of screens, the second that of paper, where departments stand by their names.
    """
    cells = list(cells)
    counts: Counter[str] = Counter()
    for cell in cells:
        counts.update(dict.fromkeys(cell.leads, cell.n))
    departments = [pair for pair in selection.departments.items() if counts[pair[0]]]
    note = several_leads_note(cells)
    parts = ([f"{pair[place]} {counts[pair[0]]}" for pair in departments] for place in (0, 1))
    first, second = (joined_notes(" · ".join(part), note) for part in parts)
    return (f"{text}: {first}", f"{text}: {second}") if counts else (text, text)


def several_leads_note(cells: Iterable[Cell]) -> str:
    """Return how many of the rows counted several departments lead; nothing where none does."""
    count = sum(cell.n for cell in cells if len(cell.leads) > 1)
    if not count:
        return ""
    return (
        f"{count} nhiệm vụ có nhiều đơn vị chủ trì, tính cho từng đơn vị; tổng số chỉ tính một lần"
    )


def joined_notes(*notes: str) -> str:
    """Return what is said below a table, in one line."""
    return "; ".join(note for note in notes if note)
