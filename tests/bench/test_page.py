"""The page's tables and its picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import page
from bench.chart import HEIGHT, WIDTH, svg
from bench.looks import SERIES_STYLES
from bench.scales import Scale, spread
from tests.bench.example import COSTS, RESULTS

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SVG = "{http://www.w3.org/2000/svg}"


def test_tables(snapshot: SnapshotAssertion) -> None:
    assert page.tables(RESULTS) == snapshot


def test_a_wrong_answer_is_told_in_the_table() -> None:
    wrong = replace(COSTS[0], answer=13)
    assert "58 ms · 6,4x (**trả lời sai**)" in page.costs_table([wrong], page.time_text)


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    text = "# A\n<!-- make bench -->\ncũ\n<!-- hết make bench -->\nB\n"
    made = "# A\n<!-- make bench -->\n\nmới \\1\n\n<!-- hết make bench -->\nB\n"
    assert page.replace_generated_part(text, "mới \\1") == made
    assert page.replace_generated_part(made, "mới \\1") == made
    with pytest.raises(ValueError, match="marks"):
        page.replace_generated_part("# A\n", "mới")


def test_the_shipped_page_can_be_filled() -> None:
    assert page.replace_generated_part(page.PAGE_PATH.read_text(encoding="utf-8"), "mới")


def test_the_picture_draws_a_point_for_each_cost_and_names_each_line() -> None:
    picture = ET.fromstring(svg(COSTS, 9))  # noqa: S314 - made here
    drawn = [cost for cost in COSTS if cost.question in SERIES_STYLES]
    assert len(picture.findall(f"{SVG}circle")) == len(drawn)
    words = [text.text or "" for text in picture.iter(f"{SVG}text")]
    assert {"khal list", "task summary · 4,7 giây", "khtgdv, số từng phòng · 100 ms"} <= {*words}
    assert {"165", "16.500", "544.500", "100 ms", "10 giây", "python -c pass"} <= {*words}


def test_the_picture_stays_on_its_paper() -> None:
    picture = ET.fromstring(svg(COSTS, 9))  # noqa: S314 - made here
    for circle in picture.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < WIDTH
        assert 0 < float(circle.attrib["cy"]) < HEIGHT


def test_a_picture_of_one_size() -> None:
    assert ET.fromstring(svg(COSTS[:1], 9)).find(f"{SVG}circle") is not None  # noqa: S314


def test_each_factor_of_ten_takes_the_same_room() -> None:
    scale = Scale(1, 1000, 0, 300)
    assert [scale.position(number) for number in (1, 10, 100, 1000)] == [0, 100, 200, 300]


@given(st.lists(st.floats(0, 400), max_size=10))
def test_names_keep_their_order_and_distance(places: list[float]) -> None:
    found = spread(places, 20, 0, 400)
    order = sorted(range(len(places)), key=lambda number: places[number])
    kept = [found[number] for number in order]
    assert all(after - before >= 20 - 1e-6 for before, after in pairwise(kept))
    assert all(0 <= place <= 400 for place in kept)
