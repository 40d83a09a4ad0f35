"""The XML of a table and of its texts in a Word file: made at once, for python-docx is slow."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from khtgdv.frozen import dataclass
from khtgdv.render.column_widths import NOTE_SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.render.table_lines import TableBlock, TableCell, TableLine

# A hyphen that no line may end with: in the number of a document (`31-KH/BTGDVTU`), in years
# (`2025-2030`), in the short name of a department (`TT-TH`).
_FIXED_HYPHEN = re.compile(r"(?<=[0-9A-ZĐr])-(?=[0-9A-ZĐ])")
_HYPHEN_XML = "<w:noBreakHyphen/>"
_TWIPS_PER_MM = 56.6929  # a millimetre in twentieths of a point
XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TABLE_XML = (
    f"<w:tbl {XMLNS}><w:tblPr>"
    '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
)


def twips(length: float) -> int:
    """Return millimetres in the measure of Word's XML."""
    return round(length * _TWIPS_PER_MM)


@dataclass(frozen=True, slots=True)
class _CellFormat:
    """The place of a cell: its column, the kind of its line, the size of its letters."""

    align: str
    width: float
    line_kind: str
    font_size: int
    column_span: int = 1


def table_xml(block: TableBlock, lines: Iterable[TableLine], *, keep: bool = False) -> str:
    """Return the XML of a table; `lines` are those of the block, one by one.

    The last row of one to `keep` stays on the page of what follows.
    """
    last = len(block.lines) - 1
    rows = [_row_xml(block, line, keep=keep and n == last) for n, line in enumerate(lines)]
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in block.widths)
    return _TABLE_XML.format(columns=columns, rows="".join(rows))


def _row_xml(block: TableBlock, line: TableLine, *, keep: bool) -> str:
    kind, size = line.kind, block.size
    if kind == "group":
        cell_formats = [_CellFormat("left", sum(block.widths), kind, size, len(block.widths))]
    else:
        columns = zip(block.aligns, block.widths, strict=True)
        cell_formats = [_CellFormat(align, width, kind, size) for align, width in columns]
    keep = keep or kind in ("head", "group")
    cells = "".join(
        _cell(cell, slot, keep=keep) for cell, slot in zip(line.cells, cell_formats, strict=True)
    )
    head = "<w:tblHeader/>" if line.kind == "head" else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(cell: TableCell, slot: _CellFormat, *, keep: bool) -> str:
    """Return the XML of one cell; one to `keep` stays with the row below it."""
    head = slot.line_kind == "head"
    ground = cell.ground or ("F2F2F2" if head else "")
    properties = f'<w:tcW w:w="{twips(slot.width)}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{slot.column_span}"/>' if slot.column_span > 1 else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    properties += '<w:vAlign w:val="center"/>' if head else ""
    align = "center" if head else slot.align
    together = "<w:keepNext/>" if keep else ""
    paragraph = f'{together}<w:spacing w:before="40" w:after="40"/><w:jc w:val="{align}"/>'
    runs = _run_xml(cell.text, slot.font_size, bold=slot.line_kind != "row", color=cell.ink)
    if cell.note:
        runs += f"<w:r><w:br/></w:r>{_run_xml(cell.note, NOTE_SIZE, color='595959')}"
    cell_xml = f"<w:p><w:pPr>{paragraph}</w:pPr>{runs}</w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell_xml}</w:tc>"


def _run_xml(text: str, size: int, *, bold: bool = False, color: str = "") -> str:
    """Return the XML of a text; its line breaks are Word's, what XML would read is escaped."""
    properties = ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "")
    return f'<w:r><w:rPr>{properties}<w:sz w:val="{size * 2}"/></w:rPr>{text_xml(text)}</w:r>'


def text_xml(text: str) -> str:
    """Return the XML of what stands in a run."""
    return "<w:br/>".join(map(_line_xml, text.split("\n")))


def _line_xml(line: str) -> str:
    parts = _FIXED_HYPHEN.split(line)
    return _HYPHEN_XML.join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in parts
    )
