"""The names and places of new rows, and the year that is meant where a folder has several."""

from __future__ import annotations

import pytest

from khtgdv.errors import UsageError
from khtgdv.plan.ids import next_id, row_to_insert_after, year_of

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
