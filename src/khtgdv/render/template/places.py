"""What can be filled into an office's own Word file: the places by name, and what stands there.

`appendices` is filled with whole tables, in a paragraph of its own (`{{p appendices }}`); all other
places with words, with lists of words, and with rows whose cells are called as in JSON.
"""

from __future__ import annotations

from khtgdv.document.issued import TO_BE_WRITTEN, IssuedText, Paragraph, Signature
from khtgdv.render.docx_file import blocks_xml
from khtgdv.render.paper import appendices, sheets
from khtgdv.render.upright import blank_date_line, names_of_head, upright_sheet
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from khtgdv.document.document import Document, Row, Table
    from khtgdv.document.letterhead import Letterhead
    from khtgdv.render.formats import RenderOptions

# The places, with what each is; the manual has them from here.
PLACES: dict[str, str] = {
    "parent": "cơ quan cấp trên, chữ hoa",
    "agency": "cơ quan (hoặc đơn vị) ban hành, chữ hoa",
    "number": "số của văn bản, còn chỗ trống để điền",
    "place": "địa danh",
    "date_line": "địa danh, ngày … tháng … năm ……",
    "kind": "tên loại văn bản: BÁO CÁO, hoặc tên danh mục",
    "subject": "trích yếu; của danh mục là kế hoạch, thời điểm",
    "position": "thời điểm của số liệu",
    "paragraphs": "lời văn: mỗi đoạn có kind (section, heading, text, item, subitem) và text",
    "recipients": "nơi nhận, mỗi dòng một mục",
    "signature": "quyền hạn, chức vụ người ký, mỗi dòng một mục",
    "signer": "họ tên người ký",
    "figures": "số liệu chung, theo khóa của JSON: figures.due, figures.on_time_share",
    "departments": "số liệu từng đơn vị, theo khóa của JSON: name, due, on_time …",
    "tables": "các bảng theo tên của JSON, mỗi dòng theo khóa: tables.overdue, row.task",
    "appendices": "các phụ lục (hoặc các bảng của danh mục), cả tiêu đề và bảng",
}
NAMES = frozenset(PLACES)
BLOCKS = frozenset({"agency", "kind", "paragraphs", "appendices"})  # what a paper is not without


class Words(str):
    """Words that are filled in: what Word's XML and docxtpl would read in them is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the words as XML; docxtpl reads braces once more after they are filled in."""
        from markupsafe import escape

        return _without_braces(str(escape(str(self))))


def _without_braces(xml: str) -> str:
    return xml.replace("{", "&#123;").replace("}", "&#125;")


def context(leaf: Document, options: RenderOptions) -> Mapping[str, Any]:
    """Return what is filled into the places for one paper."""
    from markupsafe import Markup

    paper = leaf.letterhead
    issued = paper.issued or _as_issued(leaf, paper)
    sheet = upright_sheet(paper, issued)
    parent, agency = _head(paper)
    groups = {table.name: _rows(table) for table in leaf.tables}
    figures = groups.get("figures", [{}])
    tables = list(appendices(leaf, paper.issued)) if paper.issued else sheets(leaf)
    xml = _without_braces(blocks_xml(tables, options))
    words = {
        "parent": parent, "agency": agency, "number": issued.number, "place": paper.place,
        "date_line": blank_date_line(paper.place), "kind": issued.kind, "subject": issued.subject,
        "position": leaf.subtitle, "signer": sheet.signer.text,
    }  # fmt: skip
    return {
        **{name: _words(text) for name, text in words.items()},
        "paragraphs": [{"kind": Words(p.kind), "text": _words(p.text)} for p in sheet.text],
        "recipients": [_words(line.text) for line in sheet.recipients],
        "signature": [_words(line.text) for line in sheet.signature],
        "figures": figures[0],
        "departments": figures[1:],
        "tables": groups,
        "appendices": Markup(xml),  # noqa: S704 - made of escaped words by our own hand
    }


def _words(text: str) -> Words:
    return Words(escape_unsafe(text))


def _head(paper: Letterhead) -> tuple[str, str]:
    """Return the body right above, and the body itself."""
    names = ["", "", *names_of_head(name.upper() for name in paper.names)]
    return names[-2], names[-1]


def _as_issued(leaf: Document, paper: Letterhead) -> IssuedText:
    """Return a list as a paper that is sent: its title, and who signs it."""
    lines = (*paper.opening.splitlines(), *leaf.footer.splitlines())
    return IssuedText(
        kind=paper.title or leaf.title,
        subject=leaf.printed_subtitle,
        number="",
        enclosed="",
        paragraphs=tuple(Paragraph("text", line) for line in lines),
        signature=Signature(paper.signatures[-1:], ""),
        recipients=(f"- {TO_BE_WRITTEN}.",),
    )


def _rows(table: Table) -> list[dict[str, Words]]:
    """Return the rows of a table in the words of paper, by the keys that JSON has."""
    keys = [column.key for column in table.columns]
    return [_row(row, keys) for row in table.rows]


def _row(row: Row, keys: list[str]) -> dict[str, Words]:
    return {key: _words(row.printed_text(key)) for key in keys}
