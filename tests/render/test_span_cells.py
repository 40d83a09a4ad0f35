"""Bars over the periods of an axis, as the cells of a table on paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.document.document import Column, Row
from khtgdv.document.time_axis import TimeAxis, TimeBar
from khtgdv.render.paper import sheets
from khtgdv.render.span_cells import span_cells, span_heads, span_legend
from khtgdv.render.table_lines import TableBlock, TextBlock

if TYPE_CHECKING:
    from tests.render.conftest import MakeDocument, MakeTable

YEAR = TimeAxis(date(2026, 1, 1), date(2026, 12, 31), date(2026, 3, 31))


def signs(bar: TimeBar, axis: TimeAxis = YEAR) -> str:
    """Return the signs of the cells of a bar, a dash for an empty one."""
    cells = span_cells(bar, axis)
    assert all(bool(cell.text) == bool(cell.ground) for cell in cells)
    return "".join(cell.text or "-" for cell in cells)


def bar(start: str, end: str, **parts: Any) -> TimeBar:
    """Return a bar from a day to a day."""
    return TimeBar(date.fromisoformat(start), date.fromisoformat(end), **parts)


@pytest.mark.parametrize(
    ("span", "drawn"),
    [
        (bar("2026-02-01", "2026-04-30"), "-■■■--------"),
        (bar("2026-02-10", "2026-02-11", outcome="finished"), "-✓----------"),
        (bar("2026-01-01", "2026-02-28", outcome="cancelled"), "××----------"),
        (bar("2025-12-01", "2027-01-31", has_deadline=False), "○" * 12),
        (bar("2026-01-01", "2026-02-28", late_until=date(2026, 4, 1)), "■■!!--------"),
        (bar("2026-01-01", "2026-04-30", extended_after=date(2026, 2, 28)), "■■++--------"),
        (bar("2026-03-01", "2026-03-31", late_until=date(2026, 3, 31)), "--■---------"),
        (bar("2027-03-01", "2027-03-31"), "-" * 12),
    ],
)
def test_a_month_is_a_cell(span: TimeBar, drawn: str) -> None:
    assert signs(span) == drawn


def test_months_are_named_and_the_day_is_marked() -> None:
    names = [cell.text for cell in span_heads(YEAR)]
    assert names == ["T1", "T2", "T3\n▼", *(f"T{n}" for n in range(4, 13))]
    school = TimeAxis(date(2026, 9, 1), date(2027, 8, 31), date(2026, 3, 31))
    assert [cell.text for cell in span_heads(school)][3:6] == ["T12", "1/27", "2/27"]
    assert span_legend(YEAR).replace("\u00a0", " ") == (
        "■ có thời hạn, chưa xong · ✓ đã hoàn thành · + thời gian gia hạn"
        " · ! phần quá hạn hoặc chậm · ○ chưa có thời hạn, cả năm · × đã hủy · ▼ thời điểm báo cáo"
    )
    assert "▼" not in span_legend(school)


def test_long_axes_have_quarters_or_years() -> None:
    two = TimeAxis(date(2026, 2, 1), date(2027, 12, 31), date(2026, 3, 31))
    assert [cell.text for cell in span_heads(two)] == [
        "I/26\n▼", "II/26", "III/26", "IV/26", "I/27", "II/27", "III/27", "IV/27",
    ]  # fmt: skip
    assert signs(bar("2026-03-31", "2026-07-01"), two) == "■■■-----"
    five = TimeAxis(date(2026, 1, 1), date(2030, 12, 31), date(2026, 3, 31))
    assert [cell.text for cell in span_heads(five)] == ["2026\n▼", "2027", "2028", "2029", "2030"]
    assert signs(bar("2027-03-31", "2028-01-01"), five) == "-■■--"


def test_a_lane_on_paper(document: MakeDocument, table: MakeTable) -> None:
    columns = (Column("id", "Mã", "id"), Column("span", "Thời gian", "span"))
    rows = (Row({"id": "T01-01", "span": bar("2026-01-01", "2026-01-31")}), Row({"id": "T01-02"}))
    lane = table(*rows, columns=columns, layout="view", axis=YEAR, title="MỘT")
    summed = table(
        *rows, columns=columns, layout="view", axis=YEAR, title="HAI", total=Row({"id": "Cộng"})
    )
    [sheet] = sheets(document(lane, summed))
    texts = [block.text for block in sheet.blocks if isinstance(block, TextBlock)]
    assert texts == [span_legend(YEAR), "MỘT", "HAI"]
    grids = [block for block in sheet.blocks if isinstance(block, TableBlock)]
    assert [[len(line.cells) for line in grid.lines] for grid in grids] == [[13] * 3, [13] * 4]
    assert [cell.text for cell in grids[0].lines[1].cells] == ["T01-01", "■", *[""] * 11]
    assert len(set(grids[0].widths[1:])) == 1
