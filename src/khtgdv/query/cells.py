"""Rows counted: how many are alike in what a report asks about, wherever the rows come from."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar

from khtgdv.query.rows import AnyRow, span
from khtgdv.schedule.status import CLOSED, Kind, State, has_begun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from khtgdv.dates.periods import Position, Range

R = TypeVar("R", bound=AnyRow)
Dimension = Literal[
    "year", "plan", "lead", "coordinating", "kind", "state", "deadline", "begun", "started",
    "start", "focus", "logged",
]  # fmt: skip

# The values that some columns may have, all columns at once.
Given = Mapping[str, Sequence[object]]


class Cell(NamedTuple):
    """Rows alike in what was asked about, and how many (`n`) they are.

    `deadline` is the last day of the one in force, `start` the first of the signed start; `begun`
    tells that the row's time has come, `started` that somebody recorded a beginning.
    """

    n: int
    year: int = 0
    plan: str = ""
    lead: str = ""
    coordinating: tuple[str, ...] = ()
    kind: Kind = "dated"
    state: State = "open"
    deadline: date | None = None
    begun: bool = False
    started: bool = False
    start: date | None = None
    focus: tuple[str, ...] = ()
    logged: bool = False

    @property
    def closed(self) -> bool:
        """Tell whether nothing is left to be done: completed or cancelled."""
        return self.state in CLOSED

    @property
    def span(self) -> Range:
        """From the start to the deadline in force; the year's ends where the row has none."""
        return span(self.start, self.deadline, self.year)


class Rows(Sequence[R], Generic[R]):
    """Rows that are counted where they are kept, and made only when somebody looks at them."""

    @abstractmethod
    def cells(self, by: Sequence[Dimension]) -> list[Cell]:
        """Return how many rows are alike in some dimensions."""

    @abstractmethod
    def narrowed(self, given: Given, test: Callable[[R], bool] | None = None) -> Rows[R]:
        """Return those of the rows that have the values given and pass the test."""

    @abstractmethod
    def by_deadline(self) -> Rows[R]:
        """Return the rows with the earliest deadline first, else in the paper's order."""


def cells(rows: Sequence[AnyRow], at: Position, *by: Dimension) -> list[Cell]:
    """Return how many rows are alike in some dimensions."""
    if isinstance(rows, Rows):
        return rows.cells(by)
    of = [OF[name] for name in by]
    counted = Counter(tuple([read(row, at) for read in of]) for row in rows)
    return [cell(n, by, key) for key, n in counted.items()]


def cell(n: int, by: Sequence[str], values: Iterable[Any]) -> Cell:
    """Return a cell of so many rows that have some values in common."""
    return Cell(n, **dict(zip(by, values, strict=True)))


def those(rows: Sequence[R], at: Position, given: Given) -> Sequence[R]:
    """Return those of the rows that have one of the values given in each dimension."""
    if isinstance(rows, Rows):
        return rows.narrowed(given)
    asked = [(OF[name], frozenset(values)) for name, values in given.items()]
    return [row for row in rows if all(read(row, at) in values for read, values in asked)]


def by_deadline(rows: Sequence[R]) -> Sequence[R]:
    """Return rows with the earliest deadline first, else in the paper's order."""
    if isinstance(rows, Rows):
        return rows.by_deadline()
    return sorted(rows, key=_deadline)


def _deadline(row: AnyRow) -> date:
    return row.status.deadline.end if row.status.deadline else date.min


OF: dict[str, Callable[[AnyRow, Position], object]] = {
    "year": lambda row, _: row.plan.year,
    "plan": lambda row, _: row.plan.name,
    "lead": lambda row, _: row.lead,
    "coordinating": lambda row, _: row.coordinating,
    "kind": lambda row, _: row.status.kind,
    "state": lambda row, _: row.status.state,
    "deadline": lambda row, _: row.status.deadline.end if row.status.deadline else None,
    "begun": lambda row, at: has_begun(row.work, at),
    "started": lambda row, _: getattr(row.work, "started", None) is not None,
    "start": lambda row, _: row.work.start.start if row.work.start else None,
    "focus": lambda row, _: getattr(row.work, "focus", ()),
    "logged": lambda row, _: bool(getattr(row.work, "log", None)),
}
