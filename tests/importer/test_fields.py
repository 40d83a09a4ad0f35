from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from khtgdv.dates.periods import DateRange, months_period
from khtgdv.importer.fields import FieldReader, ImportedRow
from khtgdv.importer.importing import Office
from khtgdv.importer.recorded import Days
from khtgdv.importer.table_rows import Section, TableRow
from khtgdv.plan.directory import DepartmentDirectory
from khtgdv.plan.office import Department

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.importer.headings import FieldName

DEPARTMENTS = (
    Department(code="KT", name="Phòng Kinh tế", aliases=("P. Kinh tế",)),
    Department(code="VP", name="Văn phòng"),
    Department(code="TTDV", name="Trung tâm Dịch vụ, Sự nghiệp công"),
)
TODAY = date(2026, 11, 30)
YEAR = Days(months_period("year", 2026), TODAY)
DIRECTORY = DepartmentDirectory.from_plan(Office(DEPARTMENTS))


def finish(text: str, _start: object) -> Mapping[str, object] | None:
    return {"Quý I": {"due": "2026-Q1", "due_text": "Quý I"}, "Tháng 3": {"due": "2026-03"}}.get(
        text
    )


def read(
    texts: Mapping[FieldName, str],
    *,
    kind: str = "tasks",
    section: Section | None = None,
    extra: Mapping[str, str] | None = None,
    row_id: str = "NV-1",
) -> ImportedRow:
    reader = FieldReader(DIRECTORY, YEAR, finish)
    row_id = "KT-01" if kind == "inspections" else row_id
    return reader.read_row(TableRow("bảng 1", 7, section, texts, extra or {}), row_id, kind)


def reasons(row: ImportedRow) -> list[tuple[str, str]]:
    return [(cell.column, cell.text) for cell in row.unread]


def test_a_whole_row() -> None:
    row = read(
        {
            "task": "Việc A", "lead": "Phòng Kinh tế", "coordinating": "- Văn phòng\n- Sở Y tế",
            "due": "Quý I", "leader": "Phó Chủ tịch", "assignee": "Nguyễn A", "product": "Báo cáo",
            "result": "12-KH", "completed": "31/3/2026", "notes": "gấp", "state": "hoàn thành",
        },
        row_id="T01-03",
    )  # fmt: skip
    assert row.fields == {
        "id": "T01-03", "task": "Việc A", "lead": "KT", "coordinating": ["Văn phòng", "Sở Y tế"],
        "leader": "Phó Chủ tịch", "assignee": "Nguyễn A", "product": "Báo cáo", "result": "12-KH",
        "start": "2026-01", "due": "2026-Q1", "due_text": "Quý I", "completed": "2026-03-31",
        "notes": ["gấp"],
    }  # fmt: skip
    assert row.unread == ()


@pytest.mark.parametrize(
    ("cell", "lead", "lead_text"),
    [
        ("Phòng Kinh tế", "KT", None),
        ("KT", "KT", None),
        ("P. Kinh tế", "KT", "P. Kinh tế"),
        ("Phòng Kinh tế; Văn phòng", ["KT", "VP"], "Phòng Kinh tế; Văn phòng"),
        ("Phòng Kinh tế, Văn phòng", ["KT", "VP"], "Phòng Kinh tế, Văn phòng"),
        ("Trung tâm Dịch vụ, Sự nghiệp công", "TTDV", None),
        ("Chủ trì: Phòng Kinh tế", "KT", None),
    ],
)
def test_who_leads(cell: str, lead: object, lead_text: str | None) -> None:
    fields = read({"task": "A", "lead": cell}).fields
    assert (fields["lead"], fields.get("lead_text")) == (lead, lead_text)


def test_a_lead_that_is_none_of_the_office_is_told() -> None:
    row = read({"task": "A", "lead": "Sở Y tế"})
    assert row.fields["lead"] == "Sở Y tế"
    assert reasons(row) == [("chủ trì", "Sở Y tế")]
    assert reasons(read({"task": "A"})) == [("chủ trì", "")]


def test_one_cell_that_names_both() -> None:
    fields = read(
        {"task": "A", "lead": "Chủ trì: Văn phòng\nPhối hợp: Phòng Kinh tế; Sở Y tế"}
    ).fields
    assert fields["lead"] == "VP"
    assert fields["coordinating"] == ["Phòng Kinh tế", "Sở Y tế"]
    same_line = read({"task": "A", "lead": "Văn phòng; phối hợp: Phòng Kinh tế"}).fields
    assert (same_line["lead"], same_line["coordinating"]) == ("VP", ["Phòng Kinh tế"])


