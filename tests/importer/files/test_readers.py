from __future__ import annotations

import io
import struct
import sys
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from khtgdv.errors import MissingLibraryError
from khtgdv.importer.files.grid import MAX_ROWS, Cell, UnreadableTableError, clean_text, make_grid
from khtgdv.importer.files.readers import read_table_file
from khtgdv.importer.files.xlsx_tables import _merge, cell_text
from tests.importer.papers import word_file, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

HEAD = ["TT", "Nhiệm vụ", "Chủ trì"]


def texts(path: Path) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in grid.rows] for grid in read_table_file(path).grids
    ]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableTableError) as caught:
        read_table_file(path)
    return f"{caught.value.message} {caught.value.hint}"


def test_word_cells_stand_at_every_place_they_cover(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", [[HEAD, ["Tháng 1"], ["1", "A", "VP"], ["2", "B", "^"]]])
    (grid,) = read_table_file(path).grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        HEAD, ["Tháng 1"] * 3, ["1", "A", "VP"], ["2", "B", "VP"],
    ]  # fmt: skip
    assert grid.rows[1][0] is grid.rows[1][2]
    assert grid.rows[2][2] is grid.rows[3][2]


def test_words_around_the_tables_come_along(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", [[HEAD]], ["KẾ HOẠCH", "năm 2026"])
    assert list(read_table_file(path).words)[:2] == ["KẾ HOẠCH", "năm 2026"]


def test_tracked_changes_read_as_accepted_and_are_told(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    path = word_file(tmp_path / "a.docx", [[HEAD, ["1", "", "VP"], ["2", "bỏ", "VP"]]])
    doc = docx.Document(str(path))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell = doc.tables[0].cell(1, 1)
    cell.paragraphs[0]._p.append(
        parse_xml(
            f'<w:r {names}><w:t xml:space="preserve">Việc </w:t><w:tab/><w:noBreakHyphen/></w:r>'
        )
    )
    cell.paragraphs[0]._p.append(
        parse_xml(f'<w:ins {names} w:id="1" w:author="a"><w:r><w:t>mới</w:t></w:r></w:ins>')
    )
    cell.paragraphs[0]._p.append(
        parse_xml(
            f'<w:del {names} w:id="2" w:author="a"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
        )
    )
    deleted = doc.tables[0].rows[2]._tr
    deleted.insert(0, parse_xml(f'<w:trPr {names}><w:del w:id="3" w:author="a"/></w:trPr>'))
    doc.save(str(path))
    assert texts(path) == [[HEAD, ["1", "Việc  -mới", "VP"]]]
    assert list(read_table_file(path).remarks) == [
        "Tệp có chỗ sửa còn theo dõi (Track Changes): đã đọc như khi chấp nhận tất cả."
    ]


def test_numbers_that_word_counts_itself(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    path = word_file(tmp_path / "a.docx", [[HEAD, ["", "A", "VP"], ["", "B", "VP"]]])
    doc = docx.Document(str(path))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for row in doc.tables[0].rows[1:]:
        properties = row.cells[0].paragraphs[0]._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {names}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        )
    doc.save(str(path))
    assert [row[0] for row in texts(path)[0]] == ["TT", "1", "2"]


def test_rows_of_unequal_length_and_content_controls(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    path = word_file(tmp_path / "a.docx", [[HEAD, ["1", "A", "VP"], ["2", "B", "VP"]]])
    doc = docx.Document(str(path))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    first, second = doc.tables[0].rows[1]._tr, doc.tables[0].rows[2]._tr
    first.insert(0, parse_xml(f'<w:trPr {names}><w:gridBefore w:val="1"/></w:trPr>'))
    first.remove(first.tc_lst[0])
    control = parse_xml(f"<w:sdt {names}><w:sdtContent/></w:sdt>")
    second.addprevious(control)
    control[0].append(second)
    inner = parse_xml(f"<w:sdt {names}><w:sdtContent/></w:sdt>")
    last = second.tc_lst[2]
    last.addprevious(inner)
    inner[0].append(last)
    doc.save(str(path))
    assert texts(path)[0][1:] == [["", "A", "VP"], ["2", "B", "VP"]]


def test_a_workbook_with_merged_cells_dates_and_an_empty_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Tháng 1", "<", "<"], [1, "A", date(2026, 3, 31)], [2, "^", 0.5]]
    path = workbook(tmp_path / "a.xlsx", {"Một": rows, "Hai": list[list[object]]()})
    (grid,) = read_table_file(path).grids
    assert grid.name == "trang tính Một"
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Tháng 1"] * 3, ["1", "A", "31/03/2026"], ["2", "A", "0.5"],
    ]  # fmt: skip
    assert grid.rows[0][0].columns == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 3, 5, 10, 0), "05/03/2026"),  # noqa: DTZ001 - as a workbook has it
        (time(7, 30), "07:30:00"),
        (3.0, "3"),
        ("  a\u00a0b ", "a b"),
    ],
)
def test_cells_of_a_workbook(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("TT,Việc\n1,A\n", [["TT", "Việc"], ["1", "A"]]),
        ("TT;Việc\n1;A, B\n", [["TT", "Việc"], ["1", "A, B"]]),
        ("\ufeffTT\tViệc\r\n1\tA\r\n", [["TT", "Việc"], ["1", "A"]]),
        ('TT,Việc\n1,"A\nB"\n', [["TT", "Việc"], ["1", "A\nB"]]),
        ("TT,Việc\n1\n", [["TT", "Việc"], ["1", ""]]),
    ],
)
def test_a_csv_of_any_separator(content: str, rows: list[list[str]], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8", newline="")
    assert texts(path) == [rows]


def test_a_csv_of_excel_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("TT\tViệc\n".encode("utf-16"))
    assert texts(path) == [[["TT", "Việc"]]]


@pytest.mark.parametrize("content", [b"TT,Vi\xe7c", b"", b"a\0b"])
def test_a_csv_that_is_no_utf_8(
    content: bytes, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refusal(path) == snapshot


def test_a_csv_with_a_field_beyond_all_measure(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x" * 200_000, encoding="utf-8")
    assert refusal(path) == snapshot


def test_a_csv_of_a_hundred_thousand_rows(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.csv"
    path.write_text("1,A\n" * 100_000, encoding="utf-8")
    assert refusal(path) == snapshot


def test_a_very_large_csv(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    assert refusal(path) == snapshot


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.txt", "khong", "missing.docx"])
def test_what_is_no_file_of_tables(name: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert refusal(tmp_path / name) == snapshot


def test_a_folder_is_no_file(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    (tmp_path / "a.docx").mkdir()
    assert refusal(tmp_path / "a.docx") == snapshot


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_locked_file(suffix: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert refusal(path) == snapshot


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_broken_file(suffix: str, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    assert refusal(path) == snapshot


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_package_of_something_else(
    suffix: str, tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    path = tmp_path / f"a{suffix}"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "a")
    assert refusal(path) == snapshot


def test_a_bomb_is_not_unpacked(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(21):
            package.writestr(f"{number}.xml", bytes(10 * 2**20))
    assert refusal(path) == snapshot


def test_a_bomb_that_lies_about_its_size(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", bytes(2**20))
    data = packed.getvalue().replace(struct.pack("<L", 2**20), struct.pack("<L", 100))
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert refusal(path) == snapshot


def test_a_word_file_of_very_many_rows(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", "<w:tr></w:tr>" * 100_000)
    assert refusal(path) == snapshot


def test_a_workbook_of_very_many_rows(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Một": [[str(n)] for n in range(MAX_ROWS + 1)]})
    assert refusal(path) == snapshot


def test_a_file_that_may_not_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    path = word_file(tmp_path / "a.docx", [[HEAD]])

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(type(path), "open", deny)
    assert refusal(path) == snapshot


def test_a_table_wider_than_any_plan() -> None:
    with pytest.raises(UnreadableTableError, match="cột"):
        make_grid("bảng 1", [[Cell("a")] * 201])


def test_rows_are_called_as_people_number_them() -> None:
    assert make_grid("b", [[Cell("a")], [Cell("b")]], 5).row_number(1) == 6


def test_what_office_programs_put_into_words_is_taken_out() -> None:
    assert clean_text(" Vie\u0302\u0323c\u00a0A \u200b\r\n x\u00ady \n") == "Việc A\nxy"


def test_a_merged_range_outside_of_what_was_read() -> None:
    rows = [[Cell("a")]]
    _merge(rows, (3, 0), (4, 1))
    assert rows == [[Cell("a")]]


def test_a_library_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Một": [["1"]]})
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingLibraryError) as caught:
        read_table_file(path)
    assert caught.value.need == "import"
    assert caught.value.message == "Đọc tệp .xlsx cần thêm thư viện chưa cài trên máy này."
