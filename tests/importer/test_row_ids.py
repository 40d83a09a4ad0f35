from __future__ import annotations

import pytest

from khtgdv.importer.row_ids import SectionCodes, row_ids
from khtgdv.importer.table_rows import Section, TableRow

JANUARY = Section("", "Tháng 1", 1)
FIRST, SECOND = Section("I", "Thể chế"), Section("II", "Hạ tầng")


def ids(*rows: tuple[Section | None, str], kind: str = "tasks") -> list[str]:
    table_rows = [
        (TableRow("b", n, section, {"number": number} if number else {}, {}), kind)
        for n, (section, number) in enumerate(rows)
    ]
    return row_ids(table_rows, SectionCodes())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(JANUARY, "1"), (JANUARY, "2")], ["T01-01", "T01-02"]),
        ([(JANUARY, "1\nT01-07"), (JANUARY, "8")], ["T01-07", "T01-08"]),
        ([(JANUARY, ""), (JANUARY, "x"), (JANUARY, "1")], ["T01-01", "T01-02", "T01-03"]),
        ([(FIRST, "1"), (SECOND, "2"), (SECOND, "2a")], ["I-1", "II-2", "II-2a"]),
        ([(FIRST, "I.1"), (FIRST, "I.2")], ["I-1", "I-2"]),
        ([(FIRST, "II.1")], ["I-1"]),
        ([(None, "1"), (None, "12"), (None, "12")], ["NV-1", "NV-12", "NV-13"]),
        ([(Section("1", "Trục"), "1.1"), (Section("1", "Trục"), "1.2")], ["1-1.1", "1-1.2"]),
        ([(Section("TX", "Thường xuyên"), "1.")], ["TX-01"]),
        ([(None, "0")], ["NV-1"]),
        ([(None, "T03-12")], ["T03-12"]),
    ],
)
def test_a_row_is_its_place_in_the_paper(
    rows: list[tuple[Section | None, str]], expected: list[str]
) -> None:
    assert ids(*rows) == expected


def test_inspections_have_their_own_section() -> None:
    assert ids((None, "1"), (JANUARY, ""), kind="inspections") == ["KT-01", "KT-02"]


def test_headings_without_a_code_get_roman_numbers_in_order() -> None:
    sections = SectionCodes()
    assert [sections.code_of(Section("", name), "tasks") for name in ("Một", "Hai", "một")] == [
        "I",
        "II",
        "I",
    ]
    assert sections.headings == {"I": "Một", "II": "Hai"}


def test_numbers_below_roman_numbers_are_told_apart() -> None:
    sections = SectionCodes()
    wanted = [Section("I", "A"), Section("1", "a"), Section("II", "B"), Section("1", "b")]
    assert [sections.code_of(section, "tasks") for section in wanted] == ["I", "1", "II", "II.1"]


def test_many_headings_without_a_code() -> None:
    sections = SectionCodes()
    codes = [sections.code_of(Section("", f"Mục {n}"), "tasks") for n in range(14)]
    assert codes[-3:] == ["XII", "M13", "M14"]
    assert sections.code_of(Section("I", "Khác"), "tasks") == "XII.I"
