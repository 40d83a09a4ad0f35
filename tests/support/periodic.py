"""What the specification says of periodic reports, said a second time: plain mappings and texts.

Shares no code with khtgdv; `tests/reports/test_periodic.py` compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

CODES = ("VP", "TT-TH", "DT-CH")
LAST_DAYS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31", "9M": "09-30"}
LAST_DAYS |= {"H1": "06-30", "H2": "12-31"}
FIRST_MONTHS = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "9M": "01", "H1": "01", "H2": "07"}
NEXT_PERIODS = {
    "2026-01": "2026-02", "2026-03": "2026-04", "2026-12": "2027-01", "2026-Q1": "2026-Q2",
    "2026-Q2": "2026-Q3", "2026-Q4": "2027-Q1", "2026-H1": "2026-H2", "2026-H2": "2027-H1",
    "2026-9M": "2026-Q4", "2026": "2027", "2026-W12": "2026-W13", "2026-W53": "2027-W01",
}  # fmt: skip


def last_day(period: str) -> str:
    year, _, part = period.partition("-")
    if not part:
        return f"{year}-12-31"
    if part.startswith("W"):
        return date.fromisocalendar(int(year), int(part[1:]), 7).isoformat()
    if part in LAST_DAYS:
        return f"{year}-{LAST_DAYS[part]}"
    if len(part) > 2:
        return period
    next_month = date(int(year) + int(part) // 12, int(part) % 12 + 1, 1)
    return (next_month - timedelta(days=1)).isoformat()


def first_day(period: str) -> str:
    year, _, part = period.partition("-")
    if part.startswith("W"):
        return date.fromisocalendar(int(year), int(part[1:]), 1).isoformat()
    if not part:
        return f"{year}-01-01"
    return period if len(part) > 2 else f"{year}-{FIRST_MONTHS.get(part, part)}-01"


@dataclass
class RowOracle:
    """Where one row stands, and what the period did to it."""

    row: dict[str, Any]
    period: str
    as_of: str
    closed: bool

    def if_recorded(self, day: str | None) -> str | None:
        return day if day and day <= self.as_of else None

    def in_period(self, day: str | None) -> bool:
        return bool(day) and first_day(self.period) <= str(day) <= self.as_of

    @property
    def completion_day(self) -> str | None:
        done = self.row.get("completed")
        names = [name for units in self.row.get("units", ()) for name in units["names"]]
        visits = self.row.get("visits", {})
        if not done and names and all(name in visits for name in names):
            done = max(visits[name] for name in names)
        return self.if_recorded(done)

    @property
    def cancellation_day(self) -> str | None:
        return self.if_recorded(self.row.get("cancelled", {}).get("on"))

    @property
    def closing_day(self) -> str | None:
        return min(
            (day for day in (self.completion_day, self.cancellation_day) if day), default=None
        )

    @property
    def deadline(self) -> str | None:
        until, in_force, decided = self.closing_day or self.as_of, self.row.get("due"), ""
        for extension in self.row.get("extensions", ()):
            if extension["on"] <= until and extension["on"] >= decided:
                in_force, decided = extension["to"], extension["on"]
        return last_day(in_force) if in_force else None

    @property
    def kind(self) -> str:
        if self.row.get("repeat"):
            return "recurring"
        if self.deadline:
            return "dated"
        text = self.row.get("due_text")
        if text == "Theo KH của TW":
            return "awaiting"
        return "continuous" if text == "Cả năm" else "undated"

    @property
    def is_past_deadline(self) -> bool:
        deadline = self.deadline or "9999"
        return deadline < self.as_of or (self.closed and deadline == self.as_of)

    @property
    def state(self) -> str:
        if self.closing_day:
            if self.cancellation_day and not (
                self.completion_day and self.completion_day <= self.cancellation_day
            ):
                return "cancelled"
            return (
                "completed_late"
                if (self.deadline or "9999") < str(self.completion_day)
                else "completed"
            )
        if self.kind == "dated" and self.is_past_deadline:
            return "overdue"
        if self.if_recorded(
            self.row.get("started") or min(self.row.get("visits", {}).values(), default="")
        ):
            return "in_progress"
        if first_day(self.row.get("start", "0001")) > self.as_of:
            return "scheduled"
        return "in_progress" if self.kind in ("continuous", "recurring") else "open"

    @property
    def table_names(self) -> set[str]:
        names = set()
        is_regular = self.kind in ("continuous", "recurring")
        if self.closing_day:
            names |= {self.state} if self.in_period(self.closing_day) else set()
        elif self.state == "scheduled":
            names |= {"scheduled"} if self.starts_by_the_end else set()
        elif not is_regular:
            names |= {self.state}
        if any(
            self.in_period(e["on"]) and e["on"] <= (self.closing_day or self.as_of)
            for e in self.row.get("extensions", ())
        ):
            names |= {"extended"}
        if (
            self.kind == "dated"
            and not self.closing_day
            and self.is_due_in(NEXT_PERIODS[self.period])
        ):
            names |= {"next"}
        return names

    def is_due_in(self, period: str) -> bool:
        return first_day(period) <= (self.deadline or "") <= last_day(period)

    @property
    def starts_by_the_end(self) -> bool:
        return first_day(self.row["start"]) <= last_day(self.period)

    @property
    def is_counted(self) -> bool:
        return self.kind == "dated" and self.state != "cancelled" and self.is_due_in(self.period)

    @property
    def occurrence_counts(self) -> tuple[str, int, int, list[str]] | None:
        """A monthly or quarterly task: its periods closed by now, and those not in the log.

        Counted from the first period logged on; all where none is, and then none is missing.
        """
        every = self.row.get("repeat")
        if not every or self.closing_day:
            return None
        months = [f"2026-{number:02}" for number in range(1, 13)]
        names = months if every == "month" else [f"2026-Q{number}" for number in range(1, 5)]
        past_periods = [
            name
            for name in names
            if first_day(self.period) <= last_day(name)
            and (last_day(name) < self.as_of or (self.closed and last_day(name) == self.as_of))
        ]
        logged = [name for name in names if self.if_recorded(self.row["log"].get(name))]
        counted = [name for name in past_periods if not logged or name >= logged[0]]
        gaps = [name for name in counted if logged and name not in logged]
        done_count = sum(name in logged for name in counted)
        return (self.row["id"], len(counted), done_count, gaps) if counted else None


# --- random progress ---------------------------------------------------------------------------

DAYS = st.dates(date(2025, 12, 20), date(2027, 1, 15)).map(str)
MONTHS = st.integers(1, 12).map(lambda number: f"2026-{number:02}")
DUES = st.one_of(
    MONTHS,
    st.sampled_from(["2026-Q1", "2026-Q2", "2026-H1", "2026-9M", "2026", "2027-01"]),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str),
)
EXTENSIONS = st.lists(
    st.fixed_dictionaries({"to": DUES, "on": DAYS, "reason": st.just("chờ ý kiến")}), max_size=2
)
CANCELLATIONS = st.fixed_dictionaries({"on": DAYS, "reason": st.just("ghép việc")})
# A fact is left out more often than not, so that every state is common.
FACTS: dict[str, Any] = {
    "completed": st.none() | st.none() | DAYS,
    "started": st.none() | DAYS,
    "cancelled": st.none() | st.none() | st.none() | CANCELLATIONS,
    "extensions": st.just([]) | EXTENSIONS,
}


@st.composite
def tasks(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["dated"] * 5 + ["awaiting", "undated", "continuous", "recurring"]))
    row: dict[str, Any] = {"lead": draw(st.sampled_from(CODES))}
    row |= {name: value for name, facts in FACTS.items() if (value := draw(facts))}
    if kind in ("dated", "awaiting", "undated"):
        row["start"] = draw(MONTHS)
    if kind == "dated":
        row["due"] = draw(DUES)
    row |= {"awaiting": {"due_text": "Theo KH của TW"}, "continuous": {"due_text": "Cả năm"}}.get(
        kind, {}
    )
    if kind == "recurring":
        row["repeat"] = draw(st.sampled_from(["month", "quarter"]))
        keys = st.sampled_from(["2026-01", "2026-02", "2026-05", "2026-Q1", "2026-Q2"])
        row["log"] = draw(st.dictionaries(keys, DAYS))
    return row


@st.composite
def inspections(draw: st.DrawFn) -> dict[str, Any]:
    row: dict[str, Any] = {"units": [{"names": ["Kiến An", "Tứ Kỳ"]}]}
    facts = {name: FACTS[name] for name in ("completed", "cancelled", "extensions")}
    row |= {name: value for name, days in facts.items() if (value := draw(days))}
    row["visits"] = draw(st.dictionaries(st.sampled_from(["Kiến An", "Tứ Kỳ"]), DAYS))
    if draw(st.booleans()):
        row |= {"start": draw(MONTHS), "due": draw(DUES)}
    else:
        row["due_text"] = "Theo KH của TW"
    return row


def with_ids(prefix: str, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"{prefix}-{place:02}", **row} for place, row in enumerate(rows, 1)]


TASK_ROWS = st.lists(tasks(), min_size=25, max_size=25).map(lambda rows: with_ids("T01", rows))
INSPECTION_ROWS = st.lists(inspections(), max_size=3).map(lambda rows: with_ids("KT", rows))


@st.composite
def report_moments(draw: st.DrawFn) -> tuple[str, str, bool]:
    """Draw a period and the position of its report: its close, or a day before it is over."""
    period = draw(st.sampled_from(["2026-Q1"] * 5 + list(NEXT_PERIODS)))
    if draw(st.booleans()):
        return period, last_day(period), True
    first, last = date.fromisoformat(first_day(period)), date.fromisoformat(last_day(period))
    return period, str(draw(st.dates(first, last - timedelta(days=1)))), False