def test_words_of_a_deadline_that_say_no_day_stay() -> None:
    row = read({"task": "A", "lead": "VP", "due": "Trước Tết"})
    assert row.fields["due_text"] == "Trước Tết"
    assert reasons(row) == [("thời hạn", "Trước Tết")]


def test_an_extension_of_our_own_paper_is_told() -> None:
    row = read({"task": "A", "lead": "VP", "due": "Tháng 3\n(gia hạn: Tháng 5)"})
    assert row.fields["due"] == "2026-03"
    assert reasons(row) == [("thời hạn", "(gia hạn: Tháng 5)")]


def test_a_column_of_beginnings() -> None:
    assert read({"task": "A", "lead": "VP", "start": "Tháng 3"}).fields["start"] == "2026-03"
    assert reasons(read({"task": "A", "lead": "VP", "start": "sớm"})) == [("bắt đầu", "sớm")]


@pytest.mark.parametrize(
    ("section", "start"),
    [
        (Section("", "Tháng 12", 12), "2026-12"),
        (Section("", "Tháng 1/2027", 1, 2027), "2027-01"),
        (Section("I", "Thể chế"), None),
    ],
)
def test_the_month_of_a_section_is_the_start(section: Section, start: str | None) -> None:
    row_id = f"T{section.month:02}-01" if section.month else "I-1"
    row = read({"task": "A", "lead": "VP"}, section=section, row_id=row_id)
    assert row.fields.get("start") == start


def test_the_month_of_an_id_is_the_start_where_no_heading_says_it() -> None:
    assert read({"task": "A", "lead": "VP"}, row_id="T04-02").fields["start"] == "2026-04"


def test_a_month_before_the_spans_first_is_of_its_second_year() -> None:
    span = DateRange(date(2026, 9, 1), date(2027, 8, 31))
    reader = FieldReader(DIRECTORY, Days(span, TODAY), finish)
    row = TableRow("b", 1, Section("", "Tháng 1", 1), {"task": "A", "lead": "VP"}, {})
    assert reader.read_row(row, "T01-01", "tasks").fields["start"] == "2027-01"


def test_a_column_nobody_knows_is_told() -> None:
    assert reasons(read({"task": "A", "lead": "VP"}, extra={"Kinh phí": "20 triệu"})) == [
        ("Kinh phí", "20 triệu")
    ]


def test_a_number_that_makes_no_id_is_told() -> None:
    assert reasons(read({"task": "A", "lead": "VP", "number": "KD01"})) == [("số thứ tự", "KD01")]
    assert reasons(read({"task": "A", "lead": "VP", "number": "1.2)"})) == []


def test_an_inspection() -> None:
    row = read(
        {
            "content": "Kiểm tra A", "team": "Lãnh đạo Ban; chuyên viên", "due": "Tháng 3",
            "units": "Phường: Kiến An, An Hải\nXã: Gia Lộc\nCao đẳng A; Cao đẳng B, cơ sở 2",
            "visits": "2/4: Kiến An 20/02/2026; An Hải: 21/2/2026; Gia Lộc", "lead": "Văn phòng",
        },
        kind="inspections",
    )  # fmt: skip
    assert row.fields == {
        "id": "KT-01", "content": "Kiểm tra A", "team": ["Lãnh đạo Ban", "chuyên viên"],
        "units": [
            {"kind": "Phường", "names": ["Kiến An", "An Hải"]},
            {"kind": "Xã", "names": ["Gia Lộc"]},
            {"names": ["Cao đẳng A", "Cao đẳng B, cơ sở 2"]},
        ],
        "lead": "VP", "visits": {"Kiến An": "2026-02-20", "An Hải": "2026-02-21"},
        "start": "2026-03", "due": "2026-03", "due_text": "Tháng 3",
    }  # fmt: skip
    assert reasons(row) == [("đã kiểm tra", "Gia Lộc")]
    assert [cell.reason for cell in row.unread] == ["cần tên nơi kiểm tra và ngày"]
    assert "lead" not in read({"content": "B"}, kind="inspections").fields
