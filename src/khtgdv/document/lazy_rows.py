"""Rows of a document that are made when somebody looks at them, and may be kept as written."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.document.document import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.document.document import Value


class Form(NamedTuple):
    """How a format writes a row, for who keeps what it wrote: in pieces, cut at some cells."""

    name: str
    cut: Callable[[Row, Sequence[str]], tuple[bytes, ...]]


class Made(Sequence[Row]):
    """Rows that are made when somebody looks at them."""

    @abstractmethod
    def pieces(self, form: Form) -> Iterable[tuple[tuple[bytes, ...], Value, Value]]:
        """Return each row in three pieces, and the two values that go in between.

        These two may change from day to day; whatever else a row says may be kept.
        """


def filled(rows: Made, form: Form, write: Callable[[Value], bytes]) -> list[bytes]:
    """Return each row in a form, with the values that go in between written as they are now."""
    return [
        b"".join((head, write(first), middle, write(second), tail))
        for (head, middle, tail), first, second in rows.pieces(form)
    ]
