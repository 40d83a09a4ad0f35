"""What a change does to a text, as people who know `git diff` read it."""

from __future__ import annotations

import difflib
from itertools import takewhile

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
    lines = list(difflib.unified_diff(old, new, path, path, lineterm=""))
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
    matcher = difflib.SequenceMatcher(
        None, *_trim_common_ends(_split_lines(before), _split_lines(after)), autojunk=False
    )
    added = changed = removed = 0
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            old, new = old_end - old_start, new_end - new_start
            changed += min(old, new)
            added += max(0, new - old)
            removed += max(0, old - new)
    parts = (("thêm", added), ("sửa", changed), ("bớt", removed))
    return ", ".join(f"{word} {count} dòng" for word, count in parts if count)


def _trim_common_ends(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Leave out what both begin and end with; a change of one row is small, a plan long."""
    head = _common_prefix_length(old, new)
    old, new = old[head:], new[head:]
    tail = _common_prefix_length(old[::-1], new[::-1])
    return old[: len(old) - tail], new[: len(new) - tail]


def _common_prefix_length(old: list[str], new: list[str]) -> int:
    """Return how many lines both begin with."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
