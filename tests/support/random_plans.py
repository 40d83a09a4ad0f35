"""Random plans: shipped rows and invented ones of every kind, with random facts recorded."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count as counting
from pathlib import Path

import yaml
from hypothesis import strategies as st

from tests.support.reckoning import (
    AWAITING_TEXTS,
    CONTINUOUS_TEXTS,
    DEPARTMENT_CODES,
    LEAD_CODES,
    Record,
    ReportPosition,
    all_periods,
    period_bounds,
)

DATA = Path(__file__).resolve().parents[2] / "data"


def shipped_rows(name: str) -> list[Record]:
    text = (DATA / f"{name}_2026.yaml").read_text(encoding="utf-8")
    rows: list[Record] = yaml.load(text, yaml.BaseLoader)[name]  # noqa: S506 - builds texts only
    return rows


# The rows with daily rules and long lists of `in` are reckoned in tests/test_occurrences.py.
SHIPPED_TASKS = [row for row in shipped_rows("tasks") if row["id"] not in ("TX-01", "TX-02")]
# The tasks they are related to are drawn or not.
SHIPPED_INSPECTIONS = [
    {key: value for key, value in row.items() if key != "related"}
    for row in shipped_rows("inspections")
]
random_days = st.dates(date(2025, 12, 15), date(2027, 3, 31)).map(str)
# A few days more often than chance would have it: the ends of months, where things tip over.
month_ends = st.sampled_from(
    [
        "2026-01-31",
        "2026-02-28",
        "2026-03-01",
        "2026-03-31",
        "2026-06-30",
        "2026-09-30",
        "2026-12-31",
    ]
)
days = random_days | month_ends
DUE_PERIODS = (
    "2026-02", "2026-03", "2026-03-01", "2026-03-31", "2026-Q1", "2026-Q2", "2026-H1", "2026-9M",
    "2026-12", "2026", "2027-01", "2026-H2", "2026-10",
)  # fmt: skip
START_MONTHS = ("2026-01", "2026-02", "2026-03", "2026-06", "2026-12")
UNIT_NAMES = ("Văn phòng", "Các phòng CM", "VP và các phòng", "VPTU", "Phòng TT-TH", "Sở Nội vụ",
    "Phòng TT-TH; Văn phòng", "Phòng KG, VH - VN, VP", "VP, Sở Nội vụ")  # fmt: skip


persons = st.sampled_from(["Bà Lan", "Ông Văn An", "Bà Lan; Ông Văn An", "Bí thư, Chủ tịch"])
# One department as often as several: a code, any other name, a collective name, a list of them.
written_leads = (
    st.sampled_from(DEPARTMENT_CODES)
    | st.sampled_from(list(LEAD_CODES))
    | st.lists(st.sampled_from(list(LEAD_CODES)), min_size=1, max_size=3)
)


@st.composite
def random_row(draw: st.DrawFn) -> Record:
    """Draw a row of any kind; its ID comes later."""
    row: Record = {"task": "Việc thêm", "lead": draw(written_leads)}
    row |= draw(st.fixed_dictionaries({}, optional={"leader": persons, "assignee": persons}))
    row["coordinating"] = draw(st.lists(st.sampled_from(UNIT_NAMES), max_size=3, unique=True))
    form = draw(st.sampled_from(["dated", "words", "bare", "recurring", "regular"]))
    if form != "regular" and draw(st.booleans()):
        row["start"] = draw(st.sampled_from(START_MONTHS))
    if form == "dated":
        first = period_bounds(row.get("start", "2026-01"))[0]
        row["due"] = draw(
            st.sampled_from([text for text in DUE_PERIODS if period_bounds(text)[1] >= first])
        )
    if form in ("words", "regular") and draw(st.booleans()):
        row["due_text"] = draw(st.sampled_from(AWAITING_TEXTS + CONTINUOUS_TEXTS))
    if form == "recurring":
        row["repeat"] = draw(st.sampled_from(["month", "week", "half-year"]))
    if "start" not in row:
        row["section"] = "TX"
    return row


@st.composite
def with_facts(draw: st.DrawFn, base: Record) -> Record:
    """Draw what was recorded on a row, out of order and too late as it may be."""
    row = dict(base)
    facts = draw(st.sets(st.sampled_from(["start", "end", "extend", "cancel"])))
    if "start" in facts and "content" not in row:
        row["started"] = draw(days)
        if draw(st.booleans()):
            row["progress"] = str(draw(st.integers(0, 100)))
    if "start" in facts and "content" in row:
        names = [name for part in row["units"] for name in part["names"]]
        row["visits"] = draw(st.dictionaries(st.sampled_from(names), days, max_size=3))
    if "extend" in facts and "repeat" not in row:
        row["extensions"] = draw(extensions(period_bounds(row.get("start", "2026-01"))[0]))
    if "end" in facts:
        row["completed"] = max(draw(days_near_deadline(row)), row.get("started", ""))
        row["result"] = "12-BC/BTGDVTU"
    if "cancel" in facts and draw(st.booleans()):
        row["cancelled"] = {"on": draw(days), "reason": "không còn phù hợp"}
    if "repeat" in row:
        row["log"] = draw(logs(row["repeat"]))
    return row


def extensions(first: date) -> st.SearchStrategy[list[Record]]:
    targets = [text for text in DUE_PERIODS if period_bounds(text)[1] >= first]
    # Few days to decide on, so that two are often decided on one.
    on = st.sampled_from(["2026-01-31", "2026-03-31", "2026-06-30"]) | days
    entry = {"to": st.sampled_from(targets), "on": on, "reason": st.just("chờ ý kiến")}
    return st.lists(st.fixed_dictionaries(entry), min_size=1, max_size=3)


def days_near_deadline(row: Record) -> st.SearchStrategy[str]:
    """Return days, the last one of the signed or of a new period more often than others."""
    due_periods = [row.get("due"), *(extension["to"] for extension in row.get("extensions", []))]
    last_days = [str(period_bounds(text)[1]) for text in due_periods if text]
    return st.sampled_from(last_days) | days if last_days else days


def logs(repeat: str | list[Record]) -> st.SearchStrategy[dict[str, str]]:
    rules = [{"every": repeat}] if isinstance(repeat, str) else repeat
    keys = [
        f"{period} {rule['label']}" if "label" in rule else period
        for rule in rules
        for period in all_periods(rule["every"])
    ]
    return st.dictionaries(st.sampled_from(keys), days, max_size=4)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    shipped = draw(st.lists(st.sampled_from(SHIPPED_TASKS), min_size=3, max_size=14, unique_by=_id))
    new_rows = draw(st.lists(random_row(), min_size=2, max_size=12))
    numbers = counting(60)
    for row in new_rows:
        section = row.pop("section", None) or f"T{row['start'][5:]}"
        row["id"] = f"{section}-{next(numbers)}"
    inspections = draw(st.lists(st.sampled_from(SHIPPED_INSPECTIONS), max_size=3, unique_by=_id))
    return (
        [draw(with_facts(row)) for row in (*shipped, *new_rows)],
        [draw(with_facts(row)) for row in inspections],
    )


def _id(row: Record) -> str:
    return str(row["id"])


@st.composite
def positions(draw: st.DrawFn) -> ReportPosition:
    form = draw(st.sampled_from(["today", "--as-of", "--month"]))
    if form == "today":
        return ReportPosition(date.fromisoformat(draw(days)), closed=False)
    if form == "--as-of":
        text = draw(days)
        return ReportPosition(date.fromisoformat(text), closed=True, options=("--as-of", text))
    month = draw(st.sampled_from([*range(1, 13), "2027-01"]))
    text = str(month) if isinstance(month, str) else f"2026-{month:02}"
    return ReportPosition(period_bounds(text)[1], closed=True, options=("--month", str(month)))


REPORT_PERIODS = (
    *("2026-01", "2026-02", "2026-06", "2026-12", "2026-Q1", "2026-Q3", "2026-H1", "2026-H2"),
    *("2026-9M", "2026", "2026", "2026"),
)


@st.composite
def report_positions(draw: st.DrawFn) -> tuple[str, ReportPosition]:
    """Draw the period of a report and where it stands: at its close, or on a day before it."""
    period = draw(st.sampled_from(REPORT_PERIODS))
    first, last = period_bounds(period)
    if draw(st.booleans()):
        return period, ReportPosition(last, closed=True)
    return period, ReportPosition(draw(st.dates(first, last - timedelta(days=1))), closed=False)
