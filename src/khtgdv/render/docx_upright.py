"""The upright part of a paper in a Word file: its XML, whole, put before the appendices."""

from __future__ import annotations

from khtgdv.render.docx_table import XMLNS, text_xml, twips
from khtgdv.render.upright import (
    AROUND_TITLE,
    BETWEEN_PARAGRAPHS,
    BODY_SIZE,
    INDENT,
    KEPT_LINES,
    LINE_HEIGHT,
    SIGNATURE_SPACE,
    TEXT_WIDTH,
    Line,
    Rule,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.render.upright import TextLine, UprightSheet

_BODY = f"<w:body {XMLNS}>{{}}</w:body>"
_TWENTIETHS = 20  # of a point, which Word measures in
_STYLES = {"section": "Heading1", "heading": "Heading2"}
_RECIPIENTS_WIDTH = 82.0


def upright_xml(sheet: UprightSheet) -> str:
    """Return the XML of the upright part: the children of a body."""
    room = TEXT_WIDTH - sheet.left_width
    head = _two_cells(
        _centered(sheet.left, sheet.left_width), _centered(sheet.right, room), sheet.left_width
    )
    kept = len(sheet.text) - KEPT_LINES
    text = "".join(_paragraph(line, keep=n >= kept) for n, line in enumerate(sheet.text))
    above, below = (length * _TWENTIETHS for length in AROUND_TITLE)
    title = "".join(_centered(sheet.title, TEXT_WIDTH, before=above))
    end = _spacer(below, keep=True)
    return _BODY.format(f"{head}{title}{_spacer(below)}{text}{end}{_foot(sheet)}")


def _foot(sheet: UprightSheet) -> str:
    """Return who gets the paper, at the left, and who signs it, at the right."""
    recipients = (_plain(line) for line in (sheet.recipients_label, *sheet.recipients))
    signature = (
        *(_plain(line, "center") for line in sheet.signature),
        _spacer(twips(SIGNATURE_SPACE), keep=True),
        _plain(sheet.signer, "center"),
    )
    return _two_cells(recipients, signature, _RECIPIENTS_WIDTH)


def _two_cells(left: Iterable[str], right: Iterable[str], left_width: float) -> str:
    """Return a table of one row without lines, that no page cuts in two."""
    widths = (twips(left_width), twips(TEXT_WIDTH - left_width))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(parts)}</w:tc>'
        for width, parts in zip(widths, (left, right), strict=True)
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
    )


def _centered(parts: Iterable[Line | Rule], room: float, before: int = 0) -> Iterator[str]:
    for number, part in enumerate(parts):
        if isinstance(part, Rule):
            yield _rule(part, room)
        else:
            yield _plain(part, "center", before=0 if number else before)


def _rule(rule: Rule, room: float) -> str:
    """Return a line: the border of a low paragraph, indented on both sides."""
    indent = twips((room - rule.length) / 2)
    return (
        '<w:p><w:pPr><w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" '
        'w:color="auto"/></w:pBdr><w:spacing w:before="0" w:after="80" w:line="40" '
        f'w:lineRule="exact"/><w:ind w:left="{indent}" w:right="{indent}"/></w:pPr></w:p>'
    )


def _spacer(height: int, *, keep: bool = False) -> str:
    """Return an empty paragraph of a height."""
    together = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr>{together}<w:spacing w:before="0" w:after="0" w:line="{height}" '
        'w:lineRule="exact"/></w:pPr></w:p>'
    )


def _plain(line: Line, align: str = "left", before: int = 0) -> str:
    """Return a line of the head or foot, which stays with the next one."""
    return (
        f'<w:p><w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="0"/>'
        f'<w:jc w:val="{align}"/></w:pPr>{_run(line)}</w:p>'
    )


def _paragraph(line: TextLine, *, keep: bool) -> str:
    """Return a paragraph of the text; headings are styles, so that they can be gone to."""
    style = _STYLES.get(line.kind)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    together = "<w:keepNext/>" if style or keep else ""
    after, height = (length * _TWENTIETHS for length in (BETWEEN_PARAGRAPHS, LINE_HEIGHT))
    run = _run(Line(line.text, BODY_SIZE, bold=style is not None))
    return (
        f'<w:p><w:pPr>{named}{together}<w:spacing w:before="0" w:after="{after}" '
        f'w:line="{height}" w:lineRule="atLeast"/><w:ind w:firstLine="{twips(INDENT)}"/>'
        f'<w:jc w:val="both"/></w:pPr>{run}</w:p>'
    )


def _run(line: Line) -> str:
    """Return a text in its looks."""
    looks = "".join(
        (
            "<w:b/>" if line.bold else '<w:b w:val="0"/>',
            "<w:i/>" if line.italic else "",
            f'<w:sz w:val="{round(line.size * 2)}"/>',
            '<w:u w:val="single"/>' if line.underlined else "",
        )
    )
    return f"<w:r><w:rPr>{looks}</w:rPr>{text_xml(line.text)}</w:r>"
