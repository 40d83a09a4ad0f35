"""Days off and days worked in a plan's file: what is wrong is said where it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from khtgdv.source.load.result import LoadResult
    from tests.conftest import WritePlan

TWICE = """\
holidays:
- {date: 2026-04-29..2026-04-30, name: Lễ}
- {date: 2026-04-30, name: Nghỉ}
"""
BOTH = """\
holidays:
- {date: 2026-04-30, name: Lễ}
working_days:
- {date: 2026-04-30, name: bù}
"""
ROW = "- {id: T01-01, task: A, lead: VP}"


def loaded(write_plan: WritePlan, text: str) -> LoadResult:
    folder = write_plan(ROW, plan=PLAN_TEMPLATE.format(year=2026) + text)
    return load_plans(
        [PlanFolder(str(folder), "plan", (2026,))], lambda place: place.years, lambda p: p.name
    )


def test_days_are_read(write_plan: WritePlan) -> None:
    text = (
        "holidays:\n- {date: 2026-04-29..2026-04-30, name: Lễ, note: Điều 112}\n"
        "working_days:\n- {date: 2026-05-09, name: bù}\n"
    )
    found = loaded(write_plan, text)
    days = found.portfolio[0].workdays
    assert found.findings == ()
    assert days.days_off == {date(2026, 4, 29): "Lễ", date(2026, 4, 30): "Lễ"}
    assert days.days_worked == {date(2026, 5, 9): "bù"}


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("holidays:\n- {date: 2026-02-30, name: Lễ}\n", "invalid-date", 1, "không có trong lịch"),
        ("holidays:\n- {date: 30/04, name: Lễ}\n", "invalid-date", 1, "khoảng ngày"),
        ("holidays:\n- {date: 2026-04-30}\n", "missing-key", 1, '"name"'),
        ("holidays:\n- {date: 2026-04-30, nmae: Lễ}\n", "unknown-key", 1, "nmae"),
        ("holidays:\n- {date: 2026-04-30, name: Lễ, note: ''}\n", "blank-text", 1, "để trống"),
        ("working_days:\n- {date: 2026-04-25, name: B, nots: A}\n", "unknown-key", 1, "nots"),
        ("holidays:\n- {date: 2020-04-30, name: Lễ}\n", "date-out-of-range", 1, "quá xa năm 2026"),
        ("working_days:\n- {date: 2036-04-30, name: B}\n", "date-out-of-range", 1, "quá xa"),
        (
            TWICE,
            "duplicate-holiday", 2, 'ngày 30/04/2026 đã ghi ở "Lễ"',
        ),
        (
            BOTH,
            "duplicate-holiday", 3, 'ngày 30/04/2026 đã ghi ở "Lễ"',
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(
    text: str, code: str, line: int, said: str, write_plan: WritePlan
) -> None:
    found = loaded(write_plan, text)
    first = PLAN_TEMPLATE.format(year=2026).count("\n") + 1
    codes = {finding.code for finding in found.findings}
    assert code in codes
    (finding,) = (one for one in found.findings if one.code == code)
    assert finding.span.line == first + line
    assert said in finding.message


def test_a_file_without_a_year_in_its_name_has_no_reach(write_plan: WritePlan) -> None:
    from khtgdv.source.load.planfile import PLAN_SECTIONS, parse_plan_file
    from khtgdv.source.load.sections import read_yaml_file

    text = PLAN_TEMPLATE.format(year=2026) + "holidays:\n- {date: 2020-04-30, name: Lễ}\n"
    path = write_plan(ROW, plan=text) / "plan_2026.yaml"
    content = read_yaml_file(path, "plan.yaml", PLAN_SECTIONS)
    assert date(2020, 4, 30) in parse_plan_file(content, None).workdays.days_off
    assert content.source.findings == []
