from __future__ import annotations

from datetime import date

from khtgdv.importer.fields import ImportedRow, UnreadCell
from khtgdv.importer.paper_facts import PaperFacts
from khtgdv.importer.plan_files import ImportedPlan, plan_file_text, rows_text
from khtgdv.plan.office import Department

FACTS = PaperFacts("57/KH-UBND", date(2026, 7, 10), "Kế hoạch 100 ngày", "UBND xã Hải Minh", 2026)


def plan(*rows: ImportedRow, facts: PaperFacts = FACTS, **sections: str) -> ImportedPlan:
    departments = (Department(code="VP", name="Văn phòng", aliases=("VP xã",)),)
    return ImportedPlan(2026, facts, departments, sections, rows, "ke-hoach\n.docx")


def test_the_plans_own_file() -> None:
    assert plan_file_text(plan(I="Thể chế")) == (
        "# Nhập từ ke-hoach .docx.\n"
        "# Văn bản, đơn vị, mục của kế hoạch. Xem lại từng dòng trước khi dùng.\n"
        "plan:\n  year: 2026\n  number: 57/KH-UBND\n  date: 2026-07-10\n"
        "  title: >-\n    Kế hoạch 100 ngày\n  agency: UBND xã Hải Minh\n"
        "\n"
        "departments:\n  - code: VP\n    name: Văn phòng\n    aliases: [VP xã]\n"
        "\n"
        "sections:\n  - {code: I, heading: Thể chế}\n"
    )


def test_a_paper_without_number_or_day_is_a_draft() -> None:
    text = plan_file_text(plan(facts=PaperFacts()))
    assert "  status: draft\n" in text
    assert "number" not in text
    assert "Kế hoạch công tác năm 2026" in text


def test_rows_with_what_of_them_is_unread() -> None:
    unread = (
        UnreadCell("bảng 1", 3, "thời hạn", "Trước\nTết", "…"),
        UnreadCell("bảng 1", 3, "Kinh\nphí", "20\x1b triệu", "…"),
        UnreadCell("bảng 1", 3, "chủ trì", "", "…"),
    )
    row = ImportedRow("tasks", {"id": "NV-1", "task": "Việc A", "lead": "VP"}, unread)
    assert rows_text(plan(row), "tasks") == (
        "# Nhập từ ke-hoach .docx.\n"
        "# Các nhiệm vụ. Dòng bắt đầu bằng # là chỗ chưa đọc được, nguyên văn từ bảng.\n"
        "tasks:\n"
        "  # bảng 1, dòng 3, thời hạn: Trước\n"
        "  #   Tết\n"
        "  # bảng 1, dòng 3, Kinh phí: 20\\x1b triệu\n"
        "  # bảng 1, dòng 3, chủ trì:\n"
        "  - id: NV-1\n    task: >-\n      Việc A\n    lead: VP\n"
    )


def test_the_unread_of_all_rows_in_order() -> None:
    cells = [UnreadCell("b", n, "c", "t", "r") for n in range(3)]
    rows = [ImportedRow("tasks", {"id": f"NV-{cell.row}"}, (cell,)) for cell in cells]
    assert plan(*rows).unread == tuple(cells)
    assert plan(*rows).rows_of("inspections") == ()
