"""Workbooks that are no sheet to fill in, and sheets that lost a part of what makes them one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.workbooks import Book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.worksheet.conftest import Office


def refused(office: Office, book: Book | None = None) -> str:
    told = office.take_back(book)
    assert (told.status, told.out) == (1, "")
    return told.err


def test_a_list_that_is_not_made_to_be_filled_in(office: Office) -> None:
    office.run("list", "--data", office.folder, "-o", office.sheet)
    assert refused(office).startswith("bảng.xlsx không phải bảng điền do khtgdv xuất ra.\n")


def _wrong_mark(book: Book) -> None:
    book.sheets["khtgdv"][0][0] = "khác"


def _newer(book: Book) -> None:
    book.sheets["khtgdv"][0][1] = "2"


def _no_year(book: Book) -> None:
    book.sheets["khtgdv"][3][1] = "năm nay"


def _other_keys(book: Book) -> None:
    book.sheets["khtgdv"][4][2] = "khác"


def _no_rows(book: Book) -> None:
    del book.sheets["khtgdv"][2:]


def _no_base(book: Book) -> None:
    del book.sheets["khtgdv"]


@pytest.mark.parametrize("spoil", [_wrong_mark, _newer, _no_year, _other_keys, _no_rows, _no_base])
def test_a_sheet_whose_hidden_part_is_not_ours(
    spoil: Callable[[Book], None], office: Office
) -> None:
    book = office.hand_out()
    spoil(book)
    assert "không phải bảng điền" in refused(office, book)


def test_a_sheet_without_its_head(office: Office) -> None:
    book = office.hand_out()
    del book.lines[book.head]
    assert "không còn hàng tiêu đề" in refused(office, book)


def test_two_sheets_that_could_be_meant(office: Office) -> None:
    book = office.hand_out()
    book.sheets["Bản sao"] = [list(line) for line in book.lines]
    assert "có nhiều trang tính điền được: Điền kết quả, Bản sao." in refused(office, book)


def test_two_columns_of_one_name(office: Office) -> None:
    book = office.hand_out()
    book.lines[book.head][book.column("Kết quả")] = "Ghi chú"
    assert "có hai cột cùng tên" in refused(office, book)


def test_lines_above_the_head_and_other_sheets_do_not_matter(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B")
    book.lines.insert(0, ["Bảng của Phòng TT - TH"])
    book.sheets = {"Ghi chép": [["Mã", "gì đó"]], **book.sheets}
    assert len(office.tables(book)["changes"]) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.xlsx", b"PK\x03\x04 not a zip", "bị hỏng"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mật khẩu"),
        ("x.csv", b"M\xc3\xa3", "không phải bảng Excel"),
        ("x.ods", b"", "Không đọc được tệp dạng"),
        ("x.docx", b"PK\x05\x06" + bytes(18), "không phải bảng Excel"),
        ("x.xlsx", b"PK\x05\x06" + bytes(18), "không phải một tệp Excel"),
    ],
)
def test_files_that_are_no_workbook(
    name: str, content: bytes, words: str, office: Office, tmp_path: Path
) -> None:
    office.sheet = tmp_path / name
    office.sheet.write_bytes(content)
    assert words in refused(office)


def test_a_cell_far_away_does_not_fill_the_memory(office: Office) -> None:
    import zipfile

    office.hand_out()
    with zipfile.ZipFile(office.sheet) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    with zipfile.ZipFile(office.sheet, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert "quá lớn so với một kế hoạch" in refused(office)


def test_empty_lines_between_rows_say_nothing(office: Office) -> None:
    book = office.hand_out()
    book.lines.insert(book.head + 2, [""] * len(book.lines[book.head]))
    assert office.tables(book) == {"changes": [], "added": [], "refused": []}


def test_a_library_that_is_missing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.hand_out()
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "-m pip install --force-reinstall 'python-calamine>=0.5'" in refused(office)


def test_columns_are_called_as_people_call_them(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", completed="không rõ")
    number = book.cell_name("T03-01", "Mã")[1:]
    for line in book.lines:
        line[:0] = [""] * 30
    assert [row["cell"] for row in office.tables(book)["refused"]] == [f"AK{number}"]
