"""Cells of a sheet: what stands in them, in what look, how high rows are, on what paper."""

from __future__ import annotations

from datetime import date
from math import ceil

from khtgdv.document.form import MAX_CELL_TEXT
from khtgdv.frozen import replace
from khtgdv.render.letter_widths import text_width
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from khtgdv.document.document import Column, Row, Table

# Characters of a column by the kind of its values; texts take as much as they need up to this.
COLUMN_WIDTHS = {
    "id": 9, "code": 12, "long": 60, "line": 60, "text": 32, "date": 14, "number": 11, "heat": 6,
    "share": 10, "bar": 11, "state": 22, "day": 18, "span": 24,
}  # fmt: skip
_LEAST_TEXT_WIDTH = 14  # of a column that somebody may have to fill in
FONT_SIZE = 12
LINE_HEIGHT, HIGHEST_ROW, ROW_MARGIN = 15.75, 409.0, 3.0  # points
_MM_PER_CHARACTER = 7 * 25.4 / 96  # of the width of a column
_CUT_NOTE = " […: dài quá một ô Excel]"
_FONT = {"font_name": "Times New Roman", "font_size": FONT_SIZE, "valign": "top"}
_A4_PAPER = 9


class CellFormats:
    """The formats of a workbook: each is made once."""

    def __init__(self, book: Any) -> None:
        """Take the workbook."""
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of_cell(self, **properties: Any) -> Any:
        """Return the format of a cell, in the letters that all have."""
        return self.of(_FONT | properties)

    def of(self, properties: Mapping[str, Any]) -> Any:
        """Return the format with just these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def print_on_its_side(sheet: Any) -> None:
    """Have a sheet printed on A4 on its side, one page broad, its pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(_A4_PAPER)
    sheet.set_footer("&C&P/&N")
    sheet.fit_to_pages(1, 0)


def sheet_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table on a sheet, with those that its shares are reckoned from.

    A part of a whole is there a number beside the other, so that both can be reckoned with.
    """
    by_key = {column.key: column for column in table.columns}
    columns: dict[str, Column] = {}
    for column in table.sheet_columns:
        for key in _keys_together(column):
            columns.setdefault(key, by_key[key])
    return tuple(_titled(column, columns) for column in columns.values())


def with_total_below(table: Table) -> Table:
    """Return a table of departments whose first row is that of all with it as the total."""
    if table.total is not None or not table.of_groups:
        return table
    first, rows = table.rows[0], table.rows[1:]
    is_of_all = "department" in first.values and first.values["department"] is None
    return replace(table, rows=rows, total=first) if rows and is_of_all else table


def _keys_together(column: Column) -> Iterator[str]:
    if column.kind == "share" and column.part_key and column.whole_key:
        yield from (column.whole_key, column.part_key)
    yield column.key
    if column.kind == "bar" and column.whole_key:
        yield column.whole_key


def _titled(column: Column, columns: dict[str, Column]) -> Column:
    """Return a column whose title is not that of its part."""
    part = columns.get(column.part_key or "")
    return replace(column, title=f"{column.title} (%)") if part else column


def value_and_format(row: Row, column: Column) -> tuple[str | float | date, str]:
    """Return the value of a cell with its number format; what has no type of Excel's is a text."""
    value = row.values.get(column.key)
    if isinstance(value, bool) or value is None or column.kind in ("state", "day"):
        return _cell_text(row.text(column.key)), ""
    if isinstance(value, date):
        return value, "dd/mm/yyyy"
    if isinstance(value, int | float):
        hides_zero = column.kind == "heat"
        return value, "0%" if column.kind == "share" else "0;-0;" if hides_zero else "General"
    return _cell_text(row.text(column.key)), ""


def _cell_text(text: str) -> str:
    """Return a text as a cell takes it: where Excel's own limit cuts it, that is said."""
    safe_text = escape_unsafe(text)
    return (
        safe_text
        if len(safe_text) <= MAX_CELL_TEXT
        else safe_text[: MAX_CELL_TEXT - len(_CUT_NOTE)] + _CUT_NOTE
    )


def column_width(column: Column, rows: Iterable[Row]) -> int:
    """Return how many characters broad a column is: that of short texts is narrow."""
    widest = COLUMN_WIDTHS[column.kind]
    if column.kind != "text":
        return widest
    lines = (line for row in rows for line in row.text(column.key).split("\n"))
    needed = max((text_width(line, FONT_SIZE) for line in lines), default=0) / _MM_PER_CHARACTER
    return min(widest, max(_LEAST_TEXT_WIDTH, ceil(needed) + 1))


def row_height(texts: Iterable[tuple[str, int]], *, bold: bool = False) -> float:
    """Return how high a row is that holds its texts whole: Excel does not measure it by itself.

    The texts come with the widths of their columns.
    """
    counts = (_line_count(text, width, bold=bold) for text, width in texts)
    return min(max(counts, default=1) * LINE_HEIGHT + ROW_MARGIN, HIGHEST_ROW)


def _line_count(text: str, characters: int, *, bold: bool) -> int:
    room = characters * _MM_PER_CHARACTER
    return sum(_lines_of(line.split(" "), room, bold=bold) for line in text.split("\n"))


def _lines_of(words: Sequence[str], room: float, *, bold: bool) -> int:
    """Return how many lines words take that are broken between, or inside where one is too long."""
    count, used = 1, 0.0
    blank = text_width(" ", FONT_SIZE, bold=bold)
    for word in words:
        width = text_width(word, FONT_SIZE, bold=bold)
        if used and used + blank + width > room:
            count, used = count + 1, 0.0
        used += width + (blank if used else 0.0)
        if used > room:
            count, used = count + int(used / room), used % room
    return count
