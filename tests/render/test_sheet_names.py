"""Names of sheets: as written, short, different, none that Excel refuses."""

from __future__ import annotations

import pytest

from khtgdv.render.sheet_names import SheetNames, in_small_letters, quoted


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Phòng LLCT, LSĐ", "Phòng LLCT, LSĐ"),
        ("KIỂM TRA, GIÁM SÁT, KHẢO SÁT", "KIỂM TRA, GIÁM SÁT, KHẢO SÁT"),
        ("Nhiệm vụ hoàn thành quá hạn trong quý I", "Nhiệm vụ hoàn thành quá hạn"),
        ("Việc của phòng Tổ chức, hành chính", "Việc của phòng Tổ chức, hành"),
        ("Việc của văn phòng Tổ chức cán, bộ", "Việc của văn phòng Tổ chức cán"),
        ("ĐƠN VỊ (nhiệm vụ có thời hạn, cả năm)", "ĐƠN VỊ"),
        ("Phòng Đoàn thể và Các hội quần - chúng", "Phòng Đoàn thể và Các hội quần"),
        ("x" * 40, "x" * 31),
        ("x" * 40 + " y", "x" * 31),
        ("😀" * 20, "😀" * 15),
        ("[Nhiệm vụ]: *gì*?", "Nhiệm vụ gì"),
        ("Đến hạn đến hết 31/05/2026", "Đến hạn đến hết 31-05-2026"),
        ("Nhiệm vụ đến hạn đến hết 31/05/2026", "Nhiệm vụ đến hạn đến hết"),
        ("'", "Bảng"),
        ("", "Bảng"),
        ("  hai \n dòng ", "hai dòng"),
        ("History", "History (2)"),
        ("a\x00b", "a-x00b"),
    ],
)
def test_a_title_is_cut_at_a_word(title: str, name: str) -> None:
    assert SheetNames().add(title) == name


def test_no_two_sheets_are_called_alike() -> None:
    names = SheetNames()
    title = "Nhiệm vụ của Văn phòng Đảng ủy phường Lê Chân"
    made = [names.add(title) for _ in range(11)] + [names.add(title.upper())]
    assert made[:2] == ["Nhiệm vụ của Văn phòng Đảng ủy", "Nhiệm vụ của Văn phòng Đảng (2)"]
    assert made[-1] == "NHIỆM VỤ CỦA VĂN PHÒNG (12)"
    assert len({name.casefold() for name in made}) == 12
    assert all(len(name) <= 31 for name in made)


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("DANH SÁCH NHIỆM VỤ", "Danh sách nhiệm vụ"),
        ("I. KẾT QUẢ CHUNG", "I. Kết quả chung"),
        ("1. Nhiệm vụ của Ban", "1. Nhiệm vụ của Ban"),
        ("Phòng LLCT, LSĐ", "Phòng LLCT, LSĐ"),
        ("", ""),
    ],
)
def test_a_heading_in_capitals_is_written_in_small_letters(heading: str, written: str) -> None:
    assert in_small_letters(heading) == written


def test_a_name_is_quoted_in_formulas() -> None:
    assert quoted("Lê's") == "'Lê''s'"
