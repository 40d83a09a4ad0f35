"""Reports rolled up: the groups add up to the whole, and say what the plain reports say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

FIGURES = ("total", "completed", "overdue", "awaiting", "undated", "regular", "scheduled")


@pytest.fixture
def units(write_plan: WritePlan, tmp_path: Path) -> Path:
    """Return a folder of two offices' plans."""
    rows: list[dict[str, Any]] = [
        {"id": "T01-01", "task": "Một", "lead": "VP", "start": "2026-01", "due": "2026-02"},
        {"id": "T01-02", "task": "Hai", "lead": "TT-TH", "start": "2026-01", "focus": ["1.4"]},
    ]
    done = {**rows[0], "completed": "2026-02-03"}
    write_plan(rows, folder="units/An Biên")
    write_plan([done, *rows[1:]], folder="units/an-duong/2026")
    return tmp_path / "units"


def groups(run: Run, *line: object) -> list[dict[str, Any]]:
    ran = run(*line, "-f", "json")
    assert (ran.status, ran.err) == (0, "")
    rows: list[dict[str, Any]] = ran.json["tables"]["groups"]
    return rows


@pytest.mark.parametrize(
    ("report", "by"),
    [(report, by) for report in ("overdue", "workload") for by in ("plan", "department", "month")]
    + [("summary", "plan"), ("summary", "month")],
)
def test_the_groups_add_up(report: str, by: str, run: Run) -> None:
    line = ("--month", "3", "--data", "data")
    rows = groups(run, report, "--by", by, *line)
    (whole,) = run("summary", *line, "-f", "json").json["tables"]["figures"]
    for figure in FIGURES:
        assert sum(row[figure] for row in rows) == whole[figure]


def test_departments_are_those_of_the_summary(run: Run) -> None:
    line = ("--month", "3", "--data", "data", "-f", "json")
    departments = run("summary", *line).json["tables"]["departments"]
    rows = groups(run, "overdue", "--by", "department", *line[:-2])
    assert [(r["department"], r["overdue"]) for r in rows] == [
        (r["department"], r["overdue"]) for r in departments
    ]


def test_plans_side_by_side(units: Path, run: Run) -> None:
    rows = groups(run, "overdue", "--by", "plan", "--month", "3", "--data", units)
    assert [(row["plan"], row["overdue"], row["total"]) for row in rows] == [
        ("An Biên", 1, 2),
        ("an-duong/2026", 0, 2),
    ]


def test_what_is_in_no_group_is_said(units: Path, run: Run) -> None:
    rows = groups(run, "workload", "--by", "focus", "--data", units)
    assert [(row["focus"], row["total"]) for row in rows] == [("1.4", 2), (None, 2)]
    shown = run("workload", "--by", "focus", "--data", units).out
    assert "ngoài trọng tâm" in shown
    months = run("summary", "--by", "month", "--data", units).out
    assert months.index("2/2026") < months.index("chưa có thời hạn")
    assert "Cộng" in months


def test_only_some_plans(units: Path, run: Run) -> None:
    for name in ("an-duong/2026", "AN DUONG 2026"):
        ran = run("list", "--plan", name, "--data", units, "-f", "json")
        assert {row["plan"] for row in ran.json["tables"]["tasks"]} == {"an-duong/2026"}
        assert ran.json["filter"] == {"plan": ["an-duong/2026"]}
    assert "phạm vi: kế hoạch An Biên" in run("list", "--plan", "an bien", "--data", units).out


def test_names_that_are_none(units: Path, run: Run) -> None:
    ran = run("list", "--plan", "an duong 2025", "--data", units)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(
        'Không có kế hoạch nào tên "an duong 2025".\nGần nhất: an-duong/2026. '
    )
    assert "Gần nhất" not in run("list", "--plan", "zzz", "--data", units).err
    for report in ("summary", "overdue"):
        wrong = run(report, "--by", "year", "--data", units)
        assert (wrong.status, wrong.out) == (2, "")
        assert wrong.err.startswith('--by không có giá trị "year".')


@pytest.mark.parametrize(
    ("report", "groups"),
    [
        (("summary",), "departments"),
        (("summary", "--by", "focus"), "focus"),
        (("summary", "--by", "month"), "groups"),
        (("overdue", "--by", "department"), "groups"),
        (("workload",), "workload"),
        (("workload", "--by", "plan"), "groups"),
        (("clarity",), "departments"),
        (("report", "2026-Q1"), "figures"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else part,
)
def test_a_limit_cuts_lists_of_rows_and_no_figures(
    report: tuple[str, ...], groups: str, run: Run
) -> None:
    arguments = (*report, "--data", "data", "-f", "json")
    whole = run(*arguments).json["tables"]
    cut = run(*arguments, "--limit", "1").json["tables"]
    assert cut[groups] == whole[groups]
    lists = [rows for name, rows in cut.items() if name != groups and rows and "id" in rows[0]]
    assert min(map(len, lists), default=1) == 1


def test_a_screen_stops_at_500_rows(run: Run, write_plan: WritePlan) -> None:
    rows = [
        {"id": f"T01-{n:02}", "task": "Việc", "lead": "VP", "start": "2026-01"}
        for n in range(1, 503)
    ]
    folder = write_plan(rows)
    narrow = {"COLUMNS": "100"}
    cut = run("list", "--data", folder, env=narrow).out
    assert "Chỉ hiện 500 trên 502 dòng; --limit 0 để xem hết, --output TỆP để ghi hết" in cut
    assert "T01-501" not in cut
    for line, env in ((["--limit", "0"], narrow), ([], {}), (["-f", "csv"], narrow)):
        assert "T01-502" in run("list", "--data", folder, *line, env=env).out


def test_tasks_that_name_nobody_are_no_tasks_of_persons(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: A, lead: VP}\n")
    ran = run("workload", "--by", "assignee", "--data", folder)
    assert "Chưa nhiệm vụ nào ghi người được giao.\n" in ran.out
