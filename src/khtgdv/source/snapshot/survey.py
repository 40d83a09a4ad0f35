"""The plans of a run as the snapshot has them: their own files' words, and questions to the rows.

Rows are found and counted by the tables; what the tables do not know is asked of the rows.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

from khtgdv.errors import SnapshotError
from khtgdv.frozen import dataclass, replace
from khtgdv.schedule.status import KINDS, STATES, Status, deadline
from khtgdv.source.cache.checksum import opened
from khtgdv.source.snapshot import queries
from khtgdv.source.snapshot.codec import value_of
from khtgdv.source.snapshot.decode import plans
from khtgdv.source.snapshot.queries import Among
from khtgdv.source.snapshot.schema import JOIN_WORK, SHIFT, WHAT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khtgdv.dates.periods import Position
    from khtgdv.plan.model import Inspection, Plan, Task
    from khtgdv.source.load.result import Loaded
    from khtgdv.source.snapshot.database import Snapshot
    from khtgdv.source.snapshot.decode import Pair
    from khtgdv.source.snapshot.queries import Asked

_KINDS, _STATES = tuple(KINDS), tuple(STATES)
_SPOT = "standing.work, what, deadline"
_NUMBER, _DEADLINE = itemgetter(0), itemgetter(2)  # of a spot


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


# Where a row was found: its number, where it stands, its deadline.
Spot = tuple[Any, ...]
_READ: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.__getitem__,
    "state": _STATES.__getitem__,
    "deadline": _day,
    "start": _day,
    "begun": bool,
    "started": bool,
    "logged": bool,
    "focus": lambda text: tuple(text.split("\n")) if text else (),
}


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
        self._parts: dict[str, Any] = {}
        finalize(self, snapshot.close)

    @cached_property
    def names(self) -> list[str]:
        """What the plans are called: one that stands alone by its document's number."""
        if len({one.key[0] for one, _ in self._pairs}) == 1:
            return [entry.paper or one.place.name for one, entry in self._pairs]
        return [one.place.name for one, _ in self._pairs]

    @cached_property
    def _order(self) -> Callable[[Spot], Any]:
        """By what spots come in the order of the plans and their files."""
        places, numbers = self._places, list(self._places)
        if numbers == sorted(numbers):
            return _NUMBER
        return lambda spot: (places[spot[0] >> SHIFT], spot[0])

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
            wanted = [self._pairs[place] for place in places]
            found = plans(self._snapshot, wanted, self._parts)
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
        """Return the rows that are asked for, in order."""
        with self._reading():
            found = self._spots(asked, ", work.value", JOIN_WORK)
            return [self._found(asked.at, row[:-1], row[-1]) for row in found]

    def spots(self, asked: Asked) -> list[Spot]:
        """Return where the rows are that are asked for, in order."""
        with self._reading():
            return self._spots(asked)

    def row(self, at: Position, spot: Spot) -> Found:
        """Return the row that was found somewhere."""
        with self._reading():
            query = "SELECT value FROM work WHERE number = ?"
            [(value,)] = self._snapshot.run(query, spot[:1])
            return self._found(at, spot, value)

    def _spots(self, asked: Asked, more: str = "", join: str = "") -> list[tuple[Any, ...]]:
        """Return where rows are, in order; what more is asked for follows."""
        question = queries.found(_SPOT + more, asked, self._among(asked), join)
        found = self._snapshot.run(*question).fetchall()
        found.sort(key=self._order)
        if asked.by_deadline:
            found.sort(key=_DEADLINE)
        return found

    def count(self, asked: Asked, by: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return how many rows are alike in `by`, with what they have in common there.

        Of a plan that is its place. Rows that are alike may come in several parts.
        """
        with self._reading():
            alone = self._others.isdisjoint(self.years)
            known = queries.alike(asked, by, self.years) if alone else None
            question = known or queries.one_by_one(asked, by, self._among(asked))
            readers = [{**_READ, "plan": self._places.__getitem__}.get(name, _same) for name in by]
            return [
                (n, *(read(value) for read, value in zip(readers, row, strict=True)))
                for n, *row in self._snapshot.run(*question)
            ]

    def _among(self, asked: Asked) -> Among:
        places = range(len(self._pairs)) if asked.plans is None else asked.plans
        numbers = [self._pairs[place][1].number for place in places]
        return Among(numbers, not self._others and asked.plans is None)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            self._snapshot.remove()
            raise SnapshotError(str(error)) from error

    def _found(self, at: Position, spot: Spot, value: bytes) -> Found:
        """Return a row with where it stands; only the deadline in force is reckoned anew."""
        number, what, *_ = spot
        _, kind, state, _ = WHAT[what]
        kept, units = opened(value)
        work = value_of(kept)
        in_force = deadline(work, at)
        now = _STATES[state]
        late = (at.as_of - in_force.end).days if now == "overdue" and in_force else None
        place = self._places[number >> SHIFT]
        return Found(place, work, tuple(units), Status(_KINDS[kind], now, in_force, late))


# Whatever bytes may make of reading them.
BROKEN = (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, EOFError)


def _same(value: Any) -> Any:
    return value
