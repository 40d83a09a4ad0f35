"""YAML text as values that do not know where they stand: for files that nothing is told of.

To keep the place of every value takes half of the time that reading takes, and most files have no
finding that would say one. Whatever may lead to a finding raises PlacesNeeded here: the file is
then read again by `parser`, and nothing of what was read here is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml
from yaml import events as ev

from khtgdv.source.text.conflicts import has_conflict_markers
from khtgdv.source.text.hygiene import REPLACEMENT, may_have_directives
from khtgdv.source.text.sourcefile import PlacesNeeded
from khtgdv.source.yaml.events import (
    QUOTE_STYLES,
    ROW_DEPTH,
    mark_of_event,
    may_hold_row,
    span_of,
)
from khtgdv.source.yaml.lost_rows import find_swallowed_row
from khtgdv.source.yaml.misreadings import misreaders
from khtgdv.source.yaml.nodes import NULLS, MappingNode, ScalarNode, SequenceNode
from khtgdv.source.yaml.troubles import MAX_DEPTH
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile

# A sign of comments behind which a text may go on, or one of keys, which may have several lines.
_DOUBTFUL_SIGN = re.compile(r"[#?](?:(?<=[^\S\n]#)[^\s#!]|(?<=[\s{\[,]\?)\s)")
_SCALAR = ev.ScalarEvent
_LONGEST_NULL = max(map(len, NULLS))


class UnplacedText(NamedTuple):
    """A file's value, and the lines that its rows begin at."""

    root: MappingNode | SequenceNode | None
    row_lines: set[int]


def parse_unplaced(file: SourceFile, events: Iterable[Any]) -> UnplacedText:
    """Return what the events of a file's text say; PlacesNeeded where in doubt, or they end early.

    The file was opened without places.
    """
    text = file.text
    lone_returns = text.count("\r") != text.count("\r\n")
    if lone_returns or "\t" in text or REPLACEMENT in text or may_have_directives(text):
        raise PlacesNeeded
    if has_conflict_markers(text) or "<<" in text or _DOUBTFUL_SIGN.search(text):
        raise PlacesNeeded
    builder = _UnplacedBuilder(file)
    try:
        builder.take(events)
    except yaml.YAMLError:
        raise PlacesNeeded from None
    if not builder.ended:
        raise PlacesNeeded
    return UnplacedText(builder.root, builder.row_lines)


