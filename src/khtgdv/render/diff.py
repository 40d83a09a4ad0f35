"""What a change does to a text, as people who know `git diff` read it."""

from __future__ import annotations

import difflib
from itertools import takewhile

from khtgdv.text import visible

_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_BOLD, _END = "\x1b[1m", "\x1b[0m"


def text(before: str, after: str, path: str, *, color: bool = False) -> str:
    """Return the lines that differ with three lines around them; nothing where none do."""
    old, new = _lines(before), _lines(after)
    lines = list(difflib.unified_diff(old, new, path, path, lineterm=""))
    return "".join(f"{_shown(line, number, color=color)}\n" for number, line in enumerate(lines))


def _lines(content: str) -> list[str]:
    """Return the lines of a text; a line break of Windows that comes or goes is a difference."""
    lines = content.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _shown(line: str, number: int, *, color: bool) -> str:
    shown = visible(line.removesuffix("\r"))
    head = number < 2  # noqa: PLR2004 - the two lines that name the file
    paint = _BOLD if head else _COLORS.get(line[:1], "")
    return f"{paint}{shown}{_END}" if color and paint else shown


def counted(before: str, after: str) -> str:
    """Return in words how many lines were added, changed and removed."""
    matcher = difflib.SequenceMatcher(None, *_apart(_lines(before), _lines(after)), autojunk=False)
    added = changed = removed = 0
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            old, new = old_end - old_start, new_end - new_start
            changed += min(old, new)
            added += max(0, new - old)
            removed += max(0, old - new)
    parts = (("thêm", added), ("sửa", changed), ("bớt", removed))
    return ", ".join(f"{word} {count} dòng" for word, count in parts if count)


def _apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Leave out what both begin and end with; a change of one row is small, a plan long."""
    head = _same(old, new)
    old, new = old[head:], new[head:]
    tail = _same(old[::-1], new[::-1])
    return old[: len(old) - tail], new[: len(new) - tail]


def _same(old: list[str], new: list[str]) -> int:
    """Return how many lines both begin with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
