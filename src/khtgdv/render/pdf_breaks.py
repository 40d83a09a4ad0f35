"""Where typst may break the words of a sheet that are broader than their place.

Word breaks such words by itself; typst lets them run out of the sheet. The mark is a character that
no text has (`signs` sees to that); the template draws nothing in its place.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from khtgdv.frozen import replace
from khtgdv.render.column_widths import CELL_MARGINS, NOTE_SIZE
from khtgdv.render.letter_widths import line_count, mark_breaks
from khtgdv.render.paper import AGENCY_SHARE, TEXT_WIDTH, TextBlock

if TYPE_CHECKING:
    from khtgdv.render.paper import Block, Sheet
    from khtgdv.render.table_lines import TableBlock, TableCell, TableLine

BREAK = "\ue000"
_LARGEST = 14  # points, of letters outside of tables
_TALL = 250  # points of lines, about half of a page
_marked = partial(mark_breaks, mark=BREAK)


def with_breaks(sheet: Sheet) -> Sheet:
    """Return a sheet whose words have marks where they may be broken."""
    agency_room = TEXT_WIDTH * AGENCY_SHARE
    return replace(
        sheet,
        agency=tuple(_bold(name, agency_room) for name in sheet.agency),
        date_line=_bold(sheet.date_line, TEXT_WIDTH - agency_room),
        title=_bold(sheet.title, TEXT_WIDTH),
        lines=tuple(_bold(line, TEXT_WIDTH) for line in sheet.lines),
        blocks=tuple(map(_block, sheet.blocks)),
    )


def _bold(text: str, room: float) -> str:
    return _marked(text, room, _LARGEST, bold=True)


def _block(block: Block) -> Block:
    if isinstance(block, TextBlock):
        return replace(block, text=_bold(block.text, TEXT_WIDTH))
    return replace(block, lines=tuple(_line(line, block) for line in block.lines))


def _line(line: TableLine, table: TableBlock) -> TableLine:
    widths = table.widths if line.kind != "group" else (sum(table.widths),)
    bold = line.kind != "row"
    rooms = [width - CELL_MARGINS for width in widths]
    cells = tuple(
        _cell(cell, room, table.size, bold=bold)
        for cell, room in zip(line.cells, rooms, strict=True)
    )
    heights = (
        line_count(cell.text, room, table.size, bold=bold)
        for cell, room in zip(line.cells, rooms, strict=True)
    )
    tall = max(heights) * table.size > _TALL
    return replace(line, cells=cells, tall=tall)


def _cell(cell: TableCell, room: float, size: int, *, bold: bool) -> TableCell:
    text = _marked(cell.text, room, size, bold=bold)
    return replace(cell, text=text, note=_marked(cell.note, room, NOTE_SIZE))
