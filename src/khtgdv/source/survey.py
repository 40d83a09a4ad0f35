"""The plans of a run as the snapshot has them: their own files' words, and questions to the rows.

Rows are found and counted by the tables; what the tables do not know is asked of the rows.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

from khtgdv.errors import SnapshotError
from khtgdv.frozen import dataclass, field, replace
from khtgdv.schedule import KINDS, STATES, Status, deadline
from khtgdv.source.codec import value_of
from khtgdv.source.revived import plans
from khtgdv.source.seal import opened
from khtgdv.source.tables import (
    ALIKE,
    AMONG,
    COLUMNS,
    KIND_NUMBERS,
    OF_ALL_PLANS,
    OF_SOME_PLANS,
    SHIFT,
    STATE_NUMBERS,
)
from khtgdv.standings import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khtgdv.model import Inspection, Plan, Task
    from khtgdv.periods import Position
    from khtgdv.source.loaded import Loaded
    from khtgdv.source.revived import Pair
    from khtgdv.source.snapshot import Snapshot

_FEW = 50  # plans whose rows are looked through plan by plan
_KINDS, _STATES = tuple(KINDS), tuple(STATES)
_NUMBERED: dict[str, Mapping[Any, int]] = {"kind": KIND_NUMBERS, "state": STATE_NUMBERS}


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


_READ: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.__getitem__,
    "state": _STATES.__getitem__,
    "deadline": _day,
    "start": _day,
    "begun": bool,
    "started": bool,
    "focus": lambda text: tuple(text.split("\n")) if text else (),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for, at which position.

    Those whose every column in `given` has one of its values, and (where there are any) that do
    the same for one of `wanted`. `plans` are places among the survey's plans; None is all.
    """

    at: Position
    inspections: bool = False
    given: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    wanted: Sequence[Mapping[str, Sequence[Any]]] = ()
    plans: Sequence[int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A row that was found: the place of its plan, the row itself, where it stands."""

    place: int
    work: Task | Inspection
    coordinating: tuple[str, ...]
    status: Status


class Signed(NamedTuple):
    """What a heading says of a signed paper: its number, its day, who issued it."""

    number: str
    ordinal: int
    agency: str

    @property
    def date(self) -> date:
        """The day it was signed."""
        return date.fromordinal(self.ordinal)


class Survey:
    """Plans of a snapshot that is open and up to date; SnapshotError where it is broken."""

    def __init__(
        self, snapshot: Snapshot, trouble: Loaded, pairs: Sequence[Pair], others: Iterable[int]
    ) -> None:
        """Take plans in their order; `trouble` is what was wrong in their files.

        `others` are the years of whatever else the snapshot has.
        """
        self.trouble = trouble
        self._snapshot = snapshot
        self._pairs = pairs
        self._others = frozenset(others)
        self.years = [one.key[1] for one, _ in pairs]
        self._places = {entry.number: place for place, (_, entry) in enumerate(pairs)}
        finalize(self, snapshot.close)

    @property
    def names(self) -> list[str]:
        """What the plans are called: one that stands alone by its document's number."""
        if len({one.key[0] for one, _ in self._pairs}) == 1:
            return [entry.paper or one.place.name for one, entry in self._pairs]
        return [one.place.name for one, _ in self._pairs]

    @property
    def papers(self) -> list[Signed]:
        """The signed papers of the plans that name theirs."""
        return [
            Signed(entry.paper, entry.signed, entry.agency)
            for _, entry in self._pairs
            if entry.paper
        ]

    @property
    def issued(self) -> date | None:
        """The day the newest paper was signed."""
        newest = max([entry.signed for _, entry in self._pairs], default=0)
        return date.fromordinal(newest) if newest else None

    def plans(self, places: Iterable[int]) -> tuple[Plan, ...]:
        """Return some of the plans, without their rows."""
        with self._reading():
            found = plans(self._snapshot, [self._pairs[place] for place in places])
            names = self.names
            return tuple(replace(p, name=names[n]) for n, p in zip(places, found, strict=True))

    @property
    def offices(self) -> list[int]:
        """The places of plans, one for each way in which departments and the like are set up."""
        first: dict[str, int] = {}
        for place, (_, entry) in enumerate(self._pairs):
            first.setdefault(entry.said.partition(" ")[2], place)
        return list(first.values())

    def total(self, *, inspections: bool) -> int:
        """Return how many rows the plans have."""
        return sum([e.inspections if inspections else e.tasks for _, e in self._pairs])

    def rows(self, asked: Asked) -> list[Found]:
        """Return the rows that are asked for, in the order of the plans and their files."""
        with self._reading():
            source, values = self._source(asked)
            query = f"SELECT work.number, kind, state, work.value {source}"
            found = sorted(
                (self._places[number >> SHIFT], number, kind, state, value)
                for number, kind, state, value in self._snapshot.run(query, values)
            )
            return [_found(asked.at, row) for row in found]

    def earliest(self, asked: Asked, most: int) -> list[Found]:
        """Return of the rows asked for so many with the earliest deadlines."""
        with self._reading():
            source, values = self._source(asked)
            query = f"SELECT deadline, work.number, kind, state {source}"
            found = sorted(
                (end, self._places[number >> SHIFT], number, kind, state)
                for end, number, kind, state in self._snapshot.run(query, values)
            )
            return [_found(asked.at, (*row, self._value(row[1]))) for _, *row in found[:most]]

    def _value(self, number: int) -> bytes:
        [(value,)] = self._snapshot.run("SELECT value FROM work WHERE number = ?", (number,))
        return bytes(value)

    def count(self, asked: Asked, by: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return how many rows are alike in `by`, with what they have in common there.

        Of a plan that is its place. Rows that are alike may come in several parts.
        """
        with self._reading():
            made = self._counted(asked, by) or self._one_by_one(asked, by)
            readers = [{**_READ, "plan": self._places.__getitem__}.get(name, _same) for name in by]
            return [
                (n, *(read(value) for read, value in zip(readers, row, strict=True)))
                for n, *row in self._snapshot.run(*made)
            ]

    def _counted(self, asked: Asked, by: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
        """Return how `counted` is asked, None where it does not know that much."""
        if asked.plans is not None or asked.wanted or not self._others.isdisjoint(self.years):
            return None
        if not {*by, *asked.given} <= {*ALIKE}:
            return None
        values: dict[str, Any] = {"moment": moment(asked.at)}
        given = {
            "year": tuple(dict.fromkeys(self.years)),
            "inspection": (asked.inspections,),
            **asked.given,
        }
        clause = _clause(given, {name: name for name in given}, values)
        depth = max((ALIKE.index(name) + 1 for name in by), default=0)
        return (
            (
                f"SELECT {', '.join(('sum(n)', *by))} FROM counted WHERE {clause}"  # noqa: S608 - our own names
                f" AND moment <= :moment GROUP BY {', '.join(ALIKE[:depth]) or 'NULL'}"
                " HAVING sum(n) > 0"
            ),
            values,
        )

    def _one_by_one(self, asked: Asked, by: Sequence[str]) -> tuple[str, dict[str, Any]]:
        source, values = self._source(asked)
        columns = ", ".join(COLUMNS[name] for name in by)
        query = f"SELECT count(*){columns and ', '}{columns} {source} GROUP BY {columns or 'NULL'}"
        return query, values

    def _source(self, asked: Asked) -> tuple[str, dict[str, Any]]:
        """Return where rows come from and which of them are asked for."""
        values: dict[str, Any] = {"moment": moment(asked.at)}
        clauses = [_clause({**asked.given, "inspection": (asked.inspections,)}, COLUMNS, values)]
        if asked.wanted:
            clauses.append(" OR ".join(_clause(one, COLUMNS, values) for one in asked.wanted))
        numbers = [
            entry.number for place, (_, entry) in enumerate(self._pairs)
            if asked.plans is None or place in asked.plans
        ]  # fmt: skip
        source = OF_SOME_PLANS if len(numbers) <= _FEW else OF_ALL_PLANS
        if source is OF_ALL_PLANS and (asked.plans is not None or self._others):
            clauses.append(AMONG)
        values["plans"] = f"[{','.join(map(str, numbers))}]"
        return source + "".join(f" AND ({clause})" for clause in clauses), values

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            self._snapshot.remove()
            raise SnapshotError(str(error)) from error


# Whatever bytes may make of reading them.
BROKEN = (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, EOFError)


def _same(value: Any) -> Any:
    return value


def _clause(
    given: Mapping[str, Iterable[Any]], columns: Mapping[str, str], values: dict[str, Any]
) -> str:
    """Return the condition that every column has one of its values, which are put into `values`."""
    parts = []
    for name, wanted in given.items():
        keys = []
        for value in wanted:
            keys.append(f"v{len(values)}")
            values[keys[-1]] = _NUMBERED[name][value] if name in _NUMBERED else value
        parts.append(f"{columns[name]} IN ({', '.join(f':{key}' for key in keys)})")
    return " AND ".join(parts)


def _found(at: Position, row: Sequence[Any]) -> Found:
    """Return a row with where it stands; only the deadline in force is not kept but reckoned."""
    place, _, kind, state, value = row
    kept, units = opened(value)
    work = value_of(kept)
    in_force = deadline(work, at)
    now = _STATES[state]
    late = (at.as_of - in_force.end).days if now == "overdue" and in_force else None
    return Found(place, work, tuple(units), Status(_KINDS[kind], now, in_force, late))
