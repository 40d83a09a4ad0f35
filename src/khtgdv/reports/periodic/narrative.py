"""The periodic report as the office sends it: its text, in the order that reports have.

Results (by department as field of work, with what was issued), assessment, the tasks of the next
period, proposals. Figures stand in the text, tables are its appendices. What only people know is
left for them to write.
"""

from __future__ import annotations

from khtgdv.dates.periods import period_name
from khtgdv.document.appendix_labels import appendix_number
from khtgdv.document.issued import TO_BE_WRITTEN, Paragraph
from khtgdv.frozen import dataclass, replace
from khtgdv.reports.periodic import figures as period_figures
from khtgdv.reports.periodic.narrative_items import (
    cancelled_items,
    extended_items,
    is_paper,
    next_items,
    result_items,
    row_text,
)
from khtgdv.reports.periodic.period_rows import closing_date
from khtgdv.reports.periodic.repeated_work import inspections_of_period
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khtgdv.document.document import Row
    from khtgdv.document.issued import ParagraphKind
    from khtgdv.plan.heads import HeadForm
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.periodic.period_rows import ReportTerm

_MOST_ITEMS = 40  # rows that a text names one by one; what is longer stands in its appendix


@dataclass(frozen=True, slots=True)
class Findings:
    """What a report has found: its figures (those of all first), the rows of its tables.

    `appended` are the names of the tables that are its appendices, `form` is that of its head.
    """

    selection: Selection
    term: ReportTerm
    figures: Sequence[Row]
    rows: Mapping[str, Sequence[TaskRow]]
    appended: Sequence[str]
    form: HeadForm = "other"

    def reference(self, *tables: str) -> str:
        """Return ` (Phụ lục 2, 3)` for the appendices that have the rows told of."""
        numbers = (n for n, name in enumerate(self.appended, 1) if name in tables)
        listed = ", ".join(appendix_number(number, self.form) for number in numbers)
        return f" (Phụ lục {listed})" if listed else ""


def paragraphs(findings: Findings, introduction: str, closing: str) -> tuple[Paragraph, ...]:
    """Return the text of a report between its introduction and its last sentence."""
    name, following = findings.term.name, period_name(findings.term.next_period)
    return (
        Paragraph("text", introduction),
        Paragraph("section", f"I. KẾT QUẢ THỰC HIỆN {name.upper()}"),
        *_results(findings),
        Paragraph("section", "II. ĐÁNH GIÁ CHUNG"),
        *_assessment(findings),
        Paragraph("section", f"III. NHIỆM VỤ TRỌNG TÂM {following.upper()}"),
        *_next_tasks(findings),
        Paragraph("section", "IV. ĐỀ XUẤT, KIẾN NGHỊ"),
        Paragraph("text", TO_BE_WRITTEN),
        Paragraph("text", closing),
    )


def _results(findings: Findings) -> Iterator[Paragraph]:
    whole, term = findings.figures[0], findings.term
    yield Paragraph("heading", "1. Kết quả chung")
    for sentence in period_figures.overall_sentences(whole, term).splitlines():
        yield Paragraph("text", sentence)
    done = period_figures.results_sentence(whole, findings.rows, findings.selection)
    reference = findings.reference("figures", "completed", "completed_late")
    yield Paragraph("text", f"{done.removesuffix('.')}{reference}.")
    yield Paragraph("heading", "2. Kết quả theo lĩnh vực công tác")
    for figures in findings.figures[1:]:
        yield from _department(figures, findings)
    if inspected := period_figures.inspections_sentence(findings.selection, term):
        yield Paragraph("heading", "3. Công tác kiểm tra, giám sát, khảo sát")
        text = inspected.removesuffix(".").partition(": ")[2]
        rows = [
            row
            for row in inspections_of_period(findings.selection, term)
            if term.days.contains(closing_date(row)) and row.work.result
        ]
        beginning = f"Có {text}{findings.reference('inspections')}"
        yield from _with_results(Paragraph("text", beginning), rows, "item", findings)


