"""One file being read: its text, its lines, and the findings made about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from khtgdv.diagnostics import Diagnostic, Span

_EXCERPT = 400


class Mark(NamedTuple):
    """Where a value stands: lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass
class SourceFile:
    """A file's path as people know it, its text, and what was found in it."""

    path: str
    text: str = ""
    findings: list[Diagnostic] = field(default_factory=list)
    _lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The file's lines without their line ends."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    def report(  # noqa: PLR0913, PLR0917 - a finding has these parts
        self,
        code: str,
        mark: Mark | None,
        message: str,
        hint: str | None = None,
        row: str | None = None,
        note: str | None = None,
    ) -> None:
        """Add a finding at `mark` (at the file's beginning where there is none)."""
        line = self.lines[mark.line].rstrip("\r") if mark and mark.line < len(self.lines) else ""
        span = _span(mark, line) if mark else Span()
        excerpt = line if len(line) <= _EXCERPT else ""
        self.findings.append(Diagnostic(self.path, span, code, message, hint, row, excerpt, note))


def _span(mark: Mark, line: str) -> Span:
    end = mark.end_column if mark.end_line == mark.line else len(line.rstrip())
    return Span(mark.line + 1, mark.column + 1, max(1, end - mark.column))
