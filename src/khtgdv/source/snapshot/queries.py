"""What is asked of the tables of a snapshot: which rows there are, how many are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from khtgdv.frozen import dataclass, field
from khtgdv.schedule.intervals import moment
from khtgdv.source.snapshot.schema import (
    ALIKE,
    ALL_PLANS,
    AMONG,
    ANY_LEAD,
    AT,
    COLUMNS,
    JOIN_WORK,
    KIND_NUMBERS,
    SOME_PLANS,
    STATE_NUMBERS,
    WHAT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khtgdv.dates.periods import Position

_IN_WHAT = ("kind", "state", "begun")
FEW = 50  # plans whose rows are looked through plan by plan
_NUMBERED: dict[str, Mapping[Any, int]] = {"kind": KIND_NUMBERS, "state": STATE_NUMBERS}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for, at which position: those with one of its values in each column.

    `plans` are places among the survey's plans; None is all. The rows come in the paper's order,
    or those with the earliest deadline first.
    """

    at: Position
    inspections: bool = False
    given: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    plans: Sequence[int] | None = None
    by_deadline: bool = False


class Among(NamedTuple):
    """The numbers of the plans that are meant; `all_there_are` tells that nothing else is kept."""

    numbers: Sequence[int]
    all_there_are: bool


class Question(NamedTuple):
    """A query, and the values it needs."""

    query: str
    values: dict[str, Any]


def found(columns: str, asked: Asked, among: Among, join: str = "", more: str = "") -> Question:
    """Ask for columns of the rows that are asked for; `more` is what follows the conditions."""
    values: dict[str, Any] = {"moment": moment(asked.at)}
    rest = {name: wanted for name, wanted in asked.given.items() if name not in _IN_WHAT}
    whats = ", ".join(map(str, _whats(asked)))
    clauses = [AT, f"standing.what IN ({whats})"]
    if rest:
        clauses.append(_clause(rest, COLUMNS, values))
    if "lead" not in rest:
        clauses.append(ANY_LEAD)  # what is left out would cost the index its use
    source = ALL_PLANS
    if len(among.numbers) <= FEW:
        source = SOME_PLANS
    elif not among.all_there_are:
        clauses.append(AMONG)
    if source is SOME_PLANS or not among.all_there_are:
        values["plans"] = f"[{','.join(map(str, among.numbers))}]"
    known = " ".join((columns, *clauses))
    if "work." in known and join != JOIN_WORK:
        join = f"{JOIN_WORK} {join}"
    where = " AND ".join(clauses)
    return Question(f"SELECT {columns} FROM {source} {join} WHERE {where} {more}", values)  # noqa: S608 - our own names


def _whats(asked: Asked) -> Iterator[int]:
    """Yield the numbers of where a row may stand."""
    wanted = [
        frozenset(_numbers(name, asked.given[name])) if name in asked.given else None
        for name in _IN_WHAT
    ]
    for number, (inspection, *what) in enumerate(WHAT):
        fits = all(one is None or value in one for one, value in zip(wanted, what, strict=True))
        if fits and inspection == asked.inspections:
            yield number


def _numbers(name: str, values: Iterable[Any]) -> Iterator[Any]:
    """Yield values as the tables have them."""
    numbers = _NUMBERED.get(name)
    return (numbers[value] if numbers else value for value in values)


def alike(asked: Asked, by: Sequence[str], years: Iterable[int]) -> Question | None:
    """Ask how many rows are alike in `by`, of all plans of some years.

    None where that is not known. Rows that are alike may come in several parts.
    """
    if asked.plans is not None or not {*by, *asked.given} <= {*ALIKE}:
        return None
    values: dict[str, Any] = {"moment": moment(asked.at)}
    given = {"year": tuple(dict.fromkeys(years)), "inspection": (asked.inspections,), **asked.given}
    clause = _clause(given, {name: name for name in given}, values)
    depth = max((ALIKE.index(name) + 1 for name in by), default=0)
    columns, groups = ", ".join(("sum(n)", *by)), ", ".join(ALIKE[:depth]) or "NULL"
    return Question(
        f"SELECT {columns} FROM counted WHERE {clause} AND moment <= :moment"  # noqa: S608 - our own names
        f" GROUP BY {groups} HAVING sum(n) > 0",
        values,
    )


def one_by_one(asked: Asked, by: Sequence[str], among: Among) -> Question:
    """Ask how many rows are alike in `by`, of whichever plans, by looking at each."""
    columns = [COLUMNS[name] for name in by]
    counted = ", ".join(("count(*)", *columns))
    return found(counted, asked, among, more=f"GROUP BY {', '.join(columns) or 'NULL'}")


def _clause(
    given: Mapping[str, Iterable[Any]], columns: Mapping[str, str], values: dict[str, Any]
) -> str:
    """Return the condition that every column has one of its values, which are put into `values`."""
    parts = []
    for name, wanted in given.items():
        keys = []
        for value in _numbers(name, wanted):
            keys.append(f"v{len(values)}")
            values[keys[-1]] = value
        parts.append(f"{columns[name]} IN ({', '.join(f':{key}' for key in keys)})")
    return " AND ".join(parts)
