from __future__ import annotations

from datetime import date

import pytest

from khtgdv.dates.periods import DateRange, months_period
from khtgdv.importer.finish import finish_reader

YEAR = months_period("year", 2026)
SCHOOL = DateRange(date(2026, 9, 1), date(2027, 8, 31))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Tháng 02", {"due": "2026-02"}),
        ("Tháng 01/2027", {"due": "2027-01"}),
        ("15/3/2026", {"due": "2026-03-15"}),
        ("12/2026", {"due": "2026-12"}),
        ("15/8", {"due": "2026-08-15", "due_text": "15/8"}),
        ("Trước ngày 15/3", {"due": "2026-03-15", "due_text": "Trước ngày 15/3"}),
        ("Quý II", {"due": "2026-Q2", "due_text": "Quý II"}),
        ("Hằng tháng", {"repeat": "month", "due_text": "Hằng tháng"}),
        (
            "Trước ngày 20 hằng tháng",
            {"repeat": [{"every": "month", "on": "20"}], "due_text": "Trước ngày 20 hằng tháng"},
        ),
        (
            "Hằng tuần/Hằng tháng",
            {"repeat": ["week", "month"], "due_text": "Hằng tuần/Hằng tháng"},
        ),
        (
            "2 lần/năm: trước 15/6 và trước 15/12",
            {
                "repeat": [{"every": "half-year", "on": ["06-15", "12-15"]}],
                "due_text": "2 lần/năm: trước 15/6 và trước 15/12",
            },
        ),
        ("Theo KH của TW", {"due_text": "Theo KH của TW"}),
        ("Khi phát sinh", {"due_text": "Khi phát sinh"}),
        ("Thường xuyên", {"due_text": "Thường xuyên"}),
        ("Trước Tết", None),
    ],
)
def test_what_a_finish_cell_comes_to(text: str, keys: dict[str, object] | None) -> None:
    assert finish_reader(YEAR)(text, None) == keys


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("01/9 - 30/9/2026", {"start": "2026-09-01", "due": "2026-09-30"}),
        ("Hằng năm, trước ngày 10/01 năm sau", {"repeat": [{"every": "year", "after": "10"}]}),
        ("2 năm/lần", {"repeat": [{"every": "year", "interval": "2"}]}),
        ("Quý I, quý III", {"repeat": [{"every": "quarter", "in": [1, 3]}]}),
    ],
)
def test_the_keys_of_fuller_words(text: str, part: dict[str, object]) -> None:
    assert part.items() <= (finish_reader(YEAR)(text, None) or {}).items()


def test_rules_that_need_names_to_be_told_apart() -> None:
    keys = finish_reader(YEAR)("20/01, 15/5, 20/9", None) or {}
    rules = keys["repeat"]
    assert isinstance(rules, list)
    assert rules[0] == {"every": "year", "on": "01-20", "label": "lần 1"}


def test_months_are_of_the_span() -> None:
    assert finish_reader(SCHOOL)("Tháng 01", None) == {"due": "2027-01"}
