"""The one layout of a plan's files: how a key with its value is written, line by line.

`fmt` writes whole files with it, edits only what they add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khtgdv.source.layout.scalars import folded, literal, scalar, splits_flow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.yaml.outline import Node

WIDTH = 90
_STEP = 2
# The order of the keys of a mapping, by the key under which it stands.
_WORK = ("completed", "result", "extensions", "cancelled", "log", "visits", "notes")
ORDERS: dict[str, tuple[str, ...]] = {
    "tasks": (
        "id", "task", "lead", "lead_text", "coordinating", "start", "due", "due_text", "repeat",
        "assignee", "product", "responsibility", "authority", "focus", "started", "progress",
        *_WORK,
    ),
    "inspections": (
        "id", "content", "team", "units", "start", "due", "due_text", "lead", "related", *_WORK,
    ),
    "plan": ("year", "number", "date", "title", "agency", "signer", "signer_title", "place"),
    "departments": ("code", "name", "aliases", "place"),
    "groups": ("name", "aliases", "members", "place"),
    "focus": ("code", "text", "place"),
    "bodies": ("name", "duty", "place"),
    "abbreviations": ("short", "full", "place"),
    "holidays": ("date", "name"),
    "working_days": ("date", "name"),
    "extensions": ("to", "on", "reason", "document"),
    "cancelled": ("on", "reason"),
    "repeat": ("every", "in", "label"),
    "units": ("kind", "names"),
}  # fmt: skip
# Texts that are folded even where one line would do: they begin below their key in every row.
_FOLDED = frozenset({"task", "content", "title", "text", "duty"})
# Mappings that stand between braces while they fit; all others have a line for each key, so that
# two people's entries merge.
_BRACED = frozenset({"repeat", "abbreviations", "holidays", "working_days"})
# Lists that have a line for each item for the same reason.
_LINES = frozenset({"notes"})
# Mappings whose keys people name.
_NAMED = frozenset({"log", "visits"})
# Keys whose values are dates, periods and numbers: plain, whatever other programs make of them.
_TYPED = frozenset(
    {"id", "start", "due", "started", "completed", "progress", "to", "on", "in", "date", "year",
     "log", "visits"}
)  # fmt: skip


@dataclass
class Notes:
    """The comments that belong to a value: on lines before it, at its line's end, after it.

    An empty line among them is an empty text.
    """

    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


class Layout:
    """Lines of YAML for nodes, with the comments that belong to them."""

    def __init__(self, notes: dict[int, Notes] | None = None) -> None:
        """Begin with the comments of a file by the identity of the node they belong to."""
        self.notes = notes or {}

    def top(self, root: Node) -> list[str]:
        """Return the lines of a file: its sections, with an empty line between rows."""
        lines: list[str] = []
        for key, value in root.pairs:
            section = self._noted(key, self._pair(key, value, 0, ""), 0)
            lines += [*([""] if lines else []), *section]
        return lines

    def pair(self, key: Node, value: Node, indent: int, under: str) -> list[str]:
        """Return the lines of a key with its value; `under` is the key they stand under."""
        return self._noted(key, self._pair(key, value, indent, under), indent)

    def item(self, value: Node, indent: int, under: str) -> list[str]:
        """Return the lines of a list's item, its dash at `indent`."""
        lines = self._item(value, indent, under)
        return self._noted(value, lines, indent)

    def flow(self, value: Node, under: str, above: str = "") -> str:
        """Return a value on one line, as it stands between brackets.

        `under` is its key, `above` the key that this one stands under.
        """
        if value.kind == "list":
            return f"[{', '.join(self.flow(item, under) for item in value.items)}]"
        if value.kind == "map":
            pairs = (
                f"{key_text(key, under)}: {self.flow(item, key.value, under)}"
                for key, item in _sorted(value, under)
            )
            return f"{{{', '.join(pairs)}}}"
        typed = not _TYPED.isdisjoint((under, above))
        return "null" if value.empty else scalar(value.value, flow=True, typed=typed)

    def _noted(self, node: Node, lines: list[str], indent: int) -> list[str]:
        notes = self.notes.get(id(node))
        if notes is None:
            return lines
        pad = " " * indent
        before = [f"{pad}{line}".rstrip() for line in notes.before]
        after = [f"{pad}{line}".rstrip() for line in notes.after]
        return [*before, *lines, *after]

    def _beside(self, node: Node) -> str:
        notes = self.notes.get(id(node))
        return "".join(f" {comment}" for comment in notes.beside) if notes else ""

    def _pair(self, key: Node, value: Node, indent: int, under: str) -> list[str]:
        name, note = key_text(key, under), self._beside(key)
        head = f"{' ' * indent}{name}:"
        if value.empty:
            return [f"{head}{note}"]
        if value.kind == "scalar":
            return self._scalar(f"{name}:", value, indent, (key.value, under), note)
        if one_line := self._one_line(head, value, key.value):
            return [f"{one_line}{note}"]
        below = indent + _STEP
        return [f"{head}{note}", *self._below(value, below, key.value, apart=not indent)]

    def _scalar(
        self, head: str, value: Node, indent: int, names: tuple[str, str], note: str
    ) -> list[str]:
        """Return the lines of a text after `head`: its key, or the dash of an item."""
        name = names[0]
        head = f"{' ' * indent}{head}"
        line = f"{head} {scalar(value.value, typed=not _TYPED.isdisjoint(names))}"
        breaks = "\n" in value.value
        if not breaks and name not in _FOLDED and len(line) <= WIDTH:
            return [f"{line}{note}"]
        pad = " " * (indent + _STEP)
        fold = folded(value.value, WIDTH - len(pad))
        if breaks and (value.style != ">" or fold is None):
            mark, lines = "|-", literal(value.value)
        else:
            mark, lines = ">-", fold
        if lines is None or (not breaks and name not in _FOLDED and len(lines) == 1):
            return [f"{line}{note}"]
        return [f"{head} {mark}{note}", *(f"{pad}{line}" if line else "" for line in lines)]

    def _one_line(self, head: str, value: Node, name: str) -> str | None:
        """Return a list or mapping on its key's line, None where it needs lines of its own."""
        if name in _LINES or (value.kind == "map" and value.pairs and name not in _BRACED):
            return None
        if any(child.kind != "scalar" or self._awkward(child) for child in value.children):
            return None
        line = f"{head} {self.flow(value, name)}"
        return line if len(line) <= WIDTH else None

    def _awkward(self, node: Node) -> bool:
        noted = self.notes.get(id(node)) is not None
        return noted or splits_flow(node.value) or "\n" in node.value

    def _below(self, value: Node, indent: int, name: str, *, apart: bool) -> list[str]:
        """Return the lines of a collection; `apart` puts an empty line between rows."""
        if value.kind == "map":
            pairs = _sorted(value, name)
            return [line for k, v in pairs for line in self.pair(k, v, indent, name)]
        rows = apart and name not in _BRACED and any(item.kind == "map" for item in value.items)
        lines: list[str] = []
        for item in value.items:
            lines += [""] if rows and lines else []
            lines += self.item(item, indent, name)
        return lines

    def _item(self, value: Node, indent: int, name: str) -> list[str]:
        pad, note = " " * indent, self._beside(value)
        if value.kind == "scalar":
            if value.empty:
                return [f"{pad}- null{note}"]
            return self._scalar("-", value, indent, ("", name), note)
        if (one_line := self._braces(value, f"{pad}-", name)) is not None:
            return [f"{one_line}{note}"]
        inner = self._below(value, indent + _STEP, name, apart=False)
        return _dashed(inner, indent, note)

    def _braces(self, value: Node, head: str, name: str) -> str | None:
        """Return an item on one line: a list, an empty mapping, or one that is kept in braces."""
        if value.kind == "map" and value.pairs and name not in _BRACED:
            return None
        if any(self._noted_inside(child) for child in value.children):
            return None
        line = f"{head} {self.flow(value, name)}"
        return line if len(line) <= WIDTH or value.kind == "list" else None

    def _noted_inside(self, node: Node) -> bool:
        return id(node) in self.notes or any(self._noted_inside(child) for child in node.children)


def _dashed(lines: list[str], indent: int, note: str) -> list[str]:
    """Put the dash of an item before its first line that is no comment."""
    first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    before = [f"{' ' * indent}{line.lstrip()}".rstrip() for line in lines[:first]]
    head = lines[first]
    dashed = f"{' ' * indent}- {head[indent + _STEP :]}"
    return [*before, f"{dashed}{note}", *lines[first + 1 :]]


def key_text(key: Node, under: str) -> str:
    """Return a key as it is written; `under` is the key it stands under."""
    # `on` is a truth value to old readers; as a key of ours it stays as the manual writes it.
    known = under not in _NAMED and re.fullmatch(r"[a-z_]+", key.value)
    return key.value if known else scalar(key.value, flow=True, typed=True)


def _sorted(value: Node, name: str) -> Iterable[tuple[Node, Node]]:
    order = ORDERS.get(name, ())
    return sorted(value.pairs, key=lambda pair: rank(order, pair[0].value))


def rank(order: tuple[str, ...], key: str) -> int:
    """Return a key's place in an order; keys it does not know come last."""
    return order.index(key) if key in order else len(order)
