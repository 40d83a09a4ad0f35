"""Where words that are broader than their place may be broken in a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.document.letterhead import Letterhead
from khtgdv.render.paper import sheets
from khtgdv.render.pdf_breaks import BREAK, with_breaks
from khtgdv.render.table_lines import TableBlock, TextBlock

if TYPE_CHECKING:
    from tests.render.conftest import MakeDocument, MakeTable

LONG = "Ă" * 150


def test_what_fits_has_no_marks(document: MakeDocument, table: MakeTable) -> None:
    paper = Letterhead(("Quốc hiệu",), "Cơ quan", place="Huế", filter_text="Bộ lọc: VP")
    made = document(
        table({"a": "31-KH/BTGDVTU", "b": "một hai"}, title="BẢNG"), letterhead_of=lambda: paper
    )
    [sheet] = sheets(made)
    assert with_breaks(sheet) == sheet


def test_what_does_not_fit_may_be_broken_anywhere(document: MakeDocument, table: MakeTable) -> None:
    paper = Letterhead(agency=LONG, place=LONG, title=LONG, filter_text=LONG)
    made = document(
        table({"id": LONG, "b": LONG}, title=LONG), letterhead_of=lambda: paper, footer=LONG
    )
    [sheet] = sheets(made)
    marked = with_breaks(sheet)
    texts = [*marked.agency, marked.date_line, marked.title, *marked.lines]
    texts += [block.text for block in marked.blocks if isinstance(block, TextBlock)]
    [grid] = [block for block in marked.blocks if isinstance(block, TableBlock)]
    texts += [cell.text for cell in grid.lines[1].cells]
    assert len(texts) == 8
    assert all(f"Ă{BREAK}Ă" in text for text in texts)
