"""What a file's text becomes: values that know where they stand, every scalar a text.

Most places are never asked for: a value keeps what the parser had, and makes a mark of it then.
"""

from __future__ import annotations

from typing import Any

from khtgdv.source.text.sourcefile import Mark

Place = tuple[Any, Any]  # where something begins and ends, as the parser has it
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def mark_at(place: Place) -> Mark:
    """Return a place as a mark."""
    start, end = place
    return Mark(start.line, start.column, end.line, end.column)


class Value:
    """A value with the place it stands at."""

    __slots__ = ()
    place: Place

    @property
    def mark(self) -> Mark:
        """Where a text stands, or a collection in brackets; else where the collection begins."""
        return mark_at(self.place)


class Scalar(str, Value):
    """A text; `plain` tells that it has no quotation marks."""

    __slots__ = ("place", "plain")
    plain: bool


class Mapping(dict[str, Any], Value):
    """A mapping with the keys as they stand in the file; `bad` are those whose trouble was told.

    `keys_at` are the places of the keys. `open` tells that more keys stood there than could be
    read (a merge key, a complex one), `damaged` that something in it has been told and left out;
    `flow` that it stands in braces; `glued` counts the rows that ran into this one.
    """

    __slots__ = ("bad", "damaged", "flow", "glued", "keys_at", "open", "place")

    def __init__(self, place: Place) -> None:
        """Begin an empty mapping."""
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.bad: set[str] = set()
        self.open = False
        self.damaged = False
        self.flow = False
        self.glued = 0

    def key_mark(self, name: str) -> Mark:
        """Return where a key stands."""
        return mark_at(self.keys_at[name])


class Sequence(list[Any], Value):
    """A list; `lost` counts the items whose trouble has been told."""

    __slots__ = ("damaged", "flow", "lost", "place")

    def __init__(self, place: Place) -> None:
        """Begin an empty list."""
        self.place = place
        self.lost = 0
        self.damaged = False
        self.flow = False


Node = Scalar | Mapping | Sequence | None
