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
from khtgdv.reports.periodic.period_rows import TABLES, Term, is_due, named
from khtgdv.reports.periodic.repeated_work import inspected, total, visits
from khtgdv.schedule.status import REGULAR

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
_NARROW = ("department", "due", "due_completed", "on_time", "share", "overdue")


def figures(
    selection: Selection,
    term: Term,
    parts: Mapping[str, Sequence[TaskRow]],
    rules: Sequence[Row],
) -> Table:
    """Return the figures of all, then those of each department (of those asked for).

    `rules` are the rows of repeated work, as `periodic_other.repeated` makes them.
    """
    asked = selection.filter.get("department") or tuple(selection.departments)
    codes = [code for code in selection.departments if isinstance(asked, tuple) and code in asked]
    rows = tuple(_row(code, selection, term, parts, rules) for code in (None, *codes))
    return Table("figures", "", _COLUMNS, ("name", *_SHOWN), rows, narrow=_NARROW)


def _row(
    code: str | None,
    selection: Selection,
    term: Term,
    parts: Mapping[str, Sequence[TaskRow]],
    rules: Sequence[Row],
) -> Row:
    tasks = [row for row in selection.tasks if code in (None, row.lead)]
    kept = [r for r in rules if code in (None, r.values["lead"]) and r.values["logged"]]
    due = [row for row in tasks if is_due(row, term)]
    on_time = sum(row.status.state == "completed" for row in due)
    late = sum(row.status.state == "completed-late" for row in due)
    known: dict[str, Value] = {
        "department": code,
        "name": selection.departments.get(code or "", "Tổng số"),
        "period": term.period,
        "total": len(tasks),
        "due": len(due),
        "due_completed": on_time + late,
        "on_time": on_time,
        "late": late,
        "share": round(on_time / len(due), 4) if due else None,
        **{name: sum(code in (None, r.lead) for r in parts[name]) for name in TABLES},
        "regular": sum(row.status.kind in REGULAR for row in tasks),
        "occurrences": total(kept, "occurrences"),
        "occurrences_done": total(kept, "done_count"),
    }
    words = {"share": percent(on_time, len(due)), "department": code or "Tổng số"}
    values = {column.key: known[column.key] for column in _COLUMNS}
    return Row(values, words, Tone.LATE if known["overdue"] else Tone.PLAIN)


def percent(part: int, whole: int) -> str:
    """Return a share in words."""
    return f"{(200 * part + whole) // (2 * whole)} %" if whole else "-"


def overall(row: Row, term: Term) -> str:
    """Return the sentences of the first section, made of the figures of all."""
    f = row.text
    when = term.named if term.finished else f"{term.named}, {until(term)},"
    first = f"Trong {when} {_due(row)}."
    second = f"Việc thường xuyên, định kỳ có {f('regular')} nhiệm vụ"
    if row.values["occurrences"]:
        done, whole = f("occurrences_done"), f("occurrences")
        second += f"; các lịch có ghi nhật ký đã thực hiện {done} trên {whole} lượt đến hạn"
    return f"{first}\n{second}." if row.values["regular"] else first


def _due(row: Row) -> str:
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


def by_name(rows: Iterable[AnyRow], selection: Selection) -> str:
    """Return `Phòng TT - TH 11; Văn phòng 5` for the departments that lead some of the rows."""
    counts = Counter(row.lead for row in rows)
    parts = ((name, counts[code]) for code, name in selection.departments.items())
    return "; ".join(f"{name} {count}" for name, count in parts if count)


def until(term: Term) -> str:
    """Return `tính đến hết 31/03/2026`, or today where the period is not over."""
    label = term.at.label
    return label if term.at.closed else f"tính đến {label}"


def results(row: Row, parts: Mapping[str, Sequence[TaskRow]], selection: Selection) -> str:
    """Return the sentence about what was finished within the period."""
    done = [*parts["completed"], *parts["completed_late"]]
    if not done:
        return "Trong kỳ chưa ghi nhận nhiệm vụ nào hoàn thành."
    return (
        f"Trong kỳ đã hoàn thành {len(done)} nhiệm vụ, kể cả việc đến hạn ở kỳ khác: "
        f"đúng hạn {row.text('completed')}, quá hạn {row.text('completed_late')} "
        f"({by_name(done, selection)})."
    )


def visiting(selection: Selection, term: Term) -> str:
    """Return the sentence about the inspections of the period."""
    rows = inspected(selection, term)
    if not rows:
        return ""
    units = sum(len(visits(row, term)) for row in rows)
    done = sum(row.status.closed and row.status.state != "cancelled" for row in rows)
    been = f"đã đến {units} đơn vị" if units else "chưa ghi nhận đơn vị nào được kiểm tra"
    finished = f", hoàn thành {done} cuộc" if done else ""
    return f"Kiểm tra, giám sát, khảo sát: {len(rows)} cuộc trong kỳ, {been}{finished}."


def unfinished(row: Row, parts: Mapping[str, Sequence[TaskRow]], term: Term) -> str:
    """Return the sentences about what is not done, and what was changed."""
    told = until(term)
    running = {"in_progress": "đang thực hiện", "open": "chưa báo cáo"}
    changed = {"extended": "gia hạn", "cancelled": "hủy"}
    first = "; ".join((f"{told[0].upper()}{told[1:]} {_late(parts)}", *_counted(running, row)))
    second = ", ".join(_counted(changed, row))
    return f"{first}.\nTrong kỳ {second}." if second else f"{first}."


def _counted(words: Mapping[str, str], row: Row) -> list[str]:
    """Return `gia hạn 2 nhiệm vụ` and the like for the figures that are not zero."""
    return [f"{word} {row.text(key)} nhiệm vụ" for key, word in words.items() if row.values[key]]


def _late(parts: Mapping[str, Sequence[TaskRow]]) -> str:
    late = parts["overdue"]
    if not late:
        return "không có nhiệm vụ quá hạn"
    oldest = max(late, key=lambda row: row.status.days_overdue or 0)
    days = oldest.status.days_overdue
    longest = f" (lâu nhất là {oldest.id} của {oldest.lead}, {days} ngày)" if days else ""
    return f"có {len(late)} nhiệm vụ quá hạn{longest}"


def coming(parts: Mapping[str, Sequence[TaskRow]], selection: Selection, term: Term) -> str:
    """Return the sentence about the next period."""
    rows, when = parts["next"], named(term.next)
    if not rows:
        return f"Chưa có nhiệm vụ nào đến hạn trong {when}."
    return f"Trong {when} có {len(rows)} nhiệm vụ đến hạn: {by_name(rows, selection)}."
