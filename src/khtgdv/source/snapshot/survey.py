"""The plans of a run as the snapshot has them: their own files' words, and questions to the rows.

Rows are found and counted by the tables; what the tables do not know is asked of the rows.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from operator import itemgetter

from khtgdv.dates.spans import parse_span, year_span
from khtgdv.errors import SnapshotError
from khtgdv.frozen import replace
from khtgdv.schedule.status import KIND_LABELS, STATE_LABELS, Status, deadline_in_force
from khtgdv.source.cache.checksum import load_checked
from khtgdv.source.snapshot import queries
from khtgdv.source.snapshot.codec import decode_value
from khtgdv.source.snapshot.decode import decode_plans
from khtgdv.source.snapshot.queries import PlanScope
from khtgdv.source.snapshot.schema import (
    FLAGS,
    LEADS_SEPARATOR,
    SEVERAL_LEADS,
    SHIFT,
    STANDING_BY_CODE,
    WORK_BY_NUMBER,
)
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from typing import Any

    from khtgdv.dates.periods import DateRange, Position
    from khtgdv.plan.model import Inspection, Plan, Task
    from khtgdv.source.load.result import LoadResult
    from khtgdv.source.snapshot.database import Snapshot
    from khtgdv.source.snapshot.decode import RequestEntryPair
    from khtgdv.source.snapshot.queries import RowQuery

_KINDS, _STATES = tuple(KIND_LABELS), tuple(STATE_LABELS)
_LOCATION_COLUMNS = "standing.work, what, deadline"
_number_of, _deadline_of = itemgetter(0), itemgetter(2)  # of a row's location


def _date_or_none(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


# Where a row was found: its number, where it stands, its deadline.
RowLocation = tuple[int, int, int]
# The place of its plan, the row itself, where it stands, the departments that coordinate.
FoundRow = tuple[int, "Task | Inspection", Status, tuple[str, ...]]
_BATCH_SIZE = 500  # rows that are read at once
_COLUMN_DECODERS: dict[str, Callable[[Any], Any]] = {
    "kind": _KINDS.__getitem__,
    "state": _STATES.__getitem__,
    "deadline": _date_or_none,
    "start": _date_or_none,
    "begun": bool,
    "started": bool,
    **dict.fromkeys(FLAGS, bool),
    "focus": lambda text: tuple(text.split("\n")) if text else (),
    "leads": lambda text: tuple(text.split(LEADS_SEPARATOR)) if text else (),
}


class PaperHeading(NamedTuple):
    """What a heading says of a plan's paper: its name, its day, who issued it, if it is a draft."""

    name: str
    ordinal: int
    agency: str
    draft: bool

    @property
    def date(self) -> date | None:
        """The day it was signed, None where it was not."""
        return date.fromordinal(self.ordinal) if self.ordinal else None


