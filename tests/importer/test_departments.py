from __future__ import annotations

import pytest

from khtgdv.importer.departments import propose_departments, split_cell, with_aliases


def names(*cells: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.code, d.name, d.aliases) for d in propose_departments(cells)]


def test_spellings_of_one_department_are_its_aliases() -> None:
    assert names("Phòng TT - TH", "Phòng TT-TH", "Phòng TT - TH", "phòng tt th") == [
        ("TT-TH", "Phòng TT - TH", ("Phòng TT-TH", "phòng tt th"))
    ]


def test_a_comma_joins_departments_that_stand_alone_elsewhere() -> None:
    cells = ("Phòng Kinh tế, Văn phòng", "Văn phòng", "Phòng Kinh tế")
    assert [name for _, name, _ in names(*cells)] == ["Phòng Kinh tế", "Văn phòng"]


def test_a_comma_in_a_name_stays() -> None:
    assert names("Trung tâm Dịch vụ, Sự nghiệp công") == [
        ("DVSNC", "Trung tâm Dịch vụ, Sự nghiệp công", ())
    ]


def test_a_comma_joins_what_begins_with_words_for_units() -> None:
    cells = ("Bộ Tài chính, Bộ KH&CN", "Các phòng, khoa", "Phòng Dịch vụ, Sự nghiệp công")
    assert [name for _, name, _ in names(*cells)] == [
        "Bộ Tài chính", "Bộ KH&CN", "Các phòng, khoa", "Phòng Dịch vụ, Sự nghiệp công",
    ]  # fmt: skip


def test_initials_are_an_alias_of_the_name_they_can_only_be_of() -> None:
    cells = ("Bộ KH&CN", "Bộ KH&CN", "Bộ Khoa học và Công nghệ", "Phòng TC-KT", "Sở KHCN")
    assert names(*cells) == [
        ("BKHCN", "Bộ Khoa học và Công nghệ", ("Bộ KH&CN",)),
        ("TC-KT", "Phòng TC-KT", ()), ("SK", "Sở KHCN", ()),
    ]  # fmt: skip
    two = ("Phòng KT", "Phòng Kinh tế", "Phòng Kế toán")
    assert [name for _, name, _ in names(*two)] == ["Phòng KT", "Phòng Kinh tế", "Phòng Kế toán"]


def test_codes_are_never_the_same() -> None:
    codes = [code for code, _, _ in names("Phòng Kinh tế", "Phòng Kế toán", "Khoa Kỹ thuật")]
    assert codes == ["KT", "KT-2", "KT-3"]


@pytest.mark.parametrize(
    ("cell", "units"),
    [
        ("- Văn phòng\n- Phòng Kinh tế", ["Văn phòng", "Phòng Kinh tế"]),
        ("1. Văn phòng; 2) Phòng Kinh tế.", ["Văn phòng", "Phòng Kinh tế."]),
        ("\uf0b7 Văn phòng", ["Văn phòng"]),
        ("nt", []),
        ("", []),
        ("Phòng A, Phòng B", ["Phòng A, Phòng B"]),
    ],
)
def test_a_cell_is_split_where_the_paper_breaks_it(cell: str, units: list[str]) -> None:
    assert list(split_cell(cell)) == units


def test_partners_spelt_otherwise_become_aliases() -> None:
    (department,) = propose_departments(["Phòng Kinh tế"])
    (known,) = with_aliases([department], ["PHÒNG KINH TẾ", "Phòng Kinh tế", "Sở Y tế"])
    assert known.aliases == ("PHÒNG KINH TẾ",)


def test_a_name_without_letters_gets_a_code_all_the_same() -> None:
    assert names("……")[0][0] == "DV"


def test_a_short_name_is_the_code_of_the_department_named_in_full() -> None:
    assert names("VP", "Văn phòng", "KT") == [("VP", "Văn phòng", ()), ("KT", "KT", ())]
