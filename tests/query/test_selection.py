"""The rows a report receives: with their plan, their standing and whom they concern."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import Position
from khtgdv.query.plans import Plans
from khtgdv.query.rows import PlanRow
from khtgdv.query.selection import select_all
from khtgdv.schedule.status import status_at

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan, Portfolio
    from tests.conftest import MakeRow

AT = Position(date(2026, 3, 31), closed=True)


def test_every_row_of_every_plan(portfolio: Portfolio) -> None:
    selection = select_all(portfolio * 2, AT)
    assert (selection.total_tasks, selection.total_inspections) == (330, 8)
    assert len(selection.rows) == 338
    assert selection.plans == ("31-KH/BTGDVTU",)
    assert list(selection.departments) == [unit.code for unit in portfolio[0].departments]
    assert (selection.filter, selection.filter_text) == ({}, "toàn bộ kế hoạch")


def test_a_row_knows_whom_it_concerns(portfolio: Portfolio) -> None:
    rows = {row.id: row for row in select_all(portfolio, AT).rows}
    assert (rows["T03-01"].lead, rows["T03-01"].coordinating) == ("TT-BCXB", ("TT-TH", "VP"))
    assert rows["T01-28"].coordinating == ()  # VPTU is another body
    assert len(rows["TX-33"].coordinating) == 6
    assert (rows["KT-01"].lead, rows["KT-01"].coordinating) == ("", ())


@pytest.mark.parametrize(
    ("start", "due", "span"),
    [
        ("2026-03", "2026-05", ("2026-03-01", "2026-05-31")),
        (None, "2027-01", ("2026-01-01", "2027-01-31")),
        ("2026-03", None, ("2026-03-01", "2026-12-31")),
        (None, None, ("2026-01-01", "2026-12-31")),
        ("2027-02", None, ("2027-02-01", "2027-02-01")),
    ],
)
def test_the_span_of_a_row(
    shipped: Plan, make_task: MakeRow, start: str | None, due: str | None, span: tuple[str, str]
) -> None:
    given = {name: text for name, text in (("start", start), ("due", due)) if text}
    task = make_task(**given)
    found = PlanRow(Plans([shipped]), 0, task, status_at(task, AT)).date_range
    assert (found.start.isoformat(), found.end.isoformat()) == span
