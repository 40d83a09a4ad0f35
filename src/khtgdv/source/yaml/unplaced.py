"""YAML text as values that do not know where they stand: for files that nothing is told of.

To keep the place of every value takes half of the time that reading takes, and most files have no
finding that would say one. Whatever may lead to a finding raises PlacesNeeded here: the file is
then read again by `parser`, and nothing of what was read here is used.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml
from yaml import events as ev

from khtgdv.source.text.conflicts import has_conflict_markers
from khtgdv.source.text.hygiene import REPLACEMENT, may_have_directives
from khtgdv.source.text.sourcefile import PlacesNeeded
from khtgdv.source.yaml.events import QUOTE_STYLES, ROW_DEPTH, mark_of_event
from khtgdv.source.yaml.lost_rows import find_swallowed_row
from khtgdv.source.yaml.misreadings import LONGEST_MISREAD, NUMBER_KEYS, misreaders
from khtgdv.source.yaml.nodes import NULLS, MappingNode, ScalarNode, SequenceNode
from khtgdv.source.yaml.troubles import MAX_DEPTH
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile

# A sign of comments behind which a text may go on, and one of keys, which may have several lines;
# they begin with what they are looked for by.
_DOUBTFUL_SIGNS = (re.compile(r" #[^\s#!]"), re.compile(r"\?(?<=[\s{\[,]\?)\s"))
_BLOCK_STYLES = frozenset("|>")
_SCALAR, _MAPPING, _SEQUENCE = ev.ScalarEvent, ev.MappingStartEvent, ev.SequenceStartEvent
_MAPPING_END, _SEQUENCE_END = ev.MappingEndEvent, ev.SequenceEndEvent
_NO_VALUES = frozenset({ev.StreamStartEvent, ev.DocumentStartEvent, ev.DocumentEndEvent})
# What a value stands in: how many collections; the column that the lines of a text must stand
# further in than; whether the innermost collection is in brackets.
_Inside = tuple[int, int, bool]


class UnplacedText(NamedTuple):
    """A file's value, and the lines that its rows begin at."""

    root: MappingNode | SequenceNode | None
    row_lines: set[int]


def parse_unplaced(file: SourceFile, events: Iterator[Any]) -> UnplacedText:
    """Return what the events of a file's text say; PlacesNeeded where in doubt, or they end early.

    The file was opened without places.
    """
    text = file.text
    lone_returns = text.count("\r") != text.count("\r\n")
    if lone_returns or "\t" in text or REPLACEMENT in text or may_have_directives(text):
        raise PlacesNeeded
    if has_conflict_markers(text) or ("<" in text and "<<" in text):
        raise PlacesNeeded
    if any(sign.search(text) for sign in _DOUBTFUL_SIGNS):
        raise PlacesNeeded
    reader = _UnplacedReader(file, events)
    try:
        root = reader.read()
    except yaml.YAMLError:
        raise PlacesNeeded from None
    file.may_be_misread = not reader.doubtful_keys <= NUMBER_KEYS
    return UnplacedText(root, reader.row_lines)


