"""A company's calendar of reports: rules with days, delays and intervals in every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROWS = """\
- {id: TX-01, task: An toàn, lead: VP, repeat: {every: year, after: 10}}
- {id: TX-03, task: Tai nạn, lead: VP, repeat: [{every: half-year, in: [1], after: 5},
   {every: year, after: 10}]}
- {id: TX-05, task: Phòng cháy, lead: VP, repeat: {every: half-year, on: [06-15, 12-15]}}
- {id: TX-07, task: Biến động, lead: VP, repeat: {every: month, after: 3}}
- {id: TX-08, task: Huấn luyện, lead: VP, start: 2026, repeat: {every: year, interval: 2}}
- {id: TX-09, task: Công đoàn, lead: TT-TH, repeat: {every: month, on: 20},
   log: {2026-02: 2026-02-19}}
- {id: TX-11, task: Giao ban, lead: VP, repeat: {every: month, on: first working day}}
"""
HOLIDAYS = "holidays:\n- {date: 2026-01-01, name: Tết Dương lịch}\n"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(ROWS, plan=PLAN_TEMPLATE.format(year=2026) + HOLIDAYS)


@pytest.fixture
def ask(run: Run, folder: Path) -> Any:
    def call(*arguments: object, today: str = "2026-04-16") -> Any:
        ran = run(*arguments, "--data", folder, "--format", "json", today=today)
        assert ran.status == 0, ran.err
        return ran.json["tables"]

    return call


def due(tables: Any) -> list[tuple[str, str, str]]:
    return [(row["id"], row["period"], row["due"]) for row in tables["occurrences"]]


def test_an_occurrence_is_listed_in_the_month_of_its_day(ask: Any) -> None:
    assert due(ask("calendar", "--month", "1")) == [
        ("TX-09", "2026-01", "2026-01-20"), ("TX-11", "2026-01", "2026-01-02"),
    ]  # fmt: skip
    assert due(ask("calendar", "--month", "7")) == [
        ("TX-03", "2026-H1", "2026-07-05"), ("TX-07", "2026-06", "2026-07-03"),
        ("TX-09", "2026-07", "2026-07-20"), ("TX-11", "2026-07", "2026-07-01"),
    ]  # fmt: skip


def test_the_report_of_the_year_is_due_in_the_next(ask: Any) -> None:
    expected = [("TX-01", "2026", "2027-01-10"), ("TX-03", "2026", "2027-01-10"),
                ("TX-07", "2026-12", "2027-01-03")]  # fmt: skip
    assert due(ask("calendar", "--month", "1/2027")) == expected
    coming = due(ask("upcoming", today="2026-12-16"))
    assert [one for one in coming if one[2] > "2027"] == expected
    missing = ask("overdue", "--recurring", "--as-of", "10/1/2027")["recurring"]
    assert missing[0]["missing"] == ["2026"]
    assert ask("overdue", "--recurring", "--as-of", "9/1/2027")["recurring"][0]["missing"] == []


def test_two_plans_in_a_row_ask_for_each_occurrence_once(run: Run, write_plan: WritePlan) -> None:
    for year in (2026, 2027):
        folder = write_plan(ROWS.replace("start: 2026", "start: 2027"), year=year)
    ran = run("calendar", "--month", "1/2027", "--data", folder, "-f", "json", today="2027-01-02")
    keys = due(ran.json["tables"])
    assert len(set(keys)) == len(keys)
    told = run("report", "1/2027", "--data", folder, "-f", "json", today="2027-02-01")
    rows = [r for r in told.json["tables"]["recurring"] if r["id"] == "TX-07"]
    assert [(row["plan"], row["occurrences"]) for row in rows] == [("01-KH/THU", 1)]
    assert ("TX-01", "2026", "2027-01-10") in keys


def test_a_period_is_missing_once_its_day_has_passed(ask: Any) -> None:
    def missing(day: str) -> dict[str, list[str]]:
        rows = ask("overdue", "--as-of", day)["recurring"]
        return {row["id"]: row["missing"] for row in rows}

    assert missing("19/3/2026") == {}
    assert missing("20/3/2026") == {"TX-09": ["2026-03"]}
    figures = ask("report", "3", today="2026-04-16")
    (row,) = [row for row in figures["recurring"] if row["id"] == "TX-09"]
    assert (row["occurrences"], row["missing"]) == (1, ["2026-03"])


def test_people_read_the_rule_the_days_and_the_days_off(run: Run, folder: Path) -> None:
    shown = run("upcoming", "--within", "40", "--data", folder, today="2026-05-30")
    assert "hằng tháng, ngày 20" in shown.out
    assert "6/2026 (hạn 20/06/2026, Thứ Bảy)" in shown.out
    assert "6 tháng, ngày 15/6, 15/12" in shown.out
    assert "ngày làm việc đầu tiên của tháng" in shown.out
    assert "Lưu ý: chưa có ngày nghỉ" not in shown.out


def test_the_log_goes_by_the_period(run: Run, folder: Path) -> None:
    ran = run("log", "TX-07", "3", "--on", "2/4/2026", "--data", folder, today="2026-04-16")
    assert (ran.status, ran.out) == (0, ran.out)
    assert "TX-07, kỳ 3/2026: đã làm" in ran.out
    ran = run("log", "TX-01", "2025", "--on", "2/4/2026", "--data", folder, today="2026-04-16")
    assert ran.status == 1
    assert "không có kỳ" in ran.err


def test_the_rule_is_in_json_as_the_file_has_it(ask: Any) -> None:
    rules = {row["id"]: row["repeat"] for row in ask("list")["tasks"]}
    plain = {"in": None, "label": None}
    assert rules["TX-09"] == [{"every": "month", **plain, "on": 20}]
    assert rules["TX-05"] == [{"every": "half-year", **plain, "on": ["06-15", "12-15"]}]
    assert rules["TX-01"] == [{"every": "year", **plain, "after": 10}]
    assert rules["TX-08"] == [{"every": "year", **plain, "interval": 2}]


@pytest.mark.parametrize(
    ("options", "written"),
    [
        (("month", "--on", "20"), "{every: month, on: 20}"),
        (("week", "--on", "thứ Sáu"), "{every: week, on: fri}"),
        (("half-year", "--on", "15/6, 15/12"), "{every: half-year, on: [06-15, 12-15]}"),
        (("month", "--after", "2 working days"), "{every: month, after: 2 working days}"),
    ],
)
def test_a_rule_is_added(options: tuple[str, ...], written: str, run: Run, folder: Path) -> None:
    arguments = ("--task", "Nộp.", "--lead", "VP", "--section", "TX", "--data", folder)
    ran = run("add", "--repeat", *options, *arguments)
    assert ran.status == 0, ran.err
    assert written in (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


def test_a_rule_that_cannot_be_is_not_added(run: Run, folder: Path) -> None:
    arguments = ("--task", "Nộp.", "--lead", "VP", "--section", "TX", "--data", folder)
    refused = run("add", "--repeat", "month", "--on", "fri", *arguments)
    assert refused.status == 1
    assert "invalid-due-day" in refused.err
    refused = run("add", "--on", "20", *arguments)
    assert refused.status == 2
    assert "đi cùng đúng một --repeat" in refused.err


def test_a_key_that_people_guess_is_answered_with_ours(run: Run, write_plan: WritePlan) -> None:
    for rule, said in (
        ("{every: month, day: 20}", 'có phải "on"?'),
        ("{every: year, on: 06-15, after: 3}", "một kỳ chỉ có một hạn"),
        ("{every: week, on: thứ Sáu}", 'có phải "fri"?'),
    ):
        folder = write_plan(f"- {{id: TX-01, task: A, lead: VP, repeat: {rule}}}")
        assert said in run("validate", folder).out


def test_a_log_from_before_the_start_is_no_mistake(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(
        "- {id: TX-01, task: A, lead: VP, start: 2026-03, due: 2026-06, repeat: month,\n"
        "   log: {2026-02: 2026-02-27, 2026-03: 2026-03-31, 2026-07: 2026-07-01}}"
    )
    assert run("validate", folder).status == 0
    ran = run("overdue", "--as-of", "31/12/2026", "--data", folder, "--format", "json")
    (row,) = ran.json["tables"]["recurring"]
    assert row["missing"] == ["2026-04", "2026-05", "2026-06"]
