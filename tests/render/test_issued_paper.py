"""A report that goes out, as python-docx and pypdf read it back: upright, then its appendices."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pypdf
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from khtgdv.document.issued import IssuedText, Paragraph, Signature
from khtgdv.document.letterhead import Letterhead
from khtgdv.render import docx_file, pdf_file
from khtgdv.render.formats import RenderOptions

if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm
    from tests.conftest import Run
    from tests.render.conftest import MakeDocument, MakeTable

SMALL = Path(__file__).parents[1] / "reports/plan"


def made_by(run: Run, name: str, tmp_path: Path) -> bytes:
    path = tmp_path / name
    ran = run("report", "Q1", "--data", SMALL, "-o", path, today="2026-04-10")
    assert ran.status == 0
    return path.read_bytes()


@pytest.fixture
def word(run: Run, tmp_path: Path) -> Any:
    return docx.Document(io.BytesIO(made_by(run, "a.docx", tmp_path)))


def test_one_upright_section_and_then_those_across(word: Any) -> None:
    first, *others = word.sections
    sizes = [round(length.mm) for length in (first.page_width, first.page_height)]
    sides = ("top", "bottom", "left", "right")
    margins = [round(getattr(first, f"{side}_margin").mm) for side in sides]
    assert (first.orientation, sizes, margins) == (
        WD_ORIENT.PORTRAIT, [210, 297], [20, 20, 30, 15],
    )  # fmt: skip
    assert len(others) > 3
    for section in others:
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    for section in word.sections:
        assert 'w:pgNumType w:start="1"' in section._sectPr.xml
        assert section.different_first_page_header_footer


def test_its_parts_are_headings(word: Any) -> None:
    styles = {p.text: p.style.name for p in word.paragraphs if p.style.name.startswith("Heading")}
    assert styles["I. KẾT QUẢ THỰC HIỆN QUÝ I/2026"] == "Heading 1"
    assert styles["1. Kết quả chung"] == "Heading 2"


def test_its_appendices_are_numbered_and_say_what_they_go_with(word: Any) -> None:
    lines = [paragraph.text for paragraph in word.paragraphs]
    places = [n for n, line in enumerate(lines) if line.startswith("Phụ lục ")]
    assert [lines[place] for place in places] == [
        f"Phụ lục {number}" for number in range(1, len(places) + 1)
    ]
    assert lines[places[0] + 1] == "SỐ LIỆU THỰC HIỆN NHIỆM VỤ THEO ĐƠN VỊ"
    assert lines[places[0] + 2].startswith("(Kèm theo Báo cáo số ……-BC/THU, ngày …/…/…… của ")
    assert len(word.sections) == 1 + len(places)


def test_no_codes_stand_in_its_rows(word: Any) -> None:
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert not [text for text in cells if "T01-" in text or "DT-CH" in text]


def test_a_page_of_pdf_is_upright_and_the_signature_is_not_alone(run: Run, tmp_path: Path) -> None:
    pages = pypdf.PdfReader(io.BytesIO(made_by(run, "a.pdf", tmp_path))).pages
    widths = [round(page.mediabox.width / 72 * 25.4) for page in pages]
    upright = widths.index(297)
    assert set(widths[:upright]) == {210}
    assert set(widths[upright:]) == {297}
    last = pages[upright - 1].extract_text()
    assert "Trên đây là báo cáo" in last
    assert "Nơi nhận:" in last
    assert pages[1].extract_text().startswith("2")


def test_lines_and_paragraphs_are_as_far_apart_as_in_word(run: Run, tmp_path: Path) -> None:
    """At least 18 points from line to line, 6 more between paragraphs, headings too."""
    heights: set[float] = set()

    def see(text: str, matrix: list[float], _: list[float], __: object, size: float) -> None:
        if text.strip() and round(size) == 14:
            heights.add(matrix[5])

    page = pypdf.PdfReader(io.BytesIO(made_by(run, "a.pdf", tmp_path))).pages[1]
    page.extract_text(visitor_text=see)
    body = sorted(heights, reverse=True)[1:20]
    assert {round(above - below, 1) for above, below in pairwise(body)} == {18, 24}
    made = docx.Document(io.BytesIO(made_by(run, "a.docx", tmp_path)))
    text = [p.paragraph_format for p in made.paragraphs if p.paragraph_format.first_line_indent]
    assert {(f.line_spacing, f.space_before, f.space_after) for f in text} == {(Pt(18), 0, Pt(6))}


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_the_same_bytes_come_out(name: str, run: Run, tmp_path: Path) -> None:
    assert made_by(run, name, tmp_path) == made_by(run, f"b{name}", tmp_path)


@pytest.mark.parametrize("form", ["party", "state", "other"])
def test_hostile_texts_stay_texts(form: HeadForm, document: MakeDocument, table: MakeTable) -> None:
    """Markup of XML and of typst, a control character and an override of writing direction."""
    text = "<w:p/>&amp; #eval(1) $x$ *đậm* ]] {{7*7}} \x1b[31m \u202e"
    issued = IssuedText(
        kind=text, subject=text, number=text, enclosed=text,
        paragraphs=tuple(Paragraph(kind, text) for kind in ("section", "text", "item")),
        signature=Signature((text, text), text), recipients=(text,), appendices={"t": text},
    )  # fmt: skip
    banner = {"party": ("A",), "state": ("A", "B"), "other": ()}[form]
    head = Letterhead(
        form=form, banner=banner, parent=text, agency=f"1 {text}", place=text, issued=issued
    )
    paper = document(table({"id": "T01-01"}), letterhead_of=lambda: head)
    shown = r"<w:p/>&amp; #eval(1) $x$ *đậm* ]] {{7*7}} \x1b[31m \u202e"
    made = docx.Document(io.BytesIO(docx_file.render(paper, RenderOptions())))
    assert [p.text for p in made.paragraphs if shown in p.text]
    pages = pypdf.PdfReader(io.BytesIO(pdf_file.render(paper, RenderOptions()))).pages
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert words.count("".join(shown.split())) >= 8
