from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.document import Row, Value
from khtgdv.document.lazy_rows import LazyRows, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def lazy(numbers: Sequence[int], looks: list[int]) -> LazyRows[int]:
    """Return rows that have a number and its square; `looks` are the numbers of rows made."""

    def make(number: int) -> Row:
        looks.append(number)
        return Row({"n": number, "square": number * number})

    def read(source: Sequence[int], keys: Sequence[str]) -> Iterable[tuple[Value, ...]]:
        return (tuple({"n": n, "square": n * n}.get(key) for key in keys) for n in source)

    return LazyRows(numbers, make, read)


def test_a_row_is_made_when_somebody_looks_at_it() -> None:
    looks: list[int] = []
    rows = lazy([2, 3, 4], looks)
    assert (len(rows), list(values(rows, ["square", "n"]))) == (3, [(4, 2), (9, 3), (16, 4)])
    assert looks == []
    assert [row.number("square") for row in rows[1:]] == [9, 16]
    assert looks == [3, 4]
    assert (rows[0].number("n"), [row.number("n") for row in rows]) == (2, [2, 3, 4])
    assert looks == [3, 4, 2, 3, 4]


def test_rows_that_are_there_have_values_too() -> None:
    rows = [Row({"n": 1, "m": "x"}), Row({"n": None})]
    assert list(values(rows, ["m", "other", "n"])) == [("x", None, 1), (None, None, None)]
