"""The rows of a snapshot: counted and found by the snapshot, made when somebody looks at them."""

from __future__ import annotations

from functools import cached_property

from khtgdv.frozen import replace
from khtgdv.hints import TypeVar
from khtgdv.query.cells import Cell, CountableRows, count_rows, make_cell
from khtgdv.query.plans import Plans
from khtgdv.query.rows import AnyRow, PlanRow
from khtgdv.query.selection import Selection
from khtgdv.source.snapshot.queries import RowQuery

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, overload

    from khtgdv.dates.periods import DateRange, Position
    from khtgdv.plan.model import Plan
    from khtgdv.query.cells import AllowedValues, Dimension
    from khtgdv.query.plans import IssuedPaper
    from khtgdv.source.snapshot.survey import RowLocation, SnapshotReader


R = TypeVar("R", bound=AnyRow)

_SINGLE_PLAN_LIMIT = 50  # plans that are made one by one; who asks for more will ask for most


def selection_of_snapshot(reader: SnapshotReader, position: Position) -> Selection:
    """Return every row of the plans of a snapshot at a position."""
    plans = SnapshotPlans(reader)
    tasks: SnapshotRows[Any] = SnapshotRows(reader, plans, RowQuery(position))
    inspections: SnapshotRows[Any] = SnapshotRows(
        reader, plans, RowQuery(position, inspections=True)
    )
    totals = reader.total_rows(inspections=False), reader.total_rows(inspections=True)
    return Selection(plans, position, tasks, inspections, *totals, all_tasks=tasks)


class SnapshotPlans(Plans):
    """The plans of a snapshot, made when somebody looks at one."""

    def __init__(self, reader: SnapshotReader) -> None:
        """Take what is known of them without making one."""
        super().__init__()
        self._reader = reader
        self._plans_by_index: dict[int, Plan] = {}
        self.names = reader.names
        self.years = reader.years
        self.latest_issue_date = reader.latest_issue_date

    @cached_property
    def _plans(self) -> tuple[Plan, ...]:
        indexes = range(len(self.names))
        missing = [index for index in indexes if index not in self._plans_by_index]
        self._plans_by_index.update(zip(missing, self._reader.read_plans(missing), strict=True))
        return tuple(self._plans_by_index[index] for index in indexes)

    def plan_at(self, index: int) -> Plan:
        """Return the plan at a place, without making the others as long as few are asked for."""
        if index not in self._plans_by_index:
            if len(self._plans_by_index) >= _SINGLE_PLAN_LIMIT:
                return self._plans[index]
            [self._plans_by_index[index]] = self._reader.read_plans([index])
        return self._plans_by_index[index]

    @cached_property
    def spans(self) -> Sequence[DateRange]:
        """The days of the plans, one after the other."""
        return self._reader.spans

    @cached_property
    def papers(self) -> Sequence[IssuedPaper]:
        """The papers of the plans that name theirs."""
        return self._reader.papers

    @cached_property
    def office_plans(self) -> Sequence[Plan]:
        """One of the plans for each set of departments, groups, focus areas and days off."""
        return [self.plan_at(index) for index in self._reader.office_indexes]


class SnapshotRows(CountableRows[R]):
    """Rows that a snapshot is asked for; what it cannot tell is asked of each row."""

    def __init__(
        self,
        reader: SnapshotReader,
        plans: SnapshotPlans,
        query: RowQuery,
        predicate: Callable[[R], bool] | None = None,
    ) -> None:
        """Take what is asked for; `predicate` tells which of those rows are meant."""
        self._reader = reader
        self._plans = plans
        self._query = query
        self._predicate = predicate

    @cached_property
    def _rows(self) -> Sequence[R]:
        rows = self._read(self._reader.find_locations(self._query))
        return [row for row in rows if self._predicate is None or self._predicate(row)]

    @property
    def _is_materialized(self) -> bool:
        """Tell whether the rows had or have to be made, so that nothing is gained by asking."""
        return self._predicate is not None or "_rows" in self.__dict__

    def _read(self, locations: Sequence[RowLocation]) -> Iterator[R]:
        make_row: Any = PlanRow
        rows = self._reader.read_rows(self._query.position, locations)
        return (make_row(self._plans, *values) for values in rows)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> R: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[R]: ...

    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        """Return a row, or some of them."""
        if isinstance(index, int) or self._is_materialized:
            return self._rows[index]
        return list(self._read(self._reader.find_locations(self._query)[index]))

    def __iter__(self) -> Iterator[R]:
        """Yield the rows in the order of the plans and their files."""
        return iter(self._rows)

    def stream(self) -> Iterator[R]:
        """Yield the rows without keeping them, unless they had to be made to be counted."""
        if self._is_materialized:
            return iter(self._rows)
        return self._read(self._reader.find_locations(self._query))

    def __len__(self) -> int:
        """Return how many rows there are, without making them where that can be told."""
        return sum(cell.n for cell in self.count_by(()))

    def count_by(self, dimensions: Sequence[Dimension]) -> list[Cell]:
        """Return how many rows are alike in some dimensions."""
        position = self._query.position
        if self._is_materialized or "coordinating" in dimensions:  # which only the rows know
            return count_rows(self._rows, position, *dimensions)
        columns = [name for name in dimensions if name != "span"]
        if "span" in dimensions and len(set(self._plans.spans)) > 1 and "plan" not in columns:
            columns.append("plan")
        counts = self._reader.count_by(self._query, columns)
        return [
            self._make_cell(n, dimensions, dict(zip(columns, values, strict=True)))
            for n, *values in counts
        ]

    def _make_cell(self, n: int, dimensions: Sequence[Dimension], values: dict[str, Any]) -> Cell:
        plan_index = values.get("plan", 0)
        values["plan"] = self._plans.names[plan_index]
        if "span" in dimensions:
            values["span"] = self._plans.spans[plan_index]
        return make_cell(n, dimensions, [values[name] for name in dimensions])

    def filter(
        self, allowed_values: AllowedValues, predicate: Callable[[R], bool] | None = None
    ) -> SnapshotRows[R]:
        """Return those of the rows that have the values given and pass the test."""
        plan_indexes, combined_values = self._query.plan_indexes, dict(self._query.allowed_values)
        for name, values in allowed_values.items():
            if name == "plan":
                indexes = [index for index, plan in enumerate(self._plans.names) if plan in values]
                plan_indexes = (
                    indexes
                    if plan_indexes is None
                    else [index for index in plan_indexes if index in indexes]
                )
            else:
                asked = self._reader.lead_lists(values) if name == "leads" else values
                combined_values[name] = [
                    value for value in combined_values.get(name, asked) if value in asked
                ]
        predicates = [test for test in (self._predicate, predicate) if test]
        combined_predicate = (
            (lambda row: all(test(row) for test in predicates)) if predicates else None
        )
        query = replace(self._query, allowed_values=combined_values, plan_indexes=plan_indexes)
        return SnapshotRows(self._reader, self._plans, query, combined_predicate)

    def order_by_deadline(self) -> SnapshotRows[R]:
        """Return the rows with the earliest deadline first, else in the paper's order."""
        query = replace(self._query, order_by_deadline=True)
        return SnapshotRows(self._reader, self._plans, query, self._predicate)
