"""Where typst may break the words of a sheet that are broader than their place.

Word breaks such words by itself; typst lets them run out of the sheet. The mark is a character that
no text has (`signs` sees to that); the template draws nothing in its place.
"""

from __future__ import annotations

from functools import partial

from khtgdv.frozen import replace
from khtgdv.render import upright
from khtgdv.render.column_widths import CELL_MARGINS, NOTE_SIZE
from khtgdv.render.letter_widths import line_count, mark_breaks
from khtgdv.render.paper import AGENCY_SHARE, TEXT_WIDTH
from khtgdv.render.table_lines import TextBlock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from khtgdv.render.paper import Sheet
    from khtgdv.render.table_lines import Block, TableBlock, TableCell, TableLine
    from khtgdv.render.upright import UprightSheet

    Part = TypeVar("Part", upright.Line, upright.TextLine, upright.Line | upright.Rule)


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
        upright=sheet.upright and _upright(sheet.upright),
    )


def _upright(sheet: UprightSheet) -> UprightSheet:
    width, left = upright.TEXT_WIDTH, sheet.left_width
    return replace(
        sheet,
        left=tuple(_part(part, left) for part in sheet.left),
        right=tuple(_part(part, width - left) for part in sheet.right),
        title=tuple(_part(part, width) for part in sheet.title),
        text=tuple(_part(part, width) for part in sheet.text),
        recipients=tuple(_part(part, width / 2) for part in sheet.recipients),
        signature=tuple(_part(part, width / 2) for part in sheet.signature),
        signer=_part(sheet.signer, width / 2),
    )


def _part(part: Part, room: float) -> Part:
    """Return a line of the upright part; of a rule there is nothing to break."""
    if isinstance(part, upright.Rule):
        return part
    size = max(getattr(part, "size", 0), _LARGEST)
    return replace(part, text=_marked(part.text, room, size, bold=True))


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
