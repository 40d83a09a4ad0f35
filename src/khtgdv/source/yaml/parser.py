"""YAML text as values with their marks: one pass over the parser's events, every scalar a text.

PyYAML has its home here; of its two parsers the one in C. After a syntax error the row it stands in
is skipped and reading goes on at the next one. What only a file with trouble needs is imported
where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml import events as ev

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass, replace
from khtgdv.source.text.conflicts import conflicts
from khtgdv.source.text.hygiene import clean, ordinary
from khtgdv.source.yaml.builder import MAX_EVENTS, Builder, Stop
from khtgdv.source.yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.text.sourcefile import SourceFile, Trouble
    from khtgdv.source.text.spaces import Spans
    from khtgdv.source.yaml.recovery import Gap, Units

__all__ = [
    "Mapping", "Node", "Reading", "Scalar", "Sequence", "events", "read", "read_all",
    "readable", "require_c_parser",
]  # fmt: skip
_TAKERS: dict[type, Callable[[Builder, Any], None]] = {
    ev.ScalarEvent: Builder.scalar,
    ev.MappingStartEvent: Builder.mapping,
    ev.SequenceStartEvent: Builder.sequence,
    ev.MappingEndEvent: Builder.end,
    ev.SequenceEndEvent: Builder.end,
    ev.AliasEvent: Builder.alias,
    ev.StreamStartEvent: Builder.nothing,
    ev.DocumentStartEvent: Builder.document,
    ev.DocumentEndEvent: Builder.nothing,
    ev.StreamEndEvent: Builder.nothing,
}
_BEGINNINGS = frozenset({ev.MappingStartEvent, ev.SequenceStartEvent})
_ENDS = frozenset({ev.MappingEndEvent, ev.SequenceEndEvent})
_MOST = 20  # as many rows may be skipped one by one
_WORK = 2**22  # and as many characters may be read again for it, or the whole text once


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's value, the lines that were skipped, and how many rows began in them."""

    root: Node
    gaps: tuple[Gap, ...] = ()
    lost: int = 0


def read(file: SourceFile) -> tuple[Node, int | None]:
    """Return the value of a file's text, and how many lines were read where not all could be."""
    reading = read_all(file)
    return reading.root, reading.gaps[0].first if reading.gaps else None


def readable(file: SourceFile) -> str:
    """Return a file's text as the parser may have it; the findings go into `file`."""
    return _without_tabs(file, _seen(file))


def _seen(file: SourceFile) -> str:
    """Return a file's text without the characters that do not belong into it."""
    if ordinary(file.text):
        return file.text
    from khtgdv.source.text.spaces import odd_spaces

    return odd_spaces(file, clean(file))


def _without_tabs(file: SourceFile, text: str) -> str:
    if "\t" not in text:
        return text
    from khtgdv.source.text.spaces import tabs

    return tabs(file, text, _spans(text))


def read_all(file: SourceFile) -> Reading:
    """Return the value of a file's text without the rows that cannot be read; the findings too."""
    text, marks = conflicts(file, _seen(file))
    reader = _Reader(file, text)
    if marks:
        units = _units(text)
        reader.skip(units, *map(units.between, marks))
    reading = reader.read()
    if file.findings:
        _name_rows(file, _units(text))
    return reading


def _units(text: str) -> Units:
    from khtgdv.source.yaml.recovery import Units

    return Units(text)


def _name_rows(file: SourceFile, units: Units) -> None:
    """Say of each finding which row it was made in."""
    file.findings = [
        found if found.row else replace(found, row=units.name(units.at(found.span.line - 1)))
        for found in file.findings
    ]


class _Reader:
    """One file on its way: each attempt either reads all that is left or skips one unit more."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self.file = file
        self.text = text
        self.gaps: list[Gap] = []
        self.lost = 0
        self.tries = min(_MOST, max(1, _WORK // (len(text) + 1)))

    def read(self) -> Reading:
        while True:
            told = self.file.again()
            builder = Builder(told, _without_tabs(told, self.text))
            trouble = _build(builder)
            if trouble is None:
                break
            self._recover(told, trouble)
        self.file.take(told.findings)
        if builder.more is not None:
            units = _units(self.text)
            self.skip(units, units.rest(builder.more))
        return Reading(builder.root, tuple(sorted(self.gaps)), self.lost)

    def skip(self, units: Units, *skipped: Gap) -> None:
        gaps = units.joined(skipped)
        self.gaps += gaps
        self.lost += sum(map(units.rows, gaps))
        self.text = units.without(gaps)

    def _recover(self, told: SourceFile, trouble: Trouble) -> None:
        """Report a syntax error, keep what was told of the same unit, and skip the unit."""
        units = _units(self.text)
        gap = units.at(trouble.mark.line)
        self.tries -= 1
        gap = units.rest(gap.first) if self.tries < 0 else gap
        if trouble.code == "too-large":
            gap = units.rest(0)  # what has been read is more than a plan, and all of it
        here = [f for f in told.findings if gap.first < f.span.line <= trouble.mark.line + 1]
        self.file.take(here)
        line = trouble.mark.line + 1
        if not any(f.code == "tab-character" or f.span.line == line for f in here):
            ahead, then = gap.told(len(units.lines))
            self.file.report(*trouble, note=then or ahead)
        self.skip(units, gap)


def _build(builder: Builder) -> Trouble | None:
    try:
        events = _events(_ended(builder.text))
        for event in islice(events, MAX_EVENTS):
            builder.last = event
            _TAKERS[type(event)](builder, event)
        for builder.last in events:
            builder.too_large()
    except Stop as stop:
        return stop.trouble
    except yaml.YAMLError as error:
        if "nesting depth" in str(error):
            return builder.refused_depth()
        from khtgdv.source.yaml.syntax_errors import explain

        trouble = explain(error, builder.quotes, builder.told.lines, builder.mark)
        return None if builder.ended(trouble) else trouble
    return None


def _spans(text: str) -> Spans:
    """Return where the scalars of a text stand, with their styles, and where parsing ended."""
    found: list[tuple[int, int, str]] = []
    depth = 0
    try:
        for event in _events(_ended(text.replace("\t", " "))):
            kind = type(event)
            depth += (kind in _BEGINNINGS) - (kind in _ENDS)
            if kind is ev.ScalarEvent:
                found.append((event.start_mark.index, event.end_mark.index, event.style or ""))
            elif depth > _DEEP:
                return found, event.start_mark.index
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        return found, mark.index
    return found, len(text)


_DEEP = 64


def _ended(text: str) -> str:
    """Return a text with a line break at its end, which the parser needs to say where that is."""
    return text if text.endswith("\n") else f"{text}\n"


def events(text: str) -> list[Any]:
    """Return the parser's events of a text that `read` has found whole, for those who edit it."""
    return list(_events(text))


def _events(text: str) -> Iterator[Any]:
    """Return the parser's events; typeshed believes that their marks may be missing."""
    require_c_parser()
    return iter(yaml.CLoader(text).get_event, None)


def require_c_parser() -> None:
    """Raise KhtgdvError where PyYAML was built without its parser in C."""
    if not yaml.__with_libyaml__:
        message = "Thư viện PyYAML trên máy này thiếu phần viết bằng C (libyaml) mà khtgdv cần."
        command = "pip install --force-reinstall --only-binary=pyyaml pyyaml"
        raise KhtgdvError(message, f"Xin cài lại bản đóng gói sẵn bằng lệnh: {command}")
