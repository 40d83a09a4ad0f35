"""Sorting, limiting and choosing columns of any document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.dates.periods import Position, parse_period
from khtgdv.document.document import Column, Document, Row, Table, Value
from khtgdv.errors import UsageError
from khtgdv.query.arrange import Arrangement, arrange, sort_rows

COLUMNS = tuple(Column(key, key) for key in ("id", "lead", "deadline", "n", "task"))
ALL_COLUMNS = "Các cột: deadline (deadline), id (id), lead (lead), n (n), task (task)"
RANKS = {"lead": ("TT-TH", "DT-CH", "VP")}


def document(*rows: dict[str, Value], **options: str | bool) -> Document:
    table = Table("tasks", "", COLUMNS, ("id", "task"), tuple(Row(row) for row in rows))
    table = replace(table, **options)  # type: ignore[arg-type]
    position = Position(date(2026, 3, 31))
    return Document("list", "", position, ("thử",), (table,), ranks=RANKS)


def values(made: Document, key: str) -> list[Value]:
    return [row.values.get(key) for row in made.tables[0].rows]


def in_order(key: str, items: list[Value], *, descending: bool = False) -> list[Value]:
    rows = [Row({key: item}) for item in items]
    made = sort_rows(rows, key, RANKS, descending=descending)
    return [row.values.get(key) for row in made]


IDS: list[Value] = ["T01-02", "T01-10", "T02-01", "T12-01", "TX-01", "TX-38", "KT-01", "KT-10"]
ORDERS: dict[str, list[Value]] = {
    "id": IDS,
    "lead": ["TT-TH", "DT-CH", "VP"],
    "deadline": [date(2026, 1, 31), date(2026, 2, 1), date(2027, 1, 31)],
    "start": [parse_period("2026-03-31"), parse_period("2026-04"), parse_period("2026")],
    "n": [-1, 0, 2, 10],
    "task": ["10 năm", "Báo cáo", "bầu cử", "công tác", "Đại hội", "em"],
}


@pytest.mark.parametrize("key", list(ORDERS))
@given(st.data())
def test_values_sort_in_their_own_order_and_none_last(key: str, data: st.DataObject) -> None:
    order = ORDERS[key]
    shuffled = data.draw(st.permutations([*order, None]))
    assert in_order(key, shuffled) == [*order, None]
    assert in_order(key, shuffled, descending=True) == [*reversed(order), None]


def test_empty_texts_and_lists_are_last_in_both_directions() -> None:
    items: list[Value] = ["", ("b",), (), ("a", "c"), None]
    for descending in (False, True):
        made = in_order("task", items, descending=descending)
        assert made[2:] == ["", (), None]
    assert in_order("task", items)[:2] == [("a", "c"), ("b",)]


def test_values_of_several_types_never_meet() -> None:
    items: list[Value] = ["VP", 3, date(2026, 1, 1), parse_period("2026-02"), "TX-01", "chữ", True]
    assert in_order("lead", items) == [
        "VP", True, 3, date(2026, 1, 1), parse_period("2026-02"), "TX-01", "chữ",
    ]  # fmt: skip


def test_several_sort_keys_and_equal_rows_keep_their_order() -> None:
    rows: list[dict[str, Value]] = [
        {"id": "T01-01", "lead": "VP", "n": 1},
        {"id": "T01-02", "lead": "TT-TH", "n": 1},
        {"id": "T01-03", "lead": "VP", "n": 2},
        {"id": "T01-04", "lead": "VP", "n": 1},
    ]
    made = arrange(document(*rows), Arrangement(sort=("lead", "-n")))
    assert values(made, "id") == ["T01-02", "T01-03", "T01-01", "T01-04"]
    made = arrange(document(*rows), Arrangement(sort=("-n",)))
    assert values(made, "id") == ["T01-03", "T01-01", "T01-02", "T01-04"]


def test_a_key_that_a_table_lacks_leaves_it_as_it_is() -> None:
    one = document({"id": "T01-02"}, {"id": "T01-01"})
    other = Table("others", "", (Column("x", "x"),), ("x",), (Row({"x": 2}), Row({"x": 1})))
    made = arrange(
        replace(one, tables=(*one.tables, other)), Arrangement(sort=("id",), columns=("id",))
    )
    assert values(made, "id") == ["T01-01", "T01-02"]
    assert [row.values["x"] for row in made.tables[1].rows] == [2, 1]
    assert [table.choice for table in made.tables] == [("id",), None]


def test_columns_are_chosen_in_the_order_asked() -> None:
    made = arrange(document(), Arrangement(columns=("task", "id")))
    assert [column.key for column in made.tables[0].view_columns] == ["task", "id"]


@pytest.mark.parametrize("limit", [None, 0, 3, 9])
def test_a_limit_that_cuts_nothing_says_nothing(limit: int | None) -> None:
    rows: list[dict[str, Value]] = [{"id": f"T01-0{n}"} for n in range(1, 4)]
    made = arrange(document(*rows, footer="3 trên 3"), Arrangement(limit=limit))
    assert (len(made.tables[0].rows), made.tables[0].footer) == (3, "3 trên 3")


@pytest.mark.parametrize(
    ("footer", "told"),
    [("3 trên 3", "3 trên 3\nChỉ hiện 2 trên 3 dòng; --limit 0 để xem hết."),
     ("", "Chỉ hiện 2 trên 3 dòng; --limit 0 để xem hết.")],
)  # fmt: skip
def test_a_limit_cuts_after_sorting_and_says_so(footer: str, told: str) -> None:
    rows: list[dict[str, Value]] = [{"id": f"T01-0{n}"} for n in range(1, 4)]
    made = arrange(document(*rows, footer=footer), Arrangement(sort=("-id",), limit=2))
    assert values(made, "id") == ["T01-03", "T01-02"]
    assert made.tables[0].footer == told


@pytest.mark.parametrize(("screen", "rows"), [(False, 502), (True, 500)])
def test_groups_with_their_figures_are_never_cut_by_a_limit(screen: bool, rows: int) -> None:  # noqa: FBT001
    groups: list[dict[str, Value]] = [{"id": f"{n}", "n": n} for n in range(502)]
    made = arrange(document(*groups, of_groups=True), Arrangement(limit=2, screen=screen))
    assert len(made.tables[0].rows) == rows
    made = arrange(document(*groups, of_groups=True), Arrangement(limit=0, screen=screen))
    assert len(made.tables[0].rows) == 502


def test_a_record_is_never_cut() -> None:
    made = arrange(document({"id": "1"}, {"id": "2"}, layout="record"), Arrangement(limit=1))
    assert len(made.tables[0].rows) == 2


@pytest.mark.parametrize(
    ("arrangement", "message", "hint"),
    [
        (Arrangement(sort=("-dedline",)), 'Không có cột để sắp xếp "dedline".',
         f'Có phải "deadline"? {ALL_COLUMNS}'),
        (Arrangement(columns=("id", "zzz")), 'Không có cột "zzz".',
         ALL_COLUMNS),
        (Arrangement(limit=-1), "Số dòng của --limit phải từ 0 trở lên.",
         "Ví dụ: --limit 20; 0 là hết"),
    ],
)  # fmt: skip
def test_what_cannot_be_arranged_is_refused(
    arrangement: Arrangement, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        arrange(document(), arrangement)
    assert (caught.value.message, caught.value.hint) == (message, hint)
