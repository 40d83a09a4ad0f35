"""Two branches that each add a row take the same ID: how a merge shows that, and what to do."""

from __future__ import annotations

import re

from khtgdv.plan.ids import next_id, row_number, section_of
from khtgdv.text import one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ID_LINE = re.compile(r"[\s{,-]*id\s*:\s*[\"']?([\w.-]+)")
_TEXT_KEY = re.compile(r"[\s{,-]*(?:task|content)\s*:\s*(?:[|>][-+0-9]*\s*$)?")
_KEY_LINE = re.compile(r"\s*(?:-\s+)?[a-z_]+\s*:(?:\s|$)")
KEEP_ONE = "giữ lại một trong hai bản"
_SHOWN = 60  # letters of a text that are shown
# Of the words of two wordings of one task more than so many are the same.
_SAME_WORDS = 0.7


def numbered_after(row: str, ids: Iterable[str]) -> str:
    """Return the next ID of a row's section, of all that are there."""
    return next_id(ids, section_of(row))


def ids_of(lines: Iterable[str]) -> list[str]:
    """Return the IDs that stand in some lines."""
    return [match[1] for line in lines if (match := _ID_LINE.match(line))]


def are_other_texts(one: str, other: str) -> bool:
    """Tell whether two texts are two tasks, and no two wordings of one."""
    words, other_words = set(one.lower().split()), set(other.lower().split())
    both = min(len(words), len(other_words))
    return both > 0 and len(words & other_words) <= both * _SAME_WORDS


def two_rows_hint(row: str, texts: Sequence[str], new_id: str) -> str:
    """Return the advice to keep both rows of one ID, the second under the next number."""
    first, second = (one_line(text)[:_SHOWN].rstrip() for text in texts)
    return (
        f"hai việc khác nhau cùng mã {row} (“{first}” và “{second}”): giữ cả hai, "
        f"việc thứ hai đổi thành {new_id}"
    )


def added_rows_hint(lines: Sequence[str], marks: Sequence[int]) -> str | None:
    """Return what to do where both sides of a conflict are new rows of one ID, else None.

    `marks` are the lines of `<`, perhaps `|`, `=` and `>`.
    """
    if len(marks) < 3:  # noqa: PLR2004 - two sides
        return None
    sides = lines[marks[0] + 1 : marks[1]], lines[marks[-2] + 1 : marks[-1]]
    before = lines[marks[1] + 1 : marks[-2]]
    above = list(_row_above(lines, marks[0]))
    rows = [ids_of(side)[:1] or ids_of(above)[-1:] for side in sides]
    texts = [_text([*above, *side]) for side in sides]
    if rows[0] != rows[1] or not rows[0] or any(line.strip() for line in before):
        return None
    [row] = rows[0]
    if not all(texts) or texts[0] == texts[1] or row_number(row) is None:
        return None
    new_id = numbered_after(row, ids_of(lines))
    if are_other_texts(*texts):
        return two_rows_hint(row, texts, new_id)
    return f"{KEEP_ONE}; nếu là hai việc khác nhau thì giữ cả hai, việc thứ hai đổi thành {new_id}"


def _row_above(lines: Sequence[str], mark: int) -> Iterator[str]:
    """Yield the lines of a row that stand before a mark inside it, which both sides share."""
    start = mark
    while start > 0 and not _ID_LINE.match(lines[start]):
        start -= 1
    yield from lines[start:mark]


def _text(lines: Sequence[str]) -> str:
    """Return what a row says is to be done; nothing where its text is not among its lines."""
    for number, line in enumerate(lines):
        if head := _TEXT_KEY.match(line):
            parts = [line[head.end() :]]
            for more in lines[number + 1 :]:
                if _KEY_LINE.match(more):
                    break
                parts.append(more)
            return " ".join(part.strip() for part in parts).strip(" \"'")
    return ""
