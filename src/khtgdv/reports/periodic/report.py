"""`report`: the periodic report the office owes, of a month, quarter, half-year, nine months, year.

It stands at the close of its period, at today while the period is unfinished. The tables:

- `figures`: all (`department` null), then each department;
- `completed`, `completed_late`: finished within the period, of every kind of task;
- `overdue`, `in_progress`, `open`: as things stand at the position; the latter two also hold the
  awaiting and undated rows that have begun, told by their word, but no regular ones;
- `scheduled`: starts later in a period that is not over yet (empty once it is);
- `extended`, `cancelled`: decided within the period. A task closed before it is in no table;
- `recurring`: each rule of repeated work, its occurrences that closed in the period, the missing;
  `recurring_tasks`: the same task by task, of the rules whose log is kept;
- `earlier`: what is left of the plans of earlier years, which are in no other table and no figure;
- `inspections`: those not closed before the period nor starting after it, with their visits in it;
- `next`, `next_inspections`: not closed, and due in the next period of the same kind (after nine
  months in the fourth quarter).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.dates.periods import shown
from khtgdv.document.document import Table
from khtgdv.frozen import replace
from khtgdv.reports.periodic import figures as told
from khtgdv.reports.periodic.period_rows import (
    REPORTED,
    Term,
    by_department,
    deadline_in,
    named,
    parts,
    reported,
)
from khtgdv.reports.periodic.repeated_work import (
    RULE,
    VISITED,
    by_task,
    inspected,
    repeated,
    visited,
)
from khtgdv.reports.shared.frame import frame, plan_names
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS, default_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.dates.periods import Period
    from khtgdv.document.document import Document, Row
    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection

_ROMAN = ("I", "II", "III", "IV")
_MANY = 3
_TASKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "completed": (
        "Nhiệm vụ hoàn thành đúng hạn",
        ("id", "task", "lead", "deadline", "completed", "result"),
    ),
    "completed_late": (
        "Nhiệm vụ hoàn thành quá hạn",
        ("id", "task", "lead", "deadline", "completed", "days_late", "result"),
    ),
    "overdue": ("Nhiệm vụ quá hạn", ("id", "task", "lead", "coordinating", "deadline", "state")),
    "in_progress": (
        "Nhiệm vụ đang thực hiện",
        ("id", "task", "lead", "deadline", "started", "progress"),
    ),
    "open": ("Nhiệm vụ chưa báo cáo", ("id", "task", "lead", "coordinating", "deadline")),
    "scheduled": (
        "Nhiệm vụ bắt đầu từ nay đến hết kỳ",
        ("id", "task", "lead", "start", "deadline"),
    ),
    "extended": ("Nhiệm vụ được gia hạn", ("id", "task", "lead", "due", "deadline", "decided")),
    "cancelled": ("Nhiệm vụ đã hủy", ("id", "task", "lead", "cancelled")),
    "earlier": (
        "Nhiệm vụ còn lại của kế hoạch các năm trước",
        ("id", "task", "lead", "deadline", "state", "plan"),
    ),
    "next": ("Nhiệm vụ đến hạn", ("id", "task", "lead", "coordinating", "deadline", "state")),
}


def build(selection: Selection, *, period: Period, earlier: Sequence[TaskRow] = ()) -> Document:
    """Return the report of a period at the selection's position.

    `earlier` are the unfinished rows of the plans of earlier years.
    """
    term = Term(period, selection.position)
    rows = parts(selection, term)
    every = {**rows, "earlier": sorted(earlier, key=by_department(selection))}
    tasks = {name: _tasks(name, every[name], selection, term) for name in every}
    rules = repeated(selection, term)
    figures = told.figures(selection, term, rows, rules)
    whole = figures.rows[0]
    sections = (
        ("KẾT QUẢ CHUNG", told.overall(whole, term), [figures]),
        (
            f"KẾT QUẢ THỰC HIỆN {term.named.upper()}",
            _lines(told.results(whole, rows, selection), told.visiting(selection, term)),
            [
                tasks["completed"],
                tasks["completed_late"],
                *_recurring(rules, selection),
                _visits("inspections", inspected(selection, term), selection, term),
            ],
        ),
        (
            "NHIỆM VỤ CHƯA HOÀN THÀNH, GIA HẠN, HỦY",
            told.unfinished(whole, rows, term),
            [tasks[n] for n in ("overdue", "in_progress", "open", "scheduled")]
            + [tasks[n] for n in ("extended", "cancelled", "earlier")],
        ),
        (
            f"NHIỆM VỤ {named(term.next).upper()}",
            told.coming(rows, selection, term),
            [tasks["next"], _visits("next_inspections", _next(selection, term), selection, term)],
        ),
    )
    tables = [
        table
        for number, (title, intro, made) in zip(_ROMAN, sections, strict=True)
        for table in _section(f"{number}. {title}", intro, made)
    ]
    chosen = f" · bộ lọc: {selection.told}" if selection.filter else ""
    footer = (
        f"Số liệu: {plan_names(selection)}{chosen} · "
        f"{len(selection.tasks)} trên {selection.total} nhiệm vụ"
    )
    document = frame("report", _title(selection, term), selection, tables, footer)
    opening = tuple(_opening(selection, term))
    paper = replace(document.paper, basis="", opening="\n".join(opening))
    return replace(document, subtitle=told.until(term), lines=opening, around=lambda: paper)


def _lines(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)


def _section(heading: str, intro: str, tables: Sequence[Table]) -> Iterable[Table]:
    """Give the tables that have rows their numbers; the first carries the section's heading."""
    number = 0
    for place, table in enumerate(tables):
        number += bool(table.rows and table.title)
        title = f"{number}. {table.title} ({len(table.rows)})" if table.title else ""
        made = replace(table, title=title)
        yield made if place else replace(made, section=heading, intro=intro)


