"""How broad the columns of a table on paper are, by what is in them; lengths in millimetres."""

from __future__ import annotations

from itertools import islice
from math import hypot, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khtgdv.document.document import Column, Row

# What is short has one breadth everywhere; texts share the rest of the sheet.
_FIXED_WIDTHS: dict[str, float] = {
    "id": 18, "code": 40, "date": 26, "number": 20, "heat": 10.5, "share": 20, "bar": 26,
    "state": 38, "span": 46,
}  # fmt: skip
_LEAST_TEXT_SHARE = 0.3  # of the room, for texts
_LETTER_WIDTH, _CAPITAL_WIDTH, _CELL_MARGINS = 2.2, 3.3, 3.0
_LONGEST_WORD = 40.0  # a word that is longer may be broken
_LEAST_WIDTH = 22.0  # of a text, which somebody may have to fill in by hand
_SAMPLE_SIZE = 400  # rows that are measured


def column_widths(columns: Sequence[Column], rows: Iterable[Row], room: float) -> tuple[float, ...]:
    """Return the width of each column: what is short gets what it needs, texts share the rest."""
    fixed_widths = [_FIXED_WIDTHS.get(column.kind, 0.0) for column in columns]
    fixed_total = sum(fixed_widths)
    texts = [column for column in columns if column.kind not in _FIXED_WIDTHS]
    if not texts:
        return tuple(width * room / fixed_total for width in fixed_widths)
    scale = min(1.0, room * (1 - _LEAST_TEXT_SHARE) / fixed_total) if fixed_total else 1.0
    text_widths = _text_widths(texts, rows, room - fixed_total * scale)
    return tuple(
        text_widths.get(column.key, width * scale)
        for column, width in zip(columns, fixed_widths, strict=True)
    )


def _text_widths(
    columns: Sequence[Column], rows: Iterable[Row], room: float
) -> Mapping[str, float]:
    """Return widths by which the rows are low, and no word is broken that there is room for."""
    sample = list(islice(rows, _SAMPLE_SIZE))
    weights = {column.key: _weight(column, sample) for column in columns}
    least = {column.key: _least_width(column, sample) for column in columns}
    least_total = sum(least.values())
    if least_total >= room:
        return {key: width * room / least_total for key, width in least.items()}
    widths: dict[str, float] = {}
    while True:
        rest = {key: weight for key, weight in weights.items() if key not in widths}
        unit = (room - sum(widths.values())) / sum(rest.values())
        narrow = {key: least[key] for key, weight in rest.items() if weight * unit < least[key]}
        if not narrow:
            return widths | {key: weight * unit for key, weight in rest.items()}
        widths |= narrow


def _weight(column: Column, rows: Iterable[Row]) -> float:
    """Return what a column claims of the room: long texts more, yet less than their length."""
    if column.kind == "day":
        return 1.0  # the days of a week are alike
    lengths = (len(row.printed_text(column.key)) for row in rows)
    return 1.0 + sqrt(hypot(*lengths))


def _least_width(column: Column, rows: Iterable[Row]) -> float:
    """Return the width that holds every word of a column and of its title, and a few by hand."""
    if column.kind == "day":
        return _CELL_MARGINS
    title = (column.printed_title or column.title).split()
    words = (word for row in rows for word in row.printed_text(column.key).split())
    longest = max(
        _CAPITAL_WIDTH * max(map(len, title), default=0),
        _LETTER_WIDTH * max(map(len, words), default=0),
    )
    return min(max(longest + _CELL_MARGINS, _LEAST_WIDTH), _LONGEST_WORD)
