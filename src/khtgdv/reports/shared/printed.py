"""How a row stands in the signed paper, and so on a printed copy: its words, its heading.

Shared by the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Letterhead
from khtgdv.frozen import replace
from khtgdv.plan.ids import (
    NUMBERED_SECTION,
    REGULAR_SECTION,
    SECTION_TITLES,
    number_text,
    section_of,
)
from khtgdv.text import sentence_case

if TYPE_CHECKING:
    from khtgdv.dates.periods import Period
    from khtgdv.document.document import Row
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection

# The columns of the plan's two appendices, beside the row's number, and where the row stands.
TASK_PRINTED = ("task", "lead", "coordinating", "deadline", "state")
INSPECTION_PRINTED = ("content", "team", "units", "due_text", "visits", "state")
_DATED_TITLE = "Nhiệm vụ có thời hạn"
# How a paper is numbered tells whose it is: `31-KH/TU` is the Party's way (Hướng dẫn
# 36-HD/VPTW), `31/KH-UBND` the State's (Nghị định 30/2020). Each has its own line at the top.
_BANNER_BY_SEPARATOR = {
    "-": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
    "/": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
}
SIGNATURES = ("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO DUYỆT")


def letterhead(selection: Selection) -> Letterhead:
    """Return what stands around the tables; several plans have in common what they share."""
    papers = selection.portfolio.papers
    agencies = {paper.agency for paper in papers}
    banners = {_banner_of(paper.number) for paper in papers}
    basis = "; ".join(
        f"Kế hoạch số {p.number} ngày {p.date.day:02}/{p.date.month:02}/{p.date.year}"
        for p in papers[:3]
    )
    return Letterhead(
        banner=next(iter(banners)) if len(banners) == 1 else (),
        agency=next(iter(agencies)) if len(agencies) == 1 else "",
        basis=f"Theo {basis}" if basis else "",
        filter_text=f"Bộ lọc: {selection.filter_text}" if selection.filter else "",
        signatures=SIGNATURES,
    )


def _banner_of(number: str) -> tuple[str, ...]:
    rest = number.lstrip("0123456789")
    return _BANNER_BY_SEPARATOR.get(rest.lstrip()[:1], ()) if rest != number else ()


def lead_text(row: TaskRow) -> str:
    """Return the leading departments as the paper writes them."""
    if row.work.lead_text:
        return row.work.lead_text
    names = {department.code: department.name for department in row.plan.departments}
    return _group_of_leads(row) or "; ".join(names.get(code, code) for code in row.leads)


def lead_words(row: AnyRow) -> str:
    """Return the leading departments as screens show them: codes, or one name of them all."""
    return _group_of_leads(row) or "; ".join(row.leads)


def _group_of_leads(row: AnyRow) -> str:
    """Return the collective name of just those that lead a row; nothing where there is none."""
    if len(row.leads) <= 1:
        return ""
    return next((group.name for group in row.plan.groups if group.members == row.leads), "")


def finish_text(row: AnyRow) -> str:
    """Return the finish as the paper writes it (`Tháng 02`), and the deadline that replaced it."""
    work, deadline = row.work, row.status.deadline
    signed_text = work.due_text or (_printed_period(work.due, row.plan.year) if work.due else "")
    if deadline is None or deadline == work.due:
        return signed_text
    word = "gia hạn" if work.due else "ấn định"
    return f"{signed_text}\n({word}: {_printed_period(deadline, row.plan.year)})".lstrip()


def _printed_period(period: Period, year: int) -> str:
    """Return a period as papers write it: the year only where it is another than the plan's."""
    if period.kind != "month":
        return sentence_case(period.label)
    year_suffix = f"/{period.end.year}" if period.end.year != year else ""
    return f"{SECTION_TITLES[f'T{period.number:02}']}{year_suffix}"


def section_title(row: TaskRow) -> str:
    """Return what the section of a row is called: by the plan, else by its month and the like."""
    code = section_of(row.id)
    declared = (section.title for section in row.plan.sections if section.code == code)
    return next(declared, "") or SECTION_TITLES.get(code, code)


def with_heading(printed: Row, row: TaskRow, *, months: bool) -> Row:
    """Return a row under the heading that the paper has it under, with the paper's number.

    A plan that declares sections has its headings everywhere; one that is ordered by months has
    them on paper only, where `months` says so.
    """
    code = section_of(row.id)
    heading = _heading(row, code)
    number = "" if code in SECTION_TITLES and code != NUMBERED_SECTION else number_text(row.id)
    if row.plan.sections:
        places = {section.code: place for place, section in enumerate(row.plan.sections)}
        place = places.get(code)
        return replace(printed, section_heading=heading, section_place=place, paper_number=number)
    return replace(printed, paper_heading=heading if months else "", paper_number=number)


def _heading(row: TaskRow, code: str) -> str:
    """Return the heading of a row: work under regular work that has a deadline is not regular."""
    if code == REGULAR_SECTION and row.status.kind == "dated":
        return _DATED_TITLE
    return "" if code == NUMBERED_SECTION else section_title(row)
