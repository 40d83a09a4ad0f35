"""A text's values as a tree of places, for those who change the text itself: edits and `fmt`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from khtgdv.source.yaml import parser
from khtgdv.source.yaml.nodes import NULLS

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEGIN = {"MappingStartEvent": "map", "SequenceStartEvent": "list"}
_END = frozenset({"MappingEndEvent", "SequenceEndEvent"})


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it stands: `end` is that of its last character, comments left out."""

    kind: str
    start: int = 0
    end: int = 0
    style: str = ""
    value: str = ""
    flow: bool = False
    items: list[Node] = field(default_factory=list)
    pairs: list[tuple[Node, Node]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Tell whether this is no value at all (`key:`, `~`, `null`)."""
        return self.kind == "scalar" and not self.style and self.value in NULLS

    def find(self, key: str) -> Node | None:
        """Return the value of a key, None where there is none."""
        return next((value for name, value in self.pairs if name.value == key), None)

    @property
    def children(self) -> Iterator[Node]:
        """The values directly below, keys included."""
        yield from self.items
        for pair in self.pairs:
            yield from pair


def outline(text: str) -> Node | None:
    """Return the tree of a text that `yaml.read` has found whole; None for an empty text."""
    tree = _Tree(text)
    for event in parser.events(text):
        tree.take(event)
    return tree.root


class _Tree:
    """A tree built from the parser's events, which never recurse."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.keys: list[Node | None] = []

    def take(self, event: Any) -> None:
        """Build on with one event, told by its name: PyYAML has its home elsewhere."""
        name = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        if name in _BEGIN:
            self.stack.append(Node(_BEGIN[name], start, end, flow=bool(event.flow_style)))
            self.keys.append(None)
        elif name in _END:
            self.keys.pop()
            self._attach(_closed(self.stack.pop(), end))
        elif name == "ScalarEvent":
            if event.style in ("|", ">"):  # whose end is where the next line of text begins
                end = start + len(self.text[start:end].rstrip())
            self._attach(Node("scalar", start, end, event.style or "", event.value))

    def _attach(self, done: Node) -> None:
        if not self.stack:
            self.root = done
        elif self.stack[-1].kind == "list":
            self.stack[-1].items.append(done)
        elif (key := self.keys[-1]) is None:
            self.keys[-1] = done
        else:
            self.stack[-1].pairs.append((key, done))
            self.keys[-1] = None


def _closed(node: Node, end: int) -> Node:
    """End a collection: a block one with its last child, as its own mark runs on over comments."""
    children = [] if node.flow else list(node.children)
    node.end = children[-1].end if children else end
    return node


def block_body(text: str, node: Node) -> int:
    """Return where the lines of a block scalar begin: after its header and the comment there."""
    at = text.find("\n", node.start)
    return len(text) if at < 0 else at + 1


def node_of(value: object) -> Node:
    """Return a new value as a node, so that it is laid out as those of a file are."""
    if isinstance(value, dict):
        pairs = [(node_of(key), node_of(item)) for key, item in value.items()]
        return Node("map", pairs=pairs)
    if isinstance(value, list):
        return Node("list", items=[node_of(item) for item in value])
    # The quotation mark tells a text that looks like nothing from nothing itself.
    return Node("scalar", value=str(value), style='"')


def line_start(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of a place ends, its line break left out."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def column(text: str, at: int) -> int:
    """Return how many characters stand before a place in its line."""
    return at - line_start(text, at)
