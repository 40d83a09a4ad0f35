"""The holidays of a new plan are those that the library knows, day by day."""

from __future__ import annotations

import holidays
import pytest
import yaml

from khtgdv.plan.time_values import parse_day_range
from khtgdv.plan.workdays import iterate_days
from khtgdv.source.new_plans.public_holidays import holiday_sections


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2030])
def test_every_day_of_the_library_stands_once(year: int) -> None:
    sections = yaml.load(holiday_sections(year), yaml.BaseLoader)  # noqa: S506 - texts only
    known = holidays.country_holidays("VN", years=year, language="vi")
    ranges = [parse_day_range(entry["date"]) for entry in sections["holidays"]]
    days = [day for days in ranges for day in iterate_days(days)]
    assert days == sorted(day for day in known if day.year == year)
    worked = [entry["date"] for entry in sections.get("working_days", ())]
    assert worked == sorted(str(day) for day in known.weekend_workdays if day.year == year)


def test_a_day_that_is_worked_for_another_says_so() -> None:
    sections = yaml.safe_load(holiday_sections(2024))
    assert [(str(e["date"]), e["name"]) for e in sections["working_days"]] == [
        ("2024-05-04", "làm bù cho ngày hoán đổi")
    ]


def test_days_in_a_row_are_one_line_with_its_source() -> None:
    sections = yaml.safe_load(holiday_sections(2027))
    lines = {entry["name"]: (str(entry["date"]), entry["note"]) for entry in sections["holidays"]}
    law = "Điều 112 Bộ luật Lao động"
    assert lines["Tết Nguyên đán"] == ("2027-02-04..2027-02-10", law)
    assert lines["Quốc khánh"] == ("2027-09-02..2027-09-03", law)
    assert lines["Ngày Quốc tế Lao động (nghỉ bù)"][1] == "nghỉ bù theo Điều 111 Bộ luật Lao động"
    assert lines["Ngày Văn hóa Việt Nam"][1] == "chưa ghi số văn bản"


def test_the_remark_says_who_announces_the_days() -> None:
    assert "thông báo" in holiday_sections(2027).split("holidays:")[0]
