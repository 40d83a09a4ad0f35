"""What stands around the text of a periodic report: whose it is, of what, on what ground."""

from __future__ import annotations

from functools import partial

from khtgdv.dates.periods import format_date, paper_date, period_name
from khtgdv.document.issued import IssuedText
from khtgdv.frozen import replace
from khtgdv.plan.office import Signer
from khtgdv.reports.issued.office_paper import (
    chosen_signer,
    common_office,
    enclosed_words,
    number_of_paper,
    recipient_lines,
    signature,
)
from khtgdv.reports.periodic.narrative import Findings, paragraphs
from khtgdv.reports.shared.printed import letterhead, paper_words
from khtgdv.text import fold, one_line, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from khtgdv.document.document import Document, Table
    from khtgdv.document.letterhead import Letterhead
    from khtgdv.plan.heads import HeadForm
    from khtgdv.plan.office import PlanDocument
    from khtgdv.query.selection import Selection
    from khtgdv.reports.periodic.period_rows import ReportTerm

_MANY = 3
_SIGN, _KIND = "BC", "Báo cáo"
# The tables that go with a report, in its order, with the titles they have there.
_APPENDICES = {
    "figures": "Số liệu thực hiện nhiệm vụ theo đơn vị",
    "completed": "Nhiệm vụ hoàn thành đúng hạn",
    "completed_late": "Nhiệm vụ hoàn thành quá hạn",
    "recurring_tasks": "Việc định kỳ",
    "unlogged_tasks": "Việc định kỳ chưa ghi nhận kỳ nào",
    "inspections": "Kiểm tra, giám sát, khảo sát",
    "overdue": "Nhiệm vụ quá hạn",
    "in_progress": "Nhiệm vụ đang thực hiện",
    "open": "Nhiệm vụ chưa báo cáo kết quả",
    "scheduled": "Nhiệm vụ bắt đầu từ nay đến hết kỳ",
    "extended": "Nhiệm vụ được gia hạn trong kỳ",
    "cancelled": "Nhiệm vụ đã hủy trong kỳ",
    "earlier": "Nhiệm vụ còn lại của kế hoạch các năm trước",
    "next": "Nhiệm vụ đến hạn",
    "next_inspections": "Kiểm tra, giám sát, khảo sát đến hạn",
}
_OF_NEXT_PERIOD = frozenset({"next", "next_inspections"})


def appended(tables: Sequence[Table]) -> list[str]:
    """Return the names of the appendices: of the tables that have rows, in their order."""
    return [table.name for table in tables if table.name in _APPENDICES and table.rows]


def signer_of(selection: Selection, choice: str | None) -> Signer | None:
    """Return who signs; of a department's report nobody known, unless somebody was chosen."""
    if choice is None and (name := _own_department(selection)):
        return Signer(title=f"Lãnh đạo {name}", name="")
    return chosen_signer(common_office(selection), _papers(selection), choice)


def _papers(selection: Selection) -> list[PlanDocument]:
    """Return the papers of the plans with all that they say, which a snapshot's list does not."""
    return [plan.document for plan in selection.portfolio if plan.document]


def _own_department(selection: Selection) -> str:
    """Return the name of the one department that a report is of; empty where it is not of one."""
    wanted = selection.filter.get("department")
    code = wanted[0] if isinstance(wanted, tuple) and len(wanted) == 1 else None
    return selection.departments.get(code, "") if isinstance(code, str) else ""


def outgoing_letterhead(
    findings: Findings, tables: Sequence[Table], document: Document, signer: Signer | None
) -> Letterhead:
    """Return what stands around a report that is signed and sent, its text included."""
    selection, term = findings.selection, findings.term
    head = letterhead(selection)
    findings = replace(findings, form=head.form)
    if department := _own_department(selection):
        head = replace(head, parent=head.agency, agency=department)
    office, papers = common_office(selection), _papers(selection)
    symbol = None if department or office is None else office.symbol
    plan_number = papers[0].name if len(papers) == 1 and not department else ""
    number = number_of_paper(_SIGN, head.form, symbol, plan_number)
    issued = IssuedText(
        kind=_KIND.upper(),
        subject=_subject(findings, head),
        number=number,
        enclosed=enclosed_words(_KIND, number, head.form, head.agency),
        paragraphs=paragraphs(findings, _introduction(findings, head), _closing(findings, head)),
        signature=signature(signer, head.form),
        recipients=recipient_lines(_recipients(selection, head), head.form),
        appendices=_appendix_titles(tables, term),
    )
    title = document.title
    return replace(head, basis="", title=title, opening="\n".join(document.lines), issued=issued)


