"""Rows as the snapshot counts them: how many come to be alike at a moment, and cease to be."""

from __future__ import annotations

from khtgdv.plan.ids import section_of
from khtgdv.schedule.moments import LAST_MOMENT
from khtgdv.source.snapshot.schema import STANDING_BY_CODE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

# What rows have in common, from a moment on: the columns of `counted` but for how many they are.
CountKey = tuple[int, int, str, int, int, int, int, int, int, str, str, int]
CountedColumns = tuple[int, int, str, str]  # started, start, focus, section
StandingRow = tuple[int, int, str, int, int]


class RowCounts:
    """The rows of several plans, of which many are counted alike."""

    def __init__(self) -> None:
        """Begin with no row."""
        self._alike: dict[tuple[int, CountedColumns, int], int] = {}
        self._standings: dict[int, list[StandingRow]] = {}  # by their `id`, for they are shared

    def add(self, year: int, columns: CountedColumns, standings: list[StandingRow]) -> None:
        """Count a row of a year's plan, where it stands over time."""
        number = id(standings)
        self._standings[number] = standings
        key = year, columns, number
        self._alike[key] = self._alike.get(key, 0) + 1

    def deltas(self) -> list[tuple[CountKey, int]]:
        """Return what the rows are counted as."""
        counts: dict[CountKey, int] = {}
        for (year, columns, number), rows in self._alike.items():
            for key, n in count_deltas(year, columns, self._standings[number]):
                counts[key] = counts.get(key, 0) + n * rows
        return list(counts.items())


def counted_columns(columns: Sequence[Any]) -> CountedColumns:
    """Return what a row is counted by, however it stands; `columns` are the first of `work`."""
    row_id, start, started, _, focus, *_ = columns
    return started, start, focus, section_of(row_id)


def count_deltas(
    year: int, columns: CountedColumns, standing_rows: Iterable[Sequence[Any]]
) -> Iterator[tuple[CountKey, int]]:
    """Yield what a row is counted as: from when on it is one more of a kind, and one less."""
    for since, until, leads, code, deadline in standing_rows:
        inspection, kind, state, begun = STANDING_BY_CODE[code]
        count_key = (year, inspection, leads, kind, state, deadline, begun, *columns)
        yield (*count_key, since), 1
        if until < LAST_MOMENT:
            yield (*count_key, until), -1
