"""What the specification says of time, said a second time: plain mappings and dates only.

Shares no code with khtgdv; `tests/test_reckoning.py` compares the two.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

Record = dict[str, Any]
DEPARTMENT_CODES = ("LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP")
# Every name of the office's own units in the column of co-ordinating units, as the paper has it.
UNIT_MEMBERS = {
    "Các phòng CM": DEPARTMENT_CODES[:6],
    "các phòng CM": DEPARTMENT_CODES[:6],
    "Các phòng chuyên môn": DEPARTMENT_CODES[:6],
    "VP và các phòng": DEPARTMENT_CODES,
    "Văn phòng": ("VP",),
    "VP.": ("VP",),
    "Văn phòng Ban TGDVTU": ("VP",),
    "Phòng TT-TH": ("TT-TH",),
    "Phòng Đoàn thể và Các hội": ("DT-CH",),
    "DVCCQNN, DT và TG": ("DVCCQNN",),
    "Phòng TT-TH; Văn phòng": ("TT-TH", "VP"),
    "Phòng KG, VH - VN, VP": ("KG-VHVN", "VP"),
}
# Who leads where a file names it so.
LEAD_CODES = {
    **{code: (code,) for code in DEPARTMENT_CODES},
    **UNIT_MEMBERS,
    "van phong": ("VP",),
    "tt-th": ("TT-TH",),
    "VP và các phòng, Văn phòng": DEPARTMENT_CODES,
}
AWAITING_TEXTS = (
    "Theo KH của TW", "Theo tiến độ của TP.", "Theo KH của Ban TGDV Trung ương",
    "Khi có quy định của Trung ương",
)  # fmt: skip
WORDED_TEXTS = ("Căn cứ vào tình hình thực tiễn",)
PARTS = (
    "completed", "overdue", "in_progress", "not_reported", "scheduled", "ongoing", "cancelled",
)  # fmt: skip
REPEATED_TEXTS = ("Hàng tháng", "Hàng tuần", "Theo Quý")
CONTINUOUS_TEXTS = ("Cả năm", "Thường xuyên", *REPEATED_TEXTS)


class ReportPosition(NamedTuple):
    """A position: its day, whether the day is over, the options that ask for it."""

    day: date
    closed: bool
    options: tuple[str, ...] = ()

    def knows(self, fact: str | None) -> bool:
        return fact is not None and date.fromisoformat(fact) <= self.day

    def is_over(self, last: date) -> bool:
        return last < self.day or (last == self.day and self.closed)


def period_bounds(text: str) -> tuple[date, date]:
    """Return the first and last day of a period."""
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        return date.fromisoformat(text), date.fromisoformat(text)
    year, part = int(text[:4]), text[5:]
    if part.startswith("W"):
        monday = date.fromisocalendar(year, int(part[1:]), 1)
        return monday, monday + timedelta(days=6)
    months_by_name = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
    months_by_name |= {f"Q{number}": (3 * number - 2, 3 * number) for number in range(1, 5)}
    first, last = months_by_name.get(part) or (int(part), int(part))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def deadline(row: Record, position: ReportPosition) -> date | None:
    """Return the last day of the signed period or of the latest extension in force."""
    closings = [row.get("completed"), row.get("cancelled", {}).get("on")]
    known = [date.fromisoformat(day) for day in closings if day and position.knows(day)]
    until = min([position.day, *known])
    latest: tuple[str, str] | None = None
    for extension in row.get("extensions", []):
        in_time = date.fromisoformat(extension["on"]) <= until
        if in_time and (latest is None or extension["on"] >= latest[0]):
            latest = extension["on"], extension["to"]
    text = latest[1] if latest else row.get("due")
    return period_bounds(text)[1] if text else None


def kind(row: Record, position: ReportPosition) -> str:
    if row.get("repeat"):
        return "recurring"
    if deadline(row, position):
        return "dated"
    if row.get("due_text") in AWAITING_TEXTS:
        return "awaiting"
    if row.get("due_text") in WORDED_TEXTS:
        return "worded"
    regular = row["id"].startswith("TX") or row.get("due_text") in CONTINUOUS_TEXTS
    return "continuous" if regular else "undated"


def waits_as(row: Record, position: ReportPosition) -> str:
    """Return the table at the end of an overdue list that an open row stands in."""
    in_words = kind(row, position) == "continuous" and row.get("due_text") in REPEATED_TEXTS
    return "worded" if in_words else kind(row, position)


def has_started(row: Record, position: ReportPosition) -> bool:
    """Tell whether something was recorded: the start, or a visit."""
    return any(position.knows(day) for day in [row.get("started"), *row.get("visits", {}).values()])


def may_have_started(row: Record, position: ReportPosition) -> bool:
    return (
        has_started(row, position)
        or "start" not in row
        or period_bounds(row["start"])[0] <= position.day
    )


def state(row: Record, position: ReportPosition) -> str:
    last, completed = deadline(row, position), row.get("completed")
    cancelled = row.get("cancelled", {}).get("on")
    if position.knows(cancelled) and not (position.knows(completed) and completed <= cancelled):
        return "cancelled"
    if completed and position.knows(completed):
        on_time = last is None or date.fromisoformat(completed) <= last
        return "completed" if on_time else "completed-late"
    if kind(row, position) == "dated" and last and position.is_over(last):
        return "overdue"
    if has_started(row, position):
        return "in-progress"
    if not may_have_started(row, position):
        return "scheduled"
    return "in-progress" if kind(row, position) in ("recurring", "continuous") else "open"


def is_finished(row: Record, position: ReportPosition) -> bool:
    return state(row, position) in ("completed", "completed-late", "cancelled")


def all_periods(every: str) -> list[str]:
    """Return the periods of a kind that end in 2026."""
    return {
        "month": [f"2026-{number:02}" for number in range(1, 13)],
        "quarter": [f"2026-Q{number}" for number in range(1, 5)],
        "half-year": ["2026-H1", "2026-H2"],
        "week": [f"2026-W{number:02}" for number in range(1, 53)],
    }[every]


def missing_occurrences(row: Record, position: ReportPosition) -> list[str]:
    """Return the keys of the closed periods not logged, after the first logged of each rule."""
    missing_keys = []
    rules = row.get("repeat", [])
    for rule in [{"every": rules}] if isinstance(rules, str) else rules:
        started = False
        for period in filter(partial(is_within, row), all_periods(rule["every"])):
            key = f"{period} {rule['label']}" if "label" in rule else period
            if position.knows(row.get("log", {}).get(key)):
                started = True
            elif started and position.is_over(period_bounds(period)[1]):
                missing_keys.append(key)
    return missing_keys


def is_within(row: Record, period: str) -> bool:
    """Tell whether a period lies between the start and the signed deadline of a row."""
    end = period_bounds(period)[1]
    first = period_bounds(row["start"])[0] if "start" in row else end
    last = period_bounds(row["due"])[1] if "due" in row else end
    return first <= end <= last


def leads(row: Record) -> list[str]:
    """Return the codes of the departments that lead a row, however its file names them."""
    names = row["lead"] if isinstance(row["lead"], list) else [row["lead"]]
    return list(dict.fromkeys(code for name in names for code in LEAD_CODES[name]))


def responsible_departments(row: Record, role: str) -> list[str]:
    co_workers = [
        code for unit in row.get("coordinating", []) for code in UNIT_MEMBERS.get(unit, ())
    ]
    co_workers = [code for code in dict.fromkeys(co_workers) if code not in leads(row)]
    return {"lead": leads(row), "coordinating": co_workers, "both": [*leads(row), *co_workers]}[
        role
    ]


def next_month_end(day: date) -> date:
    """Return the last day of the month after a day's."""
    in_next_month = day.replace(day=1) + timedelta(days=31)
    return in_next_month.replace(day=monthrange(in_next_month.year, in_next_month.month)[1])


