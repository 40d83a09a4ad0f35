"""Findings as people and CI read them: the place, the reason, the line with a caret, the remedy."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from khtgdv.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.diagnostics import Diagnostic

WORDS = {"error": "lỗi", "warning": "cảnh báo"}
_BEFORE, _AFTER = 60, 100
_RED, _YELLOW, _BLUE, _BOLD, _END = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


def text(findings: Iterable[Diagnostic], *, color: bool = False) -> str:
    """Return findings one below the other, each with its line and a caret under the span."""
    return "\n".join(_one(finding, color=color) for finding in findings)


def _one(finding: Diagnostic, *, color: bool) -> str:
    word = WORDS[finding.level]
    if color:
        word = f"{_RED if finding.level == 'error' else _YELLOW}{word}{_END}"
    place = f"{visible(finding.path)}:{finding.span.line}:{finding.span.column}"
    place = f"{_BOLD}{place}{_END}" if color else place
    lines = [f"{place}: {word}: {one_line(finding.message)} [{finding.code}]"]
    lines += _excerpt(finding, color=color)
    return "\n".join(lines) + "\n"


def _excerpt(finding: Diagnostic, *, color: bool) -> list[str]:
    margin = " " * len(str(finding.span.line))
    bar = f"{_BLUE}|{_END}" if color else "|"
    hint = one_line(finding.hint or "")
    note = " · ".join(one_line(part) for part in (finding.row, finding.note) if part)
    notes = [f"{margin} = {note}"] if note else []
    if not finding.excerpt.strip():
        return ([f"{margin} = {hint}"] if hint else []) + notes
    before, marked, after = _window(finding)
    caret = " " * _cells(before) + "^" * max(1, _cells(marked))
    return [
        f"{margin} {bar}",
        f"{finding.span.line} {bar} {before}{marked}{after}",
        f"{margin} {bar} {caret} {hint}".rstrip(),
        *notes,
    ]


def _window(finding: Diagnostic) -> tuple[str, str, str]:
    """Return the part of the line around the span, safe to show: before, the span, after."""
    line, start = finding.excerpt.replace("\t", " "), finding.span.column - 1 - finding.offset
    end = min(start + finding.span.width, start + _AFTER)
    first = 0 if start <= _BEFORE else start - _BEFORE // 2
    last = max(end, first + _AFTER)
    before = ("…" if first or finding.offset else "") + visible(line[first:start])
    after = visible(line[end:last]) + ("…" if last < len(line) else "")
    return before, visible(line[start:end]), after


def _cells(shown: str) -> int:
    """Return how many columns a text takes: combining marks take none, wide characters two."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in shown)
    return wide + sum(not unicodedata.combining(char) for char in shown)


def github(findings: Iterable[Diagnostic]) -> str:
    """Return findings as annotations of GitHub Actions, one a line."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Diagnostic) -> str:
    span = finding.span
    message = one_line(" · ".join(p for p in (finding.message, finding.hint, finding.row) if p))
    place = f"file={_property(finding.path)},line={span.line},col={span.column}"
    end = f"endColumn={span.column + span.width - 1},title={finding.code}"
    return f"::{finding.level} {place},{end}::{_escaped(message)}\n"


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _escaped(visible(value)).replace(":", "%3A").replace(",", "%2C")
