"""Word: A4 landscape in the layout of the plan's own appendix, for the office to edit and sign.

Times New Roman is named and not embedded, as the rules for papers ask; header rows are repeated
and rows never split. The file carries the position as its date: same input, same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from khtgdv.frozen import dataclass
from khtgdv.render.formats import not_installed
from khtgdv.render.paper import DATED, MARGINS, PAGE, ROOM, SIGNED, Words, sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document
    from khtgdv.render.formats import Look
    from khtgdv.render.paper import Cell, Grid, Line, Sheet

FONT = "Times New Roman"
_SIZE, _TABLE, _SMALL, _NOTE = 13, 12, 10, 8
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_TWIPS = 56.6929  # a millimetre in twentieths of a point
_ALIGN = {"left": 0, "center": 1, "right": 2}  # WD_ALIGN_PARAGRAPH


def render(document: Document, look: Look) -> bytes:
    """Return the document as a Word file."""
    try:
        import docx
    except ImportError as error:
        raise not_installed("docx") from error
    made: Any = docx.Document()
    _set_up(made, document)
    for number, sheet in enumerate(sheets(document)):
        if number:
            made.add_page_break()
        _heading(made, sheet)
        for block in sheet.blocks:
            if isinstance(block, Words):
                _words(made, block)
            else:
                _grid(made, block, look)
        _signatures(made, sheet.signatures)
    out = io.BytesIO()
    made.save(out)
    return _same_bytes(out.getvalue())


def _same_bytes(data: bytes) -> bytes:
    """Return a zip file with the same time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _set_up(made: Any, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(length) for length in PAGE)
    for side, length in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(length))
    section.header_distance = Mm(10)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(_SIZE)
    fonts = normal.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(0)
    properties = made.core_properties
    properties.title, properties.author = document.title, document.paper.agency
    properties.comments, properties.language, properties.revision = "", "vi-VN", 1
    when = datetime.combine(document.position.as_of, time.min)
    properties.created = properties.modified = when
    _page_number(section)


def _page_number(section: Any) -> None:
    """Put the number of the page at its top, from the second on, as the rules ask."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _ALIGN["center"]
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_element("w:fldChar", fldCharType=kind) if kind else _instruction(text))  # noqa: SLF001


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _instruction(text: str) -> Any:
    made = _element("w:instrText")
    made.text = text
    return made


@dataclass(frozen=True, slots=True)
class _Style:
    """How a paragraph looks; sizes in points."""

    align: str = "left"
    size: float = _SIZE
    bold: bool = False
    italic: bool = False
    before: float = 0


def _paragraph(home: Any, text: str, style: _Style) -> Any:
    from docx.shared import Pt

    made = home.add_paragraph()
    made.alignment = _ALIGN[style.align]
    made.paragraph_format.space_before = Pt(style.before)
    run = made.add_run(text)
    run.bold, run.italic, run.font.size = style.bold, style.italic, Pt(style.size)
    return made


_CENTER = _Style("center")
_CENTER_BOLD = _Style("center", bold=True)
_CENTER_ITALIC = _Style("center", italic=True)


def _heading(made: Any, sheet: Sheet) -> None:
    """Write whose the paper is, at the left, and under whose banner, at the right."""
    left, right = _two_columns(made)
    for number, name in enumerate(sheet.agency):
        last = number == len(sheet.agency) - 1
        _paragraph(left, name, _CENTER_BOLD if last else _CENTER)
    _paragraph(left, "*" if sheet.agency else "", _CENTER)
    for number, line in enumerate(sheet.banner):
        paragraph = _paragraph(right, line, _CENTER_BOLD)
        if number == len(sheet.banner) - 1:
            paragraph.runs[0].underline = True
    _paragraph(right, DATED, _Style("center", italic=True, before=3))
    for column in (left, right):
        _drop_first(column)
    _paragraph(made, sheet.title, _Style("center", 14, bold=True, before=12))
    for line in sheet.lines:
        _paragraph(made, line, _CENTER_ITALIC)
    _paragraph(made, "-----", _CENTER)


def _drop_first(cell: Any) -> None:
    """Take away the empty paragraph that a cell is born with."""
    first = cell.paragraphs[0]._p  # noqa: SLF001
    first.getparent().remove(first)


def _two_columns(made: Any) -> tuple[Any, Any]:
    """Return the two cells of a table without lines."""
    table = made.add_table(rows=1, cols=2)
    _widths(table, (ROOM * 0.52, ROOM * 0.48))
    left, right = table.rows[0].cells
    return left, right


def _widths(table: Any, widths: Sequence[float]) -> None:
    """Fix the columns: Word reads the grid, other programs the cells."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, widths, strict=True):  # noqa: SLF001 - 20 x row.cells
            cell.width = Mm(width)


