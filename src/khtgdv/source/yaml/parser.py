"""YAML text as values with their marks: one pass over the parser's events, every scalar a text.

PyYAML has its home here; of its two parsers the one in C. After a syntax error the row it stands in
is skipped and reading goes on at the next one. What only a file with trouble needs is imported
where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import yaml
from yaml import events as ev

from khtgdv.errors import MissingLibraryError
from khtgdv.frozen import dataclass, replace
from khtgdv.source.text.conflicts import mask_conflict_markers
from khtgdv.source.text.hygiene import is_clean, sanitize
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.builder import Builder, StopParsing
from khtgdv.source.yaml.events import MAX_EVENTS, mark_of_event
from khtgdv.source.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from khtgdv.source.yaml.troubles import too_large
from khtgdv.source.yaml.unplaced import parse_unplaced

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from typing import Any

    from khtgdv.source.text.sourcefile import SourceFile, Trouble
    from khtgdv.source.text.spaces import ScalarFinder
    from khtgdv.source.yaml.recovery import Gap, RecoveryUnits

__all__ = [
    "MappingNode", "Node", "ParsedText", "ScalarNode", "SequenceNode",
    "find_scalars", "parse_events", "parse_root", "parse_text", "prepare_text", "require_c_parser",
]  # fmt: skip
_EVENT_HANDLERS: dict[type, Callable[[Builder, Any], None]] = {
    ev.ScalarEvent: Builder.on_scalar,
    ev.MappingStartEvent: Builder.on_mapping_start,
    ev.SequenceStartEvent: Builder.on_sequence_start,
    ev.MappingEndEvent: Builder.on_collection_end,
    ev.SequenceEndEvent: Builder.on_collection_end,
    ev.AliasEvent: Builder.on_alias,
    ev.StreamStartEvent: Builder.ignore,
    ev.DocumentStartEvent: Builder.on_document_start,
    ev.DocumentEndEvent: Builder.ignore,
    ev.StreamEndEvent: Builder.ignore,
}
_START_EVENTS = frozenset({ev.MappingStartEvent, ev.SequenceStartEvent})
_END_EVENTS = frozenset({ev.MappingEndEvent, ev.SequenceEndEvent})
_MOST = 20  # as many rows may be skipped one by one
_WORK = 2**22  # and as many characters may be read again for it, or the whole text once


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A file's value, the lines that were skipped, and how many rows began in them.

    `row_lines` are the lines that rows begin at, where the rows themselves cannot tell.
    """

    root: Node
    gaps: tuple[Gap, ...] = ()
    skipped_rows: int = 0
    row_lines: AbstractSet[int] | None = None


def parse_root(file: SourceFile) -> tuple[Node, int | None]:
    """Return the value of a file's text, and how many lines were read where not all could be."""
    parsed_text = parse_text(file)
    return parsed_text.root, parsed_text.gaps[0].first if parsed_text.gaps else None


def prepare_text(file: SourceFile) -> str:
    """Return a file's text as the parser may have it; the findings go into `file`."""
    return _without_bare_tabs(file, _sanitize_text(file))


def _sanitize_text(file: SourceFile) -> str:
    """Return a file's text without the characters that do not belong into it."""
    if is_clean(file.text):
        return file.text
    from khtgdv.source.text.spaces import replace_odd_spaces

    return replace_odd_spaces(file, sanitize(file), find_scalars)


def _without_bare_tabs(file: SourceFile, text: str) -> str:
    if "\t" not in text:
        return text
    from khtgdv.source.text.spaces import replace_tabs

    return replace_tabs(file, text, find_scalars(text))


def parse_text(file: SourceFile) -> ParsedText:
    """Return the value of a file's text without the rows that cannot be read; the findings too.

    PlacesNeeded where the file was opened without places and anything may be told of it.
    """
    if not file.placed:
        events = islice(_events_with_end(file.text), MAX_EVENTS)
        unplaced = parse_unplaced(file, events)
        return ParsedText(unplaced.root, row_lines=unplaced.row_lines)
    text, conflict_spans = mask_conflict_markers(file, _sanitize_text(file), find_scalars)
    reader = _RecoveringParser(file, text)
    if conflict_spans:
        units = _recovery_units(text)
        reader.skip(units, *map(units.conflict_gap, conflict_spans), in_versions=True)
    parsed_text = reader.parse()
    if file.findings:
        _add_row_names(file, _recovery_units(text))
    return parsed_text


def _recovery_units(text: str) -> RecoveryUnits:
    from khtgdv.source.yaml.recovery import RecoveryUnits

    return RecoveryUnits(text)


def _add_row_names(file: SourceFile, units: RecoveryUnits) -> None:
    """Say of each finding which row it was made in."""
    file.findings = [
        finding
        if finding.row_name
        else replace(finding, row_name=units.row_name(units.unit_at(finding.span.line - 1)))
        for finding in file.findings
    ]


