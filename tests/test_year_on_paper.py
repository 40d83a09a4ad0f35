"""What the repeated tasks of plan 31-KH/BTGDVTU owe in each month of 2026, reckoned by hand.

From the wording of Appendix 1 and two calendars on paper (the ISO weeks of 2026; the days off of
the State's announcement), with no rule of the program: every list here was written down, and the
program is asked as its users ask it, by `calendar`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

# The Sundays of each month of 2026, with the ISO week that ends on each.
SUNDAYS = {
    1: {4: 1, 11: 2, 18: 3, 25: 4},
    2: {1: 5, 8: 6, 15: 7, 22: 8},
    3: {1: 9, 8: 10, 15: 11, 22: 12, 29: 13},
    4: {5: 14, 12: 15, 19: 16, 26: 17},
    5: {3: 18, 10: 19, 17: 20, 24: 21, 31: 22},
    6: {7: 23, 14: 24, 21: 25, 28: 26},
    7: {5: 27, 12: 28, 19: 29, 26: 30},
    8: {2: 31, 9: 32, 16: 33, 23: 34, 30: 35},
    9: {6: 36, 13: 37, 20: 38, 27: 39},
    10: {4: 40, 11: 41, 18: 42, 25: 43},
    11: {1: 44, 8: 45, 15: 46, 22: 47, 29: 48},
    12: {6: 49, 13: 50, 20: 51, 27: 52},
}
LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
# Monday to Friday without the days off (1/1, 2/1; Tết 16-20/2; Giỗ Tổ on a Sunday, so 27/4; 30/4,
# 1/5; 31/8-2/9; 24/11), and Saturdays 10/1 and 22/8 that are worked for 2/1 and 31/8.
WORKED = {
    1: "05 06 07 08 09 10 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30",
    2: "02 03 04 05 06 09 10 11 12 13 23 24 25 26 27",
    3: "02 03 04 05 06 09 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31",
    4: "01 02 03 06 07 08 09 10 13 14 15 16 17 20 21 22 23 24 28 29",
    5: "04 05 06 07 08 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29",
    6: "01 02 03 04 05 08 09 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30",
    7: "01 02 03 06 07 08 09 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31",
    8: "03 04 05 06 07 10 11 12 13 14 17 18 19 20 21 22 24 25 26 27 28",
    9: "03 04 07 08 09 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30",
    10: "01 02 05 06 07 08 09 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30",
    11: "02 03 04 05 06 09 10 11 12 13 16 17 18 19 20 23 25 26 27 30",
    12: "01 02 03 04 07 08 09 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30 31",
}
MONTHS = range(1, 13)
Owed = set[tuple[str, str]]  # of each occurrence its period and its due date


def every_day(month: int) -> Owed:
    days = (f"2026-{month:02}-{day}" for day in WORKED[month].split())
    return {(day, day) for day in days}


def every_week(month: int) -> Owed:
    return {
        (f"2026-W{week:02}", f"2026-{month:02}-{day:02}") for day, week in SUNDAYS[month].items()
    }


def on_the_last(month: int, *periods: str) -> Owed:
    return {(period, f"2026-{month:02}-{LAST[month]}") for period in periods}


def every_month(month: int) -> Owed:
    return on_the_last(month, f"2026-{month:02}")


def every_quarter(month: int) -> Owed:
    quarter = {3: "2026-Q1", 6: "2026-Q2", 9: "2026-Q3", 12: "2026-Q4"}
    return on_the_last(month, quarter[month]) if month in quarter else set()


def every_half(month: int) -> Owed:
    half = {6: "2026-H1", 12: "2026-H2"}
    return on_the_last(month, half[month]) if month in half else set()


def every_kind_of_report(month: int) -> Owed:
    """TX-02: months 01, 02, 04, 05, 07, 08, 10, 11, 12; quarter I, 6 and 9 months, the year."""
    if month in {1, 2, 4, 5, 7, 8, 10, 11}:
        longer = every_month(month)
    elif month == 3:
        longer = on_the_last(3, "2026-Q1")
    elif month == 6:
        longer = on_the_last(6, "2026-H1")
    elif month == 9:
        longer = on_the_last(9, "2026-9M")
    else:
        longer = on_the_last(12, "2026-12", "2026")
    return every_day(month) | longer | every_quarter(month)


OWED = {
    "TX-01": lambda m: every_day(m) | every_week(m),  # theo ngày; công tác tuần
    "TX-02": every_kind_of_report,
    "TX-14": every_quarter,  # Theo Quý
    "TX-23": lambda m: every_quarter(m) | every_half(m),  # định kỳ 3/6 tháng
    "TX-26": every_month,  # Hàng tháng
    "TX-27": every_month,
    "TX-28": every_week,  # Hàng tuần
    "TX-29": every_month,
    "TX-30": every_month,
    "TX-31": every_month,
    "TX-33": lambda m: every_week(m) | every_month(m) | every_quarter(m),  # tuần, tháng, quý
    "TX-35": every_quarter,  # hàng quý
}


@pytest.fixture(scope="module")
def year(run: Run) -> dict[int, list[Any]]:
    """Ask for the occurrences of each month."""
    found = {}
    for month in MONTHS:
        ran = run("calendar", "--month", month, "--data", "data", "-f", "json", today="2026-05-20")
        assert ran.status == 0
        found[month] = ran.json["tables"]["occurrences"]
    return found


@pytest.mark.parametrize("id_", OWED)
@pytest.mark.parametrize("month", MONTHS)
def test_each_month(id_: str, month: int, year: dict[int, list[Any]]) -> None:
    rows = [row for row in year[month] if row["id"] == id_]
    assert {(row["period"], row["due"]) for row in rows} == OWED[id_](month)
    # TX-02 owes the report of quarter I and the paper for the quarterly meeting: one period twice.
    twice = 1 if (id_, month) == ("TX-02", 3) else 0
    assert len(rows) == len(OWED[id_](month)) + twice


def test_no_other_task_is_repeated(year: dict[int, list[Any]]) -> None:
    assert {row["id"] for rows in year.values() for row in rows} == set(OWED)


def test_the_month_report_leaves_out_the_ends_of_quarters(year: dict[int, list[Any]]) -> None:
    months = [
        row["period"]
        for rows in year.values()
        for row in rows
        if (row["id"], row["label"]) == ("TX-02", "báo cáo tháng")
    ]
    numbers = ["01", "02", "04", "05", "07", "08", "10", "11", "12"]
    assert months == [f"2026-{number}" for number in numbers]


def test_weeks_at_both_ends_of_the_year(run: Run) -> None:
    def weekly(week: str) -> list[tuple[str, str]]:
        answer = run("calendar", "--week", week, "--data", "data", "-f", "json").json
        rows = answer["tables"]["occurrences"]
        return [(row["period"], row["due"]) for row in rows if row["id"] == "TX-28"]

    assert weekly("2026-W01") == [("2026-W01", "2026-01-04")]  # it begins on 29/12/2025
    assert weekly("2026-W52") == [("2026-W52", "2026-12-27")]
    assert weekly("2026-W53") == []  # ends on 03/01/2027: the plan of 2027 has it


def test_week_53_belongs_to_the_plan_of_2027(run: Run, write_plan: Any) -> None:
    row = "- {id: TX-01, task: Báo cáo tuần, lead: VP, repeat: week}"
    folder = write_plan(row)
    write_plan(row, year=2027)
    answer = run("calendar", "--week", "2026-W53", "--data", folder, "-f", "json").json
    found = [(row["period"], row["due"], row["plan"]) for row in answer["tables"]["occurrences"]]
    assert [pair[:2] for pair in found] == [("2026-W53", "2027-01-03")]
