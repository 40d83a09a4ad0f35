"""The figures of a period, for all and for each department, and the sentences made of them.

A figure that has a table's name counts that table's rows: `overdue` are late whatever period they
were due in. What is due in the period, and the share on time, are those of `reports.shared.figures`
(`share` is the older name of `on_time_share`). `occurrences` are those of the rules whose log is
kept: what nobody logs says nothing about what was done.
"""

from __future__ import annotations

from collections import Counter

from khtgdv.dates.periods import DateRange, period_name
from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.query.cells import count_rows
from khtgdv.reports.periodic.period_rows import TABLE_TESTS, ReportTerm, period_figure
from khtgdv.reports.periodic.repeated_work import (
    inspections_of_period,
    sum_column,
    visits_in_period,
)
from khtgdv.reports.shared.figures import COUNTED_DIMENSIONS, count_due, share_words
from khtgdv.reports.shared.frame import several_leads_note
from khtgdv.schedule.status import REGULAR_KINDS
from khtgdv.text import sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection


def _figure(key: str, title: str) -> Column:
    return Column(key, title, "number", counts=period_figure(key))


def _share(key: str) -> Column:
    counts = period_figure("come_due")
    return Column(
        key, "Tỷ lệ đúng hạn", "share", whole_key="come_due", part_key="on_time", counts=counts
    )


_COLUMNS = (
    Column("department", "Đơn vị", "code"),
    Column("name", "Đơn vị"),
    Column("period", "Kỳ"),
    Column("total", "Nhiệm vụ", "number"),
    _figure("due", "Hạn trong kỳ"),
    _figure("come_due", "Đã đến hạn"),
    _figure("due_completed", "Đã hoàn thành"),
    _figure("on_time", "Đúng hạn"),
    _figure("late", "Hoàn thành chậm"),
    _share("on_time_share"),
    _share("share"),
    _figure("due_overdue", "Quá hạn của kỳ"),
    _figure("completed", "Hoàn thành đúng hạn trong kỳ"),
    _figure("completed_late", "Hoàn thành quá hạn trong kỳ"),
    _figure("overdue", "Quá hạn lũy kế"),
    _figure("in_progress", "Đang thực hiện"),
    _figure("open", "Chưa báo cáo"),
    _figure("scheduled", "Bắt đầu từ nay đến hết kỳ"),
    _figure("extended", "Gia hạn trong kỳ"),
    _figure("cancelled", "Hủy trong kỳ"),
    Column("regular", "Thường xuyên, định kỳ", "number"),
    Column("occurrences", "Lượt định kỳ đến hạn", "number"),
    Column("occurrences_done", "Lượt định kỳ đã thực hiện", "number"),
    _figure("next", "Đến hạn kỳ tới"),
    Column("days", "Số liệu"),
)
_SHOWN = (
    "due", "come_due", "due_completed", "on_time", "on_time_share", "due_overdue", "overdue",
    "in_progress", "open", "next",
)  # fmt: skip
_NARROW_KEYS = ("due", "come_due", "on_time_share", "due_overdue", "overdue")


def figures_table(
    selection: Selection,
    term: ReportTerm,
    rows_by_table: Mapping[str, Sequence[TaskRow]],
    rules: Sequence[Row],
) -> Table:
    """Return the figures of all, then those of each department (of those asked for).

    `rules` are the rows of repeated work, as `periodic_other.repeated` makes them.
    """
    department_filter = selection.filter.get("department") or tuple(selection.departments)
    codes = [
        code
        for code in selection.departments
        if isinstance(department_filter, tuple) and code in department_filter
    ]
    rows = tuple(_row(code, selection, term, rows_by_table, rules) for code in (None, *codes))
    shown, narrow = (_without_repetition(keys, term) for keys in (_SHOWN, _NARROW_KEYS))
    return Table(
        "figures", "", _COLUMNS, ("name", *shown), rows,
        narrow=("department", *narrow), of_groups=True,
        footer=several_leads_note(count_rows(selection.tasks, term.at, "leads")),
    )  # fmt: skip


def _without_repetition(keys: tuple[str, ...], term: ReportTerm) -> tuple[str, ...]:
    """Return the columns without what has come due where that is all that is due."""
    return tuple(key for key in keys if not (term.finished and key == "come_due"))