class _UnplacedReader:
    """Values read from the events of one text, as `Builder` makes them where nothing is wrong.

    Whatever else comes, or nothing any more, raises PlacesNeeded.
    """

    def __init__(self, file: SourceFile, events: Iterator[Any]) -> None:
        """Begin with nothing read."""
        self.file = file
        self.row_lines: set[int] = set()
        self.doubtful_keys: set[str] = set()  # at which texts stand that may be misread
        self._events = events
        self._may_have_properties = "&" in file.text or "!" in file.text

    def read(self) -> MappingNode | SequenceNode | None:
        """Return the value of the only document there is."""
        root: MappingNode | SequenceNode | None = None
        for event in self._events:
            if type(event) is ev.StreamEndEvent:
                return root
            if root is not None and type(event) is not ev.DocumentEndEvent:
                break
            if type(event) not in _NO_VALUES:
                root = self._collection(event, "", (0, -1, False))
        raise PlacesNeeded

    def _collection(self, start: Any, key: str, inside: _Inside) -> MappingNode | SequenceNode:
        """Read a mapping or a list to its end; `key` is the one that it stands at."""
        kind, (depth, column, _) = type(start), inside
        if depth >= MAX_DEPTH or (kind is not _MAPPING and kind is not _SEQUENCE):
            raise PlacesNeeded
        if self._may_have_properties and _has_properties(start):
            raise PlacesNeeded
        in_brackets = start.flow_style
        here = (depth + 1, column if in_brackets else start.start_mark.column, in_brackets)
        if kind is _SEQUENCE:
            return self._sequence(key, here)
        if depth == ROW_DEPTH:
            self.row_lines.add(start.start_mark.line)
        return self._mapping(here)

    def _sequence(self, key: str, here: _Inside) -> SequenceNode:
        items = SequenceNode()
        for event in self._events:
            kind: type = type(event)
            if kind is _SEQUENCE_END:
                return items
            read = self._text if kind is _SCALAR else self._collection
            items.append(read(event, key, here))
        raise PlacesNeeded

    def _mapping(self, here: _Inside) -> MappingNode:
        mapping = MappingNode()
        for event in self._events:
            kind: type = type(event)
            if kind is _MAPPING_END:
                return mapping
            if kind is not _SCALAR or (self._may_have_properties and _has_properties(event)):
                break
            key = event.value
            if key in mapping:
                break
            value = next(self._events, None)
            read = self._text if type(value) is _SCALAR else self._collection
            mapping[key] = read(value, key, here)
        raise PlacesNeeded

    def _text(self, event: Any, key: str, inside: _Inside) -> str:
        """Read a text: one without quotation marks may be none, or cut by a comma.

        One that may be misread is looked at again where it stands for a text.
        """
        depth, _, in_brackets = inside
        style = event.style
        text: str = event.value
        if self._may_have_properties and _has_properties(event):
            raise PlacesNeeded
        in_lines = depth == 1 or style not in _BLOCK_STYLES
        if in_lines and event.start_mark.line != event.end_mark.line:
            self._check_multiline(event, inside)
        if style:
            return text
        if in_brackets and text.count("“") > text.count("”"):
            raise PlacesNeeded
        if len(text) <= LONGEST_MISREAD:
            text = _short_text(text)
            if type(text) is ScalarNode:
                self.doubtful_keys.add(key)
        return text

    def _check_multiline(self, event: Any, inside: _Inside) -> None:
        """Look at a text of several lines: it may have swallowed what stands below it.

        Rows below the top of the file are looked for by their lines, in all texts: see `lost_rows`.
        """
        depth, column, in_brackets = inside
        lines, mark = self.file.lines, mark_of_event(event)
        if depth == 1 and not in_brackets:
            self._refuse(find_swallowed_row(lines, mark, depth))
        if not event.style:
            from khtgdv.source.yaml.line_slips import find_joined_item

            self._refuse(find_joined_item(lines, mark))
        elif event.style in QUOTE_STYLES:
            from khtgdv.source.yaml.syntax_errors import swallows_keys

            self._refuse(swallows_keys(lines, mark, column))

    @staticmethod
    def _refuse(found: object) -> None:
        if found:
            raise PlacesNeeded


@lru_cache(maxsize=4096)  # most are days, codes and names, of which plans have few
def _short_text(value: str) -> str:
    """Return a short text without quotation marks, a scalar where it may be misread.

    PlacesNeeded where it is none.
    """
    if value in NULLS:
        raise PlacesNeeded
    return ScalarNode(value) if misreaders(value) else value


def _has_properties(event: Any) -> bool:
    """Tell whether an anchor or a tag stands before a value."""
    return event.anchor is not None or event.tag is not None
