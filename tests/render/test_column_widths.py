"""How broad the columns on paper are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.document.document import Column, ColumnKind, Row
from khtgdv.render.column_widths import column_widths

KINDS: tuple[ColumnKind, ...] = (
    "id", "code", "long", "line", "text", "date", "number", "heat", "share", "bar", "state", "day",
    "span",
)  # fmt: skip
ROOM = 257.0


@given(
    kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=20),
    texts=st.lists(st.text(max_size=300), max_size=3),
)
def test_columns_fill_the_sheet_and_none_is_without_room(
    kinds: list[ColumnKind], texts: list[str]
) -> None:
    columns = [Column(f"{number}", kind, kind) for number, kind in enumerate(kinds)]
    rows = [Row({column.key: text for column in columns}) for text in texts]
    made = column_widths(columns, rows, ROOM)
    assert sum(made) == pytest.approx(ROOM)
    assert min(made) > 0


def test_long_texts_get_more_and_no_word_is_broken_beside_them() -> None:
    columns = [Column(key, "Cột") for key in ("long", "short", "empty", "code")]
    row = Row({"long": "một hai ba " * 50, "short": "một", "empty": "", "code": "12-QĐ/BTGDVTU"})
    long, short, empty, code = column_widths(columns, [row], ROOM)
    assert long > 100
    assert 22 <= empty <= short < 30
    assert code >= 2.2 * len("12-QĐ/BTGDVTU")


def test_the_days_of_a_week_are_alike() -> None:
    columns = [Column(f"{day}", f"Thứ {day}", "day") for day in range(2, 9)]
    made = column_widths(columns, [Row({"2": "rất nhiều việc " * 20, "3": ""})], ROOM)
    assert made == pytest.approx([ROOM / 7] * 7)


def test_a_sheet_too_narrow_for_its_words_is_shared_by_what_they_need() -> None:
    columns = [Column(f"{number}", "Cột") for number in range(12)]
    row = Row({column.key: "chữ" * 50 for column in columns})
    assert column_widths(columns, [row], ROOM) == pytest.approx([ROOM / 12] * 12)
    assert column_widths(columns, [row, Row({"0": "a"})], ROOM / 2) == pytest.approx(
        [ROOM / 24] * 12
    )
