"""What a file's text becomes: values that know where they stand, every scalar a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khtgdv.source.sourcefile import Mark


class Scalar(str):
    """A text with the place it stands at; `plain` tells that it has no quotation marks."""

    __slots__ = ("mark", "plain")
    mark: Mark
    plain: bool


class Mapping(dict[str, Any]):
    """A mapping with the marks of its keys; `bad` are the keys whose trouble has been told.

    `open` tells that more keys stood there than could be read (a merge key, a complex one),
    `damaged` that something in it has been told and left out; `flow` that it stands in braces;
    `glued` counts the rows that ran into this one.
    """

    __slots__ = ("bad", "damaged", "flow", "glued", "keys_at", "mark", "open")
    mark: Mark

    def __init__(self, mark: Mark) -> None:
        """Begin an empty mapping."""
        super().__init__()
        self.mark = mark
        self.keys_at: dict[str, Mark] = {}
        self.bad: set[str] = set()
        self.open = False
        self.damaged = False
        self.flow = False
        self.glued = 0


class Sequence(list[Any]):
    """A list with the place it stands at; `lost` counts the items whose trouble has been told."""

    __slots__ = ("damaged", "flow", "lost", "mark")

    def __init__(self, mark: Mark) -> None:
        """Begin an empty list."""
        super().__init__()
        self.mark = mark
        self.lost = 0
        self.damaged = False
        self.flow = False


Node = Scalar | Mapping | Sequence | None
