"""The plan's files as they were before days off had sources: valid still, with the same rows.

`yesterday/` holds the three files byte for byte. Whoever has a copy of them goes on working.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv.frozen import replace
from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan
    from tests.conftest import Run

YESTERDAY = Path(__file__).with_name("yesterday")
RELATED = {"KT-02": ("T09-04",), "KT-03": ("T05-07",)}
ADDED_DAYS = {"off": ["2026-01-02"], "worked": ["2026-01-10"]}


def test_it_is_valid(run: Run) -> None:
    ran = run("validate", YESTERDAY)
    assert (ran.status, ran.out) == (
        0,
        "Không có lỗi: 3 tệp, 169 trên 169 dòng kế hoạch dùng được\n",
    )


def test_it_has_the_same_rows(shipped: Plan) -> None:
    folder = PlanFolder(str(YESTERDAY), "yesterday", (2026,))
    (plan,) = load_plans([folder], lambda place: place.years, str).portfolio
    assert plan.tasks == shipped.tasks
    assert shipped.inspections == tuple(
        replace(row, related=RELATED.get(row.id, ())) for row in plan.inspections
    )
    same = ("document", "departments", "groups", "focus", "bodies", "abbreviations")
    assert [getattr(plan, name) for name in same] == [getattr(shipped, name) for name in same]


def test_only_the_days_of_the_letter_are_new(shipped: Plan) -> None:
    folder = PlanFolder(str(YESTERDAY), "yesterday", (2026,))
    (plan,) = load_plans([folder], lambda place: place.years, str).portfolio
    new, old = shipped.workdays, plan.workdays
    assert sorted(map(str, new.days_off.keys() - old.days_off.keys())) == ADDED_DAYS["off"]
    assert sorted(map(str, new.days_worked.keys() - old.days_worked.keys())) == ADDED_DAYS["worked"]
    assert old.days_off.items() <= new.days_off.items()
