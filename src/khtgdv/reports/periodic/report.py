"""`report`: the periodic report the office owes, of a month, quarter, half-year, nine months, year.

It stands at the close of its period, at today while the period is unfinished. The tables:

- `figures`: all (`department` null), then each department;
- `completed`, `completed_late`: finished within the period, of every kind of task;
- `overdue`, `in_progress`, `open`: as things stand at the position; the latter two also hold the
  awaiting and undated rows that have begun, told by their word, but no regular ones;
- `scheduled`: starts later in a period that is not over yet (empty once it is);
- `extended`, `cancelled`: decided within the period. A task closed before it is in no table;
- `recurring`: each rule of repeated work, its occurrences that closed in the period, the missing;
  `recurring_tasks`: the same task by task, of the rules whose log is kept; for people alone the
  tasks without a log;
- `earlier`: what is left of the plans of earlier years, which are in no other table and no figure;
- `inspections`: those not closed before the period nor starting after it, with their visits in it;
- `next`, `next_inspections`: not closed, and due in the next period of the same kind (after nine
  months in the fourth quarter).
"""

from __future__ import annotations

from functools import cache, partial

from khtgdv.dates.periods import period_name
from khtgdv.document.document import Table
from khtgdv.frozen import replace
from khtgdv.reports.issued.report_days import common_reporting
from khtgdv.reports.periodic import figures as period_figures
from khtgdv.reports.periodic.narrative import Findings
from khtgdv.reports.periodic.outgoing import (
    appended,
    opening_lines,
    outgoing_letterhead,
    report_title,
    signer_of,
)
from khtgdv.reports.periodic.period_rows import (
    PERIOD_TASK_COLUMNS,
    ReportTerm,
    department_sort_key,
    is_deadline_in,
    period_task_row,
    rows_by_table,
)
from khtgdv.reports.periodic.repeated_work import (
    RULE_COLUMNS,
    VISITED_COLUMN,
    inspections_of_period,
    logged_task_rows,
    row_with_visits,
    rule_rows,
    unlogged_task_rows,
)
from khtgdv.reports.shared.frame import plan_names, report_document, with_unknown_holidays
from khtgdv.reports.shared.rows import INSPECTION_COLUMNS, TASK_COLUMNS, default_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.dates.periods import Period
    from khtgdv.document.document import Document, Row
    from khtgdv.query.rows import InspectionRow, TaskRow
    from khtgdv.query.selection import Selection

_ROMAN = ("I", "II", "III", "IV")
_TASK_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
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


def build(
    selection: Selection,
    *,
    period: Period,
    earlier: Sequence[TaskRow] = (),
    signer: str | None = None,
) -> Document:
    """Return the report of a period at the selection's position.

    `earlier` are the unfinished rows of the plans of earlier years, and their repeated work;
    `signer` names who signs, where it is not the office's first.
    """
    term = ReportTerm(period, selection.position, common_reporting(selection.portfolio))
    rows = rows_by_table(selection, term)
    unfinished = [row for row in earlier if not row.work.repeat]
    all_rows = {**rows, "earlier": sorted(unfinished, key=department_sort_key(selection))}
    tasks = {name: _tasks(name, all_rows[name], selection, term) for name in all_rows}
    rules = rule_rows(selection, term, [row for row in earlier if row.work.repeat])
    figures = period_figures.figures_table(selection, term, rows, rules)
    totals = figures.rows[0]
    sections = (
        ("KẾT QUẢ CHUNG", period_figures.overall_sentences(totals, term), [figures]),
        (
            f"KẾT QUẢ THỰC HIỆN {term.name.upper()}",
            _join_sentences(
                period_figures.results_sentence(totals, rows, selection),
                period_figures.inspections_sentence(selection, term),
            ),
            [
                tasks["completed"],
                tasks["completed_late"],
                *_recurring_tables(rules, selection),
                _visits("inspections", inspections_of_period(selection, term), selection, term),
            ],
        ),
        (
            "NHIỆM VỤ CHƯA HOÀN THÀNH, GIA HẠN, HỦY",
            period_figures.unfinished_sentences(totals, rows, selection, term),
            [tasks[n] for n in ("overdue", "in_progress", "open", "scheduled")]
            + [tasks[n] for n in ("extended", "cancelled", "earlier")],
        ),
        (
            f"NHIỆM VỤ {period_name(term.next_period).upper()}",
            period_figures.next_period_sentence(rows, selection, term),
            [tasks["next"], _visits("next_inspections", _next(selection, term), selection, term)],
        ),
    )
    tables = [
        table
        for number, (title, intro, section_tables) in zip(_ROMAN, sections, strict=True)
        for table in _number_tables(f"{number}. {title}", intro, section_tables)
    ]
    filter_note = f" · phạm vi: {selection.filter_text}" if selection.filter else ""
    footer = (
        f"Số liệu: {plan_names(selection)}{filter_note} · "
        f"{len(selection.tasks)} trên {selection.total_tasks} nhiệm vụ"
    )
    document = report_document("report", report_title(selection, term), selection, tables, footer)
    findings = Findings(selection, term, figures.rows, rows, appended(tables))
    head = partial(outgoing_letterhead, findings, tables, document, signer_of(selection, signer))
    document = replace(
        document,
        subtitle=period_figures.position_text(term),
        lines=tuple(opening_lines(selection, term)),
        letterhead_of=cache(head),
    )
    daily = any(rule.every == "day" for row in selection.tasks for rule in row.work.repeat)
    return with_unknown_holidays(document, selection.portfolio, [term.days] if daily else [])


