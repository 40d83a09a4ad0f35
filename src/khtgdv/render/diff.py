"""What a change does to a text, as people who know `git diff` read it."""

from __future__ import annotations

import difflib
from collections import Counter
from itertools import pairwise

from khtgdv.text import escape_unsafe
from khtgdv.wrapping import wrap_line

_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_DEEPER = 2  # how far what goes on below is set in
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


def diff_text(
    before: str, after: str, path: str, *, color: bool = False, width: int | None = None
) -> str:
    """Return the lines that differ with three lines around them; nothing where none do.

    On a screen of `width` columns a line that is broader goes on below, with its sign again.
    """
    old, new = _split_lines(before), _split_lines(after)
    lines = _unified_lines(old, new, path)
    return "".join(
        f"{_colored_line(part, number, color=color)}\n"
        for number, line in enumerate(lines)
        for part in _fitting_lines(escape_unsafe(line.removesuffix("\r")), width)
    )


def _fitting_lines(line: str, width: int | None) -> list[str]:
    if width is None:
        return [line]
    return [f"{line[:1]}{part}" for part in wrap_line(line[1:], width - 1, _DEEPER)]


def _split_lines(content: str) -> list[str]:
    """Return the lines of a text; a line break of Windows that comes or goes is a difference."""
    lines = content.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _colored_line(line: str, number: int, *, color: bool) -> str:
    is_header = number < 2  # noqa: PLR2004 - the two lines that name the file
    style = _BOLD if is_header else _COLORS.get(line[:1], "")
    return f"{style}{line}{_RESET}" if color and style else line


def change_summary(before: str, after: str) -> str:
    """Return in words how many lines were added, changed and removed."""
    matcher = _LineMatcher(_split_lines(before), _split_lines(after))
    added = changed = removed = 0
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            old, new = old_end - old_start, new_end - new_start
            changed += min(old, new)
            added += max(0, new - old)
            removed += max(0, old - new)
    parts = (("thêm", added), ("sửa", changed), ("bớt", removed))
    return ", ".join(f"{word} {count} dòng" for word, count in parts if count)


def _unified_lines(old: list[str], new: list[str], path: str) -> list[str]:
    """Return the lines that `diff -u` has for two texts; none where they are the same."""
    lines: list[str] = []
    for group in _LineMatcher(old, new).get_grouped_opcodes(3):
        first, last = group[0], group[-1]
        old_range, new_range = _range(first[1], last[2]), _range(first[3], last[4])
        lines.append(f"@@ -{old_range} +{new_range} @@")
        for kind, old_start, old_end, new_start, new_end in group:
            if kind == "equal":
                lines += [f" {line}" for line in old[old_start:old_end]]
            else:
                lines += [f"-{line}" for line in old[old_start:old_end]]
                lines += [f"+{line}" for line in new[new_start:new_end]]
    return [f"--- {path}", f"+++ {path}", *lines] if lines else []


def _range(start: int, end: int) -> str:
    """Return lines as a diff names them: `3,2`, and `3` for one."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + bool(length)},{length}"


class _LineMatcher(difflib.SequenceMatcher[str]):
    """What lines two texts have in common, found between the lines that each has just once.

    A plan is long and its lines are much alike: as a whole, many changes of it take minutes.
    """

    def __init__(self, old: list[str], new: list[str]) -> None:
        """Take the lines."""
        super().__init__(None, old, new, autojunk=False)
        self.old, self.new = old, new

    def get_matching_blocks(self) -> list[difflib.Match]:
        """Return the stretches that both have, and the end of both."""
        blocks: list[difflib.Match] = []
        for (old_start, new_start), (old_end, new_end) in pairwise(self.common_places()):
            old, new = self.old[old_start:old_end], self.new[new_start:new_end]
            part = difflib.SequenceMatcher(None, old, new, autojunk=False)
            for place, other_place, length in part.get_matching_blocks()[:-1]:
                block = difflib.Match(old_start + place, new_start + other_place, length)
                _append_block(blocks, block)
        return [*blocks, difflib.Match(len(self.old), len(self.new), 0)]

    def common_places(self) -> list[tuple[int, int]]:
        """Return where both have a line that each has just once, from beginning to end.

        Of no line where some have changed places.
        """
        old_counts, new_counts = Counter(self.old), Counter(self.new)
        new_places = {line: place for place, line in enumerate(self.new) if new_counts[line] == 1}
        places = [
            (place, new_places[line])
            for place, line in enumerate(self.old)
            if old_counts[line] == 1 and line in new_places
        ]
        in_order = all(one[1] < other[1] for one, other in pairwise(places))
        return [(0, 0), *(places if in_order else ()), (len(self.old), len(self.new))]


def _append_block(blocks: list[difflib.Match], block: difflib.Match) -> None:
    """Add a stretch that two texts have; one that follows on the last is one with it."""
    last = blocks[-1] if blocks else None
    if last and (last.a + last.size, last.b + last.size) == (block.a, block.b):
        blocks[-1] = last._replace(size=last.size + block.size)
    else:
        blocks.append(block)
