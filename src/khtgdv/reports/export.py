"""`export`: every row as data, a part for each table, year and plan, for what reads many plans.

The columns are those of the contract, with the year and the plan's name under names of their own
(`plan_year`, `plan_name`: a dataset partitioned by `year` and `plan` must not have them twice) and
the position that states and days late are true at.
"""

from __future__ import annotations

import re
from collections import Counter

from khtgdv.dataset.findings import finding_table
from khtgdv.dataset.intervals import interval_table
from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import replace
from khtgdv.reports.shared.frame import report_document
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    inspection_values,
    task_values,
)
from khtgdv.text import escape_unsafe
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.document.document import Document, StorageType, Value
    from khtgdv.plan.model import Plan
    from khtgdv.query.rows import AnyRow
    from khtgdv.query.selection import Selection

# The columns that a dataset does not keep as texts. `plan` is the name of a partition there.
_STORAGE_TYPES: dict[str, StorageType | None] = {
    **dict.fromkeys(("deadline", "started", "completed", "added"), "date"),
    **dict.fromkeys(("days_overdue", "days_late", "working_days_late", "progress"), "number"),
    **dict.fromkeys(
        ("coordinating", "coordinating_departments", "focus", "missing", "notes", "team",
         "related", "leads"),
        "texts",
    ),
    **dict.fromkeys(
        ("cancelled", "extensions", "repeat", "log", "units", "visits", "steps"), "json"
    ),
    "plan": None,
}  # fmt: skip
_CONTEXT_COLUMNS = (
    Column("plan_name", "Kế hoạch", storage_type="text"),
    Column("plan_year", "Năm", "number", storage_type="number"),
    Column("as_of", "Tính đến", "date", storage_type="date"),
    Column("closed", "Hết ngày", storage_type="bool"),
    Column("forecast", "Dự kiến", storage_type="bool"),
)
# Every column of the tables of rows.
CONTENT_COLUMNS = {
    name: (
        *(replace(c, storage_type=_STORAGE_TYPES.get(c.key, "text")) for c in columns),
        *_CONTEXT_COLUMNS,
    )
    for name, columns in (("tasks", TASK_COLUMNS), ("inspections", INSPECTION_COLUMNS))
}
# What a folder's name may not hold on one of the systems, or what Hive's own rules escape.
_UNSAFE_IN_FOLDER = re.compile(r"""[\x00-\x1f\x7f"#%'*/:<=>?\\^{|}\[\]]|[. ]$""")
_MAX_NAME_BYTES = 150  # bytes; file systems take 255 of an escaped name


def build(selection: Selection, *, findings: Iterable[Diagnostic] | None = None) -> Document:
    """Return the rows that passed the filter; a plan without any only where all have none.

    A dataset is given the `findings` of the run. It has a part for them, and of each plan one more
    for where its rows stand at any moment.
    """
    document = report_document("export", "DỮ LIỆU", selection, ())
    tasks, inspections = _rows_by_plan(selection)
    plans = [p for p in selection.portfolio if tasks[id(p)] or inspections[id(p)]]
    folders = partition_folders(plans or selection.portfolio)
    parts = [
        replace(document, file_stem=f"{name}/{folders[id(plan)]}/{name}", tables=(table,))
        for name, rows in (("tasks", tasks), ("inspections", inspections))
        for plan in plans or selection.portfolio
        for table in [Table(name, "", CONTENT_COLUMNS[name], (), tuple(rows[id(plan)]))]
    ]
    if findings is not None:
        parts += _interval_parts(document, selection, folders)
        table = finding_table(findings)
        parts.append(replace(document, file_stem="findings/findings", tables=(table,)))
    return replace(document, parts=tuple(parts))


def _interval_parts(
    document: Document, selection: Selection, folders: Mapping[int, str]
) -> Iterator[Document]:
    rows: dict[int, list[AnyRow]] = {plan: [] for plan in folders}
    every: tuple[AnyRow, ...] = (*selection.tasks, *selection.inspections)
    for row in every:
        rows[id(row.plan)].append(row)
    for plan, folder in folders.items():
        table = interval_table(rows[plan])
        yield replace(document, file_stem=f"intervals/{folder}/intervals", tables=(table,))


_RowsByPlan = dict[int, list[Row]]


def _rows_by_plan(selection: Selection) -> tuple[_RowsByPlan, _RowsByPlan]:
    """Return the tasks and the inspections of each plan as the contract has them."""
    at = selection.position
    tasks: _RowsByPlan = {id(plan): [] for plan in selection.portfolio}
    inspections: _RowsByPlan = {id(plan): [] for plan in selection.portfolio}
    for task in selection.tasks:
        tasks[id(task.plan)].append(_row_with_context(task_values(task, at), task.plan, selection))
    for inspection in selection.inspections:
        row = _row_with_context(inspection_values(inspection), inspection.plan, selection)
        inspections[id(inspection.plan)].append(row)
    return tasks, inspections


def _row_with_context(values: Mapping[str, Value], plan: Plan, selection: Selection) -> Row:
    """Return a row of values alone, with the plan's year and the position they are true at."""
    at = selection.position
    context = (plan.name, plan.year, at.as_of, at.closed, at.forecast)
    return Row({**values, **dict(zip((c.key for c in _CONTEXT_COLUMNS), context, strict=True))})


class NamedPlan(NamedTuple):
    """A plan that is not read yet: its name, its year, its folder."""

    name: str
    year: int
    folder: str


def partition_folders(plans: Iterable[Plan | NamedPlan]) -> Mapping[int, str]:
    """Return the folder of each plan, told by its identity: `year=2026/plan=01-KH%2FX`.

    A name is escaped as Hive does. One that is long, or that some file system would not tell from
    another's, ends in a mark of its own.
    """
    plans = tuple(plans)
    escaped_names = {
        id(p): _UNSAFE_IN_FOLDER.sub(lambda m: f"%{ord(m[0]):02X}", escape_unsafe(p.name))
        for p in plans
    }
    name_counts = Counter((p.year, escaped_names[id(p)].casefold()) for p in plans)
    folders: dict[int, str] = {}
    for p in plans:
        name = escaped_names[id(p)]
        count = name_counts[p.year, name.casefold()]
        folders[id(p)] = f"year={p.year}/plan={_short_name(name, p, count)}"
    return folders


def _short_name(name: str, plan: Plan | NamedPlan, same_name_count: int) -> str:
    data = name.encode()
    if same_name_count == 1 and len(data) <= _MAX_NAME_BYTES:
        return name
    from hashlib import sha256

    digest = sha256(f"{plan.name}\0{plan.folder}".encode()).hexdigest()[:12]
    return f"{data[:_MAX_NAME_BYTES].decode(errors='ignore')}~{digest}"
