from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.document.document import Column, Row, Tone
from khtgdv.document.time_axis import TimeAxis, TimeBar
from khtgdv.render.axis import bar, header, legend
from khtgdv.render.formats import RenderOptions
from khtgdv.render.terminal import render

if TYPE_CHECKING:
    from khtgdv.document.document import Value
    from tests.render.conftest import MakeDocument, MakeTable

YEAR = TimeAxis(date(2026, 1, 1), date(2026, 12, 31), date(2026, 5, 16))
days = st.integers(0, 364).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
months = st.integers(1, 12)
widths = st.sampled_from((2, 3, 4))


def test_an_axis_of_years_tells_the_years() -> None:
    axis = TimeAxis(date(2026, 7, 1), date(2029, 6, 30), date(2027, 1, 1))
    assert header(axis, 1).splitlines() == ["      ▼ 01/01", "2026  2027        2028        2029"]


@given(months, months, widths)
def test_whole_months_have_whole_cells(one: int, other: int, width: int) -> None:
    first, last = sorted((one, other))
    span = TimeBar(date(2026, first, 1), date(2026, last, monthrange(2026, last)[1]))
    drawn = bar(span, YEAR, width)
    assert len(drawn) == 12 * width
    assert [place // width + 1 for place, char in enumerate(drawn) if char == "█"] == [
        month for month in range(first, last + 1) for _ in range(width)
    ]


@given(days, days, widths, st.sampled_from("█░"))
def test_a_bar_has_one_cell_at_least_and_no_gap(
    one: date, other: date, width: int, sign: str
) -> None:
    first, last = sorted((one, other))
    span = TimeBar(first, last, has_deadline=sign == "█")
    drawn = bar(span, YEAR, width).replace("┊", " ").strip()
    assert set(drawn) == {sign}
    exact = (span.end - span.start).days / 365 * 12 * width
    assert exact - 2 <= len(drawn) <= exact + 2


@pytest.mark.parametrize(
    ("span", "drawn"),
    [
        (TimeBar(date(2025, 11, 1), date(2026, 2, 28)), "◀███    ┊               "),
        (TimeBar(date(2026, 12, 1), date(2027, 1, 31)), "        ┊             █▶"),
        (TimeBar(date(2024, 1, 1), date(2025, 1, 31)), "◀       ┊               "),
        (TimeBar(date(2027, 2, 1), date(2027, 2, 28)), "        ┊              ▶"),
        (
            TimeBar(date(2026, 1, 1), date(2026, 1, 31), late_until=date(2026, 3, 31)),
            "██▒▒▒▒  ┊               ",
        ),
        (
            TimeBar(date(2025, 1, 1), date(2025, 1, 31), late_until=date(2026, 2, 28)),
            "◀▒▒▒    ┊               ",
        ),
        (
            TimeBar(date(2026, 12, 1), date(2026, 12, 31), late_until=date(2027, 1, 9)),
            "        ┊             █▶",
        ),
        (TimeBar(date(2026, 12, 31), date(2026, 12, 31)), "        ┊              █"),
    ],
)
def test_what_reaches_beyond_the_axis(span: TimeBar, drawn: str) -> None:
    assert bar(span, YEAR, 2) == drawn


@pytest.mark.parametrize(
    ("now", "month", "lines"),
    [
        (date(2026, 1, 1), 2, ["▼ 01/01", "1   3   5   7   9   11"]),
        (date(2026, 5, 16), 3, [" " * 13 + "▼ 16/05", "1  2  3  4  5  6  7  8  9  10 11 12"]),
        (date(2026, 12, 31), 2, [" " * 17 + "31/12 ▼", "1   3   5   7   9   11"]),
        (date(2027, 1, 1), 2, ["", "1   3   5   7   9   11"]),
    ],
)
def test_months_and_the_day_marked(now: date, month: int, lines: list[str]) -> None:
    made = header(TimeAxis(YEAR.start, YEAR.end, now), month)
    assert made.split("\n") == lines


def test_an_axis_may_begin_in_any_month() -> None:
    school = TimeAxis(date(2026, 9, 1), date(2027, 5, 31), date(2026, 8, 31))
    assert header(school, 3).split("\n")[1] == "9  10 11 12 1  2  3  4  5"
    assert (
        bar(TimeBar(date(2026, 12, 1), date(2027, 1, 31)), school, 3)
        == " " * 9 + "█" * 6 + " " * 12
    )


def test_the_legend_tells_of_the_mark_only_where_there_is_one() -> None:
    assert "▼" in legend(YEAR)
    assert "▼" not in legend(TimeAxis(YEAR.start, YEAR.end, date(2027, 1, 1)))


COLUMNS = (Column("id", "Mã", "id"), Column("text", "Việc", "line"), Column("span", "Khi", "span"))
ROW: dict[str, Value] = {
    "id": "T01-01",
    "text": "một\nhai " * 30,
    "span": TimeBar(YEAR.start, date(2026, 3, 31)),
}


def test_a_line_stays_one_line(document: MakeDocument, table: MakeTable) -> None:
    made = document(table(ROW, columns=COLUMNS, axis=YEAR))
    for width in (80, 140, None):
        (line,) = (n for n in render(made, RenderOptions(width)).split("\n") if "T01-01" in n)
        assert "một hai một" in line
        assert "…" in line
        assert "██████" in line
    assert "▼ 16/05" in render(made, RenderOptions(80))
    assert legend(YEAR) in render(made, RenderOptions(None))


def test_colours_of_a_bar(document: MakeDocument, table: MakeTable) -> None:
    span = TimeBar(YEAR.start, date(2026, 3, 31), late_until=YEAR.marked_day)
    late = table(Row({**ROW, "span": span}, tone=Tone.DONE), columns=COLUMNS, axis=YEAR)
    text = render(document(late), RenderOptions(80, color=True))
    assert "\x1b[32m██████\x1b[0m\x1b[31m▒▒▒\x1b[0m" in text


def test_words_where_there_is_no_axis(document: MakeDocument, table: MakeTable) -> None:
    text = render(document(table(ROW, {**ROW, "span": None}, columns=COLUMNS)), RenderOptions(80))
    assert "1/2026 - 3/2026" in text
    assert "Khi" in text
    mixed = table({**ROW, "span": "Theo KH của TW"}, columns=COLUMNS, axis=YEAR)
    assert "Theo KH của TW" in render(document(mixed), RenderOptions(80))
