"""Word: A4 landscape in the layout of the plan's own appendix, for the office to edit and sign.

Times New Roman is named and not embedded, as the rules for papers ask; header rows are repeated
and rows never split. The file carries the position as its date: same input, same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

from khtgdv.frozen import dataclass
from khtgdv.render.docx_sections import add_xml, begin_section
from khtgdv.render.docx_styles import set_styles
from khtgdv.render.docx_table import XMLNS, table_xml, text_xml, twips
from khtgdv.render.docx_upright import upright_xml
from khtgdv.render.paper import (
    AGENCY_SHARE,
    LABEL_SIZE,
    SIGNATURE_HINT,
    TEXT_SIZE,
    TEXT_WIDTH,
    first_kept,
    sheets,
)
from khtgdv.render.signs import PUBLIC_CHARACTERS, SignReplacer
from khtgdv.render.table_lines import TextBlock
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from khtgdv.document.document import Document
    from khtgdv.render.formats import RenderOptions
    from khtgdv.render.paper import Sheet
    from khtgdv.render.table_lines import TableBlock

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ALIGNMENTS = {"left": 0, "center": 1, "right": 2}  # WD_ALIGN_PARAGRAPH
_MAX_PROPERTY = 255  # letters of a property of a Word file


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a Word file."""
    import docx

    doc: Any = docx.Document()
    _set_up_document(doc, document)
    signs = SignReplacer(PUBLIC_CHARACTERS)
    for number, sheet in enumerate(signs.value(sheets(document))):
        begin_section(doc, upright=sheet.upright is not None, first=not number)
        if sheet.upright:
            add_xml(doc, upright_xml(sheet.upright))
            continue
        _add_heading(doc, sheet)
        _add_blocks(doc, sheet, options)
        _add_signatures(doc, sheet.signatures)
    signs.tell(options.tell)
    out = io.BytesIO()
    doc.save(out)
    return normalize_zip_times(out.getvalue())


def normalize_zip_times(data: bytes) -> bytes:
    """Return a zip file with the same time on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def _set_up_document(doc: Any, document: Document) -> None:
    set_styles(doc)
    properties = doc.core_properties
    properties.title = escape_unsafe(document.title)[:_MAX_PROPERTY]
    properties.author = escape_unsafe(document.letterhead.agency)[:_MAX_PROPERTY]
    properties.comments, properties.language, properties.revision = "", "vi-VN", 1
    created = datetime.combine(document.position.as_of, time.min)
    properties.created = properties.modified = created
    add_page_number(doc.sections[0])


def add_page_number(section: Any) -> None:
    """Put the number of the page at its top, from the second on, as the rules ask."""
    from docx.oxml import parse_xml
    from docx.shared import Pt

    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = _ALIGNMENTS["center"]
    paragraph.style.font.size = Pt(LABEL_SIZE)
    paragraph._p.append(parse_xml(_PAGE_NUMBER_XML))  # noqa: SLF001


_PAGE_NUMBER_XML = (
    f"<w:r {XMLNS}>"
    '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
    '<w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a paragraph looks; sizes in points."""

    align: str = "left"
    size: float = TEXT_SIZE
    bold: bool = False
    italic: bool = False
    space_before: float = 0


def _add_paragraph(container: Any, text: str, style: _Style) -> Any:
    from docx.shared import Pt

    paragraph = container.add_paragraph()
    paragraph.alignment = _ALIGNMENTS[style.align]
    paragraph.paragraph_format.space_before = Pt(style.space_before)
    run = paragraph.add_run()
    _fill_run(run, text)
    run.bold, run.italic, run.font.size = style.bold, style.italic, Pt(style.size)
    return paragraph


def _add_heading_text(doc: Any, text: str, level: int, align: str = "left") -> None:
    """Write a heading in the style of its level."""
    paragraph = doc.add_paragraph(style=f"Heading {level}")
    paragraph.alignment = _ALIGNMENTS[align]
    _fill_run(paragraph.add_run(), text)


def _fill_run(run: Any, text: str) -> None:
    from docx.oxml import parse_xml

    for part in parse_xml(_RUN_XML.format(text_xml(text))):
        run._r.append(part)  # noqa: SLF001


_RUN_XML = f"<w:r {XMLNS}>{{}}</w:r>"
_CENTER = _Style("center")
_CENTER_BOLD = _Style("center", bold=True)
_CENTER_ITALIC = _Style("center", italic=True)
_LABEL = _Style("center", size=LABEL_SIZE, bold=True)


def _add_heading(doc: Any, sheet: Sheet) -> None:
    """Write the head of a sheet, or what appendix it is, and its title."""
    if sheet.label:
        _add_paragraph(doc, sheet.label, _LABEL)
    elif sheet.date_line:
        _add_head(doc, sheet)
    _add_heading_text(doc, sheet.title, 1, "center")
    for line in sheet.lines:
        _add_paragraph(doc, line, _CENTER_ITALIC)
    _add_mark(doc, sheet.title_mark, sheet.title_rule, TEXT_WIDTH)


