"""Rows of a table that are made when a renderer looks at them; data formats need values alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from khtgdv.document.document import Row, Value
from khtgdv.hints import Generic, TypeVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import overload

S = TypeVar("S")
Values = tuple[Value, ...]


class LazyRows(Sequence[Row], Generic[S]):
    """Rows of a table, which are made of what a report found."""

    def __init__(
        self,
        source: Sequence[S],
        make: Callable[[S], Row],
        read: Callable[[Sequence[S], Sequence[str]], Iterable[Values]],
    ) -> None:
        """Take what rows are made of, what makes one, and what reads the values of all."""
        self._source = source
        self._make = make
        self._read = read

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return tuple(map(self._make, self._source))

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Row: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return a row, or some of them, without making the others."""
        if isinstance(index, int):
            return self._rows[index]
        return LazyRows(self._source[index], self._make, self._read)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._source)

    def values(self, keys: Sequence[str]) -> Iterable[Values]:
        """Return the values of each row under some keys, without making a row."""
        return self._read(self._source, keys)


def values(rows: Sequence[Row], keys: Sequence[str]) -> Iterable[Values]:
    """Return the values of each row under some keys, None where it has nothing of the kind."""
    if isinstance(rows, LazyRows):
        return rows.values(keys)
    return (tuple([row.values.get(key) for key in keys]) for row in rows)