def _department(figures: Row, findings: Findings) -> Iterator[Paragraph]:
    """Yield what a department did: of the rows it leads, how many, and what was issued."""
    code = figures.values["department"]
    clause = period_figures.due_clause(figures, findings.term)
    done = figures.number("completed") + figures.number("completed_late")
    rows = [
        row
        for name in ("completed", "completed_late")
        for row in findings.rows[name]
        if code in row.leads and row.work.result
    ]
    of_period = figures.number("on_time") + figures.number("late")
    more = "" if done == of_period else f". Kể cả việc đến hạn ở kỳ khác đã hoàn thành {done}"
    beginning = f"{figures.text('name')}: {clause}{more}"
    yield from _with_results(Paragraph("item", beginning), rows, "subitem", findings)


def _with_results(
    beginning: Paragraph, rows: Sequence[AnyRow], kind: ParagraphKind, findings: Findings
) -> Iterator[Paragraph]:
    """Yield a sentence, and below it what the rows ended with; papers are called issued."""
    said = "Đã ban hành" if all(map(is_paper, rows)) else "Kết quả"
    yield replace(beginning, text=f"{beginning.text}. {said}:" if rows else f"{beginning.text}.")
    yield from result_items(rows, kind, findings.form)


def _assessment(findings: Findings) -> Iterator[Paragraph]:
    yield Paragraph("heading", "1. Ưu điểm")
    yield Paragraph("text", TO_BE_WRITTEN)
    yield Paragraph("heading", "2. Hạn chế, khó khăn")
    yield Paragraph("text", _overdue_sentence(findings))
    selection, rows = findings.selection, findings.rows
    extended = extended_items(rows["extended"], findings.term, selection)
    yield from _decided("extended", "gia hạn", extended, findings)
    cancelled = cancelled_items(rows["cancelled"], selection)
    yield from _decided("cancelled", "hủy", cancelled, findings)
    yield Paragraph("heading", "3. Nguyên nhân")
    yield Paragraph("text", TO_BE_WRITTEN)


def _overdue_sentence(findings: Findings) -> str:
    """Return how many rows are late, of when, and which is late the longest."""
    rows = findings.rows["overdue"]
    beginning = sentence_case(period_figures.position_text(findings.term))
    if not rows:
        return f"{beginning} không có nhiệm vụ quá hạn."
    oldest = max(rows, key=lambda row: row.status.days_overdue or 0)
    name = findings.selection.departments.get(oldest.lead, oldest.lead)
    own = period_figures.own_part(findings.figures[0])
    counts = period_figures.counts_by_department_name(rows, findings.selection)
    reference, days = findings.reference("overdue"), oldest.status.days_overdue
    text = f"{beginning} có {len(rows)} nhiệm vụ quá hạn, {own} ({counts}){reference}."
    if not days:
        return text
    return f"{text} Lâu nhất: “{row_text(oldest)}” ({name}), quá hạn {days} ngày."


def _decided(
    table: str, word: str, items: Iterable[Paragraph], findings: Findings
) -> Iterator[Paragraph]:
    """Yield how many rows were extended or cancelled in the period, and the items of these."""
    rows = findings.rows[table]
    if not rows:
        return
    beginning = f"Trong kỳ {word} {len(rows)} nhiệm vụ{findings.reference(table)}"
    if len(rows) > _MOST_ITEMS:
        yield Paragraph("text", f"{beginning}.")
        return
    yield Paragraph("text", f"{beginning}:")
    yield from items


def _next_tasks(findings: Findings) -> Iterator[Paragraph]:
    rows, whole = findings.rows["next"], findings.figures[0]
    sentence = period_figures.next_period_sentence(
        findings.rows, findings.selection, findings.term
    ).removesuffix(".")
    reference = findings.reference("next")
    yield Paragraph("text", f"{sentence}{reference}.")
    if len(rows) <= _MOST_ITEMS:
        yield from next_items(rows, findings.selection)
    left = [
        f"{whole.text(key)} nhiệm vụ {words}{findings.reference(key)}"
        for key, words in (("overdue", "quá hạn"), ("in_progress", "đang thực hiện"))
        if whole.values[key]
    ]
    if left:
        yield Paragraph("text", f"Tiếp tục chỉ đạo, đôn đốc {' và '.join(left)}.")
    yield Paragraph("text", TO_BE_WRITTEN)