class _UnplacedBuilder:
    """Values built from the events of one text, as `Builder` does where nothing is wrong."""

    def __init__(self, file: SourceFile) -> None:
        """Begin with nothing read."""
        self.file = file
        self.root: MappingNode | SequenceNode | None = None
        self.row_lines: set[int] = set()
        self.ended = False
        self._opened: list[tuple[Any, Any]] = []  # the events of collections, what they stand in
        self._parent: Any = None
        self._key: str | None = None  # the key of the innermost mapping that has no value yet
        self._in_brackets = False
        self._may_have_properties = "&" in file.text or "!" in file.text

    def take(self, events: Iterable[Any]) -> None:
        """Build what the events say: texts here, since they are most, the rest by its kind."""
        for event in events:
            kind: type = type(event)
            if kind is not _SCALAR:
                _EVENT_HANDLERS[kind](self, event)
                continue
            parent, key, value, style = self._parent, self._key, event.value, event.style
            if parent is None or (self._may_have_properties and _has_properties(event)):
                raise PlacesNeeded
            if key is None and type(parent) is MappingNode:
                if value in parent:
                    raise PlacesNeeded
                self._key = value
                continue
            if event.start_mark.line != event.end_mark.line:
                self._check_multiline(event)
            if not style:
                value = self._plain(value)
            if key is None:
                parent.append(value)
            else:
                parent[key] = value
                self._key = None

    def _plain(self, value: str) -> str:
        """Return a text without quotation marks: it may be none, or cut by a comma.

        One that may be misread is looked at again where it stands for a text.
        """
        is_null = len(value) <= _LONGEST_NULL and value in NULLS
        if is_null or (self._in_brackets and value.count("“") > value.count("”")):
            raise PlacesNeeded
        return ScalarNode(value) if misreaders(value) else value

    def _check_multiline(self, event: Any) -> None:
        """Look at a text of several lines: it may have swallowed what stands below it."""
        style, depth = event.style, len(self._opened)
        span, text = span_of(event), self.file.text
        if not self._in_brackets and may_hold_row(text, span, style, depth):
            self._refuse(find_swallowed_row(self.file.lines, mark_of_event(event), depth))
        if not style:
            from khtgdv.source.yaml.line_slips import find_joined_item

            self._refuse(find_joined_item(self.file.lines, mark_of_event(event)))
        elif style in QUOTE_STYLES:
            from khtgdv.source.yaml.syntax_errors import swallows_keys

            mark = mark_of_event(event)
            self._refuse(swallows_keys(self.file.lines, mark, self._block_column))

    @staticmethod
    def _refuse(found: object) -> None:
        if found:
            raise PlacesNeeded

    @property
    def _block_column(self) -> int:
        """The column that a text must stand further in than, on every line."""
        blocks = (event for event, _ in reversed(self._opened) if not event.flow_style)
        return next((event.start_mark.column for event in blocks), -1)

    def on_mapping_start(self, event: Any) -> None:
        """Take the beginning of a mapping: of a row, where it stands in a list of the file."""
        if len(self._opened) == ROW_DEPTH:
            self.row_lines.add(event.start_mark.line)
        self._open(MappingNode(), event)

    def on_sequence_start(self, event: Any) -> None:
        """Take the beginning of a list."""
        self._open(SequenceNode(), event)

    def _open(self, collection: MappingNode | SequenceNode, event: Any) -> None:
        parent, key = self._parent, self._key
        if _has_properties(event) or len(self._opened) >= MAX_DEPTH:
            raise PlacesNeeded
        if parent is None:
            self.root = collection
        elif type(parent) is SequenceNode:
            parent.append(collection)
        elif key is None:
            raise PlacesNeeded
        else:
            parent[key] = collection
        self._opened.append((event, parent))
        self._parent, self._key, self._in_brackets = collection, None, event.flow_style

    def on_collection_end(self, _event: Any) -> None:
        """Take the end of a mapping or a list."""
        _, self._parent = self._opened.pop()
        self._key = None
        self._in_brackets = bool(self._opened) and self._opened[-1][0].flow_style

    def on_document_start(self, _event: Any) -> None:
        """Take the beginning of a document: there is one only."""
        if self.root is not None:
            raise PlacesNeeded

    def on_stream_end(self, _event: Any) -> None:
        """Take the end of the file."""
        self.ended = True

    def on_alias(self, _event: Any) -> None:
        """Refuse an alias."""
        raise PlacesNeeded

    def ignore(self, _event: Any) -> None:
        """Take an event that says nothing."""


def _has_properties(event: Any) -> bool:
    """Tell whether an anchor or a tag stands before a value."""
    return event.anchor is not None or event.tag is not None


_EVENT_HANDLERS: dict[type, Callable[[_UnplacedBuilder, Any], None]] = {
    ev.MappingStartEvent: _UnplacedBuilder.on_mapping_start,
    ev.SequenceStartEvent: _UnplacedBuilder.on_sequence_start,
    ev.MappingEndEvent: _UnplacedBuilder.on_collection_end,
    ev.SequenceEndEvent: _UnplacedBuilder.on_collection_end,
    ev.AliasEvent: _UnplacedBuilder.on_alias,
    ev.StreamStartEvent: _UnplacedBuilder.ignore,
    ev.DocumentStartEvent: _UnplacedBuilder.on_document_start,
    ev.DocumentEndEvent: _UnplacedBuilder.ignore,
    ev.StreamEndEvent: _UnplacedBuilder.on_stream_end,
}
