"""What a file's text becomes: values that know where they stand, every scalar a text.

Most places are never asked for: a value keeps what the parser had, and makes a mark of it then.
"""

from __future__ import annotations

from typing import Any

from khtgdv.source.sourcefile import Mark


def mark_between(start: Any, end: Any) -> Mark:
    """Return the place between two places as parsers have them."""
    return Mark(start.line, start.column, end.line, end.column)


class Scalar(str):
    """A text with the place it stands at; `plain` tells that it has no quotation marks."""

    __slots__ = ("end", "plain", "start")
    start: Any
    end: Any
    plain: bool

    @property
    def mark(self) -> Mark:
        """Where the text stands."""
        return mark_between(self.start, self.end)


class Mapping(dict[str, Any]):
    """A mapping with the keys as they stand in the file; `bad` are those whose trouble was told.

    `open` tells that more keys stood there than could be read (a merge key, a complex one),
    `damaged` that something in it has been told and left out; `flow` that it stands in braces;
    `glued` counts the rows that ran into this one.
    """

    __slots__ = ("bad", "damaged", "end", "flow", "glued", "keys_at", "open", "start")

    def __init__(self, start: Any, end: Any) -> None:
        """Begin an empty mapping."""
        self.start = start
        self.end = end
        self.keys_at: dict[str, Scalar] = {}
        self.bad: set[str] = set()
        self.open = False
        self.damaged = False
        self.flow = False
        self.glued = 0

    @property
    def mark(self) -> Mark:
        """Where the mapping begins; all of it where it stands in braces."""
        return mark_between(self.start, self.end)


class Sequence(list[Any]):
    """A list with the place it stands at; `lost` counts the items whose trouble has been told."""

    __slots__ = ("damaged", "end", "flow", "lost", "start")

    def __init__(self, start: Any, end: Any) -> None:
        """Begin an empty list."""
        self.start = start
        self.end = end
        self.lost = 0
        self.damaged = False
        self.flow = False

    @property
    def mark(self) -> Mark:
        """Where the list begins; all of it where it stands in brackets."""
        return mark_between(self.start, self.end)


Node = Scalar | Mapping | Sequence | None
