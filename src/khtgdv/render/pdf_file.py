"""PDF: the same paper as Word's, set by typst, for those who only read and print.

Texts go in as JSON and come out as they are: nothing in them is typst's markup. Letters are of the
face that the caller found, else of one that typst carries; signs that it lacks are of others that
typst carries; for what none has the nearest sign stands. Same input and face, same bytes. The file
is PDF/A-2b, made to be kept.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time

from khtgdv.errors import KhtgdvError
from khtgdv.render.paper import (
    LABEL_SIZE,
    MARGINS,
    PAGE_SIZE,
    SIGNATURE_HINT,
    TEXT_SIZE,
    first_kept,
    sheets,
)
from khtgdv.render.pdf_breaks import with_breaks
from khtgdv.render.pdf_template import FONT_CHARACTERS, PACKED_FAMILY, SIGN_CHARACTERS, TEMPLATE
from khtgdv.render.pdf_upright import UPRIGHT_DATA
from khtgdv.render.signs import SignReplacer
from khtgdv.render.table_lines import TableBlock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Document
    from khtgdv.render.formats import RenderOptions
    from khtgdv.render.paper import Sheet

# Lines of tables; typst takes about 110 KiB of memory for each.
MAX_LINES = 3500


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a PDF file; KhtgdvError where it is too long."""
    import typst

    papers = sheets(document)
    _refuse_endless(papers)
    face = options.find_face()
    signs = SignReplacer(FONT_CHARACTERS + SIGN_CHARACTERS)
    data = {
        "family": face.family if face else PACKED_FAMILY,
        "title": signs.value(document.title),
        "author": signs.value(document.letterhead.agency),
        "page": PAGE_SIZE,
        "margins": MARGINS,
        "size": TEXT_SIZE,
        "label_size": LABEL_SIZE,
        "signed": SIGNATURE_HINT,
        "upright": UPRIGHT_DATA,
        "sheets": [
            {**asdict(with_breaks(signs.value(sheet))), "kept": first_kept(sheet.blocks)}
            for sheet in options.with_progress(papers)
        ],
    }
    pdf: bytes = typst.compile(
        TEMPLATE.encode(),
        format="pdf",
        font_paths=typst.Fonts(
            include_system_fonts=False, font_paths=[face.folder] if face else []
        ),
        pdf_standards="a-2b",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=datetime.combine(document.position.as_of, time.min, UTC),
    )
    signs.tell(options.tell)
    return pdf


def _refuse_endless(papers: list[Sheet]) -> None:
    blocks = (block for sheet in papers for block in sheet.blocks)
    count = sum(len(block.lines) for block in blocks if isinstance(block, TableBlock))
    if count > MAX_LINES:
        message = f"Văn bản có {count} dòng, quá dài để in ra PDF (nhiều nhất {MAX_LINES} dòng)."
        hint = (
            "Ghi ra Excel: --output TÊN.xlsx; hoặc in từng đơn vị (--department), "
            "ít dòng hơn (--limit)."
        )
        raise KhtgdvError(message, hint)
