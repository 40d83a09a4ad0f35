"""Rows told apart without a parser, so that reading goes on at the row after a syntax error.

A unit is what one mistake costs: a row, or a whole section where the mistake stands before its
rows. Units are found by indentation alone, and they are emptied line by line: what is read after
them keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.source.text.known_keys import KEY_LINE, SECTIONS
from khtgdv.source.yaml.indents import BARE
from khtgdv.source.yaml.line_slips import ITEM, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SECTION = re.compile(rf"(?:{'|'.join(SECTIONS)})\s*(?::|#|$)")
_DASH = re.compile(r"( *)-(?: |$)")
# Also where something else stands before the dash or in its place.
_ROW = re.compile(r"\s*(?:\S{1,3} +)?(?:[-–—•*+]|[0-9]{1,3}[.)]) *(?:id|code|name|content)\s*:")
_GLUED = re.compile(r"\S +- +(?:id|code):")
# Lines that are no part of the row they stand after; the last kind where a blank line is between.
_STRAY = re.compile(r"\s*(?://|```)")
_PASTED = re.compile(r"[^\s#-]")
_NAME = re.compile(r"(?:^|[\s{,])(?:id|code)\s*:\s*[\"']?([\w-]+)")
_HEAD = 200  # lines of a row that are searched for its name


class Gap(NamedTuple):
    """Lines that were skipped: the first, and the one after the last (from 0)."""

    first: int
    end: int

    def told(self, lines: int) -> tuple[str, str]:
        """Return in words how far a file of some lines was read, and where reading went on."""
        ahead = f"chỉ đọc được đến dòng {self.first}" if self.first else "không đọc được từ đầu tệp"
        if self.end >= lines:
            return ahead, ""
        span = f"{self.first + 1}-{self.end}" if self.end > self.first + 1 else f"{self.end}"
        return ahead, f"bỏ qua dòng {span}, đọc tiếp từ dòng {self.end + 1}"


class Units:
    """The units of a text."""

    def __init__(self, text: str) -> None:
        """Find where each unit begins."""
        self.lines = text.split("\n")
        self._sections: list[int] = [0]
        self._rows: list[int] = []
        items: list[int] = []
        indent: int | None = None
        for number, line in enumerate(self.lines):
            if _SECTION.match(line):
                indent = None
                self._sections.append(number)
            elif dash := _DASH.match(line.rstrip("\r")):
                indent = len(dash[1]) if indent is None else indent
                if _ROW.match(line):
                    self._rows.append(number)
                elif len(dash[1]) == indent:
                    (items if ITEM.match(line) else self._rows).append(number)
            elif _ROW.match(line) or (number == self._sections[-1] + 1 and BARE.match(line)):
                self._rows.append(number)
        if items:
            self._rows = sorted([*self._rows, *self._alone(items)])
        self._small = {*self._rows, *self._stray({*self._rows, *self._sections})}
        self._starts = sorted({*self._sections, *self._small})

    def _alone(self, items: list[int]) -> Iterator[int]:
        """Yield the list items that stand as rows do: those with no key of a row right below."""
        following = [*items[1:], -1]
        run: list[int] = []
        for number, after in zip(items, following, strict=True):
            run.append(number)
            if after != number + 1:
                if not self._goes_on(number):
                    yield from run
                run = []

    def _goes_on(self, item: int) -> bool:
        """Tell whether a key further in than an item is the next line: one of the same row."""
        below = next((n for n in range(item + 1, len(self.lines)) if self.lines[n].strip()), item)
        key = KEY_LINE.match(self.lines[below])
        return key is not None and "-" not in key[1] and len(key[1]) > self.lines[item].index("-")

    def _stray(self, starts: set[int]) -> Iterator[int]:
        """Yield the stray lines that nothing of a row follows: they cost no row."""
        free = True
        for number in range(len(self.lines) - 1, -1, -1):
            line = self.lines[number].strip()
            above = self.lines[number - 1] if number else ""
            pasted = not above.strip() and _PASTED.match(self.lines[number])
            if free and (pasted or _STRAY.match(line)):
                yield number
            elif line and not line.startswith("#"):
                free = number in starts

    def at(self, line: int) -> Gap:
        """Return the unit of a line, or of the last line before it that is not blank."""
        line = min(line, len(self.lines) - 1)
        while line > 0 and not self.lines[line].strip():
            line -= 1
        place = bisect_right(self._starts, line)
        start = self._starts[place - 1]
        following = self._starts if start in self._small else self._sections
        after = bisect_right(following, line)
        end = following[after] if after < len(following) else len(self.lines)
        return Gap(start, end)

    def between(self, marks: list[int]) -> Gap:
        """Return what a conflict costs, whose marks stand at some lines.

        Where each version begins with a row, the row before it is whole.
        """
        begin, end = marks[0], self.at(marks[-1]).end
        whole = len(marks) > 1 and all(self._row_follows(mark) for mark in marks[:-1])
        return Gap(begin if whole else self.at(begin).first, end)

    def _row_follows(self, mark: int) -> bool:
        """Tell whether the next line that is no comment begins a row; git's marks are comments."""
        place = bisect_right(self._said, mark)
        return place == len(self._said) or self._said[place] in self._small

    @cached_property
    def _said(self) -> list[int]:
        """The lines that say something, comments left out."""
        return [number for number, line in enumerate(self.lines) if says(line)]

    def rest(self, first: int) -> Gap:
        """Return everything from a line on."""
        return Gap(first, len(self.lines))

    @staticmethod
    def joined(gaps: Iterable[Gap]) -> list[Gap]:
        """Return gaps in their order, those that overlap as one."""
        found: list[Gap] = []
        for gap in sorted(gaps):
            if found and gap.first < found[-1].end:
                found[-1] = Gap(found[-1].first, max(found[-1].end, gap.end))
            else:
                found.append(gap)
        return found

    def rows(self, gap: Gap) -> int:
        """Return how many rows begin in some lines; two versions of one row count once."""
        begun = set(self._begun(gap))
        more = (number for number in range(gap.first, gap.end) if number not in begun)
        glued = sum(_GLUED.search(self.lines[number]) is not None for number in more)
        return len({self.lines[number].strip() for number in begun}) + glued

    def name(self, gap: Gap) -> str | None:
        """Return the ID or code of the row that fills a gap."""
        if self._begun(gap)[:1] != [gap.first]:
            return None
        head = self.lines[gap.first : min(gap.end, gap.first + _HEAD)]
        found = _NAME.search("\n".join(head)[:10_000])
        return found[1][:40] if found else None

    def without(self, gaps: Iterable[Gap]) -> str:
        """Return the text with some lines emptied."""
        lines = self.lines.copy()
        for first, end in gaps:
            lines[first:end] = [""] * (end - first)
        return "\n".join(lines)

    def _begun(self, gap: Gap) -> list[int]:
        """Return the lines of a gap that rows begin at."""
        return self._rows[bisect_left(self._rows, gap.first) : bisect_left(self._rows, gap.end)]
