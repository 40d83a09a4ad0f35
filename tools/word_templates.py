"""The templates of Word that ship with the program: one for each form of office (docs/mau).

    python tools/word_templates.py

They are the papers that khtgdv draws itself, with the names of places where words would stand.
"""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from khtgdv.document.issued import IssuedText, Paragraph, Signature  # noqa: E402
from khtgdv.document.letterhead import Letterhead  # noqa: E402
from khtgdv.render.docx_file import add_page_number, normalize_zip_times  # noqa: E402
from khtgdv.render.docx_sections import add_xml, begin_section  # noqa: E402
from khtgdv.render.docx_styles import set_styles  # noqa: E402
from khtgdv.render.docx_upright import upright_xml  # noqa: E402
from khtgdv.render.upright import Line, Rule, TextLine, UprightSheet, upright_sheet  # noqa: E402
from khtgdv.reports.shared.printed import BANNERS  # noqa: E402

FOLDER = ROOT / "docs/mau"
# What stands in the paper that is drawn, and the place that is named there instead.
_PLACES = {
    "CẤP TRÊN": "{{ parent }}", "CƠ QUAN BAN HÀNH": "{{ agency }}", "Số": "{{ number }}",
    "Loại": "{{ kind }}", "Trích yếu": "{{ subject }}", "Người ký": "{{ signer }}",
}  # fmt: skip
_TEXT = (
    ("text", "{%p for part in paragraphs %}"),
    ("text", "{%p if part.kind == 'section' %}"), ("section", "{{ part.text }}"),
    ("text", "{%p elif part.kind == 'heading' %}"), ("heading", "{{ part.text }}"),
    ("text", "{%p elif not loop.last %}"), ("text", "{{ part.text }}"),
    # The lines from here on stay on a page with the signature.
    ("text", "{%p else %}"), ("text", "{{ part.text }}"),
    ("text", "{%p endif %}"), ("text", "{%p endfor %}"),
)  # fmt: skip


def template(form: Any) -> bytes:
    """Return the template of a form of office."""
    doc: Any = docx.Document()
    set_styles(doc)
    add_page_number(doc.sections[0])
    properties = doc.core_properties
    properties.title, properties.author, properties.comments = "Mẫu báo cáo", "khtgdv", ""
    begin_section(doc, upright=True, first=True)
    add_xml(doc, upright_xml(_sheet(form)))
    begin_section(doc, upright=False, first=False)
    doc.add_paragraph("{{p appendices }}")
    out = io.BytesIO()
    doc.save(out)
    return normalize_zip_times(out.getvalue())


def _sheet(form: Any) -> UprightSheet:
    """Return the upright part with places in it."""
    issued = IssuedText(
        kind="Loại", subject="Trích yếu", number="Số", enclosed="",
        paragraphs=(Paragraph("text", "Lời"),),
        signature=Signature(("Quyền hạn", "Chức vụ"), "Người ký"),
        recipients=("Nơi nhận",),
    )  # fmt: skip
    head = Letterhead(
        form=form,
        banner=BANNERS[form],
        parent="Cấp trên",
        agency="Cơ quan ban hành",
        issued=issued,
    )
    sheet = upright_sheet(head, issued)
    *banner, date_line = sheet.right
    assert isinstance(date_line, Line)  # noqa: S101 - the last line of every head
    return replace(
        sheet,
        left=tuple(map(_place, sheet.left)),
        right=(*banner, replace(date_line, text="{{ date_line }}")),
        title=tuple(map(_place, sheet.title)),
        text=tuple(TextLine(kind, text) for kind, text in _TEXT),  # type: ignore[arg-type]
        recipients=_repeated("recipients", sheet.recipients[0]),
        signature=_repeated("signature", *sheet.signature),
        signer=replace(sheet.signer, text="{{ signer }}"),
    )


def _place(part: Line | Rule) -> Line | Rule:
    return part if isinstance(part, Rule) else replace(part, text=_PLACES.get(part.text, part.text))


def _repeated(name: str, first: Line, rest: Line | None = None) -> tuple[Line, ...]:
    """Return a list that is gone through; its first line may look other than the rest."""
    look = replace(first, text="{{ line }}")
    lines: tuple[Line, ...] = (look,)
    if rest and replace(rest, text=look.text) != look:
        marks = (
            replace(look, text=f"{{%p {mark} %}}") for mark in ("if loop.first", "else", "endif")
        )
        begin, other, end = marks
        lines = (begin, look, other, replace(rest, text=look.text), end)
    loop = replace(look, text=f"{{%p for line in {name} %}}")
    return (loop, *lines, replace(look, text="{%p endfor %}"))


def main() -> int:
    """Write the templates."""
    FOLDER.mkdir(exist_ok=True)
    for form in BANNERS:
        (FOLDER / f"{form}.docx").write_bytes(template(form))
    return 0


if __name__ == "__main__":
    sys.exit(main())
