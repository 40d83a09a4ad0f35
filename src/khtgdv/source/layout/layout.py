"""The one layout of a plan's files: how a key with its value is written, line by line.

`fmt` writes whole files with it, edits only what they add.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khtgdv.source.layout.scalars import folded_lines, literal_lines, scalar_text, splits_flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.source.yaml.outline import OutlineNode

WIDTH = 90
_STEP = 2
# The order of the keys of a mapping, by the key under which it stands.
_WORK = ("completed", "result", "extensions", "cancelled", "log", "visits", "added", "notes")
KEY_ORDERS: dict[str, tuple[str, ...]] = {
    "tasks": (
        "id", "task", "lead", "lead_text", "coordinating", "start", "due", "due_text", "repeat",
        "leader", "assignee", "product", "responsibility", "authority", "focus", "started",
        "progress", *_WORK,
    ),
    "inspections": (
        "id", "content", "team", "units", "start", "due", "due_text", "lead", "related", *_WORK,
    ),
    "plan": (
        "year", "span", "status", "number", "date", "title", "agency", "signer", "signer_title",
        "place",
    ),
    "office": (
        "form", "parent", "name", "place", "symbol", "recipients", "signers", "letters",
    ),
    "reporting": (
        "cutoff", "send", "week", "month", "quarter", "half-year", "nine-months", "year",
    ),
    **dict.fromkeys(
        ("week", "month", "quarter", "half-year", "nine-months", "year"), ("cutoff", "send")
    ),
    "signers": ("authority", "title", "name"),
    "departments": ("code", "name", "aliases", "place"),
    "groups": ("name", "aliases", "members", "place"),
    "sections": ("code", "heading"),
    "focus": ("code", "text", "place"),
    "bodies": ("name", "duty", "place"),
    "abbreviations": ("short", "full", "place"),
    "holidays": ("date", "name", "note"),
    "working_days": ("date", "name", "note"),
    "extensions": ("to", "on", "reason", "document"),
    "cancelled": ("on", "reason"),
    "repeat": ("every", "in", "on", "after", "interval", "label"),
    "units": ("kind", "names"),
}  # fmt: skip
# Texts that are folded even where one line would do: they begin below their key in every row.
_FOLDED_KEYS = frozenset({"task", "content", "title", "text", "duty"})
# Mappings that stand between braces while they fit; all others have a line for each key, so that
# two people's entries merge.
_BRACED_KEYS = frozenset(
    {"repeat", "sections", "abbreviations", "holidays", "working_days", "signers"}
)
# Lists that have a line for each item for the same reason.
_LINES = frozenset({"notes", "recipients"})
# Mappings whose keys people name.
_FREE_KEY_MAPPINGS = frozenset({"log", "visits", "letters"})
# Keys whose values are dates, periods and numbers: plain, whatever other programs make of them.
_TYPED_KEYS = frozenset(
    {"id", "start", "due", "started", "completed", "added", "progress", "to", "on", "in",
     "after", "interval", "date", "year", "log", "visits"}
)  # fmt: skip


@dataclass
class NodeComments:
    """The comments that belong to a value: on lines before it, at its line's end, after it.

    An empty line among them is an empty text.
    """

    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


class Emitter:
    """Lines of YAML for nodes, with the comments that belong to them."""

    def __init__(self, comments: dict[int, NodeComments] | None = None) -> None:
        """Begin with the comments of a file by the identity of the node they belong to."""
        self.comments = comments or {}

    def document_lines(self, root: OutlineNode) -> list[str]:
        """Return the lines of a file: its sections, with an empty line between rows."""
        lines: list[str] = []
        for key, value in root.pairs:
            section = self._with_comments(key, self._bare_pair_lines(key, value, 0, ""), 0)
            lines += [*([""] if lines else []), *section]
        return lines

    def pair_lines(
        self, key: OutlineNode, value: OutlineNode, indent: int, under: str
    ) -> list[str]:
        """Return the lines of a key with its value; `under` is the key they stand under."""
        return self._with_comments(key, self._bare_pair_lines(key, value, indent, under), indent)

    def item_lines(self, value: OutlineNode, indent: int, parent_key: str) -> list[str]:
        """Return the lines of a list's item, its dash at `indent`."""
        lines = self._bare_item_lines(value, indent, parent_key)
        return self._with_comments(value, lines, indent)

    def flow_text(self, value: OutlineNode, parent_key: str, grandparent_key: str = "") -> str:
        """Return a value on one line, as it stands between brackets.

        `under` is its key, `grandparent_key` the key that this one stands under.
        """
        if value.kind == "list":
            return f"[{', '.join(self.flow_text(item, parent_key) for item in value.items)}]"
        if value.kind == "map":
            pairs = (
                f"{key_text(key, parent_key)}: {self.flow_text(item, key.value, parent_key)}"
                for key, item in _sorted_pairs(value, parent_key)
            )
            return f"{{{', '.join(pairs)}}}"
        typed = not _TYPED_KEYS.isdisjoint((parent_key, grandparent_key))
        return "null" if value.is_null else scalar_text(value.value, flow=True, typed=typed)

    def _with_comments(self, node: OutlineNode, lines: list[str], indent: int) -> list[str]:
        comments = self.comments.get(id(node))
        if comments is None:
            return lines
        pad = " " * indent
        before = [f"{pad}{line}".rstrip() for line in comments.before]
        after = [f"{pad}{line}".rstrip() for line in comments.after]
        return [*before, *lines, *after]

    def _end_comments(self, node: OutlineNode) -> str:
        comments = self.comments.get(id(node))
        return "".join(f" {comment}" for comment in comments.beside) if comments else ""

    def _bare_pair_lines(
        self, key: OutlineNode, value: OutlineNode, indent: int, parent_key: str
    ) -> list[str]:
        name, note = key_text(key, parent_key), self._end_comments(key)
        head = f"{' ' * indent}{name}:"
        if value.is_null:
            return [f"{head}{note}"]
        if value.kind == "scalar":
            return self._scalar_lines(f"{name}:", value, indent, (key.value, parent_key), note)
        if one_line := self._one_line(head, value, key.value):
            return [f"{one_line}{note}"]
        inner_indent = indent + _STEP
        return [
            f"{head}{note}",
            *self._block_lines(value, inner_indent, key.value, separate_rows=not indent),
        ]

    def _scalar_lines(
        self, head: str, value: OutlineNode, indent: int, names: tuple[str, str], note: str
    ) -> list[str]:
        """Return the lines of a text after `head`: its key, or the dash of an item."""
        name = names[0]
        head = f"{' ' * indent}{head}"
        line = f"{head} {scalar_text(value.value, typed=not _TYPED_KEYS.isdisjoint(names))}"
        breaks = "\n" in value.value
        if not breaks and name not in _FOLDED_KEYS and len(line) <= WIDTH:
            return [f"{line}{note}"]
        pad = " " * (indent + _STEP)
        fold = folded_lines(value.value, WIDTH - len(pad))
        if breaks and (value.style != ">" or fold is None):
            mark, lines = "|-", literal_lines(value.value)
        else:
            mark, lines = ">-", fold
        if lines is None or (not breaks and name not in _FOLDED_KEYS and len(lines) == 1):
            return [f"{line}{note}"]
        return [f"{head} {mark}{note}", *(f"{pad}{line}" if line else "" for line in lines)]

    def _one_line(self, head: str, value: OutlineNode, name: str) -> str | None:
        """Return a list or mapping on its key's line, None where it needs lines of its own."""
        if name in _LINES or (value.kind == "map" and value.pairs and name not in _BRACED_KEYS):
            return None
        if any(child.kind != "scalar" or self._needs_own_lines(child) for child in value.children):
            return None
        line = f"{head} {self.flow_text(value, name)}"
        return line if len(line) <= WIDTH else None

    def _needs_own_lines(self, node: OutlineNode) -> bool:
        has_comments = self.comments.get(id(node)) is not None
        return has_comments or splits_flow(node.value) or "\n" in node.value

    def _block_lines(
        self, value: OutlineNode, indent: int, name: str, *, separate_rows: bool
    ) -> list[str]:
        """Return the lines of a collection; `separate_rows` puts an empty line between rows."""
        if value.kind == "map":
            pairs = _sorted_pairs(value, name)
            return [line for k, v in pairs for line in self.pair_lines(k, v, indent, name)]
        rows = (
            separate_rows
            and name not in _BRACED_KEYS
            and any(item.kind == "map" for item in value.items)
        )
        lines: list[str] = []
        for item in value.items:
            lines += [""] if rows and lines else []
            lines += self.item_lines(item, indent, name)
        return lines

    def _bare_item_lines(self, value: OutlineNode, indent: int, name: str) -> list[str]:
        pad, note = " " * indent, self._end_comments(value)
        if value.kind == "scalar":
            if value.is_null:
                return [f"{pad}- null{note}"]
            return self._scalar_lines("-", value, indent, ("", name), note)
        if (one_line := self._one_line_item(value, f"{pad}-", name)) is not None:
            return [f"{one_line}{note}"]
        inner = self._block_lines(value, indent + _STEP, name, separate_rows=False)
        return _add_dash(inner, indent, note)

    def _one_line_item(self, value: OutlineNode, head: str, name: str) -> str | None:
        """Return an item on one line: a list, an empty mapping, or one that is kept in braces."""
        if value.kind == "map" and value.pairs and name not in _BRACED_KEYS:
            return None
        if any(self._has_comments_inside(child) for child in value.children):
            return None
        line = f"{head} {self.flow_text(value, name)}"
        return line if len(line) <= WIDTH or value.kind == "list" else None

    def _has_comments_inside(self, node: OutlineNode) -> bool:
        return id(node) in self.comments or any(
            self._has_comments_inside(child) for child in node.children
        )


def _add_dash(lines: list[str], indent: int, note: str) -> list[str]:
    """Put the dash of an item before its first line that is no comment."""
    first = next(n for n, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    before = [f"{' ' * indent}{line.lstrip()}".rstrip() for line in lines[:first]]
    head = lines[first]
    dash_line = f"{' ' * indent}- {head[indent + _STEP :]}"
    return [*before, f"{dash_line}{note}", *lines[first + 1 :]]


def key_text(key: OutlineNode, parent_key: str) -> str:
    """Return a key as it is written; `under` is the key it stands under."""
    # `on` is a truth value to old readers; as a key of ours it stays as the manual writes it.
    is_known = parent_key not in _FREE_KEY_MAPPINGS and re.fullmatch(r"[a-z_]+", key.value)
    return key.value if is_known else scalar_text(key.value, flow=True, typed=True)


def _sorted_pairs(value: OutlineNode, name: str) -> Iterable[tuple[OutlineNode, OutlineNode]]:
    order = KEY_ORDERS.get(name, ())
    return sorted(value.pairs, key=lambda pair: rank(order, pair[0].value))


def rank(order: tuple[str, ...], key: str) -> int:
    """Return a key's place in an order; keys it does not know come last."""
    return order.index(key) if key in order else len(order)
