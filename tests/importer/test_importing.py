from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import months_period
from khtgdv.importer.files.grid import UnreadableTableError
from khtgdv.importer.files.readers import read_table_file
from khtgdv.importer.finish import finish_reader
from khtgdv.importer.importing import (
    Office,
    PlanYears,
    TablesOfPlan,
    import_plan,
    tables_of_plan,
)
from khtgdv.plan.office import Department, DepartmentGroup
from tests.importer.papers import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.importer.plan_files import ImportedPlan

HEAD = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
ROWS = [
    HEAD,
    ["1", "A", "Phòng Kinh tế", "Văn phòng; VĂN PHÒNG", "Quý I"],
    ["2", "B", "Văn phòng", "", "Tháng 5"],
]


@pytest.fixture
def source(tmp_path: Path) -> TablesOfPlan:
    path = workbook(tmp_path / "a.xlsx", {"Một": ROWS, "Hai": [HEAD, ["1", "C", "Khoa Y", "", ""]]})
    return tables_of_plan([read_table_file(path)])


def imported(source: TablesOfPlan, office: Office | None = None) -> ImportedPlan:
    span = months_period("year", 2026)
    years = PlanYears(2026, span, date(2026, 11, 30))
    return import_plan(source, years, finish_reader(span), office or Office())


def test_departments_come_from_the_columns(source: TablesOfPlan) -> None:
    plan = imported(source)
    names = [(d.code, d.name, d.aliases) for d in plan.departments]
    assert names == [
        ("KT", "Phòng Kinh tế", ()), ("VP", "Văn phòng", ("VĂN PHÒNG",)), ("Y", "Khoa Y", ()),
    ]  # fmt: skip
    assert [row.fields["id"] for row in plan.rows] == ["NV-1", "NV-2", "NV-3"]
    assert plan.source_name == "a.xlsx"


def test_the_departments_of_an_office_stay_its_own(source: TablesOfPlan) -> None:
    departments = (
        Department(code="KTXD", name="Phòng Kinh tế"),
        Department(code="VPUB", name="VP UBND", aliases=("Văn phòng",)),
    )
    office = Office(departments, (DepartmentGroup(name="Khoa Y", members=("KTXD", "VPUB")),))
    plan = imported(source, office)
    assert [row.fields["lead"] for row in plan.rows] == ["KTXD", "VPUB", ["KTXD", "VPUB"]]
    assert plan.departments == departments


@pytest.mark.parametrize(
    ("sheet", "table", "tasks"),
    [("Hai", None, ["C"]), (None, 1, ["A", "B"]), (None, None, ["A", "B", "C"])],
)
def test_one_table_of_several(
    sheet: str | None, table: int | None, tasks: list[str], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Một": ROWS, "Hai": [HEAD, ["1", "C", "Khoa Y", "", ""]]})
    source = tables_of_plan([read_table_file(path)], sheet, table)
    assert [row.texts["task"] for plan in source.tables for row in plan.rows] == tasks


def test_a_file_without_a_plan(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Một": [["Họ tên", "Điện thoại"], ["A", "1"]]})
    with pytest.raises(UnreadableTableError, match="không có bảng kế hoạch"):
        tables_of_plan([read_table_file(path)])