def _row(
    code: str | None,
    selection: Selection,
    term: ReportTerm,
    rows_by_table: Mapping[str, Sequence[TaskRow]],
    rules: Sequence[Row],
) -> Row:
    tasks = [row for row in selection.tasks if _is_of(code, row.leads)]
    logged_rules = [r for r in rules if _is_of(code, r.values["leads"]) and r.values["logged"]]
    due_figures = count_due(count_rows(tasks, term.at, *COUNTED_DIMENSIONS), term.at, term.period)
    all_values: dict[str, Value] = {
        "department": code,
        "name": selection.departments.get(code or "", "Tổng số"),
        "period": term.period,
        "days": DateRange(term.period.start, term.period.end),
        "total": len(tasks),
        **due_figures,
        "share": due_figures["on_time_share"],
        **{
            name: sum(_is_of(code, row.leads) for row in rows_by_table[name])
            for name in TABLE_TESTS
        },
        "regular": sum(row.status.kind in REGULAR_KINDS for row in tasks),
        "occurrences": sum_column(logged_rules, "occurrences"),
        "occurrences_done": sum_column(logged_rules, "done_count"),
    }
    words = share_words(due_figures)
    words |= {"share": words["on_time_share"], "department": code or "Tổng số"}
    values = {column.key: all_values[column.key] for column in _COLUMNS}
    return Row(values, words, Tone.LATE if all_values["overdue"] else Tone.PLAIN)


def _is_of(code: str | None, leads: Any) -> bool:
    """Tell whether a row that some departments lead is among those of one; None has all."""
    return code is None or code in leads


def overall_sentences(row: Row, term: ReportTerm) -> str:
    """Return the sentences of the first section, made of the figures of all."""
    f = row.text
    first = f"{_due_sentence(row, term)}."
    second = f"Việc thường xuyên, định kỳ có {f('regular')} nhiệm vụ"
    if row.values["occurrences"]:
        done, whole = f("occurrences_done"), f("occurrences")
        second += f"; việc có ghi nhận từng kỳ đã thực hiện {done} trên {whole} lượt đến hạn"
    return f"{first}\n{second}." if row.values["regular"] else first


def _due_sentence(row: Row, term: ReportTerm) -> str:
    """Return what is due in the period and how much of it is done; both where it is running."""
    if term.finished:
        return f"Trong {term.name} {due_clause(row, term)}"
    return f"{sentence_case(term.name)}, {position_text(term)}, trong kỳ {due_clause(row, term)}"


def due_clause(row: Row, term: ReportTerm) -> str:
    """Return what is due in the period and what became of it, as it follows a subject."""
    due = row.number("due")
    if not due:
        return "không có nhiệm vụ nào đến hạn"
    if term.finished:
        return f"có {due} nhiệm vụ đến hạn{_done_clause(row)}"
    return f"có {due} nhiệm vụ, {_come_due_clause(row)}"


def _come_due_clause(row: Row) -> str:
    come_due = row.number("come_due")
    early = row.number("due_completed") - row.number("on_time") - row.number("late")
    early_text = f"; {early} nhiệm vụ hoàn thành khi chưa đến hạn" if early else ""
    if not come_due:
        return f"chưa có nhiệm vụ nào đến hạn{early_text}"
    return f"đã đến hạn {come_due}{_done_clause(row)}{early_text}"


def _done_clause(row: Row) -> str:
    """Return what became of the rows that have come due."""
    f, left = row.text, row.number("due_overdue")
    done = row.number("on_time") + row.number("late")
    if not done:
        return ", chưa ghi nhận nhiệm vụ nào hoàn thành"
    left_text = f"còn {left} nhiệm vụ chưa hoàn thành" if left else "không còn việc tồn đọng"
    return (
        f"; đã hoàn thành {done}, trong đó đúng hạn {f('on_time')} (đạt {f('on_time_share')}), "
        f"chậm {f('late')}; {left_text}"
    )


def counts_by_department_name(rows: Iterable[AnyRow], selection: Selection) -> str:
    """Return `Phòng TT - TH: 11; Văn phòng: 5` for the departments that lead some of the rows."""
    counts = Counter(lead for row in rows for lead in row.leads)
    parts = ((name, counts[code]) for code, name in selection.departments.items())
    return "; ".join(f"{name}: {count}" for name, count in parts if count)


