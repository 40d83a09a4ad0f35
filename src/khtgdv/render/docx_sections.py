"""The sections of a Word file: which pages stand upright, which lie across, numbered from 1."""

from __future__ import annotations

from khtgdv.render import paper, upright
from khtgdv.render.docx_table import XMLNS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NUMBERING_XML = f'<w:pgNumType {XMLNS} w:start="1"/>'
# The paragraph that ends a section is as low as can be: it must not need a page of its own.
_LOW_XML = f'<w:spacing {XMLNS} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def begin_section(doc: Any, *, upright: bool, first: bool) -> None:
    """Begin the pages of a sheet, the first of which has number 1."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    section = doc.sections[0] if first else doc.add_section()
    if first:
        section._sectPr.insert_element_before(parse_xml(_NUMBERING_XML), "w:cols")  # noqa: SLF001
    else:
        section._sectPr.getprevious().pPr.insert(0, parse_xml(_LOW_XML))  # noqa: SLF001
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    size, margins = _UPRIGHT if upright else _ACROSS
    section.page_width, section.page_height = (Mm(length) for length in size)
    for side, length in margins.items():
        setattr(section, f"{side}_margin", Mm(length))
    section.header_distance = Mm(10)


_UPRIGHT = (upright.PAGE_SIZE, upright.MARGINS)
_ACROSS = (paper.PAGE_SIZE, paper.MARGINS)


def add_xml(doc: Any, xml: str) -> None:
    """Write an element at the end of a file, or the children of a body."""
    from docx.oxml import parse_xml

    element = parse_xml(xml)
    for part in list(element) if element.tag.endswith("}body") else [element]:
        doc.element.body.insert_element_before(part, "w:sectPr")
