"""What is a change of a sheet and what is not: rows moved, lost, added, codes that are others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.worksheet.conftest import Office


def test_a_sheet_that_nobody_filled_in_changes_nothing(office: Office) -> None:
    office.hand_out()
    before = office.text()
    told = office.take_back()
    assert (told.status, told.err) == (0, "")
    assert "Bảng không có ô nào đổi so với kế hoạch." in told.out
    assert told.out.endswith("Không có gì để ghi.\n")
    assert office.text() == before


def test_rows_may_be_sorted_and_moved_and_columns_too(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", completed=date(2026, 3, 30))
    rows = sorted(book.rows, key=lambda row: str(row[2]))
    book.lines[book.head + 1 :] = [["x", *row[::-1]] for row in rows]
    book.lines[book.head] = ["Ghi thêm", *book.lines[book.head][::-1]]
    tables = office.tables(book)
    assert [(row["id"], row["key"]) for row in tables["changes"]] == [("T03-01", "completed")]


def test_rows_that_are_gone_stay_in_the_plan(office: Office) -> None:
    book = office.hand_out()
    del book.lines[book.head + 2 :]
    book.set("T03-01", assignee="Bà B")
    before = office.text()
    told = office.take_back(book)
    assert told.status == 0
    assert "3 dòng lúc xuất không còn trong bảng: kế hoạch giữ nguyên." in told.out
    assert office.new_lines(before) == ["assignee: Bà B"]


def test_a_column_that_is_gone_says_nothing(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-02", progress=50)
    place = book.column("Người thực hiện")
    for line in book.lines[book.head :]:
        del line[place]
    before = office.text()
    told = office.take_back(book)
    assert "Bảng không còn cột: Người thực hiện; các ô ấy giữ nguyên." in told.out
    assert office.new_lines(before) == ["-progress: 40", "progress: 50"]


@pytest.mark.parametrize("typed", ["t3–1", "T03−01", "T0301", " T03-01 ", "t03.01"])
def test_a_code_may_be_typed_in_any_way(typed: str, office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B")
    book.row("T03-01")[0] = typed
    tables = office.tables(book)
    assert ([row["id"] for row in tables["changes"]], tables["refused"]) == (["T03-01"], [])


def test_another_code_is_refused(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B")
    name = book.cell_name("T03-01", "Mã")
    book.row("T03-01")[0] = "T03-77"
    assert office.refusals(book) == {name: 'Không có dòng nào mang mã "T03-77" lúc xuất bảng.'}


def test_the_code_of_another_row_is_refused(office: Office) -> None:
    book = office.hand_out()
    names = [book.cell_name(row_id, "Mã") for row_id in ("T03-01", "T03-02")]
    book.row("T03-01")[0] = "T03-02"
    numbers = ", ".join(name[1:] for name in names)
    message = f"Mã T03-02 có ở nhiều dòng của bảng: {numbers}."
    assert office.refusals(book) == dict.fromkeys(names, message)


def test_the_code_of_a_row_that_is_gone_is_refused(office: Office) -> None:
    book = office.hand_out()
    book.lines.remove(book.row("T03-02"))
    book.row("T03-01")[0] = "T03-02"
    (reason,) = office.refusals(book).values()
    assert reason == "Cột Nội dung cố định, sửa ở bảng không được ghi."


def test_a_code_that_was_wiped_is_refused(office: Office) -> None:
    book = office.hand_out()
    name = book.cell_name("T03-01", "Mã")
    book.row("T03-01")[0] = ""
    assert office.refusals(book) == {name: "Ô Mã để trống mà nội dung là của T03-01."}


@pytest.mark.parametrize("key", ["section", "task", "lead", "due"])
def test_what_is_fixed_is_not_changed_here(key: str, office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", **{key: "khác", "assignee": "Bà B"})
    before = office.text()
    (refused,) = office.tables(book)["refused"]
    assert (refused["id"], refused["key"], refused["sheet"]) == ("T03-01", key, "khác")
    assert office.text() == before


def test_what_was_pasted_with_a_text_goes_with_a_word(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà\u00a0B\u200b")
    (change,) = office.tables(book)["changes"]
    assert change["after"] == "Bà B"
    assert change["note"] == (
        f"ô {change['cell']}: chữ dán vào đã được làm sạch (1 dấu cách đặc biệt, 1 ký tự ẩn)"
    )


def test_what_a_formula_comes_to_is_what_it_says(office: Office) -> None:
    book = office.hand_out()
    book.set("T03-01", assignee="Bà B")
    place = (book.lines.index(book.row("T03-01")), book.column("Người thực hiện"))
    book.formulas[place] = '="Bà "&"B"'
    assert [row["after"] for row in office.tables(book)["changes"]] == ["Bà B"]


@pytest.mark.parametrize("value", ["", "#NAME?"])
def test_a_formula_that_comes_to_nothing_is_no_empty_cell(value: str, office: Office) -> None:
    book = office.hand_out()
    book.set("T03-02", assignee=value)
    place = (book.lines.index(book.row("T03-02")), book.column("Người thực hiện"))
    book.formulas[place] = "=KHONG()"
    (refused,) = office.tables(book)["refused"]
    assert refused["cell"] == book.cell_name("T03-02", "Người thực hiện")
    assert "công thức" in refused["reason"]
    assert office.row("T03-02")["assignee"] == "Bà B"
