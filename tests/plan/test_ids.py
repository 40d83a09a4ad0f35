"""The names and places of new rows, and the year that is meant where a folder has several."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.errors import UsageError
from khtgdv.plan.ids import (
    TASK_ID_PATTERN,
    RowNumber,
    next_id,
    row_key,
    row_number,
    row_to_insert_after,
    section_code,
    section_of,
    section_order,
    typed_id_readings,
    year_of,
)

IDS = ["T01-01", "T01-02", "T03-01", "T03-100", "lạ", "T05-x", "TX-07"]


@pytest.mark.parametrize(
    ("section", "new", "after"),
    [
        ("T01", "T01-03", "T01-02"),
        ("T02", "T02-01", "T01-02"),
        ("T03", "T03-101", "T03-100"),
        ("T05", "T05-01", "T03-100"),
        ("TX", "TX-08", "TX-07"),
        ("KT", "KT-01", None),
    ],
)
def test_a_new_row_has_the_next_number_and_follows_its_section(
    section: str, new: str, after: str | None
) -> None:
    assert next_id(IDS, section) == new
    assert row_to_insert_after(IDS, section) == after


def test_the_first_row_of_an_empty_file() -> None:
    assert (next_id([], "T03"), row_to_insert_after([], "T03")) == ("T03-01", None)


OWN = ["I-1", "I-2", "II-3", "II-12", "II-12a", "2-2.9", "2-2.10", "NV-03", "TX-01"]


@pytest.mark.parametrize(
    ("section", "new", "after"),
    [
        ("I", "I-3", "I-2"),
        ("II", "II-13", "II-12a"),
        ("A", "A-1", "II-12a"),
        ("2", "2-2.11", "2-2.10"),
        ("NV", "NV-04", "NV-03"),
        ("T05", "T05-01", None),
        ("TX", "TX-02", "TX-01"),
    ],
)
def test_declared_sections_go_on_as_the_paper_numbers_them(
    section: str, new: str, after: str | None
) -> None:
    assert next_id(OWN, section) == new
    assert row_to_insert_after(OWN, section, ["I", "II", "A", "2"]) == after


def test_whole_numbers_go_on_past_those_of_parts() -> None:
    assert next_id(["I-2", "I-2.1", "I-2.7"], "I") == "I-3"
    assert next_id(["I-2.1đ"], "I") == "I-2.2"


def test_numbers_compare_as_the_paper_orders_them() -> None:
    rows = ["I-2", "I-2.1", "I-2.9", "I-2.10", "I-12", "I-12a", "I-12b", "I-13"]
    assert sorted(rows, key=lambda row: row_number(row) or ((), "")) == rows
    assert [row_number(text) for text in ("I", "I-", "-1", "I-a", "I-0")] == [None] * 5


def test_two_spellings_of_a_row_are_one() -> None:
    assert row_key("NV-3") == row_key("NV-03") != row_key("NV-30")
    assert (row_key("T03-12"), row_key("lạ")) == ("T03-12", "lạ")
    assert section_of("A.I-2.1") == "A.I"


def test_sections_in_the_order_of_the_paper() -> None:
    order = section_order(["B", "A"])
    assert order["T12"] < order["B"] < order["A"] < order["TX"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("t3", "T03"), ("T12", "T12"), (" ii ", "II"), ("01.02", "1.2"), ("tx", "TX")],
)
def test_the_code_of_a_section_as_files_write_it(text: str, code: str) -> None:
    assert section_code(text) == code


SECTIONS = ["A", "I", "II", "1", "1.1", "T03", "TX", "NV"]
rows_of_plans = st.lists(
    st.tuples(
        st.sampled_from(SECTIONS),
        st.integers(1, 120),
        st.sampled_from(["", "", ".1", ".10", "a", "đ"]),
    ).map(
        lambda parts: (
            f"{parts[0]}-{parts[1]:02}" if parts[0] in ("T03", "TX")
            else f"{parts[0]}-{parts[1]}{parts[2]}"
        )
    ),
    max_size=12,
    unique=True,
)  # fmt: skip


@given(rows_of_plans, st.sampled_from(SECTIONS))
def test_a_new_row_is_valid_and_comes_after_all_of_its_section(
    rows: list[str], section: str
) -> None:
    new = next_id(rows, section)
    assert re.fullmatch(TASK_ID_PATTERN, new)
    assert row_key(new) not in set(map(row_key, rows))
    whole = [row for row in rows if section_of(row) == section and len(number_of(row)[0]) == 1]
    assert all(number_of(new) > number_of(row) for row in whole)


@given(rows_of_plans)
def test_rows_added_in_any_order_stand_in_the_order_of_the_sections(rows: list[str]) -> None:
    declared = ["I", "A", "1.1", "II", "1"]
    file: list[str] = []
    for row in rows:
        after = row_to_insert_after(file, section_of(row), declared)
        file.insert(file.index(after) + 1 if after else 0, row)
    order = section_order(declared)
    places = [order[section_of(row)] for row in file]
    assert places == sorted(places)


def number_of(row: str) -> RowNumber:
    number = row_number(row)
    assert number
    return number


def test_the_plainest_reading_comes_first() -> None:
    dash, sign, nothing, *_ = typed_id_readings("1-1.1")
    assert (dash, sign, nothing) == ([("1-1.1", "1-01.1", "1-001.1")], [], [])
    dash, sign, nothing, *_ = typed_id_readings("T0312")
    assert (dash, sign) == ([], [])
    assert ("T03-12",) in nothing
    assert all(not readings for readings in typed_id_readings("9" * 41))


YEARS = {2026: {"T12-01": True, "T12-02": False}, 2027: {"T12-01": True, "T12-02": True}}


def test_the_year_in_focus_is_meant_unless_something_is_left_of_an_earlier_one() -> None:
    assert year_of(["T12-02"], YEARS, 2027) == 2027
    assert year_of(["T12-02", "T12-01"], YEARS, 2026) == 2026
    assert year_of([], YEARS, 2026) == 2026
    with pytest.raises(UsageError, match="T12-01 có trong kế hoạch của nhiều năm: 2026, 2027"):
        year_of(["T12-01"], YEARS, 2027)


def test_a_row_of_another_year_alone_is_meant() -> None:
    years = {2026: {"T12-01": False}, 2027: {"T01-01": True}}
    assert year_of(["T12-01"], years, 2027) == 2026
    with pytest.raises(UsageError, match=r"T12-01 \(năm 2026\), T01-01 \(năm 2027\)"):
        year_of(["T12-01", "T01-01"], years, 2027)
