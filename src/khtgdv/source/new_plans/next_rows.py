"""Which rows of a plan go on into the next one, and what they are there."""

from __future__ import annotations

from datetime import date

from khtgdv.frozen import dataclass
from khtgdv.plan.ids import REGULAR_SECTION, section_of
from khtgdv.plan.model import Inspection, Task
from khtgdv.schedule.status import END_OF_RECORDS, REGULAR_KINDS, completion_date, status_at
from khtgdv.source.new_plans.later_dates import later_period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from khtgdv.plan.model import Plan

Work = Task | Inspection
# What people recorded of a row is last year's.
_RECORDS = frozenset(
    {"started", "progress", "completed", "result", "extensions", "cancelled", "log", "visits"}
)
_STEP_RECORDS = frozenset({"completed", "result"})


@dataclass(frozen=True, slots=True)
class NextRows:
    """What the files of rows say, and of which rows the office has something to decide.

    `unfinished` are rows that were left over, `running` those of them whose deadline in force lies
    in the next plan already, `cancelled` those that had been cancelled and are here all the same.
    """

    trees: Mapping[str, dict[str, Any]]
    regular: tuple[str, ...]
    unfinished: tuple[str, ...]
    running: tuple[str, ...]
    finished: tuple[str, ...]
    cancelled: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(rows) for tree in self.trees.values() for rows in tree.values())


def next_rows(plan: Plan, files: Mapping[str, Any], choice: str, years: int) -> NextRows:
    """Return the rows of the next plan, each under its ID: its month is the same, a year on."""
    works: tuple[Work, ...] = (*plan.tasks, *plan.inspections)
    every = {work.id: work for work in works}
    taken = {row: work for row, work in every.items() if _is_taken(work, choice)}
    origin = plan.name
    trees: dict[str, dict[str, Any]] = {}
    for name in ("tasks", "inspections"):
        rows = [row for row in files.get(name, {}).get(name, ()) if row["id"] in taken]
        new_rows = [_next_row(row, taken[row["id"]], years, origin, taken.keys()) for row in rows]
        if new_rows or name == "tasks":
            trees[name] = {name: new_rows}
    open_rows = [row for row, work in taken.items() if is_left_over(work)]
    last_day = plan.span.end
    return NextRows(
        trees,
        tuple(row for row, work in taken.items() if is_regular(work)),
        tuple(open_rows),
        tuple(row for row in open_rows if _deadline_end(taken[row]) > last_day),
        tuple(r for r, work in taken.items() if completion_date(work) and not is_regular(work)),
        tuple(row for row, work in taken.items() if work.cancelled),
    )


def is_regular(work: Work) -> bool:
    """Tell whether a row is work that goes on every year."""
    if section_of(work.id) == REGULAR_SECTION:
        return True
    return isinstance(work, Task) and _kind(work) in REGULAR_KINDS


def is_left_over(work: Work) -> bool:
    """Tell whether a row was to be finished, and is neither finished nor cancelled."""
    is_closed = completion_date(work) is not None or work.cancelled is not None
    return not is_closed and _kind(work) not in REGULAR_KINDS


def _kind(work: Work) -> str:
    return status_at(work, END_OF_RECORDS).kind


def _deadline_end(work: Work) -> date:
    deadline = status_at(work, END_OF_RECORDS).deadline
    return deadline.end if deadline else date.min


def _is_taken(work: Work, choice: str) -> bool:
    if choice == "all":
        return True
    if is_regular(work) and work.cancelled is None:
        return True
    return choice == "unfinished" and is_left_over(work)


def _next_row(
    row: Mapping[str, Any], work: Work, years: int, origin: str, taken: Collection[str]
) -> dict[str, Any]:
    new = {key: value for key, value in row.items() if key not in _RECORDS and key != "from"}
    for key in ("start", "due"):
        if key in new:
            new[key] = later_period(new[key], years)
    if "steps" in new:
        new["steps"] = [_next_step(step, years) for step in new["steps"]]
    if "related" in new:
        new["related"] = [related for related in new["related"] if related in taken]
        if not new["related"]:
            del new["related"]
    if is_left_over(work):
        if isinstance(work, Task):
            new["from"] = f"{origin} {work.id}"
        else:
            new["notes"] = [*new.get("notes", ()), f"Chuyển từ {origin} {work.id}"]
    return new


def _next_step(step: Mapping[str, Any], years: int) -> dict[str, Any]:
    new = {key: value for key, value in step.items() if key not in _STEP_RECORDS}
    return new | ({"due": later_period(new["due"], years)} if "due" in new else {})