class SnapshotReader:
    """Plans of a snapshot that is open and up to date; SnapshotError where it is broken."""

    def __init__(
        self,
        snapshot: Snapshot,
        load_result: LoadResult,
        pairs: Sequence[RequestEntryPair],
        other_years: Iterable[int],
    ) -> None:
        """Take plans in their order; `load_result` is what was wrong in their files.

        `other_years` are the years of whatever else the snapshot has.
        """
        self.load_result = load_result
        self._snapshot = snapshot
        self._pairs = pairs
        self._other_years = frozenset(other_years)
        self.years = [request.key[1] for request, _ in pairs]
        self._index_by_number = {entry.number: index for index, (_, entry) in enumerate(pairs)}
        self._parts: dict[str, Any] = {}

    def __del__(self) -> None:
        """Let go of the snapshot with whoever asks it."""
        self._snapshot.close()

    @cached_property
    def names(self) -> list[str]:
        """What the plans are called: one that stands alone by its document."""
        if len({request.key[0] for request, _ in self._pairs}) == 1:
            return [entry.paper_name or request.plan_folder.name for request, entry in self._pairs]
        return [request.plan_folder.name for request, _ in self._pairs]

    @cached_property
    def _sort_key(self) -> Callable[[RowLocation], Any]:
        """By what locations come in the order of the plans and their files."""
        indexes, numbers = self._index_by_number, list(self._index_by_number)
        if numbers == sorted(numbers):
            return _number_of
        return lambda location: (indexes[location[0] >> SHIFT], location[0])

    @cached_property
    def spans(self) -> list[DateRange]:
        """The days the plans are for, one after the other."""
        spans: dict[str | int, DateRange] = {}
        keys = [entry.span or entry.year for _, entry in self._pairs]
        for key in keys:
            if key not in spans:
                spans[key] = parse_span(key) if isinstance(key, str) else year_span(key)
        return [spans[key] for key in keys]

    @property
    def papers(self) -> list[PaperHeading]:
        """The papers of the plans that name theirs."""
        return [
            PaperHeading(entry.paper_name, entry.issue_ordinal, entry.agency, entry.draft)
            for _, entry in self._pairs
            if entry.paper_name
        ]

    @property
    def latest_issue_date(self) -> date | None:
        """The day the newest paper was signed."""
        newest = max([entry.issue_ordinal for _, entry in self._pairs], default=0)
        return date.fromordinal(newest) if newest else None

    def read_plans(self, indexes: Iterable[int]) -> tuple[Plan, ...]:
        """Return some of the plans, without their rows."""
        with self._convert_errors():
            pairs = [self._pairs[index] for index in indexes]
            plans = decode_plans(self._snapshot, pairs, self._parts)
            names = self.names
            return tuple(replace(p, name=names[n]) for n, p in zip(indexes, plans, strict=True))

    @property
    def office_indexes(self) -> list[int]:
        """The places of plans, one for each way in which departments and the like are set up."""
        index_by_office: dict[str, int] = {}
        for index, (_, entry) in enumerate(self._pairs):
            index_by_office.setdefault(entry.part_numbers.partition(" ")[2], index)
        return list(index_by_office.values())

    def total_rows(self, *, inspections: bool) -> int:
        """Return how many rows the plans have."""
        return sum([e.inspections if inspections else e.tasks for _, e in self._pairs])

    def find_locations(self, query: RowQuery) -> list[RowLocation]:
        """Return where the rows are that are asked for, in order."""
        with self._convert_errors():
            needed = (name for name in FLAGS if all(query.allowed_values.get(name, (False,))))
            if not all(map(self._has_flag, needed)):
                return []
            sql_query = queries.build_row_query(_LOCATION_COLUMNS, query, self._plan_scope(query))
            locations = self._snapshot.execute(*sql_query).fetchall()
        locations.sort(key=self._sort_key)
        if query.order_by_deadline:
            locations.sort(key=_deadline_of)
        return locations

    def _has_flag(self, name: str) -> bool:
        """Tell whether any row of the snapshot has what few have: most plans have no such row."""
        query = f"SELECT 1 FROM work WHERE {name} = 1 LIMIT 1"  # noqa: S608 - a name of ours
        return self._snapshot.execute(query).fetchone() is not None

    def read_rows(self, position: Position, locations: Sequence[RowLocation]) -> Iterator[FoundRow]:
        """Yield the rows that were found somewhere, of which there may be too many at once."""
        for first in range(0, len(locations), _BATCH_SIZE):
            yield from self._read_batch(position, locations[first : first + _BATCH_SIZE])

    def _read_batch(self, position: Position, locations: Sequence[RowLocation]) -> list[FoundRow]:
        numbers = ",".join([str(number) for number, _, _ in locations])
        with self._convert_errors():
            values = dict(self._snapshot.execute(WORK_BY_NUMBER, (f"[{numbers}]",)))
            return [
                self._decode_row(position, number, code, values[number])
                for number, code, _ in locations
            ]

    def lead_lists(self, codes: Collection[object]) -> list[object]:
        """Return the leads that rows may have, as the tables have them, with one of the codes."""
        with self._convert_errors():
            several = [leads for (leads,) in self._snapshot.execute(SEVERAL_LEADS)]
        wanted = frozenset(codes)
        return [*codes, *(s for s in several if not wanted.isdisjoint(s.split(LEADS_SEPARATOR)))]

    def count_by(self, query: RowQuery, dimensions: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return how many rows are alike in `dimensions`, with what they have in common there.

        Of a plan that is its place. Rows that are alike may come in several parts.
        """
        with self._convert_errors():
            alone = self._other_years.isdisjoint(self.years)
            aggregate_query = (
                queries.build_aggregate_query(query, dimensions, self.years) if alone else None
            )
            sql_query = aggregate_query or queries.build_scan_query(
                query, dimensions, self._plan_scope(query)
            )
            decoders = [
                {**_COLUMN_DECODERS, "plan": self._index_by_number.__getitem__}.get(name, _identity)
                for name in dimensions
            ]
            return [
                (n, *(read(value) for read, value in zip(decoders, row, strict=True)))
                for n, *row in self._snapshot.execute(*sql_query)
            ]

    def _plan_scope(self, query: RowQuery) -> PlanScope:
        indexes = range(len(self._pairs)) if query.plan_indexes is None else query.plan_indexes
        numbers = [self._pairs[index][1].number for index in indexes]
        return PlanScope(numbers, not self._other_years and query.plan_indexes is None)

    @contextmanager
    def _convert_errors(self) -> Iterator[None]:
        try:
            yield
        except SNAPSHOT_ERRORS as error:
            self._snapshot.remove()
            raise SnapshotError(str(error)) from error

    def _decode_row(self, position: Position, number: int, code: int, value: bytes) -> FoundRow:
        """Return a row with where it stands; only the deadline in force is reckoned anew."""
        _, kind, state, _ = STANDING_BY_CODE[code]
        data, units = load_checked(value)
        work = decode_value(data)
        in_force = deadline_in_force(work, position)
        now = _STATES[state]
        late = (position.as_of - in_force.end).days if now == "overdue" and in_force else None
        status = Status(_KINDS[kind], now, in_force, late)
        return self._index_by_number[number >> SHIFT], work, status, tuple(units)


# Whatever bytes may make of reading them.
SNAPSHOT_ERRORS = (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError, EOFError)


def _identity(value: Any) -> Any:
    return value
