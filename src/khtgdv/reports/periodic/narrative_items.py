"""Rows of a plan as a report names them in its text: what was issued, moved, given up, is next."""

from __future__ import annotations

import re

from khtgdv.dates.periods import paper_date, period_name
from khtgdv.document.issued import Paragraph
from khtgdv.language.citations import kind_of_sign
from khtgdv.reports.periodic.period_rows import effective_extensions
from khtgdv.schedule.status import completion_date
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.document.issued import ParagraphKind
    from khtgdv.plan.heads import HeadForm
    from khtgdv.plan.model import Extension
    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection
    from khtgdv.reports.periodic.period_rows import ReportTerm

_NUMBER = re.compile(r"(?:số\s+)?\d+[A-Z]?(?:/\d{4})?[-/](?P<sign>[A-ZĐ][A-Za-zĐđ]*)\S*")
_NAMED = re.compile(r".*\d+[A-Z]?(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ]*[-/]\S+", re.DOTALL)
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\bngày\b")


def row_text(row: AnyRow) -> str:
    """Return the wording of a row as it stands in a sentence: on one line, without its marks."""
    return one_line(row.work.text).lstrip(" -+•").rstrip(" .;,:")


def result_items(
    rows: Iterable[AnyRow], kind: ParagraphKind, form: HeadForm
) -> Iterator[Paragraph]:
    """Yield what the rows were closed with; of a paper its kind, number and date."""
    return _listed(kind, (f"{row_text(row)}: {_result(row, form)}" for row in rows))


def is_paper(row: AnyRow) -> bool:
    """Tell whether a row was closed with a paper, which has a number."""
    return _NAMED.match(_bare(row.work.result or "")) is not None


def _listed(kind: ParagraphKind, texts: Iterable[str]) -> Iterator[Paragraph]:
    """Yield the items of a list, each with the mark that it ends with."""
    items = list(texts)
    for number, text in enumerate(items, 1):
        yield Paragraph(kind, f"{text}{';' if number < len(items) else '.'}")


def _result(row: AnyRow, form: HeadForm) -> str:
    """Return a result in words: the kind of the paper before its number, its day behind.

    The day is that on which the row was closed, where the result names none itself; a result that
    is no number of a paper stays as it is.
    """
    result, completed = _with_kind(row.work.result or ""), completion_date(row.work)
    if completed is None or not _NAMED.fullmatch(result) or _DAY.search(result):
        return result
    return f"{result}{'' if form == 'state' else ','} ngày {paper_date(completed)}"


def _with_kind(paper: str) -> str:
    """Return the number of a paper behind its kind (`Báo cáo số 12-BC/TU`); other words as is."""
    words = _bare(paper)
    if not (match := _NUMBER.fullmatch(words)):
        return words
    kind, number = kind_of_sign(match["sign"]), re.sub(r"^số\s+", "", words)
    return f"{kind or 'văn bản'} số {number}"


def extended_items(
    rows: Iterable[TaskRow], term: ReportTerm, selection: Selection
) -> Iterator[Paragraph]:
    """Yield the rows whose deadline was moved in the period: to when, by what paper, why."""
    return _listed(
        "item",
        (
            f"{_named(row, selection)}: "
            + "; ".join(_extension_words(e) for e in effective_extensions(row, term))
            for row in rows
        ),
    )


def _extension_words(extension: Extension) -> str:
    paper = f", theo {_with_kind(extension.document)}" if extension.document else ""
    return f"đến hết {period_name(extension.to)}{paper}, lý do: {_bare(extension.reason)}"


def cancelled_items(rows: Iterable[TaskRow], selection: Selection) -> Iterator[Paragraph]:
    """Yield the rows that were given up in the period, and why."""
    return _listed(
        "item",
        (
            f"{_named(row, selection)}: hủy ngày {paper_date(cancelled.on)}, "
            f"lý do: {_bare(cancelled.reason)}"
            for row in rows
            if (cancelled := row.work.cancelled)
        ),
    )


def next_items(rows: Iterable[TaskRow], selection: Selection) -> Iterator[Paragraph]:
    """Yield what is due in the next period, by department."""
    texts = (
        f"{_named(row, selection)}: hạn {paper_date(row.status.deadline.end)}"
        for row in rows
        if row.status.deadline
    )
    return _listed("item", texts)


def _bare(text: str) -> str:
    """Return words on one line, without the marks at their end."""
    return one_line(text).rstrip(" .;,")


def _named(row: TaskRow, selection: Selection) -> str:
    """Return a row with the departments that lead it."""
    leads = "; ".join(selection.departments.get(code, code) for code in row.leads)
    return f"{row_text(row)} ({leads})"
