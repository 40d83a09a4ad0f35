"""How broad the columns of a table are on a screen: who needs what, who gives way first."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.document.document import Column

RIGHT_KINDS = ("number", "heat", "share")
NO_WRAP_KINDS = ("id", "code", "line", "bar", "span", *RIGHT_KINDS)
_SIDE_KINDS = ("text", "date")
_LEAST_DAY_WIDTH = 8
_MAX_LINE_WIDTH = 60
_LONGEST_WORD = 28  # a longer one, such as an address, may be broken
# What gives way first where a screen is narrow, and down to how many columns.
_SHRINK_ORDER = (
    (("line",), 40), (("long",), 34), (("state",), 16), (_SIDE_KINDS, 12), (("long", "line"), 24),
)  # fmt: skip
# And what besides, down to its longest word, before the screen is too narrow for the table.
_LAST_SHRINK_ORDER = (
    (("line",), 12), (("state",), 0), (_SIDE_KINDS, 0), (("long",), 16),
)  # fmt: skip


def natural_width(column: Column, text_width: int) -> int:
    """Return how wide a column would be with all the room in the world."""
    if column.kind == "day":
        return max(text_width, _LEAST_DAY_WIDTH)
    return min(text_width, _MAX_LINE_WIDTH) if column.kind == "line" else text_width


def with_days_alike(columns: Sequence[Column], widths: Sequence[int]) -> list[int]:
    """Return widths in which the days of a week, which look alike, are as wide as the widest."""
    is_day = [column.kind == "day" for column in columns]
    widest = max((width for width, day in zip(widths, is_day, strict=True) if day), default=0)
    return [widest if day else width for width, day in zip(widths, is_day, strict=True)]


def word_width(column: Column, words: Iterable[str], natural: int) -> int:
    """Return how wide a column has to be for no word of it to be broken."""
    if column.kind in NO_WRAP_KINDS:
        return 1 if column.kind == "line" else natural
    return min(max(map(len, words), default=1), _LONGEST_WORD, natural)


def fit_widths(
    columns: Sequence[Column],
    natural_widths: Sequence[int],
    word_widths: Sequence[int],
    room: int,
    *,
    hard: bool = False,
) -> list[int]:
    """Return the width of each column: what may be wrapped gives way until the table fits.

    Rich would cut numbers, codes and words where room is short. A finish cell in words ("Theo KH
    của TW") is a side text too. A table that is `hard` pressed gives way down to its words.
    """
    has_long = any(column.kind == "long" for column in columns)
    side_width = max(16, room // 6) if has_long else max(12, room)
    widths = [
        min(natural, max(side_width, word)) if column.kind in _SIDE_KINDS else natural
        for column, natural, word in zip(columns, natural_widths, word_widths, strict=True)
    ]
    if hard:
        widths = _days_alike(columns, widths, word_widths, room)
    for kinds, least in (*_SHRINK_ORDER, *(_LAST_SHRINK_ORDER if hard else ())):
        for index, column in enumerate(columns):
            if column.kind in kinds:
                excess = max(0, sum(widths) - room)
                least_width = max(least, word_widths[index])
                widths[index] = max(min(widths[index], least_width), widths[index] - excess)
    return widths


def _days_alike(
    columns: Sequence[Column], widths: Sequence[int], word_widths: Sequence[int], room: int
) -> list[int]:
    """Return widths in which the days of a week, which look alike, share the room there is."""
    days = [column.kind == "day" for column in columns]
    rest = room - sum(width for width, is_day in zip(widths, days, strict=True) if not is_day)
    alike = rest // max(1, sum(days))
    return [
        max(word, min(width, alike)) if is_day else width
        for width, word, is_day in zip(widths, word_widths, days, strict=True)
    ]
