"""What a file's text becomes: values that know where they stand, every scalar a text.

Most places are never asked for: a value keeps what the parser had, and makes a mark of it then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khtgdv.source.text.sourcefile import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

TextSpan = tuple[Any, Any]  # where something begins and ends, as the parser has it
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def mark_of_span(span: TextSpan) -> Mark:
    """Return a place as a mark."""
    start, end = span
    return Mark(start.line, start.column, end.line, end.column)


class Value:
    """A value with the place it stands at."""

    __slots__ = ()
    span: TextSpan

    @property
    def mark(self) -> Mark:
        """Where a text stands, or a collection in brackets; else where the collection begins."""
        return mark_of_span(self.span)


class ScalarNode(str, Value):
    """A text; `is_plain` tells that it has no quotation marks."""

    __slots__ = ("is_plain", "span")
    is_plain: bool


class MappingNode(dict[str, Any], Value):
    """A mapping with the keys as they stand in the file.

    `key_spans` are the places of the keys, `bad_keys` those whose trouble was told.
    `has_unread_keys` tells that more keys stood there than could be read (a merge key, a complex
    one), `damaged` that something in it has been told and left out, `flow` that it stands in
    braces; `joined_rows` counts the rows that ran into this one.
    """

    __slots__ = (
        "bad_keys",
        "damaged",
        "flow",
        "has_unread_keys",
        "joined_rows",
        "key_spans",
        "span",
    )

    def __init__(self, span: TextSpan) -> None:
        """Begin an empty mapping."""
        self.span = span
        self.key_spans: dict[str, TextSpan] = {}
        self.bad_keys: set[str] = set()
        self.has_unread_keys = False
        self.damaged = False
        self.flow = False
        self.joined_rows = 0

    def key_mark(self, name: str) -> Mark:
        """Return where a key stands."""
        return mark_of_span(self.key_spans[name])

    def has_list(self, names: Iterable[str]) -> bool:
        """Tell whether a list stands under one of some keys."""
        return any(isinstance(self.get(name), SequenceNode) for name in names)


class SequenceNode(list[Any], Value):
    """A list; `refused_count` counts the items whose trouble has been told."""

    __slots__ = ("damaged", "flow", "refused_count", "span")

    def __init__(self, span: TextSpan) -> None:
        """Begin an empty list."""
        self.span = span
        self.refused_count = 0
        self.damaged = False
        self.flow = False


Node = ScalarNode | MappingNode | SequenceNode | None
