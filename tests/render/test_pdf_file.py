"""The PDF as pypdf reads it: its letters, its one face, its pages."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from khtgdv.document.letterhead import Letterhead
from khtgdv.errors import KhtgdvError
from khtgdv.render.formats import Face, RenderOptions
from khtgdv.render.pdf_file import render
from khtgdv.render.pdf_template import FONT_CHARACTERS, SIGN_CHARACTERS
from tests.support.readback import read_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run, WritePlan
    from tests.render.conftest import MakeDocument, MakeTable


def fonts(reader: PdfReader) -> set[str]:
    """Return the names of the faces of a file, without the mark of a subset."""
    found: set[str] = set()
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            found.add(font.get_object()["/BaseFont"].partition("+")[2])
    return found


@pytest.fixture
def pdf(run: Run, tmp_path: Path) -> Callable[[str], PdfReader]:
    """Return a function that makes a report of the shipped plan and opens it."""

    def made(report: str) -> PdfReader:
        out = tmp_path / f"{report}.pdf"
        ran = run(*report.split(), "--data", "data", "-o", out)
        assert (ran.status, ran.err) == (0, f"Đã ghi {out}\n")
        return PdfReader(out)

    return made


@pytest.mark.parametrize("report", ["workload", "department VP", "show T01-01", "report Q1"])
def test_one_family_of_letters(report: str, pdf: Callable[[str], PdfReader]) -> None:
    names = fonts(pdf(report))
    assert "LibertinusSerif-Regular-Identity-H" in names
    assert {name.split("-")[0] for name in names} == {"LibertinusSerif"}


def test_sheets_are_a4_on_the_side_and_numbered(pdf: Callable[[str], PdfReader]) -> None:
    pages = pdf("list").pages
    assert len(pages) > 10
    for number, page in enumerate(pages, 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [842, 595]
        text = page.extract_text()
        assert re.search(r"TT\s+NHIỆM VỤ\s+CHỦ TRÌ\s+PHỐI HỢP\s+KẾT THÚC", text)
        assert text.startswith(f"{number}\n") == (number > 1)


def test_no_month_is_named_at_the_foot_of_a_sheet(pdf: Callable[[str], PdfReader]) -> None:
    pages = pdf("department DVCCQNN --as-of 2026-03-31").pages
    sheets = [page.extract_text(extraction_mode="layout") for page in pages]
    feet = [sheet.rstrip().split("\n")[-1].strip() for sheet in sheets]
    assert len(feet) > 5
    assert not [foot for foot in feet if re.fullmatch(r"Tháng \d+", foot)]


def test_the_face_has_every_letter_it_is_trusted_with(
    document: MakeDocument, table: MakeTable
) -> None:
    pattern = re.compile(f"[{FONT_CHARACTERS}{SIGN_CHARACTERS}]")
    every = [chr(code) for code in range(0x21, 0x2C00) if pattern.match(chr(code))]
    # A mark needs a letter to stand on; a soft hyphen and the like are spelt out before.
    shown = [f"x{char}" for char in every if char.isprintable()]
    made = document(*(table({"c": text}, name=text) for text in _words(shown)))
    said = read_back("pdf", render(made, RenderOptions()))
    missing = [text for text in _words(shown) if read_back("table", text.encode()) not in said]
    assert missing == []


def _words(parts: list[str]) -> list[str]:
    return [" ".join(parts[place : place + 12]) for place in range(0, len(parts), 12)]


@pytest.mark.parametrize(
    ("char", "printed"),
    [
        *((sign, sign) for sign in "≥≤→☐✓₫™●■…▪➢❖①"),
        ("\uf0b7", "•"), ("\uf0a7", "▪"), ("\uf0fc", "✓"), ("\uf0d8", "➢"), ("\uf0b3", "≥"),
        ("✅", "✔"), ("✔\ufe0f", "✔"), ("\uff21", "A"), ("ﬁ", "fi"), ("😀", "□"), ("中", "□"),
    ],
)  # fmt: skip
def test_a_sign_is_printed_or_its_nearest(
    char: str, printed: str, document: MakeDocument, table: MakeTable
) -> None:
    said: list[str] = []
    made = render(
        document(table({"c": f"a{char}b"}, title=f"c{char}d")),
        RenderOptions(tell=said.append),
    )
    back = read_back("pdf", made)
    assert [f"{a}{printed}{b}" in back for a, b in ("ab", "cd")] == [True] * 2
    assert "\\u" not in back
    assert bool(said) == (char != printed)


def test_signs_are_drawn_by_a_face_that_has_them(document: MakeDocument, table: MakeTable) -> None:
    made = render(document(table({"c": "≥ ☐ ⒈"})), RenderOptions())
    names = {name.split("-")[0] for name in fonts(PdfReader(io.BytesIO(made)))}
    assert names == {"LibertinusSerif", "DejaVuSansMono", "NewCMMath"}


def test_who_prints_is_told_which_rows_had_other_signs(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    rows = [
        {"id": f"T01-{n:02}", "task": f"Việc {n} \uf0b7 một \uf0fc", "lead": "VP"}
        for n in range(1, 13)
    ]
    out = tmp_path / "a.pdf"
    ran = run("list", "--data", write_plan(rows), "-o", out)
    assert ran.status == 0
    names = ", ".join(f"T01-{n:02}" for n in range(1, 11))
    told = f"24 ký tự không in được, đã thay bằng dấu gần giống nhất, ở {names} và 2 dòng khác"
    assert ran.err.splitlines() == [told, f"Đã ghi {out}"]


def test_the_file_says_what_it_is(run: Run, tmp_path: Path) -> None:
    run("list", "--data", "data", "-o", tmp_path / "a.pdf", "--as-of", "2026-03-31")
    about = PdfReader(tmp_path / "a.pdf").metadata
    assert about is not None
    assert about.title == "DANH SÁCH NHIỆM VỤ"
    assert about.author == "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng"
    assert str(about.creation_date).startswith("2026-03-31")


def test_a_row_longer_than_a_page(document: MakeDocument, table: MakeTable) -> None:
    made = render(document(table({"c": "từ " * 4000})), RenderOptions())
    assert read_back("pdf", made).count("từ") == 4000
    assert len(PdfReader(io.BytesIO(made)).pages) > 1


def test_a_list_that_nobody_prints_is_for_excel(
    document: MakeDocument, table: MakeTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khtgdv.render.pdf_file.MAX_LINES", 3)
    made = document(table(*({"c": str(n)} for n in range(3))))
    with pytest.raises(KhtgdvError, match="quá dài để in ra PDF") as caught:
        render(made, RenderOptions())
    assert " dòng, quá dài để in ra PDF (nhiều nhất 3 dòng)." in caught.value.message
    assert caught.value.hint == (
        "Ghi ra Excel: --output TÊN.xlsx; hoặc in từng đơn vị (--department), "
        "ít dòng hơn (--limit)."
    )


SIGNED = Letterhead(("ĐẢNG CỘNG SẢN VIỆT NAM",), "Ban thử", signatures=("NGƯỜI LẬP", "LÃNH ĐẠO"))
SENTENCE = "Hướng dẫn công tác khoa giáo, văn hóa và văn nghệ năm 2026. "


@pytest.mark.parametrize("closing", ["", "Cộng: số việc trên.", SENTENCE * 20])
@pytest.mark.parametrize("lines", [1, 3])
def test_a_signature_never_stands_alone_on_a_page(
    lines: int, closing: str, document: MakeDocument, table: MakeTable
) -> None:
    for count in (*range(1, 15), 22, 23, 41):
        rows = [{"a": str(number), "b": SENTENCE * lines} for number in range(count)]
        made = document(table(*rows), letterhead_of=lambda: SIGNED, footer=closing)
        last = PdfReader(io.BytesIO(render(made, RenderOptions()))).pages[-1].extract_text()
        above = last.partition("NGƯỜI LẬP")[0]
        assert re.search(f"{count - 1}\\s+Hướng dẫn", above), (count, last)


@pytest.mark.parametrize("count", range(16, 40, 2))
def test_a_signature_goes_with_the_last_sentence(
    count: int, document: MakeDocument, table: MakeTable
) -> None:
    empty = table(empty=f"Cuối: {SENTENCE}", intro="\n".join([SENTENCE] * count), title="MỤC")
    for blocks in ([empty], [table({"a": "1"}), empty]):
        made = document(*blocks, letterhead_of=lambda: SIGNED)
        last = PdfReader(io.BytesIO(render(made, RenderOptions()))).pages[-1].extract_text()
        assert "Cuối:" in last.partition("NGƯỜI LẬP")[0]


def test_a_signature_without_anything_to_sign(document: MakeDocument) -> None:
    made = document(letterhead_of=lambda: SIGNED)
    assert "LÃNHĐẠO" in read_back("pdf", render(made, RenderOptions()))


def test_a_last_row_that_a_page_cuts(document: MakeDocument, table: MakeTable) -> None:
    made = document(table({"c": "từ " * 6000}), letterhead_of=lambda: SIGNED)
    assert read_back("pdf", render(made, RenderOptions())).count("từ") == 6000


def test_the_face_that_was_found_is_asked_for(
    document: MakeDocument, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: dict[str, Any] = {}

    def compile_nothing(*_: object, **options: Any) -> bytes:
        asked.update(options, data=json.loads(options["sys_inputs"]["data"]))
        return b""

    def folders(*, font_paths: list[Path], **_: object) -> list[Path]:
        return font_paths

    monkeypatch.setattr("typst.compile", compile_nothing)
    monkeypatch.setattr("typst.Fonts", folders)
    render(document(), RenderOptions(find_face=lambda: Face("Tinos", tmp_path)))
    assert (asked["font_paths"], asked["data"]["family"]) == ([tmp_path], "Tinos")
    render(document(), RenderOptions())
    assert (asked["font_paths"], asked["data"]["family"]) == ([], "Libertinus Serif")


def test_the_file_is_made_to_be_kept(document: MakeDocument, table: MakeTable) -> None:
    """PDF/A-2b: it says so, and its letters are in it."""
    made = render(document(table({"a": "Một ≥ ☐ ①"})), RenderOptions())
    reader = PdfReader(io.BytesIO(made))
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2<" in metadata
    assert "<pdfaid:conformance>B<" in metadata
    assert fonts(reader)