def _tasks(name: str, rows: Sequence[TaskRow], selection: Selection, term: Term) -> Table:
    title, default = _TASKS[name]
    told_above = name in ("completed", "completed_late", "next")
    several = len({row.lead for row in rows}) > 1
    return Table(
        name,
        title,
        REPORTED,
        default_columns(default, selection),
        tuple(reported(row, term) for row in rows),
        footer=f"Theo đơn vị: {told.by_name(rows, selection)}."
        if several and not told_above
        else "",
    )


def _recurring(rules: Sequence[Row], selection: Selection) -> tuple[Table, Table]:
    columns = (*TASK_COLUMNS, *RULE)
    default = default_columns(("id", "task", "lead", "rule", "done_count", "missing"), selection)
    silent = dict.fromkeys(str(r.values["id"]) for r in rules if not r.values["logged"])
    told = f"Việc định kỳ chưa ghi nhật ký: {', '.join(silent)}" if silent else ""
    return (
        Table("recurring", "", columns, default, tuple(rules), layout="data"),
        Table(
            "recurring_tasks",
            "Việc định kỳ",
            columns,
            default,
            tuple(by_task(rules)),
            footer=told,
            empty=told,
        ),
    )


def _visits(name: str, rows: Sequence[InspectionRow], selection: Selection, term: Term) -> Table:
    coming = name == "next_inspections"
    titles = "Kiểm tra, giám sát, khảo sát"
    default = ("id", "content", "units" if coming else "visited", "deadline", "state")
    return Table(
        name,
        f"{titles} đến hạn" if coming else titles,
        (*INSPECTION_COLUMNS, VISITED),
        default_columns(default, selection),
        tuple(visited(row, term) for row in rows),
    )


def _next(selection: Selection, term: Term) -> list[InspectionRow]:
    return [
        row
        for row in selection.inspections
        if not row.status.closed and deadline_in(row, term.next)
    ]


def _title(selection: Selection, term: Term) -> str:
    numbers = [plan.document.number for plan in selection.portfolio if plan.document]
    if len(numbers) > _MANY:
        plans = f"{len(numbers)} kế hoạch"
    else:
        plans = f"Kế hoạch số {', '.join(numbers)}" if numbers else "kế hoạch"
    return f"BÁO CÁO kết quả thực hiện {plans} {term.named}"


def _opening(selection: Selection, term: Term) -> Iterator[str]:
    agencies = {plan.document.agency for plan in selection.portfolio if plan.document}
    if len(agencies) == 1:
        yield agencies.pop().upper()
    yield _basis(selection, term)


def _basis(selection: Selection, term: Term) -> str:
    """Return the sentence a report begins with: on the ground of which plan, of whom."""
    papers = [plan.document for plan in selection.portfolio if plan.document]
    said = "; ".join(
        f"Kế hoạch số {paper.number} ngày {shown(paper.date)} của {paper.agency}"
        for paper in papers[:_MANY]
    )
    more = f" và {len(papers) - _MANY} kế hoạch khác" if len(papers) > _MANY else ""
    days = f"từ ngày {shown(term.period.start)} đến ngày {shown(term.at.as_of)}"
    basis = f"Thực hiện {said}{more}, kết quả" if said else "Kết quả"
    return f"{basis} {term.named} ({days}) như sau:"
