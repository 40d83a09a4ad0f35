"""Repeated work of the shipped plan, held against lists reckoned by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import Position
from khtgdv.dates.repetition import Bounds
from khtgdv.dates.spans import year_span
from khtgdv.plan.repetition import RepeatRule
from khtgdv.schedule.occurrences import log_gaps, occurrences, rule_occurrences

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan, Task
    from tests.conftest import MakeRow

YEAR_2026 = year_span(2026)
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
WORKING = {m: [str(d) for d in YEAR if d.month == m and d.weekday() < 5] for m in range(1, 13)}
# From a calendar of 2026: the Sundays of each month, and the ISO weeks that end on them.
WEEKS = {
    1: range(1, 5), 2: range(5, 9), 3: range(9, 14), 4: range(14, 18), 5: range(18, 23),
    6: range(23, 27), 7: range(27, 31), 8: range(31, 36), 9: range(36, 40), 10: range(40, 44),
    11: range(44, 49), 12: range(49, 53),
}  # fmt: skip
WORKING_DAYS = [22, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 23]


def month(number: int) -> str:
    return f"2026-{number:02}"


def weeks(number: int) -> list[str]:
    return [f"2026-W{week:02}" for week in WEEKS[number]]


QUARTERS = {3: "2026-Q1", 6: "2026-Q2", 9: "2026-Q3", 12: "2026-Q4"}
HALVES = {6: "2026-H1", 12: "2026-H2"}


def labelled(label: str, found: list[str]) -> list[str]:
    return [f"{period} {label}" for period in found]


def at(table: dict[int, str], number: int) -> list[str]:
    return [table[number]] if number in table else []


def tx_01(m: int) -> list[str]:
    return labelled("báo cáo theo ngày", WORKING[m]) + labelled("tổng hợp công tác tuần", weeks(m))


TX_02 = {
    1: ["2026-01 báo cáo tháng"],
    2: ["2026-02 báo cáo tháng"],
    3: ["2026-Q1 sơ kết quý I", "2026-Q1 giao ban"],
    4: ["2026-04 báo cáo tháng"],
    5: ["2026-05 báo cáo tháng"],
    6: ["2026-H1 sơ kết 6 tháng", "2026-Q2 giao ban"],
    7: ["2026-07 báo cáo tháng"],
    8: ["2026-08 báo cáo tháng"],
    9: ["2026-9M báo cáo 9 tháng", "2026-Q3 giao ban"],
    10: ["2026-10 báo cáo tháng"],
    11: ["2026-11 báo cáo tháng"],
    12: ["2026-12 báo cáo tháng", "2026 tổng kết năm", "2026-Q4 giao ban"],
}


def tx_33(m: int) -> list[str]:
    return [
        *labelled("báo cáo hằng tuần", weeks(m)),
        f"{month(m)} báo cáo hằng tháng",
        *labelled("báo cáo quý", at(QUARTERS, m)),
    ]


def expected(id_: str, m: int) -> list[str]:
    """Return what a task has due in a month of 2026, rule by rule."""
    if id_ == "TX-01":
        return tx_01(m)
    if id_ == "TX-02":
        return labelled("báo cáo ngày", WORKING[m]) + TX_02[m]
    if id_ in ("TX-14", "TX-35"):
        return at(QUARTERS, m)
    if id_ == "TX-23":
        quarter, half = at(QUARTERS, m), at(HALVES, m)
        return labelled("báo cáo 3 tháng", quarter) + labelled("báo cáo 6 tháng", half)
    if id_ == "TX-28":
        return weeks(m)
    return tx_33(m) if id_ == "TX-33" else [month(m)]


REPEATED = [f"TX-{number:02}" for number in (1, 2, 14, 23, *range(26, 32), 33, 35)]


def task_of(plan: Plan, id_: str) -> Task:
    (task,) = (task for task in plan.tasks if task.id == id_)
    return task


def test_the_calendar_the_lists_were_reckoned_from() -> None:
    assert [len(WORKING[m]) for m in range(1, 13)] == WORKING_DAYS
    assert sum(len(weeks(m)) for m in range(1, 13)) == 52


def test_the_repeated_tasks_of_the_plan(shipped: Plan) -> None:
    assert [task.id for task in shipped.tasks if task.repeat] == REPEATED


@pytest.mark.parametrize("id_", REPEATED)
def test_what_a_repeated_task_has_due_in_each_month(shipped: Plan, id_: str) -> None:
    found = list(occurrences(task_of(shipped, id_), YEAR_2026))
    for m in range(1, 13):
        keys = [occurrence.log_key for occurrence in found if occurrence.due.month == m]
        assert keys == expected(id_, m)
    assert {occurrence.due.year for occurrence in found} == {2026}
    assert not any(occurrence.done_on for occurrence in found)


def test_occurrences_of_a_year_are_those_of_its_months_together(shipped: Plan) -> None:
    for id_ in REPEATED:
        whole = Counter(
            occurrence.log_key for occurrence in occurrences(task_of(shipped, id_), YEAR_2026)
        )
        assert whole == Counter(key for m in range(1, 13) for key in expected(id_, m))


def test_the_month_report_is_not_due_where_a_longer_one_is(shipped: Plan) -> None:
    found = occurrences(task_of(shipped, "TX-02"), YEAR_2026)
    numbers = [o.period.number for o in found if o.rule.label == "báo cáo tháng"]
    assert numbers == [1, 2, 4, 5, 7, 8, 10, 11, 12]


@pytest.mark.parametrize(
    ("rule", "year", "found"),
    [
        (RepeatRule(every="nine-months"), 2026, ["2026-9M"]),
        (RepeatRule(every="year"), 2028, ["2028"]),
        (RepeatRule(every="half-year", in_=(2,)), 2026, ["2026-H2"]),
        (RepeatRule(every="quarter", in_=(4, 1)), 2026, ["2026-Q1", "2026-Q4"]),
        (RepeatRule(every="month", in_=(2,)), 2028, ["2028-02"]),
        (RepeatRule(every="quarter", in_=(5,)), 2026, []),
        (RepeatRule(every="week", in_=(53,)), 2026, []),
        # A week that ends in January belongs to the plan of the new year.
        (RepeatRule(every="week", in_=(53, 1)), 2027, ["2026-W53", "2027-W01"]),
        (
            RepeatRule(every="day", in_=(1, 2, 3, 4, 5)),
            2026,
            ["2026-01-01", "2026-01-02", "2026-01-05"],
        ),
    ],
)
def test_the_periods_of_a_rule(rule: RepeatRule, year: int, found: list[str]) -> None:
    items = rule_occurrences(rule, Bounds(year_span(year)))
    assert [str(item.period) for item in items] == found


def test_the_last_day_of_february_in_a_leap_year() -> None:
    (february,) = rule_occurrences(RepeatRule(every="month", in_=(2,)), Bounds(year_span(2028)))
    assert february.due == date(2028, 2, 29)


def closed(day: str) -> Position:
    return Position(date.fromisoformat(day), closed=True)


def gaps(task: Task, position: Position) -> list[str]:
    return [occurrence.log_key for occurrence in log_gaps(task, YEAR_2026, position)]


def test_nothing_is_missing_before_the_first_period_that_was_logged(make_task: MakeRow) -> None:
    assert gaps(make_task(repeat="month"), closed("2026-12-31")) == []
    task = make_task(repeat="month", log={"2026-04": "2026-04-29"})
    assert gaps(task, closed("2026-07-31")) == ["2026-05", "2026-06", "2026-07"]


def test_a_period_is_missing_once_it_is_closed(make_task: MakeRow) -> None:
    task = make_task(repeat="month", log={"2026-02": "2026-02-27", "2026-04": "2026-05-04"})
    assert gaps(task, Position(date(2026, 3, 31))) == []
    assert gaps(task, closed("2026-03-31")) == ["2026-03"]
    assert gaps(task, closed("2026-05-03")) == ["2026-03", "2026-04"]
    assert gaps(task, closed("2026-05-04")) == ["2026-03"]


def test_a_log_after_the_position_has_not_begun_a_rule(make_task: MakeRow) -> None:
    task = make_task(repeat="month", log={"2026-02": "2026-06-15"})
    assert gaps(task, closed("2026-06-14")) == []
    assert gaps(task, closed("2026-06-15")) == ["2026-03", "2026-04", "2026-05"]


TWO_RULES = [{"every": "quarter", "label": "báo cáo"}, {"every": "quarter", "label": "giao ban"}]


def test_each_rule_begins_by_itself(make_task: MakeRow) -> None:
    task = make_task(repeat=TWO_RULES, log={"2026-Q2 giao ban": "2026-06-29"})
    assert gaps(task, closed("2026-12-31")) == ["2026-Q3 giao ban", "2026-Q4 giao ban"]
    task = make_task(
        repeat=TWO_RULES, log={"2026-Q2 giao ban": "2026-06-29", "2026-Q1 báo cáo": "2026-03-30"}
    )
    assert gaps(task, closed("2026-09-30")) == [
        "2026-Q2 báo cáo", "2026-Q3 báo cáo", "2026-Q3 giao ban",
    ]  # fmt: skip


def test_a_period_that_two_rules_share_needs_its_label(make_task: MakeRow) -> None:
    task = make_task(repeat=TWO_RULES, log={"2026-Q1": "2026-03-30"})
    assert not any(occurrence.done_on for occurrence in occurrences(task, YEAR_2026))


def test_a_period_of_one_rule_may_go_without_its_label(make_task: MakeRow) -> None:
    rules = [{"every": "month", "label": "báo cáo"}, {"every": "quarter", "label": "giao ban"}]
    log = {"2026-Q1": "2026-03-30", "2026-01 báo cáo": "2026-01-30", "2026-02": "2026-02-27"}
    task = make_task(repeat=rules, log=log)
    done = {o.log_key: o.done_on for o in occurrences(task, YEAR_2026) if o.done_on}
    assert done == {
        "2026-01 báo cáo": date(2026, 1, 30),
        "2026-02 báo cáo": date(2026, 2, 27),
        "2026-Q1 giao ban": date(2026, 3, 30),
    }


def test_a_rule_without_a_label_has_the_bare_period_for_itself(make_task: MakeRow) -> None:
    rules = [{"every": "quarter"}, {"every": "quarter", "in": ["1", "2"], "label": "sơ kết"}]
    log = {"2026-Q1": "2026-03-30", "2026-Q1 sơ kết": "2026-03-31", "2026-Q2": "2026-06-30"}
    done = [
        o.log_key for o in occurrences(make_task(repeat=rules, log=log), YEAR_2026) if o.done_on
    ]
    assert done == ["2026-Q1", "2026-Q2", "2026-Q1 sơ kết"]


def test_a_position_hides_what_was_logged_later(make_task: MakeRow) -> None:
    task = make_task(repeat="quarter", log={"2026-Q1": "2026-04-02"})
    days = ("2026-04-01", "2026-04-02")
    firsts = [next(occurrences(task, YEAR_2026, closed(day))) for day in days]
    assert [first.done_on for first in firsts] == [None, date(2026, 4, 2)]
