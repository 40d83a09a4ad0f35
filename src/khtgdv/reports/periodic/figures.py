"""The figures of a period, for all and for each department, and the sentences made of them.

A figure that has a table's name counts that table's rows. `due` are the rows not cancelled whose
deadline in force falls in the period, `due_completed` those of them that are done, `on_time` those
done by the deadline in force on that day, and `share` is `on_time` over `due`. `occurrences` are
those of the rules whose log is kept: what nobody logs says nothing about what was done.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table, Tone, Value
from khtgdv.reports.periodic.period_rows import TABLE_TESTS, ReportTerm, is_due, period_name
from khtgdv.reports.periodic.repeated_work import (
    inspections_of_period,
    sum_column,
    visits_in_period,
)
from khtgdv.schedule.status import REGULAR_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khtgdv.query.rows import AnyRow, TaskRow
    from khtgdv.query.selection import Selection

_COLUMNS = (
    Column("department", "Đơn vị", "code"),
    Column("name", "Đơn vị"),
    Column("period", "Kỳ"),
    Column("total", "Nhiệm vụ", "number"),
    Column("due", "Đến hạn", "number"),
    Column("due_completed", "Đã hoàn thành", "number"),
    Column("on_time", "Đúng hạn", "number"),
    Column("late", "Hoàn thành quá hạn", "number"),
    Column("share", "Tỷ lệ đúng hạn", "share"),
    Column("completed", "Hoàn thành đúng hạn trong kỳ", "number"),
    Column("completed_late", "Hoàn thành quá hạn trong kỳ", "number"),
    Column("overdue", "Còn quá hạn", "number"),
    Column("in_progress", "Đang thực hiện", "number"),
    Column("open", "Chưa báo cáo", "number"),
    Column("scheduled", "Chưa đến kỳ", "number"),
    Column("extended", "Gia hạn", "number"),
    Column("cancelled", "Hủy", "number"),
    Column("regular", "Thường xuyên, định kỳ", "number"),
    Column("occurrences", "Lượt định kỳ đến hạn", "number"),
    Column("occurrences_done", "Lượt định kỳ đã thực hiện", "number"),
    Column("next", "Đến hạn kỳ tới", "number"),
)
_SHOWN = ("due", "due_completed", "on_time", "share", "overdue", "in_progress", "open", "next")
_NARROW_KEYS = ("department", "due", "due_completed", "on_time", "share", "overdue")


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
    return Table(
        "figures", "", _COLUMNS, ("name", *_SHOWN), rows, narrow=_NARROW_KEYS, of_groups=True
    )


def _row(
    code: str | None,
    selection: Selection,
    term: ReportTerm,
    rows_by_table: Mapping[str, Sequence[TaskRow]],
    rules: Sequence[Row],
) -> Row:
    tasks = [row for row in selection.tasks if code in (None, row.lead)]
    logged_rules = [r for r in rules if code in (None, r.values["lead"]) and r.values["logged"]]
    due = [row for row in tasks if is_due(row, term)]
    on_time = sum(row.status.state == "completed" for row in due)
    late = sum(row.status.state == "completed-late" for row in due)
    all_values: dict[str, Value] = {
        "department": code,
        "name": selection.departments.get(code or "", "Tổng số"),
        "period": term.period,
        "total": len(tasks),
        "due": len(due),
        "due_completed": on_time + late,
        "on_time": on_time,
        "late": late,
        "share": round(on_time / len(due), 4) if due else None,
        **{name: sum(code in (None, r.lead) for r in rows_by_table[name]) for name in TABLE_TESTS},
        "regular": sum(row.status.kind in REGULAR_KINDS for row in tasks),
        "occurrences": sum_column(logged_rules, "occurrences"),
        "occurrences_done": sum_column(logged_rules, "done_count"),
    }
    words = {"share": percent(on_time, len(due)), "department": code or "Tổng số"}
    values = {column.key: all_values[column.key] for column in _COLUMNS}
    return Row(values, words, Tone.LATE if all_values["overdue"] else Tone.PLAIN)


def percent(part: int, total: int) -> str:
    """Return a share in words."""
    return f"{(200 * part + total) // (2 * total)} %" if total else "-"


def overall_sentences(row: Row, term: ReportTerm) -> str:
    """Return the sentences of the first section, made of the figures of all."""
    f = row.text
    period_text = term.name if term.finished else f"{term.name}, {position_text(term)},"
    first = f"Trong {period_text} {_due_sentence(row)}."
    second = f"Việc thường xuyên, định kỳ có {f('regular')} nhiệm vụ"
    if row.values["occurrences"]:
        done, whole = f("occurrences_done"), f("occurrences")
        second += f"; các lịch có ghi nhật ký đã thực hiện {done} trên {whole} lượt đến hạn"
    return f"{first}\n{second}." if row.values["regular"] else first


def _due_sentence(row: Row) -> str:
    f = row.text
    due, done = int(f("due")), int(f("due_completed"))
    if not due:
        return "không có nhiệm vụ nào đến hạn"
    if not done:
        return f"có {due} nhiệm vụ đến hạn, chưa ghi nhận nhiệm vụ nào hoàn thành"
    left = f"còn {due - done} nhiệm vụ chưa hoàn thành" if due > done else "không còn việc tồn đọng"
    return (
        f"có {due} nhiệm vụ đến hạn; đã hoàn thành {done}, "
        f"trong đó đúng hạn {f('on_time')} (đạt {f('share')}), quá hạn {f('late')}; {left}"
    )


def counts_by_department_name(rows: Iterable[AnyRow], selection: Selection) -> str:
    """Return `Phòng TT - TH 11; Văn phòng 5` for the departments that lead some of the rows."""
    counts = Counter(row.lead for row in rows)
    parts = ((name, counts[code]) for code, name in selection.departments.items())
    return "; ".join(f"{name} {count}" for name, count in parts if count)


def position_text(term: ReportTerm) -> str:
    """Return `tính đến hết 31/03/2026`, or today where the period is not over."""
    label = term.at.label
    return label if term.at.closed else f"tính đến {label}"


def results_sentence(row: Row, table: Mapping[str, Sequence[TaskRow]], selection: Selection) -> str:
    """Return the sentence about what was finished within the period."""
    finished_rows = [*table["completed"], *table["completed_late"]]
    if not finished_rows:
        return "Trong kỳ chưa ghi nhận nhiệm vụ nào hoàn thành."
    return (
        f"Trong kỳ đã hoàn thành {len(finished_rows)} nhiệm vụ, kể cả việc đến hạn ở kỳ khác: "
        f"đúng hạn {row.text('completed')}, quá hạn {row.text('completed_late')} "
        f"({counts_by_department_name(finished_rows, selection)})."
    )


def inspections_sentence(selection: Selection, term: ReportTerm) -> str:
    """Return the sentence about the inspections of the period."""
    rows = inspections_of_period(selection, term)
    if not rows:
        return ""
    units = sum(len(visits_in_period(row, term)) for row in rows)
    done = sum(row.status.closed and row.status.state != "cancelled" for row in rows)
    visits_text = f"đã đến {units} đơn vị" if units else "chưa ghi nhận đơn vị nào được kiểm tra"
    finished_text = f", hoàn thành {done} cuộc" if done else ""
    return f"Kiểm tra, giám sát, khảo sát: {len(rows)} cuộc trong kỳ, {visits_text}{finished_text}."


def unfinished_sentences(row: Row, table: Mapping[str, Sequence[TaskRow]], term: ReportTerm) -> str:
    """Return the sentences about what is not done, and what was changed."""
    position = position_text(term)
    state_words = {"in_progress": "đang thực hiện", "open": "chưa báo cáo"}
    change_words = {"extended": "gia hạn", "cancelled": "hủy"}
    first = "; ".join(
        (
            f"{position[0].upper()}{position[1:]} {_overdue_sentence(table)}",
            *_counts_in_words(state_words, row),
        )
    )
    second = ", ".join(_counts_in_words(change_words, row))
    return f"{first}.\nTrong kỳ {second}." if second else f"{first}."


def _counts_in_words(words: Mapping[str, str], row: Row) -> list[str]:
    """Return `gia hạn 2 nhiệm vụ` and the like for the figures that are not zero."""
    return [f"{word} {row.text(key)} nhiệm vụ" for key, word in words.items() if row.values[key]]


def _overdue_sentence(rows_by_table: Mapping[str, Sequence[TaskRow]]) -> str:
    overdue_rows = rows_by_table["overdue"]
    if not overdue_rows:
        return "không có nhiệm vụ quá hạn"
    oldest = max(overdue_rows, key=lambda row: row.status.days_overdue or 0)
    days = oldest.status.days_overdue
    longest = f" (lâu nhất là {oldest.id} của {oldest.lead}, {days} ngày)" if days else ""
    return f"có {len(overdue_rows)} nhiệm vụ quá hạn{longest}"


def next_period_sentence(
    rows_by_table: Mapping[str, Sequence[TaskRow]], selection: Selection, term: ReportTerm
) -> str:
    """Return the sentence about the next period."""
    rows, period_text = rows_by_table["next"], period_name(term.next_period)
    if not rows:
        return f"Chưa có nhiệm vụ nào đến hạn trong {period_text}."
    counts = counts_by_department_name(rows, selection)
    return f"Trong {period_text} có {len(rows)} nhiệm vụ đến hạn: {counts}."
