"""How broad the columns of a table on paper are, by the words in them; lengths in millimetres.

No column is narrower than its longest word, as long as the sheet has room for all of these, if need
be in smaller letters; where it has not, columns stand in bands, one below the other. What is left
goes to those whose texts make the rows high. None gets more than its longest line wants while
another has to break its lines.
"""

from __future__ import annotations

from math import cbrt

from khtgdv.frozen import dataclass, replace
from khtgdv.render.letter_widths import longest_word, text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from khtgdv.document.document import ColumnKind
    from khtgdv.render.table_lines import TableLine

NOTE_SIZE = 8  # points
CELL_MARGINS = 3.0  # of both sides
_SLACK = 0.4  # for what programs round
_SIZES = (12, 11, 10, 9, 8)
_SIZES_OF_MANY = (10, 9, 8)
_MANY_COLUMNS = 8
_ALIKE = ("heat", "day")  # months and days of a week are of one breadth
_TEXTS = ("text", "long", "line")  # what fills a sheet that has room
_BY_HAND = 26.0  # of an empty cell, into which somebody may have to write
_LONGEST_WORD_SHARE = 1 / 3  # of the room; a longer word is broken
_SHORT_LINE, _SHORT_LINES_SHARE = 36.0, 0.6  # of the room, for all short lines
_NAMES_SHARE = 1 / 2  # of the sheet, at most, for the columns that name the rows in each band
_STEPS, _BAND_STEPS = 60, 20  # of a search by halves


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column wants: room for its longest word and line; how high its texts make rows."""

    word: float
    line: float
    mass: float


@dataclass(frozen=True, slots=True)
class Extent:
    """What the cells of a column measure in letters of one point; notes have a size of their own.

    `squares` is the sum of the squares of the lengths of its texts, in millimetres.
    """

    word: float = 0.0
    line: float = 0.0
    note: float = 0.0
    squares: float = 0.0


def measure_columns(lines: Sequence[TableLine], kinds: Sequence[ColumnKind]) -> list[Extent]:
    """Return what the columns of a table measure."""
    return [_extent(lines, place, kind) for place, kind in enumerate(kinds)]


def least_widths(extents: Sequence[Extent], room: float) -> list[float]:
    """Return the widths below which columns break words, in the smallest letters."""
    most, size = room * _LONGEST_WORD_SHARE, min(_sizes(len(extents)))
    return [min(_need(extent, size).word, most) for extent in extents]


def bands(widths: Sequence[float], naming: Collection[int], room: float) -> list[tuple[int, ...]]:
    """Return which columns stand together: all of them, where the sheet has room for their widths.

    `naming` are the places of those that name the rows. Bands are about equally full.
    """
    if sum(widths) <= room:
        return [tuple(range(len(widths)))]
    names = [place for place in naming if widths[place] <= room * _NAMES_SHARE / len(naming)]
    others = [place for place in range(len(widths)) if place not in names]
    high = room - sum(widths[place] for place in names)
    count, low = len(_packed(widths, others, high)), 0.0
    for _ in range(_BAND_STEPS):
        limit = (low + high) / 2
        low, high = (low, limit) if len(_packed(widths, others, limit)) <= count else (limit, high)
    return [(*names, *band) for band in _packed(widths, others, high)]


def _packed(widths: Sequence[float], places: Sequence[int], room: float) -> list[list[int]]:
    """Return columns in their order, as many together as the room takes, but at least one."""
    found: list[list[int]] = []
    left = 0.0
    for place in places:
        if not found or widths[place] > left:
            found.append([])
            left = room
        found[-1].append(place)
        left -= widths[place]
    return found


def _sizes(count: int) -> tuple[int, ...]:
    return _SIZES if count <= _MANY_COLUMNS else _SIZES_OF_MANY


def fit_columns(
    extents: Sequence[Extent], kinds: Sequence[ColumnKind], room: float
) -> tuple[tuple[float, ...], int]:
    """Return the width of each column, and the size of letters (in points) that it is meant for."""
    most = room * _LONGEST_WORD_SHARE
    for size in _sizes(len(kinds)):
        needs = _with_alike([_need(extent, size) for extent in extents], kinds)
        words = [min(need.word, most) for need in needs]
        if sum(words) <= room:
            break
    if any(need.word > most for need in needs) or sum(words) > room:
        needs = [replace(need, word=word) for need, word in zip(needs, words, strict=True)]
    else:
        needs = _with_comfort(needs, kinds, room)
    return tuple(_shares(needs, kinds, room)), size


def _with_comfort(needs: Sequence[_Need], kinds: Sequence[ColumnKind], room: float) -> list[_Need]:
    """Return needs with room to write by hand, and short lines kept whole where that costs little.

    Only where every word has its place.
    """
    needs = [
        replace(need, line=max(need.line, _BY_HAND)) if kind in _TEXTS else need
        for need, kind in zip(needs, kinds, strict=True)
    ]
    whole = [replace(n, word=n.line) if n.line <= _SHORT_LINE else n for n in needs]
    return whole if sum(need.word for need in whole) <= room * _SHORT_LINES_SHARE else needs


def _extent(lines: Iterable[TableLine], place: int, kind: ColumnKind) -> Extent:
    """Return what the cells of a column measure."""
    least = _BY_HAND / _SIZES[0] if kind in _TEXTS else 0.0
    word = line = note = squares = 0.0
    for table_line in lines:
        if table_line.kind == "group":
            continue
        cell, bold = table_line.cells[place], table_line.kind != "row"
        parts = cell.text.split("\n")
        widths = [text_width(part, 1, bold=bold) for part in parts]
        word = max(word, *(longest_word(part, 1, bold=bold) for part in parts))
        line = max(line, *widths)
        note = max(note, longest_word(cell.note, 1) * NOTE_SIZE)
        squares += max(sum(widths), least) ** 2
    return Extent(word, line, note, squares)


def _need(extent: Extent, size: int) -> _Need:
    margins = CELL_MARGINS + _SLACK
    word = max(extent.word * size, extent.note) + margins
    return _Need(word, max(extent.line * size + margins, word), cbrt(extent.squares))


def _with_alike(needs: Sequence[_Need], kinds: Sequence[ColumnKind]) -> list[_Need]:
    """Return what columns want, where those of months and of days want the same."""
    most: dict[str, _Need] = {}
    for need, kind in zip(needs, kinds, strict=True):
        other = most.setdefault(kind, need)
        most[kind] = _Need(
            max(need.word, other.word), max(need.line, other.line), max(need.mass, other.mass)
        )
    return [most[kind] if kind in _ALIKE else n for n, kind in zip(needs, kinds, strict=True)]


def _shares(needs: Sequence[_Need], kinds: Sequence[ColumnKind], room: float) -> list[float]:
    """Return widths that fill the room."""
    if sum(need.word for need in needs) >= room:
        return _at_level(lambda level: [min(need.word, level) for need in needs], room)
    if sum(need.line for need in needs) <= room:
        return _spread([need.line for need in needs], kinds, room)
    return _at_level(lambda level: [min(max(level * n.mass, n.word), n.line) for n in needs], room)


def _at_level(widths_at: Callable[[float], list[float]], room: float) -> list[float]:
    """Return the widths at the level at which they fill the room; they grow with it."""
    low, high = 0.0, room
    for _ in range(_STEPS):
        level = (low + high) / 2
        low, high = (low, level) if sum(widths_at(level)) > room else (level, high)
    return widths_at(low)


def _spread(lines: Sequence[float], kinds: Sequence[ColumnKind], room: float) -> list[float]:
    """Return widths of which each holds its longest line; texts get what is left."""
    texts = [line if kind in _TEXTS else 0.0 for line, kind in zip(lines, kinds, strict=True)]
    weights = texts if any(texts) else lines
    rest = (room - sum(lines)) / sum(weights)
    return [line + weight * rest for line, weight in zip(lines, weights, strict=True)]
