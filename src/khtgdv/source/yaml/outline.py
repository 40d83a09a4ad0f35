"""A text's values as a tree of places, for those who change the text itself: edits and `fmt`."""

from __future__ import annotations

from dataclasses import dataclass, field

from khtgdv.source.yaml import parser
from khtgdv.source.yaml.nodes import NULLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_BEGIN = {"MappingStartEvent": "map", "SequenceStartEvent": "list"}
_END_EVENTS = frozenset({"MappingEndEvent", "SequenceEndEvent"})


@dataclass(slots=True, eq=False)
class OutlineNode:
    """A value and where it stands: `end` is that of its last character, comments left out."""

    kind: str
    start: int = 0
    end: int = 0
    style: str = ""
    value: str = ""
    flow: bool = False
    items: list[OutlineNode] = field(default_factory=list)
    pairs: list[tuple[OutlineNode, OutlineNode]] = field(default_factory=list)

    @property
    def is_null(self) -> bool:
        """Tell whether this is no value at all (`key:`, `~`, `null`)."""
        return self.kind == "scalar" and not self.style and self.value in NULLS

    def value_of(self, key: str) -> OutlineNode | None:
        """Return the value of a key, None where there is none."""
        return next((value for name, value in self.pairs if name.value == key), None)

    @property
    def children(self) -> Iterator[OutlineNode]:
        """The values directly below, keys included."""
        yield from self.items
        for pair in self.pairs:
            yield from pair


def parse_outline(text: str) -> OutlineNode | None:
    """Return the tree of a text that `parse_root` has found whole; None for an empty text."""
    builder = _OutlineBuilder(text)
    for event in parser.parse_events(text):
        builder.add_event(event)
    return builder.root


class _OutlineBuilder:
    """A tree built from the parser's events, which never recurse."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: OutlineNode | None = None
        self.stack: list[OutlineNode] = []
        self.pending_keys: list[OutlineNode | None] = []

    def add_event(self, event: Any) -> None:
        """Build on with one event, told by its name: PyYAML has its home elsewhere."""
        name = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        if name in _BEGIN:
            self.stack.append(OutlineNode(_BEGIN[name], start, end, flow=bool(event.flow_style)))
            self.pending_keys.append(None)
        elif name in _END_EVENTS:
            self.pending_keys.pop()
            self._attach(_close_collection(self.stack.pop(), end))
        elif name == "ScalarEvent":
            if event.style in ("|", ">"):  # whose end is where the next line of text begins
                end = start + len(self.text[start:end].rstrip())
            self._attach(OutlineNode("scalar", start, end, event.style or "", event.value))

    def _attach(self, node: OutlineNode) -> None:
        if not self.stack:
            self.root = node
        elif self.stack[-1].kind == "list":
            self.stack[-1].items.append(node)
        elif (key := self.pending_keys[-1]) is None:
            self.pending_keys[-1] = node
        else:
            self.stack[-1].pairs.append((key, node))
            self.pending_keys[-1] = None


def _close_collection(node: OutlineNode, end: int) -> OutlineNode:
    """End a collection: a block one with its last child, as its own mark runs on over comments."""
    children = [] if node.flow else list(node.children)
    node.end = children[-1].end if children else end
    return node


def block_body_start(text: str, node: OutlineNode) -> int:
    """Return where the lines of a block scalar begin: after its header and the comment there."""
    line_break = text.find("\n", node.start)
    return len(text) if line_break < 0 else line_break + 1


def node_from_value(value: object) -> OutlineNode:
    """Return a new value as a node, so that it is laid out as those of a file are."""
    if isinstance(value, dict):
        pairs = [(node_from_value(key), node_from_value(item)) for key, item in value.items()]
        return OutlineNode("map", pairs=pairs)
    if isinstance(value, list):
        return OutlineNode("list", items=[node_from_value(item) for item in value])
    # The quotation mark tells a text that looks like nothing from nothing itself.
    return OutlineNode("scalar", value=str(value), style='"')


def line_start(text: str, offset: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return where the line of a place ends, its line break left out."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def column(text: str, offset: int) -> int:
    """Return how many characters stand before a place in its line."""
    return offset - line_start(text, offset)