def due_figures(rows: list[Record], position: ReportPosition, period: str | None = None) -> Record:
    """Return what is due in a period (None: the whole plan), and what became of it."""
    first, last = period_bounds(period) if period else (date.min, date.max)
    states, come_due = [], []
    for row in rows:
        day, now = deadline(row, position), state(row, position)
        if kind(row, position) != "dated" or now == "cancelled" or not day:
            continue
        if first <= day <= last:
            states.append(now)
            come_due += [now] if position.is_over(day) else []
    on_time = come_due.count("completed")
    return {
        "due": len(states),
        "come_due": len(come_due),
        "due_completed": states.count("completed") + states.count("completed-late"),
        "on_time": on_time,
        "late": come_due.count("completed-late"),
        "due_overdue": come_due.count("overdue"),
        "on_time_share": round(on_time / len(come_due), 4) if come_due else None,
    }


def parts(rows: list[Record], position: ReportPosition) -> Counter[str]:
    """Return how many rows stand in each part of a summary."""
    names = {"completed-late": "completed", "open": "not_reported"}
    counts: Counter[str] = Counter()
    for row in rows:
        now = state(row, position)
        regular = kind(row, position) in ("recurring", "continuous")
        if now == "in-progress":
            counts["ongoing" if regular else "in_progress"] += 1
        else:
            counts[names.get(now, now)] += 1
    return counts


def is_due_soon(row: Record, position: ReportPosition, last: date) -> bool:
    day = deadline(row, position)
    return (
        kind(row, position) == "dated"
        and not is_finished(row, position)
        and day is not None
        and not position.is_over(day)
        and day <= last
    )


def summary_figures(rows: list[Record], position: ReportPosition) -> Record:
    """Return every figure of a summary that counts tasks."""
    kinds = [kind(row, position) for row in rows]
    waiting = [
        kind(row, position)
        for row in rows
        if not is_finished(row, position) and may_have_started(row, position)
    ]
    last = next_month_end(position.day)
    return {
        "total": len(rows),
        **dict.fromkeys(PARTS, 0),
        **parts(rows, position),
        "due_soon": sum(is_due_soon(row, position, last) for row in rows),
        "awaiting": waiting.count("awaiting"),
        "worded": waiting.count("worded"),
        "undated": waiting.count("undated"),
        "regular": kinds.count("recurring") + kinds.count("continuous"),
        **due_figures(rows, position),
    }


def workload_columns(row: Record, position: ReportPosition, count: str) -> list[str]:
    """Return the columns of the workload a task counts in."""
    last, start = deadline(row, position), row.get("start")
    if kind(row, position) in ("recurring", "continuous"):
        return ["regular"]
    if count == "start":
        return [start] if start else ["undated"]
    if last is None:
        return ["undated"]
    first = last if count == "due" else period_bounds(start or "2026-01")[0]
    months, day = [], date(first.year, first.month, 1)
    while day <= last:
        months.append(f"{day.year}-{day.month:02}")
        day = (day + timedelta(days=31)).replace(day=1)
    return months


def workload(
    rows: list[Record], position: ReportPosition, count: str, role: str
) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {code: Counter() for code in DEPARTMENT_CODES}
    for row in rows:
        if state(row, position) != "cancelled":
            for code in responsible_departments(row, role):
                counts[code].update([*workload_columns(row, position, count), "total"])
    return counts
