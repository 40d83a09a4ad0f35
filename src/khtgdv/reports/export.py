"""`export`: every row as data, a part for each table, year and plan, for what reads many plans.

The columns are those of the contract, with the year and the plan's name under names of their own
(`plan_year`, `plan_name`: a dataset partitioned by `year` and `plan` must not have them twice) and
the position that states and days late are true at.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import replace
from khtgdv.reports.shared.frame import frame
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    inspection_values,
    task_values,
)
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khtgdv.document.document import Document, StoredKind, Value
    from khtgdv.plan.model import Plan
    from khtgdv.query.selection import Selection

# The columns that a dataset does not keep as texts. `plan` is the name of a partition there.
_STORED: dict[str, StoredKind | None] = {
    **dict.fromkeys(("deadline", "started", "completed"), "date"),
    **dict.fromkeys(("days_overdue", "progress"), "number"),
    **dict.fromkeys(
        ("coordinating", "coordinating_departments", "focus", "missing", "notes", "team",
         "related"),
        "texts",
    ),
    **dict.fromkeys(("cancelled", "extensions", "repeat", "log", "units", "visits"), "json"),
    "plan": None,
}  # fmt: skip
_CONTEXT = (
    Column("plan_name", "Kế hoạch", stored="text"),
    Column("plan_year", "Năm", "number", stored="number"),
    Column("as_of", "Tính đến", "date", stored="date"),
    Column("closed", "Hết ngày", stored="bool"),
    Column("forecast", "Dự kiến", stored="bool"),
)
# What a folder's name may not hold on one of the systems, or what Hive's own rules escape.
_UNSAFE = re.compile(r"""[\x00-\x1f\x7f"#%'*/:<=>?\\^{|}\[\]]|[. ]$""")
_LONGEST = 150  # bytes; file systems take 255 of an escaped name


def build(selection: Selection) -> Document:
    """Return the rows that passed the filter; a plan without any only where all have none."""
    whole = frame("export", "DỮ LIỆU", selection, ())
    tasks, inspections = _by_plan(selection)
    plans = [p for p in selection.portfolio if tasks[id(p)] or inspections[id(p)]]
    folders = partitions(plans or selection.portfolio)
    parts = [
        replace(whole, named=f"{name}/{folders[id(plan)]}/{name}", tables=(table,))
        for name, columns, rows in (
            ("tasks", TASK_COLUMNS, tasks),
            ("inspections", INSPECTION_COLUMNS, inspections),
        )
        for plan in plans or selection.portfolio
        for table in [_table(name, columns, rows[id(plan)])]
    ]
    return replace(whole, parts=tuple(parts))


_Rows = dict[int, list[Row]]


def _by_plan(selection: Selection) -> tuple[_Rows, _Rows]:
    """Return the tasks and the inspections of each plan as the contract has them."""
    at = selection.position
    tasks: _Rows = {id(plan): [] for plan in selection.portfolio}
    inspections: _Rows = {id(plan): [] for plan in selection.portfolio}
    for task in selection.tasks:
        tasks[id(task.plan)].append(_stated(task_values(task, at), task.plan, selection))
    for visit in selection.inspections:
        made = _stated(inspection_values(visit), visit.plan, selection)
        inspections[id(visit.plan)].append(made)
    return tasks, inspections


def _stated(values: Mapping[str, Value], plan: Plan, selection: Selection) -> Row:
    """Return a row of values alone, with the plan's year and the position they are true at."""
    at = selection.position
    told = (plan.name, plan.year, at.as_of, at.closed, at.forecast)
    return Row({**values, **dict(zip((c.key for c in _CONTEXT), told, strict=True))})


def _table(name: str, columns: Iterable[Column], rows: Iterable[Row]) -> Table:
    typed = tuple(replace(c, stored=_STORED.get(c.key, "text")) for c in columns)
    return Table(name, "", (*typed, *_CONTEXT), (), tuple(rows))


def partitions(plans: Iterable[Plan]) -> Mapping[int, str]:
    """Return the folder of each plan, told by its identity: `year=2026/plan=01-KH%2FX`.

    A name is escaped as Hive does. One that is long, or that some file system would not tell from
    another's, ends in a mark of its own.
    """
    plans = tuple(plans)
    bare = {id(p): _UNSAFE.sub(lambda m: f"%{ord(m[0]):02X}", visible(p.name)) for p in plans}
    alike = Counter((p.year, bare[id(p)].casefold()) for p in plans)
    return {
        id(p): f"year={p.year}/plan={_short(bare[id(p)], p, alike[p.year, bare[id(p)].casefold()])}"
        for p in plans
    }


def _short(name: str, plan: Plan, alike: int) -> str:
    data = name.encode()
    if alike == 1 and len(data) <= _LONGEST:
        return name
    mark = sha256(f"{plan.name}\0{plan.folder}".encode()).hexdigest()[:12]
    return f"{data[:_LONGEST].decode(errors='ignore')}~{mark}"
