"""Rows counted: how many are alike in what a report asks about, wherever the rows come from."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from khtgdv.dates.periods import DateRange
from khtgdv.hints import Generic, TypeVar
from khtgdv.plan.ids import section_of
from khtgdv.query.rows import AnyRow, date_range
from khtgdv.schedule.status import CLOSED_STATES, has_begun, has_words_only
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Literal

    from khtgdv.dates.periods import Position
    from khtgdv.schedule.status import Kind, State

    Dimension = Literal[
        "span", "plan", "leads", "coordinating", "kind", "state", "deadline", "begun", "started",
        "start", "focus", "logged", "section", "leader", "assignee",
        "words_only", "in_steps",
    ]  # fmt: skip

R = TypeVar("R", bound=AnyRow)

NO_DAYS = DateRange(date.min, date.min)
# The values that some columns may have, all columns at once. What may be several (`leads`) has a
# value that is one of them.
AllowedValues = Mapping[str, Sequence[object]]


class Cell(NamedTuple):
    """Rows alike in what was asked about, and how many (`n`) they are.

    `deadline` is the last day of the one in force, `start` the first of the signed start; `begun`
    tells that the row's time has come, `started` that somebody recorded a beginning, `words_only`
    that there are no more than words for its deadline, `in_steps` that it is divided.
    """

    n: int
    span: DateRange = NO_DAYS
    plan: str = ""
    leads: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    kind: Kind = "dated"
    state: State = "open"
    deadline: date | None = None
    begun: bool = False
    started: bool = False
    start: date | None = None
    focus: tuple[str, ...] = ()
    logged: bool = False
    section: str = ""
    leader: str = ""
    assignee: str = ""
    words_only: bool = False
    in_steps: bool = False

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing is left to be done: completed or cancelled."""
        return self.state in CLOSED_STATES

    @property
    def date_range(self) -> DateRange:
        """From the start to the deadline in force; the plan's ends where the row has none."""
        return date_range(self.start, self.deadline, self.span)


class CountableRows(Sequence[R], Generic[R]):
    """Rows that are counted where they are kept, and made only when somebody looks at them."""

    @abstractmethod
    def count_by(self, dimensions: Sequence[Dimension]) -> list[Cell]:
        """Return how many rows are alike in some dimensions."""

    @abstractmethod
    def filter(
        self, allowed_values: AllowedValues, predicate: Callable[[R], bool] | None = None
    ) -> CountableRows[R]:
        """Return those of the rows that have the values given and pass the test."""

    @abstractmethod
    def order_by_deadline(self) -> CountableRows[R]:
        """Return the rows with the earliest deadline first, else in the paper's order."""

    @abstractmethod
    def stream(self) -> Iterator[R]:
        """Yield the rows one after the other, without keeping them where they are many."""


def count_rows(rows: Sequence[AnyRow], position: Position, *dimensions: Dimension) -> list[Cell]:
    """Return how many rows are alike in some dimensions."""
    if isinstance(rows, CountableRows):
        return rows.count_by(dimensions)
    readers = [DIMENSION_READERS[name] for name in dimensions]
    counts = Counter(tuple([read(row, position) for read in readers]) for row in rows)
    return [make_cell(n, dimensions, key) for key, n in counts.items()]


def make_cell(n: int, dimensions: Sequence[str], values: Iterable[Any]) -> Cell:
    """Return a cell of so many rows that have some values in common."""
    return Cell(n, **dict(zip(dimensions, values, strict=True)))


def rows_matching(
    rows: Sequence[R], position: Position, allowed_values: AllowedValues
) -> Sequence[R]:
    """Return those of the rows that have one of the values given in each dimension."""
    if isinstance(rows, CountableRows):
        return rows.filter(allowed_values)
    conditions = [
        (DIMENSION_READERS[name], frozenset(values)) for name, values in allowed_values.items()
    ]
    return [
        row for row in rows if all(_has(read(row, position), values) for read, values in conditions)
    ]


def _has(value: object, values: frozenset[object]) -> bool:
    return value in values if not isinstance(value, tuple) else not values.isdisjoint(value)


def sort_by_deadline(rows: Sequence[R]) -> Sequence[R]:
    """Return rows with the earliest deadline first, else in the paper's order."""
    if isinstance(rows, CountableRows):
        return rows.order_by_deadline()
    return sorted(rows, key=_deadline_sort_key)


def stream_rows(rows: Sequence[R]) -> Iterator[R]:
    """Yield rows one after the other, without keeping those that are made for it."""
    return rows.stream() if isinstance(rows, CountableRows) else iter(rows)


def _deadline_sort_key(row: AnyRow) -> date:
    return row.status.deadline.end if row.status.deadline else date.min


DIMENSION_READERS: dict[str, Callable[[AnyRow, Position], object]] = {
    "span": lambda row, _: row.plan.span,
    "plan": lambda row, _: row.plan_name,
    "leads": lambda row, _: row.leads,
    "coordinating": lambda row, _: row.coordinating,
    "kind": lambda row, _: row.status.kind,
    "state": lambda row, _: row.status.state,
    "deadline": lambda row, _: row.status.deadline.end if row.status.deadline else None,
    "begun": lambda row, position: has_begun(row.work, position),
    "started": lambda row, _: getattr(row.work, "started", None) is not None,
    "start": lambda row, _: row.work.start.start if row.work.start else None,
    "focus": lambda row, _: getattr(row.work, "focus", ()),
    "section": lambda row, _: section_of(row.id),
    "logged": lambda row, _: bool(getattr(row.work, "log", None)),
    "leader": lambda row, _: getattr(row.work, "leader", None) or "",
    "assignee": lambda row, _: getattr(row.work, "assignee", None) or "",
    "words_only": lambda row, _: has_words_only(row.work),
    "in_steps": lambda row, _: bool(getattr(row.work, "steps", None)),
}
