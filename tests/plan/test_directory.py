"""Who is meant by a name of a unit."""

from __future__ import annotations

import pytest

from khtgdv.plan.directory import DepartmentDirectory, department_names, unit_key
from khtgdv.plan.model import Plan

SEVEN = ("LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP")


@pytest.fixture(scope="session")
def directory(shipped: Plan) -> DepartmentDirectory:
    return DepartmentDirectory.from_plan(shipped)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("phong tt th", "TT-TH"),
        ("Phòng TT- TH", "TT-TH"),
        ("tt-th", "TT-TH"),
        ("TT - TH", "TT-TH"),
        ("đt&ch", "DT-CH"),
        ("Đoàn thể và các hội", "DT-CH"),
        ("Văn phòng", "VP"),
        ("van phong", "VP"),
        ("vp", "VP"),
        ("VP.", "VP"),
        ("Văn phòng Ban TGDVTU", "VP"),
        ("DVCCQNN, DT và TG", "DVCCQNN"),
        ("Phòng DVCCQNN", "DVCCQNN"),
        ("llct lsđ", "LLCT-LSD"),
        ("Phòng KG,VH-VN", "KG-VHVN"),
    ],
)
def test_a_department_is_found_by_any_spelling(
    directory: DepartmentDirectory, name: str, code: str
) -> None:
    found = directory.find(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "name", ["Văn phòng Thành ủy", "VPTU", "Phòng", "", "TT", "Các phòng CM", "Sở Nội vụ"]
)
def test_other_names_are_no_department(directory: DepartmentDirectory, name: str) -> None:
    assert directory.find(name) is None


def test_every_name_of_a_department_leads_to_it(directory: DepartmentDirectory) -> None:
    assert tuple(directory.departments) == SEVEN
    for code, department in directory.departments.items():
        assert {directory.find(name) for name in department_names(department)} == {department}
        assert department_names(department)[0] == code


@pytest.mark.parametrize(
    ("units", "lead", "codes"),
    [
        (("Các phòng CM",), "VP", SEVEN[:6]),
        (("Các phòng chuyên môn",), "LLCT-LSD", SEVEN[1:6]),
        (("VP và các phòng",), "DVCCQNN", tuple(c for c in SEVEN if c != "DVCCQNN")),
        (("Phòng TT-TH", "Văn phòng"), "TT-BCXB", ("TT-TH", "VP")),
        (("Văn phòng", "các phòng CM", "VP"), None, ("VP", *SEVEN[:6])),
        (("Văn phòng Thành ủy", "VPTU, VNPT Hải Phòng"), "KG-VHVN", ()),
        (("Văn phòng",), "VP", ()),
        ((), "VP", ()),
    ],
)
def test_units_expand_to_departments_without_the_lead(
    directory: DepartmentDirectory, units: tuple[str, ...], lead: str | None, codes: tuple[str, ...]
) -> None:
    assert directory.expand(units, lead) == codes


def test_a_name_is_compared_without_the_word_for_department() -> None:
    assert unit_key("Phòng ĐT&CH") == unit_key("dt-ch") == "dtch"


def test_an_empty_plan_has_nobody() -> None:
    directory = DepartmentDirectory.from_plan(
        Plan(name="trống", folder="", year=2026, document=None)
    )
    assert directory.find("VP") is None
    assert directory.expand(["Các phòng CM"], None) == ()
