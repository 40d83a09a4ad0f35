"""Persons as rows name them, found by parts of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.query.persons import persons_by_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan


@pytest.mark.parametrize(
    ("texts", "persons"),
    [
        (["Lê Minh"], [("Lê Minh",)]),
        (
            ["Lê Minh; Trần An", "- Ngô Lan\n- lê minh\n"],
            [("Lê Minh", "Trần An"), ("Ngô Lan", "Lê Minh")],
        ),
        (
            ["Lê Minh, Trần An", "Lê Minh", "TRẦN AN"],
            [("Lê Minh", "TRẦN AN"), ("Lê Minh",), ("TRẦN AN",)],
        ),
        (["Lê Minh, Trần An", "Lê Minh"], [("Lê Minh, Trần An",), ("Lê Minh",)]),
        (["Bí thư, Chủ tịch HĐND"], [("Bí thư, Chủ tịch HĐND",)]),
        (["Trần Hà", "Trần Hạ"], [("Trần Hà",), ("Trần Hạ",)]),
        (["Trần Hà", "tran ha", "TRẦN HÀ"], [("Trần Hà",)] * 3),
        (["tran ha", "Trần Hà"], [("Trần Hà",)] * 2),
        (["Trần Hà", "tran ha", "Trần Hạ"], [("Trần Hà",), ("tran ha",), ("Trần Hạ",)]),
        (["Lê Hoà", "Lê Hòa", "Lê Hoa\u0300"], [("Lê Hoà",)] * 3),
        (["Lê Minh; Lê Minh;"], [("Lê Minh",)]),
        ([" ; "], [()]),
        ([], []),
    ],
)  # fmt: skip
def test_a_text_may_name_several(texts: list[str], persons: list[tuple[str, ...]]) -> None:
    assert list(persons_by_text(texts).values()) == persons


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    people = [
        {"leader": "Hiệu trưởng", "assignee": "Lê Văn Minh"},
        {"leader": "Phó Hiệu trưởng", "assignee": "Trần An; Lê Văn Minh"},
        {"leader": "Phó Hiệu trưởng phụ trách đào tạo", "assignee": "Nguyễn Thanh"},
        {},
    ]
    return write_plan(
        [
            {"id": f"T03-0{n}", "task": f"Việc {n}", "lead": "VP", "start": "2026-03",
             "due": "2026-03", **person}
            for n, person in enumerate(people, 1)
        ],
        [{"id": "KT-01", "content": "Kiểm tra", "start": "2026-03", "due": "2026-03"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "numbers", "told"),
    [
        (("--leader", "hieu truong"), "1", {"leader": ["Hiệu trưởng"]}),
        (("--leader", "PHÓ"), "23", {"leader": ["PHÓ"]}),
        (("--leader", "đào tạo", "--leader", "hieu-truong"), "13",
         {"leader": ["đào tạo", "Hiệu trưởng"]}),
        (("--assignee", "minh le"), "12", {"assignee": ["minh le"]}),
        (("--assignee", "an"), "2", {"assignee": ["an"]}),
        (("--assignee", "tha"), "3", {"assignee": ["tha"]}),
        (("--assignee", "minh", "--leader", "phó"), "2",
         {"assignee": ["minh"], "leader": ["phó"]}),
    ],
)  # fmt: skip
def test_rows_of_a_person(
    asked: tuple[str, ...], numbers: str, told: dict[str, list[str]], run: Run, folder: Path
) -> None:
    for command, table in (("list", "tasks"), ("overdue", "overdue"), ("calendar", "due")):
        month = ("--month", "3") if command == "calendar" else ()
        answer = run(command, *asked, *month, "--data", folder, "-f", "json").json
        assert answer["filter"] == told
        assert [row["id"] for row in answer["tables"][table]] == [f"T03-0{n}" for n in numbers]
        assert answer["tables"].get("inspections", []) == []


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        (("--leader", "Hiệu trưởngg"), "Không có lãnh đạo phụ trách nào khớp",
         'Có phải "Hiệu trưởng"? Trong kế hoạch có: Hiệu trưởng, Phó Hiệu trưởng'),
        (("--assignee", " - "), "Không có người được giao nào khớp", "Trong kế hoạch có: Lê Văn"),
    ],
)  # fmt: skip
def test_nobody_of_that_name(
    asked: tuple[str, ...], message: str, hint: str, run: Run, folder: Path
) -> None:
    ran = run("list", *asked, "--data", folder)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err


@pytest.fixture
def alike(write_plan: WritePlan) -> Path:
    names = ("Trần Hà", "Trần Hạ", "Lê Vàng")
    return write_plan(
        [
            {"id": f"T03-0{n}", "task": f"Việc {n}", "lead": "VP", "start": "2026-03",
             "due": "2026-03", "assignee": name}
            for n, name in enumerate(names, 1)
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("Trần Hạ", "2"), ("trần hà", "1"), ("le vang", "3"), ("Hạ", "2"), ("ha", "12"),
     ("trần", "12")],
)  # fmt: skip
def test_accents_part_persons(asked: str, numbers: str, run: Run, alike: Path) -> None:
    rows = run("list", "--assignee", asked, "--data", alike, "-f", "json").json["tables"]["tasks"]
    assert [row["id"] for row in rows] == [f"T03-0{n}" for n in numbers]


def test_a_name_without_accents_may_be_two_persons(run: Run, alike: Path) -> None:
    ran = run("list", "--assignee", "tran ha", "--data", alike)
    assert (ran.status, ran.out) == (2, "")
    assert '"tran ha" có thể là Trần Hà hoặc Trần Hạ.' in ran.err
    assert "Gõ tên có đủ dấu" in ran.err


def test_a_plan_that_names_nobody(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([{"id": "TX-01", "task": "Việc", "lead": "VP"}])
    ran = run("list", "--assignee", "An", "--data", folder)
    assert (ran.status, ran.out) == (2, "")
    assert "Chưa dòng nào ghi assignee (người được giao)." in ran.err


def test_the_heading_and_the_search_know_them(run: Run, folder: Path) -> None:
    out = run("list", "--leader", "hiệu trưởng", "--data", folder).out
    assert "lãnh đạo phụ trách Hiệu trưởng" in out
    found = run("list", "phu trach dao tao", "--data", folder, "-f", "json").json["tables"]["tasks"]
    assert [row["id"] for row in found] == ["T03-03"]


def test_load_by_person_is_a_table_of_the_rows_given(run: Run, folder: Path) -> None:
    line = ("workload", "--by", "assignee", "--data", folder)
    tables = run(*line, "-f", "json").json["tables"]
    assert [(row["assignee"], row["total"]) for row in tables["groups"]] == [
        ("Lê Văn Minh", 2), ("Nguyễn Thanh", 1), ("Trần An", 1), (None, 1),
    ]  # fmt: skip
    assert [(row["person"], row["id"]) for row in tables["tasks"]] == [
        ("Lê Văn Minh", "T03-01"), ("Lê Văn Minh", "T03-02"), ("Nguyễn Thanh", "T03-03"),
        ("Trần An", "T03-02"),
    ]  # fmt: skip
    out = run(*line).out
    assert "KHỐI LƯỢNG THEO NGƯỜI ĐƯỢC GIAO" in out
    assert "4 trên 4 nhiệm vụ; 1 nhiệm vụ ghi nhiều người, tính cho từng người" in out
    assert "chưa giao người" in out


@pytest.mark.parametrize("report", ["summary", "overdue", "workload"])
def test_every_roll_up_goes_by_leader(report: str, run: Run, folder: Path) -> None:
    rows = run(report, "--by", "leader", "--data", folder, "-f", "json").json["tables"]["groups"]
    assert [(row["leader"], row["overdue"]) for row in rows] == [
        ("Hiệu trưởng", 1), ("Phó Hiệu trưởng", 1), ("Phó Hiệu trưởng phụ trách đào tạo", 1),
        (None, 1),
    ]  # fmt: skip


def test_paper_has_a_column_where_a_row_has_a_leader(run: Run, folder: Path) -> None:
    assert "| Lãnh đạo phụ trách |" in run("list", "--data", folder, "-f", "md").out
    assert "Lãnh đạo" not in run("list", "--data", folder, "--id", "T03-04", "-f", "md").out
    calendar = run("list", "--data", folder, "-f", "ics").out.replace("\r\n ", "")
    assert r"Lãnh đạo phụ trách: Hiệu trưởng\nNgười được giao: Lê Văn Minh" in calendar
