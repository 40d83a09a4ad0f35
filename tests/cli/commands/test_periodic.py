"""`report` on the command line: which period, which plan, which position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROW = {"id": "T03-01", "task": "Việc thử", "lead": "VP", "start": "2026-03", "due": "2026-03"}


@pytest.mark.parametrize(
    ("today", "as_of", "late"),
    [
        ("2026-03-30", "2026-03-30", []),
        ("2026-03-31", "2026-03-31", ["T03-01"]),
        ("2026-11-24", "2026-03-31", ["T03-01"]),
    ],
)
def test_it_stands_at_the_close_or_at_today(
    today: str,
    as_of: str,
    late: list[str],
    run: Run,
    write_plan: WritePlan,
) -> None:
    ran = run("report", "quý", "1", "--data", write_plan([ROW]), "-f", "json", today=today)
    assert ran.json["position"] == {"as_of": as_of, "closed": bool(late), "forecast": False}
    assert [row["id"] for row in ran.json["tables"]["overdue"]] == late
    assert ran.json["tables"]["figures"][0]["period"] == "2026-Q1"


@pytest.mark.uncounted
def test_bare_periods_are_of_the_year_asked_for(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([ROW])
    write_plan([], folder=folder, year=2025)
    assert "tháng 3/2026" in run("report", "3", "--data", folder).out
    assert "tháng 3/2025" in run("report", "3", "--data", folder, "--year", 2025).out
    late = run("report", "2027-01", "--data", folder, "--year", 2026, today="2027-02-10")
    assert "Tính đến hết ngày 31/01/2027 có 1 nhiệm vụ quá hạn" in late.out


@pytest.mark.uncounted
def test_what_is_left_of_earlier_years_is_told_apart(run: Run, write_plan: WritePlan) -> None:
    old = {"task": "Việc cũ", "lead": "VP", "start": "2025-11"}
    folder = write_plan([{**ROW, "start": "2026-01", "due": "2026-01"}])
    rows = [
        {"id": "T11-01", "due": "2026-01", **old},
        {"id": "T11-02", "due": "2026-01", "completed": "2026-01-15", **old},
        {"id": "T11-03", "due_text": "Theo KH của TW", **old},
        {"id": "T11-04", "due": "2025-12", **old, "lead": "TT-TH"},
        {"id": "TX-01", "task": "Cả năm", "lead": "VP", "due_text": "Cả năm"},
    ]
    write_plan(rows, folder=folder, year=2025)
    tables = run("report", "1", "--data", folder, "-f", "json").json["tables"]
    assert [row["id"] for row in tables["earlier"]] == ["T11-04", "T11-01", "T11-03"]
    assert [row["id"] for row in tables["overdue"]] == ["T03-01"]
    assert tables["figures"][0]["due"] == 1
    text = run("report", "1", "--data", folder, "-d", "VP", env={"COLUMNS": "80"}).out
    assert "2. Nhiệm vụ còn lại của kế hoạch các năm trước (2)" in text
    own = run("report", "1", "--data", folder, "--year", 2026, "-f", "json").json["tables"]
    assert own["earlier"] == []


def test_a_period_still_to_come_is_a_usage_error(run: Run, write_plan: WritePlan) -> None:
    ran = run("report", "12", "--data", write_plan([ROW]))
    assert (ran.status, ran.out) == (2, "")
    assert "Kỳ báo cáo tháng 12/2026 chưa bắt đầu" in ran.err


def test_a_period_before_every_plan_is_a_usage_error(run: Run, write_plan: WritePlan) -> None:
    ran = run("report", "2025-Q4", "--data", write_plan([ROW]))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == ["Không có kế hoạch năm 2025.", "Các năm có kế hoạch: 2026"]


def test_filters_columns_and_order(run: Run, write_plan: WritePlan) -> None:
    rows = [ROW, {**ROW, "id": "T03-02", "lead": "TT-TH"}, {**ROW, "id": "T03-03"}]
    folder = write_plan(rows)
    tables = run("report", "Q1", "--data", folder, "-d", "vp", "-f", "json").json["tables"]
    assert [row["id"] for row in tables["overdue"]] == ["T03-01", "T03-03"]
    assert [row["department"] for row in tables["figures"]] == [None, "VP"]
    ran = run("report", "Q1", "--data", folder, "--columns", "id", "--sort", "-id", "-f", "md")
    assert "| Mã |\n| --- |\n| T03-03 |\n| T03-02 |\n| T03-01 |" in ran.out


def test_several_plans_are_named_or_counted(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    for number in range(1, 5):
        write_plan([ROW], folder=f"xã/{number}")
    two = run("report", "Q1", "--data", tmp_path / "xã/1", "--data", tmp_path / "xã/2")
    assert "kết quả thực hiện Kế hoạch số 01-KH/THU, 01-KH/THU quý I/2026" in two.out
    four = run("report", "Q1", "--data", tmp_path / "xã")
    assert "kết quả thực hiện 4 kế hoạch quý I/2026" in four.out
    assert "và 1 kế hoạch khác, kết quả quý I/2026" in four.out


@pytest.mark.parametrize("typed", [("W12",), ("2026-W12",), ("tuần", "12"), ("tuần 12/2026",)])
def test_a_week_is_a_period(typed: tuple[str, ...], run: Run, write_plan: WritePlan) -> None:
    rows = [
        {**ROW, "due": "2026-03-20"},
        {**ROW, "id": "T03-02", "due": "2026-03-20", "completed": "2026-03-16"},
        {**ROW, "id": "T03-03", "due": "2026-03-15"},
        {**ROW, "id": "T03-04", "due": "2026-03-29"},
    ]
    ran = run("report", *typed, "--data", write_plan(rows), "-f", "json")
    assert ran.json["position"] == {"as_of": "2026-03-22", "closed": True, "forecast": False}
    tables = ran.json["tables"]
    figures = tables["figures"][0]
    assert (figures["period"], figures["due"], figures["on_time"]) == ("2026-W12", 2, 1)
    assert [row["id"] for row in tables["completed"]] == ["T03-02"]
    assert [row["id"] for row in tables["next"]] == ["T03-04"]


@pytest.mark.parametrize(
    ("period", "following"),
    [
        ("2026-03", ["T04-01"]),
        ("2026-Q1", ["T04-01"]),
        ("2026-H1", ["T09-01", "T10-01"]),
        ("2026-9M", ["T10-01"]),
        ("2026-12", ["T12-01"]),
        ("2026-Q4", ["T12-01"]),
        ("2026", ["T12-01"]),
    ],
)
def test_what_falls_due_in_the_next_period(
    period: str, following: list[str], run: Run, write_plan: WritePlan
) -> None:
    dues = {"T04-01": "2026-04", "T09-01": "2026-09", "T10-01": "2026-Q4", "T12-01": "2027-01"}
    rows = [{"id": row, "task": "Việc", "lead": "VP", "due": due} for row, due in dues.items()]
    ran = run("report", period, "--data", write_plan(rows), "-f", "json", today="2027-02-01")
    assert [row["id"] for row in ran.json["tables"]["next"]] == following
