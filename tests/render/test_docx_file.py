"""The Word file as python-docx reads it: its sheet, its letters, its rows."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from khtgdv.document.document import Column
from khtgdv.document.letterhead import Letterhead
from khtgdv.render.docx_file import render
from khtgdv.render.formats import RenderOptions
from tests.support.readback import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run
    from tests.render.conftest import MakeDocument, MakeTable


@pytest.fixture
def department(run: Run, tmp_path: Path) -> Any:
    """Return a department's list of the shipped plan."""
    out = tmp_path / "a.docx"
    assert run("department", "DVCCQNN", "--data", "data", "--month", "3", "-o", out).status == 0
    return docx.Document(str(out))


def test_the_sheet_is_a4_on_the_side_in_times_new_roman(department: Any) -> None:
    section = department.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert department.styles["Normal"].font.name == "Times New Roman"
    assert "PAGE" in section.header._element.xml
    assert section.different_first_page_header_footer


def test_heads_are_repeated_and_rows_never_split(department: Any) -> None:
    tables = [table for table in department.tables if table.cell(0, 0).text == "TT"]
    assert len(tables) == 4
    for table in tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        assert [cell.text for cell in table.rows[0].cells][:2] == ["TT", "NHIỆM VỤ"]


def test_numbers_begin_anew_in_each_month(department: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in department.tables[1].rows[1:]]
    sections: list[list[str]] = []
    for first, *_ in rows:
        if first.startswith("Tháng"):
            sections.append([])
        else:
            sections[-1].append(first.split("\n")[0])
    assert [len(section) for section in sections] == [5, 2, 4, 2, 1, 2, 1, 1, 1, 2, 2, 3]
    assert all(section == [str(n + 1) for n in range(len(section))] for section in sections)


def test_columns_have_their_width_in_grid_and_cells(department: Any) -> None:
    table = department.tables[1]
    grid = [column.width for column in table.columns]
    assert sum(grid) == pytest.approx(252 * 36000, rel=0.01)
    assert [cell.width for cell in table.rows[2].cells] == grid


def test_heading_and_places_to_sign(department: Any) -> None:
    left, right = (cell.text.splitlines() for cell in department.tables[0].rows[0].cells)
    assert left[1:] == ["PHÒNG DVCCQNN, DT-TG", "*"]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "………, ngày … tháng … năm ……"]
    last = [cell.text.splitlines() for cell in department.tables[-1].rows[0].cells]
    sign = "(ký, ghi rõ họ tên)"
    assert last == [["NGƯỜI LẬP BIỂU", sign], ["LÃNH ĐẠO ĐƠN VỊ", sign]]


def test_a_state_body_has_drawn_lines_and_no_mark(document: MakeDocument) -> None:
    paper = Letterhead(("QUỐC HIỆU", "Tiêu ngữ"), "Cơ quan", form="state", place="Huế")
    made = docx.Document(io.BytesIO(render(document(letterhead_of=lambda: paper), RenderOptions())))
    left, right = ([*cell.paragraphs] for cell in made.tables[0].rows[0].cells)

    def look(paragraphs: list[Any]) -> list[str]:
        return ["—" if p._p.find(f".//{qn('w:pBdr')}") is not None else p.text for p in paragraphs]

    assert look(left) == ["CƠ QUAN", "—"]
    assert look(right) == ["QUỐC HIỆU", "Tiêu ngữ", "—", "Huế, ngày … tháng … năm ……"]
    assert look(made.paragraphs) == ["THỬ", "—"]
    assert not any(run.underline for p in right for run in p.runs)


def test_any_other_body_has_its_name_alone(document: MakeDocument) -> None:
    paper = Letterhead(agency="Công ty", form="other")
    made = docx.Document(io.BytesIO(render(document(letterhead_of=lambda: paper), RenderOptions())))
    left, right = (cell.text.split() for cell in made.tables[0].rows[0].cells)
    assert (left, right[0]) == (["CÔNG", "TY"], "………,")
    assert "pBdr" not in made.element.xml
    assert not {"*", "-----"} & {p.text for p in made.paragraphs}


def test_line_breaks_in_a_cell_are_kept(document: MakeDocument, table: MakeTable) -> None:
    made = docx.Document(
        io.BytesIO(render(document(table({"c": "một\nhai\n\nbốn"})), RenderOptions()))
    )
    assert made.tables[0].cell(1, 0).text == "một\nhai\n\nbốn"
    assert len(made.tables[0].cell(1, 0)._tc.findall(f".//{qn('w:br')}")) == 3


def test_each_part_begins_on_a_page_of_its_own(document: MakeDocument, table: MakeTable) -> None:
    wide = tuple(Column(f"c{n}", f"C{n}", "heat") for n in range(12))
    row = {column.key: 1 for column in wide}
    paper = Letterhead(banner=("Trên", "Dưới"), agency="A", signatures=("X", "Y"))
    titles = ("MỘT", "HAI", "BA")
    parts = tuple(
        document(table(row, columns=wide), title=t, letterhead_of=lambda: paper) for t in titles
    )
    data = render(document(parts=parts), RenderOptions())
    made = docx.Document(io.BytesIO(data))
    assert [section.start_type for section in made.sections[1:]] == [WD_SECTION.NEW_PAGE] * 2
    assert [p.text for p in made.paragraphs if p.text in titles] == list(titles)


