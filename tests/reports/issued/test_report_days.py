"""The reports that are to be sent soon: in `upcoming`, in letters, and of which days they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROW = {"id": "T03-01", "task": "Việc thử", "lead": "VP", "start": "2026-03", "due": "2026-03-10"}
REPORTING = "reporting: {cutoff: 14, send: 2 working days}\n"


def plan(extra: str, year: int = 2026) -> str:
    return f"{PLAN_TEMPLATE.format(year=year)}{extra}"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan([ROW], plan=plan(REPORTING))


def sent(run: Run, folder: Path, today: str, *options: Any) -> list[tuple[str, str, str]]:
    ran = run("upcoming", "--data", folder, "-f", "json", *options, today=today)
    rows = ran.json["tables"]["reports"]
    return [(row["report"], row["cutoff"], row["send"]) for row in rows]


@pytest.mark.parametrize("cache", ["", "off"])
def test_upcoming_knows_when_a_report_is_to_be_sent(run: Run, folder: Path, cache: str) -> None:
    env = {"KHTGDV_CACHE": cache} if cache else {}
    ran = run(
        "upcoming", "--data", folder, "--within", 7, "-f", "json", today="2026-03-12", env=env
    )
    assert [
        (row["report"], row["period"], row["days"], row["send"], row["days_left"])
        for row in ran.json["tables"]["reports"]
    ] == [
        ("báo cáo quý I/2026", "2026-Q1", "2025-12-15..2026-03-14", "2026-03-17", 5),
        ("báo cáo tháng 3/2026", "2026-03", "2026-02-15..2026-03-14", "2026-03-17", 5),
    ]


def test_what_was_to_be_sent_before_is_not_told(run: Run, folder: Path) -> None:
    assert sent(run, folder, "2026-03-18", "--within", 7) == []
    assert [row[2] for row in sent(run, folder, "2026-03-17", "--within", 0)] == ["2026-03-17"] * 2
    text = run("upcoming", "--data", folder, "--within", 0, today="2026-03-17").out
    assert "BÁO CÁO ĐỊNH KỲ PHẢI GỬI TRONG 0 NGÀY" in text
    assert "hôm nay" in text


def test_weeks_are_told_where_they_are_declared(run: Run, write_plan: WritePlan) -> None:
    declared = "reporting: {week: {cutoff: thu, send: 1}}\n"
    weekly = write_plan([ROW], plan=plan(declared))
    assert sent(run, weekly, "2026-03-10", "--within", 7) == [
        ("báo cáo tuần 11/2026", "2026-03-12", "2026-03-13")
    ]


def test_a_year_may_be_without_a_53rd_week(run: Run, write_plan: WritePlan) -> None:
    declared = "reporting: {week: {send: 1}}\n"
    folder = write_plan([], plan=plan(declared, 2027), year=2027)
    assert sent(run, folder, "2027-12-20", "--within", 7)[-1] == (
        "báo cáo tuần 51/2027", "2027-12-26", "2027-12-27",
    )  # fmt: skip


def test_a_week_over_new_year_is_of_the_plan_in_which_it_ends(
    run: Run, write_plan: WritePlan
) -> None:
    declared = "reporting: {week: {send: 1}}\n"
    folder = write_plan([], plan=plan(declared, 2027), year=2027)
    assert sent(run, folder, "2027-01-01", "--within", 7) == [
        ("báo cáo tuần 53/2026", "2027-01-03", "2027-01-04")
    ]


def test_offices_with_the_same_days_report_together(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    for number in (1, 2):
        write_plan([{**ROW, "id": f"T03-0{number}"}], folder=f"xã/{number}", plan=plan(REPORTING))
    ran = run("report", "3", "--data", tmp_path / "xã", "-f", "json", today="2026-04-20")
    assert ran.json["position"]["as_of"] == "2026-03-14"


def test_without_a_day_to_send_nothing_is_told(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([ROW], plan=plan("reporting: {cutoff: 14}\n"))
    assert sent(run, folder, "2026-03-10") == []
    assert sent(run, write_plan([ROW], folder="b"), "2026-03-10") == []


def test_letters_say_what_is_to_be_sent(run: Run, folder: Path) -> None:
    ran = run("remind", "--data", folder, "-f", "md", today="2026-03-12")
    assert "Báo cáo tháng 3/2026: số liệu đến hết ngày 14/3/2026, gửi ngày 17/3/2026." in ran.out
    tables = run("remind", "--data", folder, "-f", "json", today="2026-03-12").json["tables"]
    assert tables["reports"][0]["send"] == "2026-03-17"


def test_a_report_is_of_the_days_up_to_its_cut_off(run: Run, folder: Path) -> None:
    ran = run("report", "3", "--data", folder, "-f", "json", today="2026-03-20")
    assert ran.json["position"] == {"as_of": "2026-03-14", "closed": True, "forecast": False}
    figures = ran.json["tables"]["figures"][0]
    assert (figures["period"], figures["days"]) == ("2026-03", "2026-02-15..2026-03-14")
    assert figures["due"] == 1
    text = run("report", "3", "--data", folder, today="2026-03-20").out
    assert "(từ ngày 15/02/2026 đến ngày 14/03/2026)" in " ".join(text.split())


def test_the_next_period_begins_on_the_day_after(run: Run, write_plan: WritePlan) -> None:
    rows = [
        {**ROW, "id": f"T03-0{n}", "due": day}
        for n, day in enumerate(("2026-03-14", "2026-03-15", "2026-04-14", "2026-04-15"))
    ]
    folder = write_plan(rows, plan=plan(REPORTING))
    ran = run("report", "3", "--data", folder, "-f", "json", today="2026-03-20")
    assert [row["id"] for row in ran.json["tables"]["next"]] == ["T03-01", "T03-02"]


def test_a_period_that_has_not_begun_is_refused(run: Run, folder: Path) -> None:
    assert run("report", "4", "--data", folder, today="2026-03-14").status == 2
    assert run("report", "4", "--data", folder, today="2026-03-15").status == 0


def test_offices_with_other_days_report_by_the_calendar(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    write_plan([ROW], folder="xã/1", plan=plan(REPORTING))
    write_plan([ROW], folder="xã/2", plan=plan("reporting: {cutoff: 20, send: 5}\n"))
    ran = run("report", "3", "--data", tmp_path / "xã", "-f", "json", today="2026-04-20")
    assert ran.json["position"]["as_of"] == "2026-03-31"
    plans = run("upcoming", "--data", tmp_path / "xã", "-f", "json", today="2026-03-12")
    assert {row["plan"] for row in plans.json["tables"]["reports"]} == {"1", "2"}
    shown = run("upcoming", "--data", tmp_path / "xã", today="2026-03-12").out
    assert "Kế hoạch" in shown.partition("BÁO CÁO ĐỊNH KỲ")[2]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{cutoff: 32}", "invalid-number"), ("{cutoff: thu}", "invalid-number"),
        ("{send: soon}", "invalid-number"), ("{send: 400}", "invalid-number"),
        ("{week: {cutoff: 14}}", "invalid-choice"), ("{quý: {send: 1}}", "unknown-key"),
        ("14", "wrong-shape"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str, code: str, run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([ROW], plan=plan(f"reporting: {text}\n"))
    ran = run("validate", folder, "-f", "json")
    assert [finding["code"] for finding in ran.json["tables"]["findings"]] == [code]
