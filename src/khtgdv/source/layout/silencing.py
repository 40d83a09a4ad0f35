"""Comments that silence a rule of lint where they stand: `# khtgdv: bỏ qua <quy tắc>: lý do`."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from khtgdv.frozen import dataclass
from khtgdv.source.layout.comments import comments
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.outline import Node, outline
from khtgdv.source.yaml.parser import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.text.sourcefile import SourceFile

_OURS = re.compile(r"#+\s*khtgdv\s*:\s*(?P<said>.*)", re.IGNORECASE | re.DOTALL)
_SKIP = re.compile(r"(?:bỏ|bo)\s+qua\b\s*(?P<rules>[^:]*)(?::(?P<reason>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Silencing:
    """One such comment: where it stands, the lines it speaks of (from 0), its rules, the reason.

    `rules` is empty where the comment says something else than what to silence.
    """

    file: SourceFile
    mark: Mark
    first: int
    last: int
    rules: tuple[str, ...]
    reason: str


def silencings(file: SourceFile) -> Iterator[Silencing]:
    """Yield the silencing comments of a file that could be read in full."""
    if "khtgdv" not in file.text.casefold():
        return
    text = readable(file.again())
    root = outline(text) or Node("map")
    lines = _Lines(text, root)
    for comment in comments(text, root):
        if match := _OURS.match(comment.text):
            line, column = lines.place(comment.start)
            alone = not file.lines[line][:column].strip()
            first, last = lines.unit(lines.below(line) if alone else line)
            skip = _SKIP.fullmatch(match["said"].strip())
            rules = skip["rules"].replace(",", " ").split() if skip else ()
            reason = (skip["reason"] or "").strip() if skip else ""
            mark = Mark(line, column, line, column + len(comment.text))
            yield Silencing(file, mark, first, last, tuple(rules), reason)


class _Lines:
    """The lines of a text, and the rows, keys and items that stand on them."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        units: dict[int, int] = {}
        for start, end in _units(root, 0):
            first, last = self.line(start), self.line(max(start, end - 1))
            units[first] = max(last, units.get(first, last))
        self.units = sorted(units.items())

    def line(self, at: int) -> int:
        """Return the line of a place."""
        return bisect_right(self.starts, at) - 1

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of a place."""
        line = self.line(at)
        return line, at - self.starts[line]

    def below(self, line: int) -> int:
        """Return the first line below with a value on it; the line itself where there is none."""
        return next((first for first, _ in self.units if first > line), line)

    def unit(self, line: int) -> tuple[int, int]:
        """Return the lines of the row, key or item that begins on a line, else of what holds it."""
        holding = [unit for unit in self.units if unit[0] <= line <= unit[1]]
        return holding[-1] if holding else (line, line)


def _units(node: Node, depth: int) -> Iterator[tuple[int, int]]:
    """Yield where each row, key and item stands; the key of a list of rows is none."""
    for item in node.items:
        yield item.start, item.end
        yield from _units(item, depth + 1)
    for key, value in node.pairs:
        if depth:
            yield key.start, max(key.end, value.end)
        yield from _units(value, depth + 1)
