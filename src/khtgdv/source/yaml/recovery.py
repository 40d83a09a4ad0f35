"""Rows told apart without a parser, so that reading goes on at the row after a syntax error.

A unit is what one mistake costs: a row, or a whole section where the mistake stands before its
rows. Units are found by indentation alone, and they are emptied line by line: what is read after
them keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from khtgdv.source.text.known_keys import KEY_LINE, SECTIONS
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.indents import ROW_WITHOUT_DASH
from khtgdv.source.yaml.line_slips import TEXT_ITEM, has_content
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.source.text.sourcefile import Trouble

_SECTION = re.compile(rf"(?:{'|'.join(SECTIONS)})\s*(?::|#|$)")
_DASH = re.compile(r"( *)-(?: |$)")
# Also where something else stands before the dash or in its place.
_ROW = re.compile(r"\s*(?:\S{1,3} +)?(?:[-–—•*+]|[0-9]{1,3}[.)]) *(?:id|code|name|content)\s*:")
_JOINED_ROW = re.compile(r"\S +- +(?:id|code):")
# Lines that are no part of the row they stand after; the last kind where a blank line is between.
_STRAY_LINE = re.compile(r"\s*(?://|```)")
_PASTED_LINE = re.compile(r"[^\s#-]")
_NAME = re.compile(r"(?:^|[\s{,])(?:id|code)\s*:\s*[\"']?([\w-]+)")
_HEAD = 200  # lines of a row that are searched for its name


class Gap(NamedTuple):
    """Lines that were skipped: the first, and the one after the last (from 0)."""

    first: int
    end: int

    def describe(self, line_count: int) -> tuple[str, str]:
        """Return in words how far a file of some lines was read, and where reading went on."""
        ahead = f"chỉ đọc được đến dòng {self.first}" if self.first else "không đọc được từ đầu tệp"
        if self.end >= line_count:
            return ahead, ""
        span = f"{self.first + 1}-{self.end}" if self.end > self.first + 1 else f"{self.end}"
        return ahead, f"bỏ qua dòng {span}, đọc tiếp từ dòng {self.end + 1}"


class RecoveryUnits:
    """The units of a text."""

    def __init__(self, text: str) -> None:
        """Find where each unit begins."""
        self.lines = text.split("\n")
        self._section_starts: list[int] = [0]
        self._row_starts: list[int] = []
        items: list[int] = []
        indent: int | None = None
        for number, line in enumerate(self.lines):
            if _SECTION.match(line):
                indent = None
                self._section_starts.append(number)
            elif dash := _DASH.match(line.rstrip("\r")):
                indent = len(dash[1]) if indent is None else indent
                if _ROW.match(line):
                    self._row_starts.append(number)
                elif len(dash[1]) == indent:
                    (items if TEXT_ITEM.match(line) else self._row_starts).append(number)
            elif _ROW.match(line) or (
                number == self._section_starts[-1] + 1 and ROW_WITHOUT_DASH.match(line)
            ):
                self._row_starts.append(number)
        if items:
            self._row_starts = sorted([*self._row_starts, *self._row_items(items)])
        self._small_starts = {
            *self._row_starts,
            *self._stray_lines({*self._row_starts, *self._section_starts}),
        }
        self._unit_starts = sorted({*self._section_starts, *self._small_starts})

    def _row_items(self, items: list[int]) -> Iterator[int]:
        """Yield the list items that stand as rows do: those with no key of a row right below."""
        following = [*items[1:], -1]
        run: list[int] = []
        for number, after in zip(items, following, strict=True):
            run.append(number)
            if after != number + 1:
                if not self._has_row_key_below(number):
                    yield from run
                run = []

    def _has_row_key_below(self, item: int) -> bool:
        """Tell whether a key further in than an item is the next line: one of the same row."""
        below = next((n for n in range(item + 1, len(self.lines)) if self.lines[n].strip()), item)
        key = KEY_LINE.match(self.lines[below])
        return key is not None and "-" not in key[1] and len(key[1]) > self.lines[item].index("-")

    def _stray_lines(self, starts: set[int]) -> Iterator[int]:
        """Yield the stray lines that nothing of a row follows: they cost no row."""
        outside_row = True
        for number in range(len(self.lines) - 1, -1, -1):
            line = self.lines[number].strip()
            above = self.lines[number - 1] if number else ""
            pasted_match = not above.strip() and _PASTED_LINE.match(self.lines[number])
            if outside_row and (pasted_match or _STRAY_LINE.match(line)):
                yield number
            elif line and not line.startswith("#"):
                outside_row = number in starts

    def unit_at(self, line: int) -> Gap:
        """Return the unit of a line, or of the last line before it that is not blank."""
        line = min(line, len(self.lines) - 1)
        while line > 0 and not self.lines[line].strip():
            line -= 1
        index = bisect_right(self._unit_starts, line)
        start = self._unit_starts[index - 1]
        following = self._unit_starts if start in self._small_starts else self._section_starts
        after = bisect_right(following, line)
        end = following[after] if after < len(following) else len(self.lines)
        return Gap(start, end)

    def gap_of(self, trouble: Trouble) -> Gap:
        """Return what a trouble costs: a unit, or only the lines that rows became a part of."""
        line, row = trouble.mark.line, trouble.mark.end_line
        if trouble.code == "swallowed-row" and row > line:
            return Gap(line, row)
        return self.unit_at(line)

    def intruder(self, line: int) -> Gap | None:
        """Return the lines of no row that keep a list from going on; None where there are none.

        The parser stumbles over the row below, which stands well.
        """
        if line not in self._row_starts or not self.lines[line].startswith(" "):
            return None
        above = (n for n in range(line - 1, -1, -1) if has_content(self.lines[n]))
        first = next((n for n in above if not self.lines[n].startswith((" ", "-"))), line)
        if first == line or first in self._row_starts:
            return None
        if not _SECTION.match(self.lines[first]):
            return Gap(first, line)
        # No row has begun yet: what stands there has lost its dash, or belongs to no row.
        first_row = self._row_starts[bisect_right(self._row_starts, first)]
        return Gap(first + 1, line) if first_row == line and first + 1 < line else None

    def mark_of_line(self, number: int) -> Mark:
        """Return the words of a line."""
        return Mark.of_line(number, self.lines)

    def is_swallowed_section(self, trouble: Trouble) -> bool:
        """Tell whether a list of rows became a text by the sign behind its key."""
        if trouble.code != "swallowed-row":
            return False
        return _SECTION.match(self.lines[trouble.mark.line]) is not None

    def without_indicator(self, text: Mark) -> str:
        """Return the text without the `|` or `>` that made rows a part of it."""
        lines = self.lines.copy()
        lines[text.line] = lines[text.line][: text.column]
        return "\n".join(lines)

    def conflict_gap(self, marks: list[int]) -> Gap:
        """Return what a conflict costs, whose marks stand at some lines.

        Where each version begins with a row, the row before it is whole.
        """
        begin, end = marks[0], self.unit_at(marks[-1]).end
        row_is_whole = len(marks) > 1 and all(self._row_follows(mark) for mark in marks[:-1])
        return Gap(begin if row_is_whole else self.unit_at(begin).first, end)

    def _row_follows(self, mark: int) -> bool:
        """Tell whether the next line that is no comment begins a row; git's marks are comments."""
        index = bisect_right(self._content_lines, mark)
        return index == len(self._content_lines) or self._content_lines[index] in self._small_starts

    @cached_property
    def _content_lines(self) -> list[int]:
        """The lines that say something, comments left out."""
        return [number for number, line in enumerate(self.lines) if has_content(line)]

    def gap_to_end(self, first: int) -> Gap:
        """Return everything from a line on."""
        return Gap(first, len(self.lines))

    @staticmethod
    def merge_gaps(gaps: Iterable[Gap]) -> list[Gap]:
        """Return gaps in their order, those that overlap as one."""
        merged_gaps: list[Gap] = []
        for gap in sorted(gaps):
            if merged_gaps and gap.first < merged_gaps[-1].end:
                merged_gaps[-1] = Gap(merged_gaps[-1].first, max(merged_gaps[-1].end, gap.end))
            else:
                merged_gaps.append(gap)
        return merged_gaps

    def count_rows(self, gap: Gap, *, in_versions: bool = False) -> int:
        """Return how many rows begin in some lines; of `in_versions` equal ones count once."""
        row_lines = set(self._row_starts_in(gap))
        more = (number for number in range(gap.first, gap.end) if number not in row_lines)
        joined_rows = sum(_JOINED_ROW.search(self.lines[number]) is not None for number in more)
        rows = [self.lines[n].strip() for n in row_lines if not TEXT_ITEM.match(self.lines[n])]
        return len(set(rows) if in_versions else rows) + joined_rows

    def row_name(self, gap: Gap) -> str | None:
        """Return the ID or code of the row that fills a gap."""
        if self._row_starts_in(gap)[:1] != [gap.first]:
            return None
        head = self.lines[gap.first : min(gap.end, gap.first + _HEAD)]
        match = _NAME.search("\n".join(head)[:10_000])
        return match[1][:40] if match else None

    def blank_gaps(self, gaps: Iterable[Gap]) -> str:
        """Return the text with some lines emptied."""
        lines = self.lines.copy()
        for first, end in gaps:
            lines[first:end] = [""] * (end - first)
        return "\n".join(lines)

    def _row_starts_in(self, gap: Gap) -> list[int]:
        """Return the lines of a gap that rows begin at."""
        return self._row_starts[
            bisect_left(self._row_starts, gap.first) : bisect_left(self._row_starts, gap.end)
        ]
