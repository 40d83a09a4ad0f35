"""The neutral document: what a person reads in a cell, and which columns are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from khtgdv.dates.periods import parse_period
from khtgdv.document.document import Column, Row, Table, Value, format_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "có"),
        (False, "không"),
        (0, "0"),
        (12, "12"),
        ("Báo cáo", "Báo cáo"),
        (date(2026, 3, 5), "05/03/2026"),
        (parse_period("2026-03"), "3/2026"),
        (parse_period("2026-Q2"), "quý II/2026"),
        (("Phòng TT-TH", "Văn phòng"), "Phòng TT-TH; Văn phòng"),
        ((), ""),
        ({"to": parse_period("2026-05"), "on": date(2026, 3, 20), "document": None},
         "to: 5/2026, on: 20/03/2026"),
        (({"every": "month"}, {"every": "year"}), "every: month; every: year"),
    ],
)  # fmt: skip
def test_a_value_as_a_person_reads_it(value: Value, text: str) -> None:
    assert format_value(value) == text


TABLE = Table(
    "tasks",
    "",
    (Column("id", "Mã"), Column("task", "Nhiệm vụ"), Column("lead", "Chủ trì")),
    ("id", "lead"),
)


def keys(columns: tuple[Column, ...]) -> list[str]:
    return [column.key for column in columns]


def test_a_table_shows_its_default_columns_and_writes_all() -> None:
    assert keys(TABLE.view_columns) == ["id", "lead"]
    assert keys(TABLE.data_columns) == ["id", "task", "lead"]


def test_chosen_columns_are_shown_and_written_in_their_order() -> None:
    chosen = replace(TABLE, choice=("task", "id"))
    assert keys(chosen.view_columns) == keys(chosen.data_columns) == ["task", "id"]


def test_a_narrow_screen_shows_fewer_columns_where_nobody_chose() -> None:
    narrow = replace(TABLE, narrow=("lead",))
    assert keys(narrow.narrow_columns) == ["lead"]
    assert keys(replace(narrow, choice=("task",)).narrow_columns) == ["task"]
    assert keys(TABLE.narrow_columns) == ["id", "lead"]


def test_a_row_says_its_words_where_it_has_some() -> None:
    row = Row({"state": "overdue", "due": None, "n": 0}, {"state": "quá hạn 3 ngày", "n": ""})
    texts = [row.text(key) for key in ("state", "due", "n", "other")]
    assert texts == ["quá hạn 3 ngày", "", "", ""]


def test_a_table_with_other_rows_is_otherwise_the_same() -> None:
    row = Row({"id": "T01-01"})
    assert TABLE.with_rows((row,)) == replace(TABLE, rows=(row,))
