"""Sections that a plan declares: what is right, what is a finding, in which order rows stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

PLAN = """\
plan: {year: 2026, number: 01-KH/THU, date: 2026-01-05, title: Kế hoạch, agency: Ban}
departments:
  - {code: VP, name: Văn phòng}
"""


def row(name: str) -> dict[str, str]:
    return {"id": name, "task": f"Việc {name}", "lead": "VP", "due": "2026-06"}


@pytest.fixture
def findings(run: Run, write_plan: WritePlan) -> Any:
    """Return what `validate` finds in a plan of some sections and IDs."""

    def call(sections: str, *ids: str) -> list[dict[str, Any]]:
        folder = write_plan([row(name) for name in ids], plan=PLAN + sections)
        ran = run("validate", folder, "-f", "json")
        found: list[dict[str, Any]] = ran.json["tables"]["findings"]
        return found

    return call


@pytest.mark.parametrize(
    "sections",
    [
        "sections: [{code: I, heading: Một}, {code: Đ, heading: Hai}, {code: 1, heading: Ba}]\n",
        """\
sections:
  - code: I
    heading: Một
  - {code: Đ, heading: Hai}
  - {code: "1", heading: Ba}
""",
    ],
)
def test_declared_sections_and_those_that_need_no_declaration(findings: Any, sections: str) -> None:
    ids = ["I-1", "I-12a", "Đ-2.1", "1-1.1", "NV-03", "T03-01", "TX-01"]
    assert findings(sections, *ids) == []


def test_a_number_that_programs_would_shorten_is_told(findings: Any) -> None:
    (found,) = findings("sections: [{code: 1.10, heading: Một}]\n", "1.10-1")
    assert (found["code"], found["hint"]) == ("ambiguous-text", 'viết trong dấu nháy: "1.10"')


def test_an_undeclared_section_names_the_declared_and_the_nearest(findings: Any) -> None:
    sections = "sections: [{code: II, heading: Một}, {code: B, heading: Hai}]\n"
    (found,) = findings(sections, "III-12a", "II-1")
    assert (found["code"], found["id"], found["line"]) == ("unknown-section", "III-12a", 2)
    assert found["message"] == 'mục "III" của mã III-12a chưa khai trong kế hoạch'
    assert 'có phải "II-12a"?' in found["hint"]


@pytest.mark.parametrize(
    ("name", "meant"), [("3-12", "T03-12"), ("TXX-5", "TX-05"), ("QQQQ-5", None)]
)
def test_without_declared_sections(findings: Any, name: str, meant: str | None) -> None:
    (found,) = findings("", name)
    assert found["code"] == "unknown-section"
    assert found["hint"].startswith(f'có phải "{meant}"?' if meant else "mục mới thì thêm")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("T05", "không phải khai"), ("T1", "không phải khai"), ("TX", "không phải khai"),
        ("KT", "không phải khai"), ("NV", "không phải khai"), ("Mục I", "không phải một mã mục"),
        ("i", "không phải một mã mục"),
    ],
)  # fmt: skip
def test_a_code_that_is_none_or_needs_no_declaration(
    findings: Any, code: str, message: str
) -> None:
    (found,) = findings(f"sections: [{{code: {code}, heading: Một}}]\n", "T05-01", "I-1")
    assert found["code"] == "invalid-id"
    assert message in found["message"]


def test_a_section_that_is_declared_twice(findings: Any) -> None:
    sections = "sections:\n  - {code: I, heading: Một}\n  - {code: I, heading: Hai}\n"
    (found,) = findings(sections, "I-1")
    assert (found["code"], found["line"]) == ("duplicate-id", 6)
    assert found["message"] == 'mục "I" đã khai ở dòng 5'


def test_two_spellings_of_one_number_are_one_id(findings: Any) -> None:
    (found,) = findings("", "NV-3", "NV-03")
    assert (found["code"], found["id"]) == ("duplicate-id", "NV-03")


@pytest.mark.parametrize(
    ("name", "meant"), [("I.1", "I-1"), ("12", "NV-12"), ("ii 3", "II-3"), ("b.2a", "B-2a")]
)
def test_ids_in_another_form(findings: Any, name: str, meant: str) -> None:
    (found,) = findings("sections: [{code: I, heading: Một}]\n", name)
    assert found["code"] == "invalid-id"
    assert found["hint"].startswith(f'có phải "{meant}"?')


def test_data_has_the_order_of_the_file_and_people_read_that_of_the_sections(
    run: Run, write_plan: WritePlan
) -> None:
    sections = "sections: [{code: B, heading: Một}, {code: A, heading: Hai}]\n"
    names = ["T01-01", "A-2", "B-1", "TX-01", "A-1", "T12-01"]
    folder = write_plan([row(name) for name in names], plan=PLAN + sections)
    for cache in ("off", None):
        env = {"KHTGDV_CACHE": cache}
        listed = run("list", "--data", folder, "-f", "json", env=env).json["tables"]["tasks"]
        assert [task["id"] for task in listed] == names
        shown = run("list", "--data", folder, "--columns", "id", env=env).out.splitlines()
        assert [line.strip() for line in shown[5:-2]] == [
            "Tháng 01", "T01-01", "B. Một", "B-1", "A. Hai", "A-2", "A-1", "Nhiệm vụ có thời hạn",
            "TX-01", "Tháng 12", "T12-01",
        ]  # fmt: skip
