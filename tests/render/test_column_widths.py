"""How broad the columns on paper are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.render.column_widths import CELL_MARGINS, fit_columns, measure_columns
from khtgdv.render.letter_widths import text_width, words_of
from khtgdv.render.table_lines import TableCell, TableLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import ColumnKind

KINDS: tuple[ColumnKind, ...] = (
    "id", "code", "long", "line", "text", "date", "number", "heat", "share", "bar", "state", "day",
    "span",
)  # fmt: skip
ROOM = 257.0
TASK = "Xây dựng Hướng dẫn chuyên đề học tập và làm theo tư tưởng, đạo đức Hồ Chí Minh năm 2026. "


def lines_of(head: Sequence[str], *rows: Sequence[str]) -> list[TableLine]:
    """Return the lines of a table."""
    lines = [TableLine("head", tuple(map(TableCell, head)))]
    return [*lines, *(TableLine("row", tuple(map(TableCell, row))) for row in rows)]


def fitted(
    lines: Sequence[TableLine], kinds: Sequence[ColumnKind]
) -> tuple[tuple[float, ...], int]:
    """Return the widths of columns on a sheet, and the size of their letters."""
    return fit_columns(measure_columns(lines, kinds), kinds, ROOM)


def fullness(lines: Sequence[TableLine], place: int, width: float, size: int) -> float:
    """Return which share of a column its fullest line takes, its words set one after another."""
    room, fullest = width - CELL_MARGINS, 0.0
    for line in lines:
        for part in line.cells[place].text.split("\n"):
            words: list[str] = []
            for word in words_of(part):
                longer = " ".join([*words, word])
                words = [*words, word] if text_width(longer, size) <= room else [word]
                fullest = max(fullest, text_width(" ".join(words), size, bold=line.kind == "head"))
    return min(fullest, room) / room


def broken(lines: Sequence[TableLine], widths: Sequence[float], size: int) -> list[str]:
    """Return the words that do not fit into their columns."""
    return [
        word
        for line in lines
        for cell, width in zip(line.cells, widths, strict=True)
        for part in cell.text.split("\n")
        for word in words_of(part)
        if text_width(word, size, bold=line.kind == "head") > width - CELL_MARGINS
    ]


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=25),
    texts=st.lists(st.text(alphabet="ạb đƯ-\n", max_size=300), max_size=3),
    data=st.data(),
)
def test_columns_fill_the_sheet_and_no_word_is_broken_beside_an_empty_one(
    kinds: list[ColumnKind], texts: list[str], data: st.DataObject
) -> None:
    cell = st.sampled_from(["", "12-QĐ/BTGDVTU", "a" * 90, *texts])
    rows = [[data.draw(cell) for _ in kinds] for _ in range(3)]
    lines = lines_of(["CỘT"] * len(kinds), *rows)
    widths, size = fitted(lines, kinds)
    assert sum(widths) == pytest.approx(ROOM)
    assert min(widths) > 0
    if broken(lines, widths, size):
        ratios = [fullness(lines, place, width, size) for place, width in enumerate(widths)]
        alike = {"heat", "day"}
        assert min([r for r, k in zip(ratios, kinds, strict=True) if k not in alike] or [1]) >= 0.5


def test_long_texts_get_more_and_short_ones_are_whole() -> None:
    lines = lines_of(
        ["NHIỆM VỤ", "KẾT THÚC", "GHI CHÚ", "SỐ"],
        [TASK * 4, "Tháng 10", "", "12-QĐ/BTGDVTU"],
        [TASK, "Tháng 02", "", ""],
    )
    (task, finish, empty, number), size = fitted(lines, ["long", "date", "text", "text"])
    assert size == 12
    assert task > 100
    assert text_width("Tháng 10", 12) < finish - CELL_MARGINS < 26
    assert 25 < empty < 30
    assert number - CELL_MARGINS > text_width("12-QĐ/BTGDVTU", 12)


def test_eleven_columns_of_a_list_break_no_word() -> None:
    head = [
        "TT", "MÃ", "NHIỆM VỤ", "CHỦ TRÌ", "NGƯỜI ĐƯỢC GIAO", "SẢN PHẨM", "KẾT THÚC",
        "TIẾN ĐỘ %", "TÌNH TRẠNG", "HOÀN THÀNH", "KẾT QUẢ", "GHI CHÚ",
    ]  # fmt: skip
    row = [
        "1",
        "T01-01",
        TASK * 5,
        "Phòng DVCCQNN, DT-TG",
        *[""] * 2,
        "Tháng 10",
        "",
        "chưa",
        *[""] * 3,
    ]
    kinds: list[ColumnKind] = [
        "id", "id", "long", "code", "text", "text", "date", "number", "state", "date", "text",
        "text",
    ]  # fmt: skip
    lines = lines_of(head, row)
    widths, size = fitted(lines, kinds)
    assert (size, broken(lines, widths, size)) == (10, [])
    assert widths[2] > 55


def test_letters_get_smaller_before_a_word_is_broken() -> None:
    texts = ["nghiêng" * 3 + "thư"] * 6
    widths, size = fitted(lines_of(["A"] * 6, texts), ["text"] * 6)
    assert (size, broken(lines_of(["A"] * 6, texts), widths, size)) == (9, [])


def test_months_are_alike_and_days_too() -> None:
    for kind in ("heat", "day"):
        lines = lines_of(["T1", "T2", "TÊN"], ["12345", "", "một"])
        (first, second, _), _ = fitted(lines, [kind, kind, "text"])
        assert first == second


def test_without_texts_all_columns_share_the_sheet() -> None:
    (first, second), _ = fitted(lines_of(["MỘT", "HAI"], ["1", "2"]), ["number"] * 2)
    assert first + second == pytest.approx(ROOM)


def test_the_note_below_a_number_and_the_heading_of_a_group() -> None:
    lines = [
        TableLine("group", (TableCell("Một tiêu đề dài " * 20),)),
        TableLine("row", (TableCell("1", note="KẾHOẠCHSỐMỘT-12"), TableCell(TASK * 9))),
    ]
    (number, _), _ = fitted(lines, ["id", "long"])
    assert 22 < number < 40