def _recipients(selection: Selection, head: Letterhead) -> Sequence[str]:
    """Return who gets the report: of a department's the office, else those the office declares."""
    if department := _own_department(selection):
        return (*([f"{head.parent} (để b/c)"] if head.parent else []), f"Lưu {department}")
    office = common_office(selection)
    return office.recipients if office else ()


def _appendix_titles(tables: Sequence[Table], term: ReportTerm) -> Mapping[str, str]:
    following = period_name(term.next_period)
    return {
        name: f"{_APPENDICES[name]} {following}" if name in _OF_NEXT_PERIOD else _APPENDICES[name]
        for name in appended(tables)
    }


def _subject(findings: Findings, head: Letterhead) -> str:
    """Return what the report is about, as the line below its kind says it."""
    term = findings.term
    subject = f"Kết quả thực hiện {_plans_in_short(findings.selection)} {term.name}"
    if not term.finished:
        subject += f" (tính đến {term.position_words})"
    return subject[0].lower() + subject[1:] if head.form == "party" else subject


def _introduction(findings: Findings, head: Letterhead) -> str:
    selection, term = findings.selection, findings.term
    plans = _plans_in_words(selection, partial(_cited, form=head.form))
    ground = f"Thực hiện {plans}, " if plans else ""
    who = f"{head.agency} báo cáo" if head.agency else "báo cáo"
    days = f"từ ngày {paper_date(term.period.start)} đến {term.position_words}"
    scope = f", phạm vi: {selection.filter_text}" if _is_narrowed(selection) else ""
    text = f"{ground}{who} kết quả thực hiện {term.name} ({days}{scope}) như sau:"
    return sentence_case(text)


def _cited(paper: PlanDocument, form: HeadForm) -> str:
    """Return a plan as an introduction cites it: number, date, who issued it, about what."""
    title = one_line(paper.title)
    if fold(title).startswith("ke hoach "):
        title = title[len("Kế hoạch ") :]
    return f"{_named(paper, form)} về {title}"


def _named(paper: PlanDocument, form: HeadForm = "party") -> str:
    return f"{paper_words(paper, form)} của {paper.agency}"


def _is_narrowed(selection: Selection) -> bool:
    """Tell whether a filter other than the one department of a report narrows it."""
    return bool(selection.filter.keys() - ({"department"} if _own_department(selection) else set()))


def _closing(findings: Findings, head: Letterhead) -> str:
    subject = f"Trên đây là báo cáo kết quả thực hiện {findings.term.name}"
    who = f" của {head.agency}" if head.agency else ""
    return f"{subject}{who}{'./.' if head.form == 'state' else '.'}"


def report_title(selection: Selection, term: ReportTerm) -> str:
    """Return the title of a report on a screen."""
    return f"BÁO CÁO kết quả thực hiện {_plans_in_short(selection)} {term.name}"


def _plans_in_short(selection: Selection) -> str:
    papers = _papers(selection)
    numbers = [paper.name for paper in papers]
    if len(numbers) > _MANY:
        return f"{len(numbers)} kế hoạch"
    word = "Kế hoạch số" if all(paper.number for paper in papers) else "Kế hoạch"
    return f"{word} {', '.join(numbers)}" if numbers else "kế hoạch"


def opening_lines(selection: Selection, term: ReportTerm) -> Iterator[str]:
    """Yield the first lines of a report on a screen: whose it is, on what ground."""
    agencies = {paper.agency for paper in _papers(selection)}
    if len(agencies) == 1:
        yield agencies.pop().upper()
    yield _basis(selection, term)


def _basis(selection: Selection, term: ReportTerm) -> str:
    """Return the sentence a report begins with: on the ground of which plan, of whom."""
    plans = _plans_in_words(selection, _named)
    days = f"từ ngày {format_date(term.period.start)} đến ngày {format_date(term.at.as_of)}"
    basis = f"Thực hiện {plans}, kết quả" if plans else "Kết quả"
    return f"{basis} {term.name} ({days}) như sau:"


def _plans_in_words(selection: Selection, words: Callable[[PlanDocument], str]) -> str:
    """Return the first plans in these words, and how many there are besides."""
    papers = _papers(selection)
    rest = f" và {len(papers) - _MANY} kế hoạch khác" if len(papers) > _MANY else ""
    return f"{'; '.join(map(words, papers[:_MANY]))}{rest}"
