"""Bars over their months: where they lie, what their looks mean."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from khtgdv.document.document import Column, Row
from khtgdv.document.time_axis import TimeAxis, TimeBar
from khtgdv.render.formats import RenderOptions
from khtgdv.render.html.page import render

if TYPE_CHECKING:
    from tests.render.conftest import MakeDocument, MakeTable

COLUMNS = (Column("id", "Mã", "id"), Column("s", "Thời gian", "span"))
AXIS = TimeAxis(date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 2))
FIRST, LAST = date(2026, 4, 1), date(2026, 4, 30)


def pieces(page: str) -> list[tuple[str, str, str]]:
    """Return the looks, places and lengths of all bars, in percent, without those of the legend."""
    bars = "".join(re.findall(r'<svg class="bar".*?</svg>', page, re.DOTALL))
    found = re.findall(r'<rect class="(\w+)" x="([\d.]+)%" y="\d+%" width="([\d.]+)%"', bars)
    return [(look, place, length) for look, place, length in found]


def test_a_bar_lies_where_its_days_are(document: MakeDocument, table: MakeTable) -> None:
    spans = (
        TimeBar(date(2026, 1, 1), date(2026, 12, 31), has_deadline=False),
        TimeBar(FIRST, LAST, late_until=date(2026, 5, 31)),
        TimeBar(date(2025, 1, 1), date(2025, 2, 1)),
        TimeBar(date(2027, 1, 1), date(2027, 2, 1)),
    )
    rows = [Row({"id": f"T{n}", "s": span}) for n, span in enumerate(spans)]
    made = render(
        document(table(*rows, columns=COLUMNS, axis=AXIS, layout="view")), RenderOptions()
    )
    assert pieces(made) == [
        ("loose", "0", "100"), ("firm", "24.7", "8.2"), ("late", "32.9", "8.5"),
        ("firm", "0", "0.3"), ("firm", "100", "0.3"),
    ]  # fmt: skip
    assert made.count('class="now" x="49.9%"') == 4


def test_finished_and_extended_work_are_told_apart(
    document: MakeDocument, table: MakeTable
) -> None:
    later = date(2026, 6, 30)
    spans = (
        TimeBar(FIRST, LAST, outcome="finished", late_until=date(2026, 5, 31)),
        TimeBar(FIRST, later, extended_after=LAST),
        TimeBar(FIRST, later, extended_after=LAST, outcome="finished"),
        TimeBar(FIRST, LAST, outcome="cancelled"),
    )
    rows = [Row({"id": f"T{n}", "s": span}) for n, span in enumerate(spans)]
    made = render(
        document(table(*rows, columns=COLUMNS, axis=AXIS, layout="view")), RenderOptions()
    )
    assert pieces(made) == [
        ("done", "24.7", "8.2"), ("late", "32.9", "8.5"), ("firm", "24.7", "8.2"),
        ("extended", "32.9", "16.7"), ("done", "24.7", "8.2"), ("extended", "32.9", "16.7"),
        ("void", "24.7", "8.2"),
    ]  # fmt: skip
    legend = re.search(r'<ul class="legend">.*?</ul>', made, re.DOTALL)
    assert legend is not None
    looks = set(re.findall(r'class="(firm|done|extended|late|loose|void|now)"', legend[0]))
    assert len(looks) == 7
    assert re.findall(r"</svg>([^<]*)</li>", legend[0]) == [
        "có thời hạn, chưa xong", "đã hoàn thành", "thời gian gia hạn", "phần quá hạn hoặc chậm",
        "chưa có thời hạn, cả năm", "đã hủy", "ngày 02/07/2026",
    ]  # fmt: skip


def test_months_stand_over_the_bars_of_their_days(document: MakeDocument, table: MakeTable) -> None:
    row = Row({"id": "T1", "s": TimeBar(date(2026, 3, 1), date(2026, 3, 31))})
    made = render(document(table(row, columns=COLUMNS, axis=AXIS, layout="view")), RenderOptions())
    names = dict(re.findall(r'<text x="([\d.]+)%"[^>]*>(\w+)</text>', made))
    assert list(names.values()) == [f"T{number}" for number in range(1, 13)]
    (_, place, _), *_ = pieces(made)
    assert names[place] == "T3"
    assert "viewBox" not in made


def test_a_day_beyond_the_axis_is_not_marked(document: MakeDocument, table: MakeTable) -> None:
    axis = TimeAxis(date(2026, 11, 1), date(2027, 1, 31), date(2025, 5, 5))
    row = Row({"s": TimeBar(date(2026, 12, 1), date(2026, 12, 2))})
    made = render(
        document(table(row, columns=(Column("s", "S", "span"),), axis=axis, layout="view")),
        RenderOptions(),
    )
    assert 'class="now"' not in made
    assert re.findall(r">(T\d+)<", made) == ["T11", "T12", "T1"]


def test_over_many_years_only_these_have_names(document: MakeDocument, table: MakeTable) -> None:
    axis = TimeAxis(date(2026, 7, 1), date(2030, 6, 30), date(2026, 8, 1))
    row = Row({"s": TimeBar(date(2028, 1, 1), date(2028, 12, 31))})
    columns = (Column("s", "S", "span"),)
    made = render(document(table(row, columns=columns, axis=axis, layout="view")), RenderOptions())
    names = dict(re.findall(r'<text x="([\d.]+)%"[^>]*>(\w+)</text>', made))
    assert list(names.values()) == ["2027", "2028", "2029", "2030"]
    assert names[pieces(made)[0][1]] == "2028"
