"""The rows of a report's table, made of a plan's rows when somebody looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from khtgdv.document.document import Row
from khtgdv.query.rows import AnyRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


R = TypeVar("R", bound=AnyRow)


class PlanRows(Sequence[Row], Generic[R]):
    """Rows of plans as the contract has them."""

    def __init__(self, rows: Sequence[R], make: Callable[[R], Row]) -> None:
        """Take rows, and what the contract says of one."""
        self._rows = rows
        self._make = make

    @cached_property
    def _all(self) -> tuple[Row, ...]:
        return tuple(map(self._make, self._rows))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return a row, or some of them, without making the others."""
        if isinstance(index, int):
            return self._all[index]
        return PlanRows(self._rows[index], self._make)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)
