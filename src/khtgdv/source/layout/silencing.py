"""Comments that silence a rule of lint where they stand: `# khtgdv: bỏ qua <quy tắc>: lý do`."""

from __future__ import annotations

import re
from bisect import bisect_right

from khtgdv.frozen import dataclass
from khtgdv.source.layout.comments import find_comments
from khtgdv.source.text.sourcefile import Mark
from khtgdv.source.yaml.outline import OutlineNode, parse_outline
from khtgdv.source.yaml.parser import prepare_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.source.text.sourcefile import SourceFile

_DIRECTIVE = re.compile(r"#+\s*khtgdv\s*:\s*(?P<said>.*)", re.IGNORECASE | re.DOTALL)
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


def find_silencings(file: SourceFile) -> Iterator[Silencing]:
    """Yield the silencing comments of a file that could be read in full."""
    if "khtgdv" not in file.text.casefold():
        return
    text = prepare_text(file.without_findings())
    root = parse_outline(text) or OutlineNode("map")
    lines = _Lines(text, root)
    for comment in find_comments(text, root):
        if match := _DIRECTIVE.match(comment.text):
            line, column = lines.position_at(comment.start)
            alone = not file.lines[line][:column].strip()
            first, last = lines.unit(lines.next_value_line(line) if alone else line)
            skip = _SKIP.fullmatch(match["said"].strip())
            rules = skip["rules"].replace(",", " ").split() if skip else ()
            reason = (skip["reason"] or "").strip() if skip else ""
            mark = Mark(line, column, line, column + len(comment.text))
            yield Silencing(file, mark, first, last, tuple(rules), reason)


class _Lines:
    """The lines of a text, and the rows, keys and items that stand on them."""

    def __init__(self, text: str, root: OutlineNode) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        units: dict[int, int] = {}
        for start, end in _unit_spans(root, 0):
            first, last = self.line(start), self.line(max(start, end - 1))
            units[first] = max(last, units.get(first, last))
        self.units = sorted(units.items())

    def line(self, offset: int) -> int:
        """Return the line of a place."""
        return bisect_right(self.starts, offset) - 1

    def position_at(self, offset: int) -> tuple[int, int]:
        """Return line and column of a place."""
        line = self.line(offset)
        return line, offset - self.starts[line]

    def next_value_line(self, line: int) -> int:
        """Return the first line below with a value on it; the line itself where there is none."""
        return next((first for first, _ in self.units if first > line), line)

    def unit(self, line: int) -> tuple[int, int]:
        """Return the lines of the row, key or item that begins on a line, else of what holds it."""
        enclosing_units = [unit for unit in self.units if unit[0] <= line <= unit[1]]
        return enclosing_units[-1] if enclosing_units else (line, line)


def _unit_spans(node: OutlineNode, depth: int) -> Iterator[tuple[int, int]]:
    """Yield where each row, key and item stands; the key of a list of rows is none."""
    for item in node.items:
        yield item.start, item.end
        yield from _unit_spans(item, depth + 1)
    for key, value in node.pairs:
        if depth:
            yield key.start, max(key.end, value.end)
        yield from _unit_spans(value, depth + 1)
