"""The facts of rows that are reckoned: days late, missing periods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run
    from tests.reports.conftest import Report


def test_how_late_a_row_was_finished(report: Report, run: Run, write_plan: Any) -> None:
    rows = {row["id"]: row for row in report("list", "-f", "json").json["tables"]["tasks"]}
    late = {name: (row["days_late"], row["working_days_late"]) for name, row in rows.items()}
    assert (rows["T01-02"]["deadline"], rows["T01-02"]["completed"]) == ("2026-01-31", "2026-02-10")
    assert late.pop("T01-02") == (10, 7)
    assert set(late.values()) == {(None, None)}
    row = (
        "- {id: T03-01, task: A, lead: VP, start: 2026-03, due: 2026-04-29, completed: 2026-05-09}"
    )
    folder = write_plan(row)
    plan = folder / "plan_2026.yaml"
    days = (
        "holidays: [{date: 2026-04-30..2026-05-01, name: Lễ}]\n"
        "working_days: [{date: 2026-05-09, name: Làm bù}]\n"
    )
    plan.write_text(plan.read_text(encoding="utf-8") + days, encoding="utf-8")
    (task,) = run("list", "--data", folder, "-f", "json").json["tables"]["tasks"]
    assert (task["days_late"], task["working_days_late"]) == (10, 6)
    shown = run("list", "--data", folder, "--columns", "id,days_late,working_days_late", "-f", "md")
    assert "| T03-01 | 10 | 6 |" in shown.out


@pytest.mark.parametrize(
    ("date", "months"),
    [("2026-03-10", ["2026-03", "2026-04"]), (None, ["2026-01", "2026-02", "2026-03", "2026-04"])],
)
def test_a_rule_never_logged_is_missing_from_the_date_of_the_plan_on(
    date: str | None, months: list[str], run: Run, write_plan: Any
) -> None:
    task = {"task": "Giao ban", "lead": "VP", "repeat": "month"}
    folder = write_plan(
        [{"id": "TX-01", **task}, {"id": "TX-02", **task, "log": {"2026-03": "2026-03-30"}}]
    )
    plan = folder / "plan_2026.yaml"
    text = plan.read_text(encoding="utf-8")
    if date:
        text = re.sub("(?m)^  date: .*$", f"  date: {date}", text)
    else:
        text = re.sub(r"(?m)^plan:\n(  .*\n)+", "", text)
    plan.write_text(text, encoding="utf-8")
    asked = ("overdue", "--recurring", "--as-of", "2026-04-30", "--data", folder, "-f", "json")
    rows = run(*asked, today="2026-06-10").json["tables"]["recurring"]
    assert {row["id"]: row["missing"] for row in rows} == {"TX-01": months, "TX-02": ["2026-04"]}
