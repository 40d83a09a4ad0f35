"""What the specification says of time, said a second time: plain mappings and dates only.

Shares no code with khtgdv; `tests/test_reckoning.py` compares the two.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

Record = dict[str, Any]
SEVEN = ("LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP")
# Every name of the office's own units in the column of co-ordinating units, as the paper has it.
MEANS = {
    "Các phòng CM": SEVEN[:6],
    "các phòng CM": SEVEN[:6],
    "Các phòng chuyên môn": SEVEN[:6],
    "VP và các phòng": SEVEN,
    "Văn phòng": ("VP",),
    "VP.": ("VP",),
    "Văn phòng Ban TGDVTU": ("VP",),
    "Phòng TT-TH": ("TT-TH",),
    "Phòng Đoàn thể và Các hội": ("DT-CH",),
    "DVCCQNN, DT và TG": ("DVCCQNN",),
}
AWAITING = (
    "Theo KH của TW", "Theo tiến độ của TP.", "Theo KH của Ban TGDV Trung ương",
    "Căn cứ vào tình hình thực tiễn", "Khi có quy định của Trung ương",
)  # fmt: skip
OWN = ("Cả năm", "Thường xuyên", "Hàng tháng", "Hàng tuần", "Theo Quý")


class At(NamedTuple):
    """A position: its day, whether the day is over, the options that ask for it."""

    day: date
    closed: bool
    options: tuple[str, ...] = ()

    def knows(self, fact: str | None) -> bool:
        return fact is not None and date.fromisoformat(fact) <= self.day

    def passed(self, last: date) -> bool:
        return last < self.day or (last == self.day and self.closed)


def ends(text: str) -> tuple[date, date]:
    """Return the first and last day of a period."""
    if len(text) == 10 and text[4] == "-" and text[7] == "-":
        return date.fromisoformat(text), date.fromisoformat(text)
    year, part = int(text[:4]), text[5:]
    if part.startswith("W"):
        monday = date.fromisocalendar(year, int(part[1:]), 1)
        return monday, monday + timedelta(days=6)
    named = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)}
    named |= {f"Q{number}": (3 * number - 2, 3 * number) for number in range(1, 5)}
    first, last = named.get(part) or (int(part), int(part))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def deadline(row: Record, at: At) -> date | None:
    """Return the last day of the signed period or of the latest extension in force."""
    closings = [row.get("completed"), row.get("cancelled", {}).get("on")]
    known = [date.fromisoformat(day) for day in closings if day and at.knows(day)]
    until = min([at.day, *known])
    best: tuple[str, str] | None = None
    for extension in row.get("extensions", []):
        in_time = date.fromisoformat(extension["on"]) <= until
        if in_time and (best is None or extension["on"] >= best[0]):
            best = extension["on"], extension["to"]
    text = best[1] if best else row.get("due")
    return ends(text)[1] if text else None


def kind(row: Record, at: At) -> str:
    if row.get("repeat"):
        return "recurring"
    if deadline(row, at):
        return "dated"
    if row.get("due_text") in AWAITING:
        return "awaiting"
    regular = row["id"].startswith("TX") or row.get("due_text") in OWN
    return "continuous" if regular else "undated"


def begun(row: Record, at: At) -> bool:
    """Tell whether something was recorded: the start, or a visit."""
    return any(at.knows(day) for day in [row.get("started"), *row.get("visits", {}).values()])


def its_time_has_come(row: Record, at: At) -> bool:
    return begun(row, at) or "start" not in row or ends(row["start"])[0] <= at.day


def state(row: Record, at: At) -> str:
    last, completed = deadline(row, at), row.get("completed")
    cancelled = row.get("cancelled", {}).get("on")
    if at.knows(cancelled) and not (at.knows(completed) and completed <= cancelled):
        return "cancelled"
    if completed and at.knows(completed):
        on_time = last is None or date.fromisoformat(completed) <= last
        return "completed" if on_time else "completed-late"
    if kind(row, at) == "dated" and last and at.passed(last):
        return "overdue"
    if begun(row, at):
        return "in-progress"
    if not its_time_has_come(row, at):
        return "scheduled"
    return "in-progress" if kind(row, at) in ("recurring", "continuous") else "open"


def finished(row: Record, at: At) -> bool:
    return state(row, at) in ("completed", "completed-late", "cancelled")


def all_periods(every: str) -> list[str]:
    """Return the periods of a kind that end in 2026."""
    return {
        "month": [f"2026-{number:02}" for number in range(1, 13)],
        "quarter": [f"2026-Q{number}" for number in range(1, 5)],
        "half-year": ["2026-H1", "2026-H2"],
        "week": [f"2026-W{number:02}" for number in range(1, 53)],
    }[every]


def missing(row: Record, at: At) -> list[str]:
    """Return the keys of the closed periods not logged, after the first logged of each rule."""
    found = []
    rules = row.get("repeat", [])
    for rule in [{"every": rules}] if isinstance(rules, str) else rules:
        started = False
        for period in all_periods(rule["every"]):
            key = f"{period} {rule['label']}" if "label" in rule else period
            if at.knows(row.get("log", {}).get(key)):
                started = True
            elif started and at.passed(ends(period)[1]):
                found.append(key)
    return found


def carriers(row: Record, role: str) -> list[str]:
    others = [code for unit in row.get("coordinating", []) for code in MEANS.get(unit, ())]
    others = [code for code in dict.fromkeys(others) if code != row["lead"]]
    return {"lead": [row["lead"]], "coordinating": others, "both": [row["lead"], *others]}[role]


def cells(row: Record, at: At, count: str) -> list[str]:
    """Return the columns of the workload a task counts in."""
    last, start = deadline(row, at), row.get("start")
    if kind(row, at) in ("recurring", "continuous"):
        return ["regular"]
    if count == "start":
        return [start] if start else ["undated"]
    if last is None:
        return ["undated"]
    first = last if count == "due" else ends(start or "2026-01")[0]
    months, day = [], date(first.year, first.month, 1)
    while day <= last:
        months.append(f"{day.year}-{day.month:02}")
        day = (day + timedelta(days=31)).replace(day=1)
    return months


def workload(rows: list[Record], at: At, count: str, role: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {code: Counter() for code in SEVEN}
    for row in rows:
        if state(row, at) != "cancelled":
            for code in carriers(row, role):
                found[code].update([*cells(row, at, count), "total"])
    return found