def test_every_member_has_the_same_time(document: MakeDocument) -> None:
    with zipfile.ZipFile(io.BytesIO(render(document(), RenderOptions()))) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_bullets_of_words_own_faces_are_signs(document: MakeDocument, table: MakeTable) -> None:
    said: list[str] = []
    text = "\uf0b7 một, \uf0fc hai, ≥ ba, 😀"
    data = render(
        document(table({"n": "VP", "c": text}, {"n": "dài " * 9, "c": "a\uf0b7"})),
        RenderOptions(tell=said.append),
    )
    assert "•một,✓hai,≥ba,😀" in read_back("docx", data)
    assert said == ["3 ký tự không in được, đã thay bằng dấu gần giống nhất, ở VP"]


SIGNED = Letterhead(agency="Ban thử", signatures=("NGƯỜI LẬP", "LÃNH ĐẠO"))


def made_of(written: bytes) -> Any:
    """Return a Word file, opened."""
    return docx.Document(io.BytesIO(written))


def test_it_is_checked_as_vietnamese(document: MakeDocument) -> None:
    made = made_of(render(document(), RenderOptions()))
    languages = [
        element.attrib
        for root in (made.styles.element, made.settings.element)
        for element in (*root.iter(qn("w:lang")), *root.iter(qn("w:themeFontLang")))
    ]
    assert len(languages) == 2
    assert all(of[qn("w:val")] == of[qn("w:eastAsia")] == "vi-VN" for of in languages)
    assert made.core_properties.language == "vi-VN"


def test_headings_are_styles_to_go_to(document: MakeDocument, table: MakeTable) -> None:
    inside = table({"a": "1"}, section="I. MỤC", title="BẢNG")
    alone = table({"a": "1"}, title="BẢNG")
    made = document(parts=(document(inside, title="MỘT"), document(alone, title="HAI")))
    read = made_of(render(made, RenderOptions()))
    found = [(p.style.name, p.text) for p in read.paragraphs if p.style.name != "Normal"]
    assert [heading for heading in found if heading[1]] == [
        ("Heading 1", "MỘT"), ("Heading 2", "I. MỤC"), ("Heading 3", "BẢNG"),
        ("Heading 1", "HAI"), ("Heading 2", "BẢNG"),
    ]  # fmt: skip
    for level in (1, 2, 3):
        style = read.styles[f"Heading {level}"]
        assert (style.font.name, style.font.bold, str(style.font.color.rgb)) == (
            "Times New Roman", True, "000000",
        )  # fmt: skip
        assert style.paragraph_format.keep_with_next
        assert not [name for name in style.element.rPr.rFonts.attrib if "heme" in name]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Kế hoạch 31-KH/BTGDVTU", 1), ("năm 2025-2030", 1), ("Phòng TT-TH, BC-XB", 2),
        ("57/KH-UBND", 1), ("12/2026/NĐ-CP", 1), ("a-b, VH - VN, -1, KH-", 0),
    ],
)  # fmt: skip
def test_a_number_is_not_broken_at_its_hyphen_and_reads_the_same(
    text: str, fixed: int, document: MakeDocument, table: MakeTable
) -> None:
    made = made_of(render(document(table({"a": text}), title=text), RenderOptions()))
    assert len(list(made.element.iter(qn("w:noBreakHyphen")))) == 2 * fixed
    cell = made.tables[0].cell(1, 0)
    assert cell.text == text
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == [text]


@pytest.mark.parametrize("closing", ["", "Một câu.\nHai câu."])
def test_signatures_go_with_the_last_row(
    closing: str, document: MakeDocument, table: MakeTable
) -> None:
    rows = [{"a": str(number), "b": "việc"} for number in range(4)]
    made = document(table(*rows), letterhead_of=lambda: SIGNED, footer=closing)
    _, grid, signatures = made_of(render(made, RenderOptions())).tables
    kept = [
        {p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs}
        for row in grid.rows
    ]
    assert kept == [{True}, {None}, {None}, {None}, {True}]
    between = grid._tbl.itersiblings(qn("w:p"))
    before = [p for p in between if p.getnext() is not None and p.pPr is not None]
    until = [p for p in before if signatures._tbl in p.itersiblings()]
    assert len(until) == 1 + len(closing.splitlines())
    assert all(p.pPr.keepNext is not None for p in until)


def test_signatures_go_with_the_last_sentence(document: MakeDocument, table: MakeTable) -> None:
    last = table(empty="Không có.", section="MỤC", intro="Lời.")
    made = document(table({"a": "1"}), last, letterhead_of=lambda: SIGNED)
    read = made_of(render(made, RenderOptions()))
    kept = {p.text: p.paragraph_format.keep_with_next for p in read.paragraphs if p.text}
    assert kept["Không có."]
    assert not kept["Lời."]