def _add_head(doc: Any, sheet: Sheet) -> None:
    """Write whose the paper is, at the left, and under whose banner, at the right."""
    left, right = _add_two_columns(doc)
    for number, name in enumerate(sheet.agency):
        last = number == len(sheet.agency) - 1
        _add_paragraph(left, name, _CENTER_BOLD if last else _CENTER)
    _add_mark(left, sheet.agency_mark, sheet.agency_rule, TEXT_WIDTH * AGENCY_SHARE)
    for number, line in enumerate(sheet.banner):
        paragraph = _add_paragraph(right, line, _CENTER_BOLD)
        if number == len(sheet.banner) - 1 and not sheet.banner_rule:
            paragraph.runs[0].underline = True
    if sheet.banner_rule:
        _add_rule(right, sheet.banner_rule, TEXT_WIDTH * (1 - AGENCY_SHARE))
    _add_paragraph(right, sheet.date_line, _Style("center", italic=True, space_before=3))
    for column in (left, right):
        _drop_empty_paragraph(column)


def _add_mark(container: Any, mark: str, rule: float, room: float) -> None:
    """Write a mark, or draw a line where there is one to draw."""
    if rule:
        _add_rule(container, rule, room)
    else:
        _add_paragraph(container, mark, _CENTER)


def _add_rule(container: Any, length: float, room: float) -> None:
    """Draw a line in the middle: the border of a low paragraph, indented on both sides."""
    from docx.oxml import parse_xml

    indent = twips((room - length) / 2)
    container.add_paragraph()._p.append(parse_xml(_RULE_XML.format(indent)))  # noqa: SLF001


_RULE_XML = (
    f"<w:pPr {XMLNS}><w:pBdr>"
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
    '<w:spacing w:after="100" w:line="40" w:lineRule="exact"/>'
    '<w:ind w:left="{0}" w:right="{0}"/></w:pPr>'
)


def _drop_empty_paragraph(cell: Any) -> None:
    """Take away the empty paragraph that a cell is born with."""
    first = cell.paragraphs[0]._p  # noqa: SLF001
    first.getparent().remove(first)


def _add_two_columns(doc: Any) -> tuple[Any, Any]:
    """Return the two cells of a table without lines."""
    from docx.shared import Mm

    table = doc.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    # Word reads the width of a column, other programs that of its cell.
    table.columns[0].width = left.width = Mm(TEXT_WIDTH * AGENCY_SHARE)
    table.columns[1].width = right.width = Mm(TEXT_WIDTH * (1 - AGENCY_SHARE))
    return left, right


def _add_blocks(doc: Any, sheet: Sheet, options: RenderOptions) -> None:
    """Write what stands between the title and the signatures; what these go with stays there."""
    level = 2 + any(
        block.kind == "section" for block in sheet.blocks if isinstance(block, TextBlock)
    )
    kept = first_kept(sheet.blocks) if any(sheet.signatures) else len(sheet.blocks)
    for number, block in enumerate(sheet.blocks):
        keep = number >= kept
        if not isinstance(block, TextBlock):
            _add_table(doc, block, options, keep=keep)
        elif block.kind == "sentence":
            paragraph = _add_paragraph(doc, block.text, _Style(space_before=3))
            paragraph.paragraph_format.keep_with_next = keep
        else:
            _add_heading_text(doc, block.text, 2 if block.kind == "section" else level)


def _add_table(doc: Any, block: TableBlock, options: RenderOptions, *, keep: bool) -> None:
    """Write a table."""
    add_xml(doc, table_xml(block, options.with_progress(block.lines), keep=keep))


def _add_signatures(doc: Any, names: Sequence[str]) -> None:
    if not names:
        return
    _add_paragraph(doc, "", _CENTER).paragraph_format.keep_with_next = True
    for column, name in zip(_add_two_columns(doc), names, strict=True):
        _add_paragraph(column, name, _CENTER_BOLD).paragraph_format.keep_with_next = True
        _add_paragraph(column, SIGNATURE_HINT if name else "", _CENTER_ITALIC)
        _drop_empty_paragraph(column)


def blocks_xml(papers: Sequence[Sheet], options: RenderOptions) -> str:
    """Return the XML of sheets without heads and signatures, for a file that is not ours.

    Its styles are not known: what ours would do is said in each paragraph and table.
    """
    import docx

    doc: Any = docx.Document()
    set_styles(doc)
    for number, sheet in enumerate(papers):
        if number:
            doc.add_page_break()
        if sheet.label:
            for text in (sheet.label, sheet.title):
                _add_paragraph(doc, text, _CENTER_BOLD)
            for line in sheet.lines:
                _add_paragraph(doc, line, _CENTER_ITALIC)
        _add_blocks(doc, sheet, options)
    *parts, _ = doc.element.body
    return "".join(part.xml for part in parts).replace(_LAYOUT_XML, _BORDERS_XML + _LAYOUT_XML)


_LAYOUT_XML = '<w:tblLayout w:type="fixed"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS_XML = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
)
