"""How hot a number of a matrix is, beside the hottest one: shared by the formats with colours."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.document.document import Column, Row


def heat_maximum(rows: Iterable[Row], columns: Sequence[Column]) -> int:
    """Return the greatest number in the cells of heat, 0 where there is none."""
    heat = [column.key for column in columns if column.kind == "heat"]
    return max((row.number(key) for row in rows for key in heat), default=0)


def heat_step(number: int, maximum: int, step_count: int) -> int:
    """Return which of so many steps a number is on: 0 for nothing, the last for the hottest."""
    return -(-number * step_count // maximum) if maximum else 0