class _RecoveringParser:
    """One file on its way: each attempt either reads all that is left or skips one unit more."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self.file = file
        self.text = text
        self.gaps: list[Gap] = []
        self.skipped_rows = 0
        self.attempts_left = min(_MOST, max(1, _WORK // (len(text) + 1)))

    def parse(self) -> ParsedText:
        while True:
            attempt_file = self.file.without_findings()
            builder = Builder(attempt_file, _without_bare_tabs(attempt_file, self.text))
            trouble = _run_builder(builder)
            if trouble is None:
                break
            self._recover(attempt_file, trouble)
        self.file.add_findings(attempt_file.findings)
        if builder.second_document_line is not None:
            units = _recovery_units(self.text)
            self.skip(units, units.gap_to_end(builder.second_document_line))
        return ParsedText(builder.root, tuple(sorted(self.gaps)), self.skipped_rows)

    def skip(self, units: RecoveryUnits, *new_gaps: Gap, in_versions: bool = False) -> None:
        gaps = units.merge_gaps(new_gaps)
        self.gaps += gaps
        self.skipped_rows += sum(units.count_rows(gap, in_versions=in_versions) for gap in gaps)
        self.text = units.blank_gaps(gaps)

    def _recover(self, attempt_file: SourceFile, trouble: Trouble) -> None:
        """Report a syntax error, keep what was told of the same unit, and skip the unit."""
        units = _recovery_units(self.text)
        self.attempts_left -= 1
        if units.is_swallowed_section(trouble):
            self.file.report(*trouble)
            self.text = units.without_indicator(trouble.mark)
            return
        gap = units.gap_of(trouble)
        if intruder := units.intruder(trouble.mark.line):
            from khtgdv.source.yaml.troubles import intruding_line

            gap = intruder
            trouble = intruding_line(units.mark_of_line(gap.first))
        gap = units.gap_to_end(gap.first) if self.attempts_left < 0 else gap
        if trouble.code == "too-large":
            gap = units.gap_to_end(0)  # what has been read is more than a plan, and all of it
        unit_findings = [
            f for f in attempt_file.findings if gap.first < f.span.line <= trouble.mark.line + 1
        ]
        self.file.add_findings(unit_findings)
        line = trouble.mark.line + 1
        if not any(
            f.code == "tab-character" or (f.span.line == line and f.level == "error")
            for f in unit_findings
        ):
            read_part, skipped_part = gap.describe(len(units.lines))
            self.file.report(*trouble, note=skipped_part or read_part)
        self.skip(units, gap)


def _run_builder(builder: Builder) -> Trouble | None:
    event = None
    try:
        events = _events_with_end(builder.text)
        for event in islice(events, MAX_EVENTS):
            _EVENT_HANDLERS[type(event)](builder, event)
        if (event := next(events, None)) is not None:
            return too_large(mark_of_event(event), MAX_EVENTS)
    except StopParsing as stop:
        return stop.trouble
    except yaml.YAMLError as error:
        last = mark_of_event(event) if event else Mark(0, 0, 0, 1)
        if "nesting depth" in str(error):
            return builder.depth_trouble(last)
        from khtgdv.source.yaml.syntax_errors import explain

        trouble = explain(error, builder.quotes, builder.file.lines, last)
        return None if builder.report_document_end(trouble) else trouble
    return None


def find_scalars(text: str) -> ScalarFinder:
    """Return where the scalars of a text stand, with their styles, and where parsing ended."""
    found: list[tuple[int, int, str]] = []
    depth = 0
    try:
        for event in _events_with_end(text.replace("\t", " ")):
            kind = type(event)
            depth += (kind in _START_EVENTS) - (kind in _END_EVENTS)
            if kind is ev.ScalarEvent:
                found.append((event.start_mark.index, event.end_mark.index, event.style or ""))
            elif depth > _MAX_SCAN_DEPTH:
                return found, event.start_mark.index
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark
        return found, mark.index
    return found, len(text)


_MAX_SCAN_DEPTH = 64


def _events_with_end(text: str) -> Iterator[Any]:
    """Return the events of a text with a line break at its end: without, its end is not told."""
    return _iterate_events(text if text.endswith("\n") else f"{text}\n")


def parse_events(text: str) -> list[Any]:
    """Return the events of a text that `parse_root` has found whole, for those who edit it."""
    return list(_iterate_events(text))


def _iterate_events(text: str) -> Iterator[Any]:
    """Return the parser's events; typeshed believes that their marks may be missing."""
    require_c_parser()
    return iter(yaml.CLoader(text).get_event, None)


def require_c_parser() -> None:
    """Raise MissingLibraryError where PyYAML was built without its parser in C."""
    if not yaml.__with_libyaml__:
        message = "Thư viện PyYAML trên máy này thiếu phần viết bằng C (libyaml) mà khtgdv cần."
        raise MissingLibraryError(message, "yaml")
