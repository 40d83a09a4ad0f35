"""Tables with more columns than a sheet holds stand in bands, and lose no column and no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.render.column_widths import bands

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

ROOM = 257.0


@given(
    widths=st.lists(st.floats(5, ROOM / 3), min_size=1, max_size=40),
    naming=st.sets(st.integers(0, 2), max_size=2),
)
def test_every_column_stands_in_one_band_that_the_sheet_holds(
    widths: list[float], naming: set[int]
) -> None:
    naming = {place for place in naming if place < len(widths)}
    found = bands(widths, sorted(naming), ROOM)
    assert all(sum(widths[place] for place in band) <= ROOM + 1e-6 for band in found)
    places = [place for band in found for place in band]
    names = {place for place in places if places.count(place) > 1}
    assert names <= naming
    assert all(place in names or places.count(place) == 1 for place in range(len(widths)))
    if sum(widths) <= ROOM:
        assert found == [tuple(range(len(widths)))]


def test_bands_are_about_equally_full() -> None:
    first, second = bands([10.0] * 30, [0], ROOM)
    assert (len(first), len(second)) == (16, 15)
    assert first[0] == second[0] == 0


@pytest.mark.parametrize("numbers", ["T01-01", "T01-01,T01-02"])
def test_word_has_the_rows_in_each_band(numbers: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    columns = (
        "id,task,lead,assignee,product,deadline,progress,state,completed,result,notes,coordinating,"
        "start,due,due_text,kind,leader,focus,authority,responsibility,section"
    )
    chosen = ("--columns", columns, "--id", numbers)
    assert run("list", *chosen, "--data", "data", "-o", out).status == 0
    made = docx.Document(str(out))
    first, second = (table for table in made.tables if table.rows[0].cells[0].text == "TT")
    assert [row.cells[1].text for row in second.rows] == [row.cells[1].text for row in first.rows]
    heads = [cell.text for table in (first, second) for cell in table.rows[0].cells]
    assert len(heads) == len(columns.split(",")) + 3
    assert "Các cột tiếp theo (2/2)" in [p.text for p in made.paragraphs]
