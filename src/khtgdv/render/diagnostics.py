"""Findings as people and CI read them: the place, the reason, the line with a caret, the remedy."""

from __future__ import annotations

from khtgdv.text import one_line, screen_text
from khtgdv.wrapping import display_width, shorten, wrap_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic

LEVEL_NAMES = {"error": "lỗi", "warning": "cảnh báo"}
_BROAD_SCREEN = 160  # how much of a line is shown where there is all the room
_HANGING = 4  # how far the second line of a message is set in
_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[34m", "\x1b[1m", "\x1b[0m"


def findings_text(
    findings: Iterable[Diagnostic], *, color: bool = False, width: int | None = None
) -> str:
    """Return findings one below the other, each with its line and a caret under the span.

    All of it fits a screen of `width` columns; None has all the room.
    """
    return "\n".join(_finding_text(finding, color=color, width=width) for finding in findings)


def _finding_text(finding: Diagnostic, *, color: bool, width: int | None) -> str:
    level_name = LEVEL_NAMES[finding.level]
    if color:
        level_name = f"{_RED if finding.level == 'error' else _YELLOW}{level_name}{_RESET}"
    location = f"{screen_text(finding.path)}:{finding.span.line}:{finding.span.column}"
    location = f"{_BOLD}{location}{_RESET}" if color else location
    kind = f" · {finding.rule_name}" if finding.rule_name else ""
    message = f"{location}: {level_name}: {one_line(finding.message)}{kind} [{finding.code}]"
    lines = [wrap_text(message, width, _HANGING), *_excerpt(finding, color=color, width=width)]
    return "\n".join(lines) + "\n"


def _excerpt(finding: Diagnostic, *, color: bool, width: int | None) -> Iterator[str]:
    """Yield the line concerned, the caret with the remedy, and what else there is to say."""
    margin = " " * len(str(finding.span.line))
    hint = one_line(finding.hint or "")
    note = " · ".join(one_line(part) for part in (finding.row_name, finding.note) if part)
    if finding.excerpt.strip():
        bar = f"{_BLUE}|{_RESET}" if color else "|"
        room = (width or _BROAD_SCREEN) - len(f"{margin} | ")
        before, span_text, after = _window(finding, room)
        caret = " " * display_width(before) + "^" * max(1, display_width(span_text))
        beside = f"{margin} {bar} {caret} {hint}".rstrip()
        yield f"{margin} {bar}"
        yield f"{finding.span.line} {bar} {before}{span_text}{after}"
        if width is None or display_width(beside) <= width:
            yield beside
            hint = ""
        else:
            yield f"{margin} {bar} {caret}"
    for remark in filter(None, (hint, note)):
        yield wrap_text(f"{margin} = {remark}", width, 2)


def _window(finding: Diagnostic, room: int) -> tuple[str, str, str]:
    """Return the part of the line around the span, safe to show: before, the span, after.

    Where the line is broader than the room, words are left out at its ends, with a sign there.
    """
    line = finding.excerpt.replace("\t", " ")
    start = finding.span.column - 1 - finding.excerpt_start
    end = start + finding.span.width
    before = ("…" if finding.excerpt_start else "") + screen_text(line[:start])
    span_text = shorten(screen_text(line[start:end]), room - 1)
    after = screen_text(line[end:])
    left = room - max(1, display_width(span_text))
    before = shorten(before, max(left // 2, left - display_width(after)), from_start=True)
    return before, span_text, shorten(after, left - display_width(before))


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
    return _escape_data(screen_text(value)).replace(":", "%3A").replace(",", "%2C")
