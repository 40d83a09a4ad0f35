"""One file being read: its text, its lines, and the findings made about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from khtgdv.diagnostics import WARNING_CODES, Diagnostic, Span
from khtgdv.text import is_ordinary, one_line
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

_EXCERPT = 400
_MAX_MESSAGE_LENGTH = 600  # a message quotes what was written, which may be a whole file
_MAX_FINDINGS = 1000


class Mark(NamedTuple):
    """Where a value stands: lines and columns count from 0, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of_line(cls, number: int, lines: Sequence[str]) -> Self:
        """Return where the words of a line stand, without the blanks around them."""
        line = lines[number].rstrip()
        return cls(number, len(line) - len(line.lstrip()), number, len(line))


class PlacesNeeded(Exception):  # noqa: N818 - a request, not an error
    """Something is to be told of a file that was read without places: read it again with them."""


class Trouble(NamedTuple):
    """What keeps a parser from reading on, in our words."""

    code: str
    mark: Mark
    message: str
    hint: str


@dataclass
class SourceFile:
    """A file's path as people know it, its text, and what was found in it.

    A file is `placed` where its values know where they stand, as whatever is found must;
    `may_be_misread` where other programs may read one of its texts as something else.
    """

    path: str
    text: str = ""
    findings: list[Diagnostic] = field(default_factory=list)
    content: bytes | None = None  # as the disk had it
    _lines: list[str] | None = None
    _odd: bool | None = None
    placed: bool = True
    may_be_misread: bool = True

    @property
    def lines(self) -> list[str]:
        """The file's lines without their line ends."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return self.text.count("\n") + 1 if self._lines is None else len(self._lines)

    @property
    def may_hold_odd_characters(self) -> bool:
        """Tell whether a text in it could hold more than letters: as such, or spelt out."""
        if self._odd is None:
            self._odd = "\\" in self.text or not is_ordinary(self.text.replace("\r", ""))
        return self._odd

    @property
    def errors(self) -> list[Diagnostic]:
        """What was found that is more than a warning."""
        return [finding for finding in self.findings if finding.level == "error"]

    @property
    def is_full(self) -> bool:
        """Tell whether so much has been found that no more is told."""
        return len(self.findings) > _MAX_FINDINGS

    def without_findings(self) -> SourceFile:
        """Return the same file with nothing found in it."""
        known = (self.lines, self.may_hold_odd_characters)
        return SourceFile(self.path, self.text, [], self.content, *known)

    def without_places(self) -> SourceFile:
        """Return the same file to be read without places.

        PlacesNeeded where something was found in it, or may be in any of its texts.
        """
        if self.findings or self.may_hold_odd_characters:
            raise PlacesNeeded
        return SourceFile(
            self.path, self.text, [], self.content, self._lines, self._odd, placed=False
        )

    def replace_text(self, text: str) -> None:
        """Put a composed text in place of the file's own: columns count its characters."""
        self.text = text
        self._lines = self._odd = None

    def add_findings(self, findings: Iterable[Diagnostic]) -> None:
        """Add findings made elsewhere about this file."""
        for finding in findings:
            self._add_finding(finding)

    def report(  # noqa: PLR0913, PLR0917 - a finding has these parts
        self,
        code: str,
        mark: Mark | None,
        message: str,
        hint: str | None = None,
        row: str | None = None,
        note: str | None = None,
    ) -> bool:
        """Add a finding at `mark` (at the file's beginning where there is none).

        True where it is an error. Nothing in it can steer a terminal or break a line. PlacesNeeded
        where the file was read without places.
        """
        if not self.placed:
            raise PlacesNeeded
        if not self.is_full:
            self._add_finding(self.make_finding(code, mark, message, hint, row, note))
        return code not in WARNING_CODES

    def make_finding(  # noqa: PLR0913, PLR0917 - as `report`
        self,
        code: str,
        mark: Mark | None,
        message: str,
        hint: str | None = None,
        row: str | None = None,
        note: str | None = None,
    ) -> Diagnostic:
        """Return a finding with its line and place, for whoever keeps it."""
        mark = mark and self._clamp_mark(mark)
        line = self.lines[mark.line].rstrip("\r") if mark else ""
        span = _span(mark, line) if mark else Span()
        offset = max(0, span.column - 1 - _EXCERPT // 4) if len(line) > _EXCERPT else 0
        parts = (_shorten(message), hint and _shorten(hint), row and one_line(row)[:_EXCERPT])
        excerpt = line[offset : offset + _EXCERPT]
        return Diagnostic(self.path, span, code, *parts, excerpt, note and _shorten(note), offset)

    def _clamp_mark(self, mark: Mark) -> Mark:
        """Return a mark within the file: a parser may give up behind its last line."""
        last = len(self.lines) - 1
        if mark.line <= last:
            return mark
        width = len(self.lines[last].rstrip())
        return Mark(last, width, last, width + 1)

    def _add_finding(self, finding: Diagnostic) -> None:
        if len(self.findings) < _MAX_FINDINGS:
            self.findings.append(finding)
        elif not self.is_full:
            message = f"tệp có hơn {_MAX_FINDINGS} lỗi, các lỗi sau không kể ra"
            hint = "sửa những lỗi đầu rồi kiểm tra lại"
            last = Diagnostic(self.path, finding.span, "too-many-findings", message, hint)
            self.findings.append(last)


def _shorten(text: str) -> str:
    """Return words on one line, safe to show, their middle left out where they are too long."""
    if len(text) > _MAX_MESSAGE_LENGTH:
        text = f"{text[: _MAX_MESSAGE_LENGTH // 2]} … {text[-_MAX_MESSAGE_LENGTH // 3 :]}"
    return one_line(text)


def _span(mark: Mark, line: str) -> Span:
    end = mark.end_column if mark.end_line == mark.line else len(line.rstrip())
    return Span(mark.line + 1, mark.column + 1, max(1, end - mark.column))
