"""Several rows in a text: lists with commas, and ranges."""

from __future__ import annotations

import pytest

from khtgdv.errors import UsageError
from khtgdv.query.id_lists import id_range, names_several, split_row_ids, with_ranges

IDS = (
    *(f"T03-{number:02}" for number in range(1, 8)),
    "T04-01", "II-1", "II-12", "II-12a", "II-13", "II-2.1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (["i-1, ii-12a", "T03-12,"], ["i-1", "ii-12a", "T03-12"]),
        (["T03-12;T03-13."], ["T03-12", "T03-13"]),
        (["T03-12 và T03-13"], ["T03-12", "T03-13"]),
        (["T03-01,02,03"], ["T03-01", "T03-02", "T03-03"]),
        (["t3.1,", "2,", "3"], ["t3.1", "t3-2", "t3-3"]),
        (["T03-01 và 02"], ["T03-01", "T03-02"]),
        (["T03-01", "02"], ["T03-01", "02"]),
        (["1,2"], ["1", "2"]),
        (["T0111,12"], ["T0111", "12"]),
        (["T03-12", "T03-12"], ["T03-12"]),
        (["•T03-12", "“T03-13”", '"T03-14"'], ["T03-12", "T03-13", "T03-14"]),
        (["\uff34\uff10\uff13\uff0d\uff11\uff12\uff0c\uff11\uff13"], ["T03-12", "T03-13"]),
        (["T03-01..05,07"], ["T03-01..05", "T03-07"]),
        ([" , ", ""], []),
    ],
)
def test_a_list_of_ids_is_taken_apart(texts: list[str], ids: list[str]) -> None:
    assert split_row_ids(texts) == ids


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("T03-02..T03-04", "T03-02 T03-03 T03-04"),
        ("T03-2..4", "T03-02 T03-03 T03-04"),
        ("t03-02 đến 04", "T03-02 T03-03 T03-04"),
        ("t03-02 den t03-04", "T03-02 T03-03 T03-04"),
        ("từ T03-02 đến hết T03-04", "T03-02 T03-03 T03-04"),
        ("T03-02 tới 3", "T03-02 T03-03"),
        ("T3.2 … T3.4", "T03-02 T03-03 T03-04"),
        ("T0302->T0304", "T03-02 T03-03 T03-04"),
        ("T03-02 - T03-03", "T03-02 T03-03"),
        ("T03-03..3", "T03-03"),
        ("II-12..13", "II-12 II-12a II-13"),
        ("T03-05", "T03-05"),
        ("T03 - 5", "T03 - 5"),
        ("t3 5", "t3 5"),
        ("T03-01-05", "T03-01-05"),
        ("12 đến 13", "12 đến 13"),
    ],
)
def test_a_range_has_the_rows_between_its_ends(text: str, rows: str) -> None:
    assert with_ranges([text], IDS) == (rows.split() if id_range(text) else [rows])


@pytest.mark.parametrize(
    ("text", "why", "hint"),
    [
        ("T03-04..02", "ngược", "viết mã nhỏ trước: T03-02..T03-04"),
        ("T03-04..T04-01", "nằm ở hai mục", "ghi từng mục một, ví dụ T03-01..T03-05"),
        ("T03-04..30", 'Không có dòng nào mang mã "T03-30"', "Gần nhất: T03-0"),
    ],
)
def test_a_range_that_is_none_is_refused(text: str, why: str, hint: str) -> None:
    with pytest.raises(UsageError, match=why) as refused:
        with_ranges([text], IDS)
    assert str(refused.value.hint).startswith(hint)


def test_a_row_that_is_called_like_a_range_is_that_row() -> None:
    assert with_ranges(["T03-1..2"], ["T03-1..2"]) == ["T03-1..2"]


def test_one_row_is_not_several() -> None:
    assert not names_several(["T03-12", "T03-12,"])
    assert names_several(["T03-12..13"])
    assert names_several(["T03-12", "T03-13"])
