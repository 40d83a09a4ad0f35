"""Rows told apart without a parser, so that reading goes on at the row after a syntax error.

A unit is what one mistake costs: a row, or a whole section where the mistake stands before its
rows. Units are found by indentation alone, and they are emptied line by line: what is read after
them keeps its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from khtgdv.source.syntax import SECTIONS

_SECTION = re.compile(rf"(?:{'|'.join(SECTIONS)})\s*(?::|#|$)")
_DASH = re.compile(r"( *)-(?: |$)")
_ROW = re.compile(r"\s*- *(?:id|code|name|content)\s*:")
_NAME = re.compile(r"(?:^|[\s{,])(?:id|code)\s*:\s*[\"']?([\w-]+)")


class Gap(NamedTuple):
    """Lines that were skipped: the first, and the one after the last (from 0)."""

    first: int
    end: int


class Units:
    """The units of a text."""

    def __init__(self, text: str) -> None:
        """Find where each unit begins."""
        self.lines = text.split("\n")
        self._rows: set[int] = set()
        self._sections: list[int] = [0]
        self._starts: list[int] = [0]
        indent: int | None = None
        for number, line in enumerate(self.lines):
            if _SECTION.match(line):
                indent = None
                self._sections.append(number)
                self._starts.append(number)
            elif dash := _DASH.match(line.rstrip("\r")):
                indent = len(dash[1]) if indent is None else indent
                if len(dash[1]) == indent or _ROW.match(line):
                    self._rows.add(number)
                    self._starts.append(number)
            elif _ROW.match(line):
                self._rows.add(number)
                self._starts.append(number)

    def at(self, line: int) -> Gap:
        """Return the unit of a line, or of the last line before it that is not blank."""
        line = min(line, len(self.lines) - 1)
        while line > 0 and not self.lines[line].strip():
            line -= 1
        place = bisect_right(self._starts, line)
        start = self._starts[place - 1]
        following = self._starts if start in self._rows else self._sections
        after = bisect_right(following, line)
        end = following[after] if after < len(following) else len(self.lines)
        return Gap(start, end)

    def rows(self, gap: Gap) -> int:
        """Return how many rows begin in some lines; two versions of one row count once."""
        found = {
            self.lines[number].strip() for number in self._rows if gap.first <= number < gap.end
        }
        return len(found)

    def name(self, gap: Gap) -> str | None:
        """Return the ID or code of the row that fills a gap."""
        if gap.first not in self._rows:
            return None
        found = _NAME.search("\n".join(self.lines[gap.first : gap.end])[:10_000])
        return found[1][:40] if found else None

    def without(self, gap: Gap) -> str:
        """Return the text with some lines emptied."""
        blank = [""] * (gap.end - gap.first)
        return "\n".join([*self.lines[: gap.first], *blank, *self.lines[gap.end :]])
