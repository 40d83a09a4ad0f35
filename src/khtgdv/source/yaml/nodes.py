"""What a file's text becomes: values that know where they stand, every scalar a text.

Most places are never asked for: a value keeps what the parser had, and makes a mark of it then.
Values of a file that nothing is told of are made without places: they raise PlacesNeeded when one
is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khtgdv.source.text.sourcefile import Mark, PlacesNeeded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

TextSpan = tuple[Any, Any]  # where something begins and ends, as the parser has it
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def mark_of_span(span: TextSpan) -> Mark:
    """Return a place as a mark."""
    start, end = span
    return Mark(start.line, start.column, end.line, end.column)


class Value:
    """A value and the place it stands at."""

    __slots__ = ()

    @property
    def span(self) -> TextSpan:
        """The place, as the parser has it."""
        raise PlacesNeeded

    @property
    def mark(self) -> Mark:
        """Where a text stands, or a collection in brackets; else where the collection begins."""
        return mark_of_span(self.span)


class ScalarNode(str, Value):
    """A text; `is_plain` tells that it has no quotation marks."""

    __slots__ = ()
    is_plain: bool = True


class PlacedScalar(ScalarNode):
    """A text that knows its place."""

    __slots__ = ("is_plain", "span")
    is_plain: bool
    span: TextSpan


class MappingNode(dict[str, Any], Value):
    """A mapping in which nothing is wrong.

    `bad_keys` are the keys whose trouble was told. `has_unread_keys` tells that more keys stood
    there than could be read (a merge key, a complex one), `damaged` that something in it has been
    told and left out, `flow` that it stands in braces; `joined_rows` counts the rows that ran into
    this one.
    """

    __slots__ = ()
    bad_keys: AbstractSet[str] = frozenset()
    has_unread_keys: bool = False
    damaged: bool = False
    flow: bool = False
    joined_rows: int = 0

    @property
    def key_names(self) -> Mapping[str, Any]:
        """The keys as they stand in the file, those included whose values were refused."""
        return self

    def key_mark(self, name: str) -> Mark:
        """Return where a key stands."""
        return mark_of_span((self.span, name))

    def has_list(self, names: Iterable[str]) -> bool:
        """Tell whether a list stands under one of some keys."""
        return any(isinstance(self.get(name), SequenceNode) for name in names)


class PlacedMapping(MappingNode):
    """A mapping that knows its place and those of its keys."""

    __slots__ = (
        "bad_keys",
        "damaged",
        "flow",
        "has_unread_keys",
        "joined_rows",
        "key_spans",
        "span",
    )
    span: TextSpan
    key_spans: dict[str, TextSpan]
    bad_keys: set[str]

    @property
    def key_names(self) -> Mapping[str, Any]:
        """The keys as they stand in the file, those included whose values were refused."""
        return self.key_spans

    def __init__(self, span: TextSpan) -> None:
        """Begin an empty mapping."""
        self.span = span
        self.key_spans = {}
        self.bad_keys = set()
        self.has_unread_keys = False
        self.damaged = False
        self.flow = False
        self.joined_rows = 0

    def key_mark(self, name: str) -> Mark:
        """Return where a key stands."""
        return mark_of_span(self.key_spans[name])


class SequenceNode(list[Any], Value):
    """A list in which nothing is wrong; `refused_count` counts the items that were told of."""

    __slots__ = ()
    refused_count: int = 0
    damaged: bool = False
    flow: bool = False


class PlacedSequence(SequenceNode):
    """A list that knows its place."""

    __slots__ = ("damaged", "flow", "refused_count", "span")
    span: TextSpan

    def __init__(self, span: TextSpan) -> None:
        """Begin an empty list."""
        self.span = span
        self.refused_count = 0
        self.damaged = False
        self.flow = False


Node = ScalarNode | MappingNode | SequenceNode | None
