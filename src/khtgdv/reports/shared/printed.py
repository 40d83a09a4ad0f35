"""How a row stands in the signed paper, and so on a printed copy: its words, its heading.

Shared by the reports.
"""

from __future__ import annotations

from khtgdv.dates.periods import full_date, paper_date
from khtgdv.dates.spans import is_within_a_year
from khtgdv.document.letterhead import Letterhead
from khtgdv.frozen import replace
from khtgdv.plan.ids import (
    NUMBERED_SECTION,
    REGULAR_SECTION,
    SECTION_TITLES,
    number_text,
    section_of,
)
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.dates.periods import DateRange, Period
    from khtgdv.document.document import Document, Row
    from khtgdv.plan.heads import HeadForm
    from khtgdv.plan.office import Office
    from khtgdv.query.plans import IssuedPaper
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection

# The columns of the plan's two appendices, beside the row's number, and where the row stands.
TASK_PRINTED = ("task", "lead", "coordinating", "deadline", "state")
INSPECTION_PRINTED = ("content", "team", "units", "due_text", "visits", "state")
_DATED_TITLE = "Nhiệm vụ có thời hạn"
# What stands at the right of a head, by its form: the Party's line, the State's name and motto.
BANNERS: dict[HeadForm, tuple[str, ...]] = {
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "other": (),
}
SIGNATURES = ("NGƯỜI LẬP BIỂU", "LÃNH ĐẠO DUYỆT")


def letterhead(selection: Selection) -> Letterhead:
    """Return what stands around the tables; several plans have in common what they share."""
    papers = selection.portfolio.papers
    offices = [plan.office for plan in selection.portfolio.office_plans]
    form = _common_form(offices, papers)
    basis = "; ".join(paper_words(paper, form) for paper in papers[:3])
    agency = _common(o.name for o in offices) or _common(paper.agency for paper in papers)
    return Letterhead(
        form=form,
        banner=BANNERS[form],
        parent=_common(office.parent for office in offices),
        agency=agency,
        place=_common(office.place for office in offices),
        basis=f"Theo {basis}" if basis else "",
        filter_text=f"Phạm vi: {selection.filter_names}" if selection.filter else "",
        signatures=SIGNATURES,
        enclosed=f"Kèm theo {basis}{f' của {agency}' if agency else ''}" if basis else "",
    )


def bare_letterhead(selection: Selection) -> Letterhead:
    """Return what stands around the tables of a page that nobody signs: what it is taken from."""
    paper = letterhead(selection)
    return Letterhead(basis=paper.basis, filter_text=paper.filter_text)


def as_appendix(document: Document, number: int) -> Document:
    """Return a document as an appendix of this number, without one where it is 0.

    Each part of a sheaf is an appendix of its own, with the next number.
    """
    if document.parts:
        parts = enumerate(document.parts, number)
        return replace(document, parts=tuple(as_appendix(part, n) for n, part in parts))

    def appendix_letterhead() -> Letterhead:
        from khtgdv.document.appendix_labels import appendix_label

        label = appendix_label(number, document.letterhead.form)
        return replace(document.letterhead, label=label, signatures=())

    return replace(document, letterhead_of=appendix_letterhead)


def paper_words(paper: IssuedPaper, form: HeadForm = "party") -> str:
    """Return a plan as papers of a form name it, by number and date; a draft is called one."""
    if paper.date is None:
        return f"Kế hoạch {paper.name}"
    draft = "dự thảo " if paper.draft else ""
    state = form == "state"
    day = f" {full_date(paper.date)}" if state else f", ngày {paper_date(paper.date)}"
    return f"{draft}Kế hoạch số {paper.name}{day}"


def _common(words: Iterable[str | None]) -> str:
    """Return the one word that all have, else nothing."""
    different_words = set(words)
    return (different_words.pop() or "") if len(different_words) == 1 else ""


def _common_form(offices: Iterable[Office], papers: Iterable[IssuedPaper]) -> HeadForm:
    """Return the form of the heads of all plans: as their offices say, else as their numbers."""
    from khtgdv.plan.heads import head_form

    spoken = {office.form for office in offices}
    forms = {form for form in spoken if form is not None}
    if None in spoken:
        forms |= {head_form(paper.name, paper.agency) for paper in papers}
    return forms.pop() if len(forms) == 1 else "other"


def printed_words(row: AnyRow) -> dict[str, str]:
    """Return what stands on paper instead: departments by name, the finish as it was signed."""
    words = {"lead": lead_text(row), "deadline": finish_text(row)}
    if len(row.leads) > 1:
        words["leads"] = "; ".join(department_names(row, row.leads))
    if row.coordinating:
        names = department_names(row, row.coordinating)
        words["coordinating_departments"] = "; ".join(names)
    return words


def lead_text(row: AnyRow) -> str:
    """Return the leading departments as the paper writes them."""
    if text := getattr(row.work, "lead_text", None):
        return str(text)
    return _group_of_leads(row) or "; ".join(department_names(row, row.leads))


def department_names(row: AnyRow, codes: Iterable[str]) -> Iterator[str]:
    """Yield the names of departments, as their plan writes them."""
    names = {department.code: department.name for department in row.plan.departments}
    return (names.get(code, code) for code in codes)


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
    signed_text = work.due_text or (_printed_period(work.due, row.plan.span) if work.due else "")
    if deadline is None or deadline == work.due:
        return signed_text
    word = "gia hạn" if work.due else "ấn định"
    return f"{signed_text}\n({word}: {_printed_period(deadline, row.plan.span)})".lstrip()


def _printed_period(period: Period, span: DateRange) -> str:
    """Return a period as papers write it: the year where the plan does not tell it."""
    if period.kind != "month":
        return sentence_case(period.label)
    is_plain = span.overlaps(period.start, period.end) and is_within_a_year(span)
    year_suffix = "" if is_plain else f"/{period.end.year}"
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
    """Return the heading of a row: work under regular work that has a deadline is not regular.

    Rows numbered from 1 have none, but beside declared sections, where they would stand under the
    last of these.
    """
    if code == REGULAR_SECTION and row.status.kind == "dated":
        return _DATED_TITLE
    return "" if code == NUMBERED_SECTION and not row.plan.sections else section_title(row)
