"""What is asked of the tables of a snapshot: which rows there are, how many are alike."""

from __future__ import annotations

from itertools import product

from khtgdv.frozen import dataclass, field
from khtgdv.schedule.moments import moment_of
from khtgdv.source.snapshot.schema import (
    ANY_LEADS,
    AT_MOMENT,
    CODE_BY_STANDING,
    COLUMN_SQL,
    COUNT_DIMENSIONS,
    FROM_ALL_PLANS,
    FROM_SOME_PLANS,
    IN_SOME_PLANS,
    JOIN_WORK,
    KIND_NUMBERS,
    STATE_NUMBERS,
)
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from khtgdv.dates.periods import Position

# What one number tells of a row, and how many values each part of it has.
_STANDING_COUNTS = {"kind": len(KIND_NUMBERS), "state": len(STATE_NUMBERS), "begun": 2}
PLAN_BY_PLAN_LIMIT = 50  # plans whose rows are looked through plan by plan
_VALUE_NUMBERS: dict[str, Mapping[Any, int]] = {"kind": KIND_NUMBERS, "state": STATE_NUMBERS}


@dataclass(frozen=True, slots=True)
class RowQuery:
    """Which rows are asked for, at which position: those with one of its values in each column.

    `plan_indexes` are places among the plans of the snapshot that are read; None is all. The rows
    come in the paper's order, or those with the earliest deadline first.
    """

    position: Position
    inspections: bool = False
    allowed_values: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    plan_indexes: Sequence[int] | None = None
    order_by_deadline: bool = False


class PlanScope(NamedTuple):
    """The numbers of the plans that are meant; `covers_all` tells that nothing else is kept."""

    numbers: Sequence[int]
    covers_all: bool


class SqlQuery(NamedTuple):
    """A query, and the values it needs."""

    sql: str
    parameters: dict[str, Any]


def build_row_query(columns: str, query: RowQuery, scope: PlanScope, suffix: str = "") -> SqlQuery:
    """Ask for columns of the rows that are asked for; `suffix` is what follows the conditions."""
    parameters: dict[str, Any] = {"moment": moment_of(query.position)}
    rest = {
        name: values
        for name, values in query.allowed_values.items()
        if name not in _STANDING_COUNTS
    }
    codes = ", ".join(map(str, _standing_codes(query)))
    clauses = [AT_MOMENT, f"standing.what IN ({codes})"]
    if rest:
        clauses.append(_in_clause(rest, COLUMN_SQL, parameters))
    if "leads" not in rest:
        clauses.append(ANY_LEADS)  # what is left out would cost the index its use
    source = FROM_ALL_PLANS
    if not scope.covers_all:
        parameters["plans"] = f"[{','.join(map(str, scope.numbers))}]"
        if len(scope.numbers) <= PLAN_BY_PLAN_LIMIT:
            source = FROM_SOME_PLANS
        else:
            clauses.append(IN_SOME_PLANS)
    join = JOIN_WORK if "work." in " ".join((columns, *clauses)) else ""
    where = " AND ".join(clauses)
    return SqlQuery(f"SELECT {columns} FROM {source} {join} WHERE {where} {suffix}", parameters)  # noqa: S608 - our own names


def _standing_codes(query: RowQuery) -> Iterator[int]:
    """Yield the numbers of where a row may stand."""
    number_sets = [
        tuple(_table_values(name, query.allowed_values[name]))
        if name in query.allowed_values
        else range(count)
        for name, count in _STANDING_COUNTS.items()
    ]
    for standing in product((query.inspections,), *number_sets):
        yield CODE_BY_STANDING[standing]


def _table_values(name: str, values: Iterable[Any]) -> Iterator[Any]:
    """Yield values as the tables have them."""
    numbers = _VALUE_NUMBERS.get(name)
    return (numbers[value] if numbers else value for value in values)


def build_aggregate_query(
    query: RowQuery, dimensions: Sequence[str], years: Iterable[int]
) -> SqlQuery | None:
    """Ask how many rows are alike in `dimensions`, of all plans of some years.

    None where that is not known. Rows that are alike may come in several parts.
    """
    if query.plan_indexes is not None or not {*dimensions, *query.allowed_values} <= {
        *COUNT_DIMENSIONS
    }:
        return None
    parameters: dict[str, Any] = {"moment": moment_of(query.position)}
    allowed_values = {
        "year": tuple(dict.fromkeys(years)),
        "inspection": (query.inspections,),
        **query.allowed_values,
    }
    clause = _in_clause(allowed_values, {name: name for name in allowed_values}, parameters)
    depth = max((COUNT_DIMENSIONS.index(name) + 1 for name in dimensions), default=0)
    columns, groups = (
        ", ".join(("sum(n)", *dimensions)),
        ", ".join(COUNT_DIMENSIONS[:depth]) or "NULL",
    )
    return SqlQuery(
        f"SELECT {columns} FROM counted WHERE {clause} AND moment <= :moment"  # noqa: S608 - our own names
        f" GROUP BY {groups} HAVING sum(n) > 0",
        parameters,
    )


def build_scan_query(query: RowQuery, dimensions: Sequence[str], scope: PlanScope) -> SqlQuery:
    """Ask how many rows are alike in `dimensions`, of whichever plans, by looking at each."""
    columns = [COLUMN_SQL[name] for name in dimensions]
    select_list = ", ".join(("count(*)", *columns))
    return build_row_query(
        select_list, query, scope, suffix=f"GROUP BY {', '.join(columns) or 'NULL'}"
    )


def _in_clause(
    allowed_values: Mapping[str, Iterable[Any]], columns: Mapping[str, str], values: dict[str, Any]
) -> str:
    """Return the condition that every column has one of its values, which are put into `values`."""
    parts = []
    for name, column_values in allowed_values.items():
        keys = []
        for value in _table_values(name, column_values):
            keys.append(f"v{len(values)}")
            values[keys[-1]] = value
        parts.append(f"{columns[name]} IN ({', '.join(f':{key}' for key in keys)})")
    return " AND ".join(parts)