def _join_sentences(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)


def _number_tables(heading: str, intro: str, tables: Sequence[Table]) -> Iterable[Table]:
    """Give the tables that have rows their numbers; the first carries the section's heading."""
    number = 0
    for place, table in enumerate(tables):
        number += bool(table.rows and table.title)
        title = f"{number}. {table.title} ({len(table.rows)})" if table.title else ""
        titled = replace(table, title=title)
        yield titled if place else replace(titled, section=heading, intro=intro)


def _tasks(name: str, rows: Sequence[TaskRow], selection: Selection, term: ReportTerm) -> Table:
    title, default = _TASK_TABLES[name]
    is_counted_in_intro = name in ("completed", "completed_late", "next")
    has_several_leads = len({lead for row in rows for lead in row.leads}) > 1
    return Table(
        name,
        title,
        PERIOD_TASK_COLUMNS,
        default_columns(default, selection),
        tuple(period_task_row(row, term, counted=name != "earlier") for row in rows),
        footer=f"Theo đơn vị: {period_figures.counts_by_department_name(rows, selection)}."
        if has_several_leads and not is_counted_in_intro
        else "",
    )


def _recurring_tables(rules: Sequence[Row], selection: Selection) -> Iterator[Table]:
    """Yield the rules as data, and for people the tasks whose log is kept and those without."""
    columns = (*TASK_COLUMNS, *RULE_COLUMNS)
    default = default_columns(("id", "task", "lead", "rule", "done_count", "missing"), selection)
    silent = default_columns(("id", "task", "lead", "rule"), selection)
    yield Table("recurring", "", columns, default, tuple(rules), layout="data")
    logged_rows = tuple(logged_task_rows(rules))
    yield Table("recurring_tasks", "Việc định kỳ", columns, default, logged_rows)
    yield Table(
        "unlogged_tasks",
        "Việc định kỳ chưa ghi nhận kỳ nào",
        columns,
        silent,
        tuple(unlogged_task_rows(rules)),
        layout="view",
        printed=tuple(key for key in silent if key != "id"),
    )


def _visits(
    name: str, rows: Sequence[InspectionRow], selection: Selection, term: ReportTerm
) -> Table:
    is_next_period = name == "next_inspections"
    title = "Kiểm tra, giám sát, khảo sát"
    default = ("id", "content", "units" if is_next_period else "visited", "deadline", "state")
    return Table(
        name,
        f"{title} đến hạn" if is_next_period else title,
        (*INSPECTION_COLUMNS, VISITED_COLUMN),
        default_columns(default, selection),
        tuple(row_with_visits(row, term) for row in rows),
    )


def _next(selection: Selection, term: ReportTerm) -> list[InspectionRow]:
    return [
        row
        for row in selection.inspections
        if not row.status.closed and is_deadline_in(row, term.next_period)
    ]