def _words(made: Any, words: Words) -> None:
    if words.kind == "sentence":
        _paragraph(made, words.text, _Style(before=3))
        return
    size = 14 if words.kind == "section" else _SIZE
    paragraph = _paragraph(made, words.text, _Style(size=size, bold=True, before=9))
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = 50800


def _grid(made: Any, grid: Grid, look: Look) -> None:
    """Write a table, its XML at once: a table cell made by the library costs a millisecond."""
    from docx.oxml import parse_xml

    size = _SMALL if grid.small else _TABLE
    rows = [_row(grid, line, size) for line in look.steps(grid.lines)]
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in grid.widths)
    table = parse_xml(_TABLE_XML.format(columns=columns, rows="".join(rows)))
    made.element.body.insert_element_before(table, "w:sectPr")


_TABLE_XML = (
    '<w:tbl xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:tblPr>'
    '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
)


def _twips(length: float) -> int:
    return round(length * _TWIPS)


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a cell: its column, the kind of its line, the size of its letters."""

    align: str
    width: float
    kind: str
    size: int
    span: int = 1


def _row(grid: Grid, line: Line, size: int) -> str:
    if line.kind == "group":
        slots = [_Slot("left", sum(grid.widths), line.kind, size, len(grid.widths))]
    else:
        columns = zip(grid.aligns, grid.widths, strict=True)
        slots = [_Slot(align, width, line.kind, size) for align, width in columns]
    cells = "".join(_cell(cell, slot) for cell, slot in zip(line.cells, slots, strict=True))
    head = "<w:tblHeader/>" if line.kind == "head" else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, slot: _Slot) -> str:
    """Return the XML of one cell; the heading of a group stays with the row below it."""
    head = slot.kind == "head"
    ground = cell.ground or ("F2F2F2" if head else "")
    properties = f'<w:tcW w:w="{_twips(slot.width)}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{slot.span}"/>' if slot.span > 1 else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>' if ground else ""
    properties += '<w:vAlign w:val="center"/>' if head else ""
    keep = "<w:keepNext/>" if head or slot.kind == "group" else ""
    align = "center" if head else slot.align
    paragraph = f'{keep}<w:spacing w:before="40" w:after="40"/><w:jc w:val="{align}"/>'
    runs = _run(cell.text, slot.size, bold=slot.kind != "row", ink=cell.ink)
    if cell.note:
        runs += f"<w:r><w:br/></w:r>{_run(cell.note, _NOTE, ink='595959')}"
    cell_xml = f"<w:p><w:pPr>{paragraph}</w:pPr>{runs}</w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{cell_xml}</w:tc>"


def _run(text: str, size: int, *, bold: bool = False, ink: str = "") -> str:
    """Return the XML of a text; its line breaks are Word's, what XML would read is escaped."""
    look = ("<w:b/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr>{look}<w:sz w:val="{size * 2}"/></w:rPr>{"<w:br/>".join(lines)}</w:r>'


def _signatures(made: Any, names: Sequence[str]) -> None:
    if not names:
        return
    _paragraph(made, "", _CENTER)
    for column, name in zip(_two_columns(made), names, strict=True):
        _paragraph(column, name, _CENTER_BOLD).paragraph_format.keep_with_next = True
        _paragraph(column, SIGNED, _CENTER_ITALIC)
        _drop_first(column)
