"""The styles of a Word file: one face, Vietnamese for the spelling checker, headings to go to."""

from __future__ import annotations

from khtgdv.render.paper import TEXT_SIZE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FONT = "Times New Roman"
_HEADING_SIZES = {1: 14, 2: 14, 3: 13}
_LANGUAGE = {"w:val": "vi-VN", "w:eastAsia": "vi-VN"}


def set_styles(doc: Any) -> None:
    """Give the styles of a new file the looks of an office paper.

    Headings are styles of their own: Word's navigation pane shows them, a table of contents can be
    made of them.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = doc.styles["Normal"]
    _set_face(normal, TEXT_SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for level, size in _HEADING_SIZES.items():
        _set_heading(doc.styles[f"Heading {level}"], size)
    for name, language in _LANGUAGE.items():
        doc.styles.element.find(f".//{qn('w:lang')}").set(qn(name), language)
        doc.settings.element.find(qn("w:themeFontLang")).set(qn(name), language)


def _set_heading(style: Any, size: int) -> None:
    from docx.shared import Pt, RGBColor

    _set_face(style, size)
    style.font.bold, style.font.italic = True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(9), Pt(4)


def _set_face(style: Any, size: int) -> None:
    """Name the face for every script; the file's theme would have another."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
