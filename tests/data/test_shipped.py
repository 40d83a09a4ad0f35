"""The figures of the shipped plan that the paper's readers counted by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan
    from tests.conftest import Run

LATE = (15, 27, 49, 55, 64, 73, 76, 79, 82, 92, 98, 117)


def test_rows_in_each_month_and_regular_ones(shipped: Plan) -> None:
    counts = Counter(task.id[:3] for task in shipped.tasks)
    months = [counts[f"T{month:02}"] for month in range(1, 13)]
    assert months == [29, 15, 15, 9, 10, 6, 3, 2, 5, 8, 13, 12]
    assert counts["TX-"] == 38
    assert len(shipped.inspections) == 4


def test_what_each_department_leads(shipped: Plan) -> None:
    counts = Counter(task.lead for task in shipped.tasks)
    assert {unit.code: counts[unit.code] for unit in shipped.departments} == {
        "LLCT-LSD": 14, "KG-VHVN": 16, "TT-TH": 24, "TT-BCXB": 20, "DVCCQNN": 28, "DT-CH": 31,
        "VP": 32,
    }  # fmt: skip


def test_departments_stand_in_the_order_of_their_first_row(shipped: Plan) -> None:
    leads = dict.fromkeys(task.lead for task in shipped.tasks)
    assert list(leads) == [unit.code for unit in shipped.departments]


@pytest.mark.parametrize(("month", "late"), list(enumerate(LATE, 1)))
def test_overdue_at_the_close_of_each_month(run: Run, month: int, late: int) -> None:
    result = run("overdue", "--month", month, "--data", "data", "--format", "json")
    assert (result.status, len(result.json["tables"]["overdue"])) == (0, late)


def test_kinds_of_the_plan_as_signed(run: Run) -> None:
    rows = run("list", "--data", "data", "--format", "json").json["tables"]["tasks"]
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["id"])
    assert by_kind["awaiting"] == ["T01-26", "T02-09", "T03-02"]
    assert by_kind["recurring"] == [
        f"TX-{number:02}" for number in (1, 2, 14, 23, *range(26, 32), 33, 35)
    ]
    assert all(id_.startswith("TX") for id_ in by_kind["continuous"])
    assert len(by_kind["continuous"]) == 38 - 12
    assert {kind: len(ids) for kind, ids in by_kind.items()} == {
        "dated": 120, "undated": 4, "awaiting": 3, "recurring": 12, "continuous": 26,
    }  # fmt: skip
