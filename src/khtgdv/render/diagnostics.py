"""Findings as people and CI read them: the place, the reason, the line with a caret, the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.text import escape_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.diagnostics import Diagnostic

LEVEL_NAMES = {"error": "lỗi", "warning": "cảnh báo"}
_CHARACTERS_BEFORE, _CHARACTERS_AFTER = 60, 100
_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


def findings_text(findings: Iterable[Diagnostic], *, color: bool = False) -> str:
    """Return findings one below the other, each with its line and a caret under the span."""
    return "\n".join(_finding_text(finding, color=color) for finding in findings)


def _finding_text(finding: Diagnostic, *, color: bool) -> str:
    level_name = LEVEL_NAMES[finding.level]
    if color:
        level_name = f"{_RED if finding.level == 'error' else _YELLOW}{level_name}{_RESET}"
    location = f"{escape_unsafe(finding.path)}:{finding.span.line}:{finding.span.column}"
    location = f"{_BOLD}{location}{_RESET}" if color else location
    lines = [f"{location}: {level_name}: {one_line(finding.message)} [{finding.code}]"]
    lines += _excerpt(finding, color=color)
    return "\n".join(lines) + "\n"


def _excerpt(finding: Diagnostic, *, color: bool) -> list[str]:
    margin = " " * len(str(finding.span.line))
    bar = f"{_BLUE}|{_RESET}" if color else "|"
    hint = one_line(finding.hint or "")
    note = " · ".join(one_line(part) for part in (finding.row_name, finding.note) if part)
    notes = [f"{margin} = {note}"] if note else []
    if not finding.excerpt.strip():
        return ([f"{margin} = {hint}"] if hint else []) + notes
    from rich.cells import cell_len

    before, span_text, after = _window(finding)
    caret = " " * cell_len(before) + "^" * max(1, cell_len(span_text))
    return [
        f"{margin} {bar}",
        f"{finding.span.line} {bar} {before}{span_text}{after}",
        f"{margin} {bar} {caret} {hint}".rstrip(),
        *notes,
    ]


def _window(finding: Diagnostic) -> tuple[str, str, str]:
    """Return the part of the line around the span, safe to show: before, the span, after."""
    line, start = (
        finding.excerpt.replace("\t", " "),
        finding.span.column - 1 - finding.excerpt_start,
    )
    end = min(start + finding.span.width, start + _CHARACTERS_AFTER)
    first = 0 if start <= _CHARACTERS_BEFORE else start - _CHARACTERS_BEFORE // 2
    window_end = max(end, first + _CHARACTERS_AFTER)
    before = ("…" if first or finding.excerpt_start else "") + escape_unsafe(line[first:start])
    after = escape_unsafe(line[end:window_end]) + ("…" if window_end < len(line) else "")
    return before, escape_unsafe(line[start:end]), after


def github_annotations(findings: Iterable[Diagnostic]) -> str:
    """Return findings as annotations of GitHub Actions, one a line."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Diagnostic) -> str:
    span = finding.span
    message = one_line(
        " · ".join(p for p in (finding.message, finding.hint, finding.row_name) if p)
    )
    location = f"file={_escape_property(finding.path)},line={span.line},col={span.column}"
    end = f"endColumn={span.column + span.width - 1},title={finding.code}"
    return f"::{finding.level} {location},{end}::{_escape_data(message)}\n"


def _escape_data(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: str) -> str:
    return _escape_data(escape_unsafe(value)).replace(":", "%3A").replace(",", "%2C")
