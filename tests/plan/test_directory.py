"""Who is meant by a name of a unit."""

from __future__ import annotations

import pytest

from khtgdv.plan.directory import DepartmentDirectory, department_names, unit_key
from khtgdv.plan.model import Plan
from khtgdv.plan.office import Department, DepartmentGroup

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
    ("units", "leads", "codes"),
    [
        (("Các phòng CM",), ("VP",), SEVEN[:6]),
        (("Các phòng chuyên môn",), ("LLCT-LSD",), SEVEN[1:6]),
        (("VP và các phòng",), ("DVCCQNN", "VP"), tuple(c for c in SEVEN[:6] if c != "DVCCQNN")),
        (("Phòng TT-TH", "Văn phòng"), ("TT-BCXB",), ("TT-TH", "VP")),
        (("Văn phòng", "các phòng CM", "VP"), (), ("VP", *SEVEN[:6])),
        (("Văn phòng Thành ủy", "VPTU, VNPT Hải Phòng"), ("KG-VHVN",), ()),
        (("Văn phòng",), ("VP",), ()),
        ((), ("VP",), ()),
        (("Phòng TT-TH; Văn phòng",), ("VP",), ("TT-TH",)),
    ],
)
def test_units_expand_to_departments_without_the_leads(
    directory: DepartmentDirectory,
    units: tuple[str, ...],
    leads: tuple[str, ...],
    codes: tuple[str, ...],
) -> None:
    assert directory.expand(units, leads) == codes


def test_a_name_is_compared_without_the_word_for_department() -> None:
    assert unit_key("Phòng ĐT&CH") == unit_key("dt-ch") == "dtch"


def test_an_empty_plan_has_nobody() -> None:
    directory = DepartmentDirectory.from_plan(
        Plan(name="trống", folder="", year=2026, document=None)
    )
    assert directory.find("VP") is None
    assert directory.expand(["Các phòng CM"], ()) == ()


@pytest.fixture
def commune() -> DepartmentDirectory:
    names = {
        "VPDU": "Văn phòng Đảng ủy",
        "KT": "Phòng Kinh tế",
        "DV": "Trung tâm Dịch vụ, Sự nghiệp công",
        "TC": "Phòng Tổ chức, Cán bộ; Học sinh, Sinh viên",
        "DVC": "Trung tâm Dịch vụ",
    }
    departments = tuple(Department(code=code, name=name) for code, name in names.items())
    groups = (
        DepartmentGroup(name="Các phòng, khoa", members=("phòng kinh tế", "TC", "Sở Y tế")),
        DepartmentGroup(name="Khối Đảng", members=("VPDU",)),
    )
    return DepartmentDirectory.from_plan(
        Plan(name="xã", folder="", year=2026, document=None, departments=departments, groups=groups)
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Phòng Kinh tế", ("KT",)),
        ("kt", ("KT",)),
        ("Các phòng, khoa", ("KT", "TC")),
        ("Phòng Kinh tế, Văn phòng Đảng ủy", ("KT", "VPDU")),
        ("Phòng Kinh tế; Văn phòng Đảng ủy;", ("KT", "VPDU")),
        ("- Phòng Kinh tế\n- Văn phòng Đảng ủy\n", ("KT", "VPDU")),
        ("Trung tâm Dịch vụ, Sự nghiệp công, Văn phòng Đảng ủy", ("DV", "VPDU")),
        ("Trung tâm Dịch vụ, Văn phòng Đảng ủy", ("DVC", "VPDU")),
        ("Phòng Tổ chức, Cán bộ; Học sinh, Sinh viên, Kinh tế", ("TC", "KT")),
        ("Khối Đảng, Các phòng, khoa", ("VPDU", "KT", "TC")),
        ("Phòng Kinh tế, KT", ("KT",)),
        ("Phòng Kinh tế, Đài truyền thanh", ()),
        ("Sự nghiệp công, Văn phòng Đảng ủy", ()),
        ("Phòng Kinh tế và Văn phòng Đảng ủy", ()),
        (", ;", ()),
        ("", ()),
    ],
)
def test_a_text_names_departments_where_every_part_is_known(
    commune: DepartmentDirectory, text: str, codes: tuple[str, ...]
) -> None:
    assert commune.codes_of(text) == codes


@pytest.mark.parametrize(
    ("items", "cuts"),
    [
        (["Các phòng", "khoa"], [(0, 2, "Các phòng, khoa")]),
        (["KT", "Các phòng", "khoa", "VPDU"], [(1, 3, "Các phòng, khoa")]),
        (
            ["Phòng Tổ chức", "Cán bộ; Học sinh", "Sinh viên"],
            [(0, 3, "Phòng Tổ chức, Cán bộ; Học sinh, Sinh viên")],
        ),
        (
            ["Trung tâm Dịch vụ", "Sự nghiệp công"],
            [(0, 2, "Trung tâm Dịch vụ, Sự nghiệp công")],
        ),
        (["Phòng Kinh tế", "Văn phòng Đảng ủy"], []),
        (["Đài truyền thanh", "Phòng Kinh tế"], []),
        (["Các phòng"], []),
        ([], []),
    ],
)
def test_a_name_that_commas_cut_is_found_among_the_items(
    commune: DepartmentDirectory, items: list[str], cuts: list[tuple[int, int, str]]
) -> None:
    assert list(commune.cut_names(items)) == cuts


def test_long_texts_cost_no_more_than_their_length(commune: DepartmentDirectory) -> None:
    assert commune.codes_of("Phòng Kinh tế, " * 2000) == ("KT",)
    assert commune.codes_of("Phòng Kinh tế, " * 2000 + "ai đó") == ()