def position_text(term: ReportTerm) -> str:
    """Return `tính đến hết ngày 31/3/2026`, or today where the period is not over."""
    return f"tính đến {term.position_words}"


def results_sentence(row: Row, table: Mapping[str, Sequence[TaskRow]], selection: Selection) -> str:
    """Return the sentence about what was finished within the period."""
    finished_rows = [*table["completed"], *table["completed_late"]]
    if not finished_rows:
        return "Trong kỳ chưa ghi nhận nhiệm vụ nào hoàn thành."
    return (
        f"Trong kỳ đã hoàn thành {len(finished_rows)} nhiệm vụ, kể cả việc đến hạn ở kỳ khác: "
        f"đúng hạn {row.text('completed')}, chậm {row.text('completed_late')} "
        f"({counts_by_department_name(finished_rows, selection)})."
    )


def inspections_sentence(selection: Selection, term: ReportTerm) -> str:
    """Return the sentence about the inspections of the period."""
    rows = inspections_of_period(selection, term)
    if not rows:
        return ""
    units = sum(len(visits_in_period(row, term)) for row in rows)
    done = sum(row.status.closed and row.status.state != "cancelled" for row in rows)
    nobody = "chưa ghi nhận đơn vị nào được kiểm tra"
    visits_text = f"đã kiểm tra {units} đơn vị" if units else nobody
    finished_text = f", hoàn thành {done} cuộc" if done else ""
    return f"Kiểm tra, giám sát, khảo sát: {len(rows)} cuộc trong kỳ, {visits_text}{finished_text}."


def unfinished_sentences(
    row: Row, table: Mapping[str, Sequence[TaskRow]], selection: Selection, term: ReportTerm
) -> str:
    """Return the sentences about what is not done, and what was changed."""
    state_words = {"in_progress": "đang thực hiện", "open": "chưa báo cáo"}
    change_words = {"extended": "gia hạn", "cancelled": "hủy"}
    first = "; ".join(
        (
            f"{sentence_case(position_text(term))} {_overdue_sentence(table, row, selection)}",
            *_counts_in_words(state_words, row),
        )
    )
    second = ", ".join(_counts_in_words(change_words, row))
    return f"{first}.\nTrong kỳ {second}." if second else f"{first}."


def _counts_in_words(words: Mapping[str, str], row: Row) -> list[str]:
    """Return `gia hạn 2 nhiệm vụ` and the like for the figures that are not zero."""
    return [f"{word} {row.text(key)} nhiệm vụ" for key, word in words.items() if row.values[key]]


def _overdue_sentence(
    rows_by_table: Mapping[str, Sequence[TaskRow]], figures: Row, selection: Selection
) -> str:
    overdue_rows = rows_by_table["overdue"]
    if not overdue_rows:
        return "không có nhiệm vụ quá hạn"
    oldest = max(overdue_rows, key=lambda row: row.status.days_overdue or 0)
    days = oldest.status.days_overdue
    name = selection.departments.get(oldest.lead, oldest.lead)
    longest = f" (lâu nhất: nhiệm vụ {oldest.id} của {name}, quá hạn {days} ngày)" if days else ""
    return f"có {len(overdue_rows)} nhiệm vụ quá hạn{longest}, {own_part(figures)}"


def own_part(figures: Row) -> str:
    """Return how many of the late rows were due in the period itself."""
    own = figures.number("due_overdue")
    if own == figures.number("overdue"):
        return "đều có hạn trong kỳ"
    return f"trong đó {own} nhiệm vụ có hạn trong kỳ" if own else "đều có hạn từ các kỳ trước"


def next_period_sentence(
    rows_by_table: Mapping[str, Sequence[TaskRow]], selection: Selection, term: ReportTerm
) -> str:
    """Return the sentence about the next period."""
    rows, period_text = rows_by_table["next"], period_name(term.next_period)
    if not rows:
        return f"Chưa có nhiệm vụ nào đến hạn trong {period_text}."
    counts = counts_by_department_name(rows, selection)
    return f"Trong {period_text} có {len(rows)} nhiệm vụ đến hạn ({counts})."
