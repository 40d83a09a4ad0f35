from __future__ import annotations

import pytest

from khtgdv.importer.leads import lead_and_partners, with_persons_as_leads
from khtgdv.importer.table_rows import TableRow


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Văn phòng", "Văn phòng", ""),
        ("Phòng A;\nPhòng B.", "Phòng A;\nPhòng B.", ""),
        ("Chủ trì: Phòng A", "Phòng A", ""),
        ("Chủ trì: Phòng A; phối hợp: Phòng B; Sở Y tế", "Phòng A", "Phòng B; Sở Y tế"),
        ("Phòng A phối hợp với Phòng B", "Phòng A", "Phòng B"),
        ("Phòng A (chủ trì), Văn phòng (phối hợp)", "Phòng A", "Văn phòng"),
        ("Phòng A chủ trì; Phòng B, Phòng C phối hợp", "Phòng A", "Phòng B, Phòng C"),
        ("Phòng B (phối hợp); Phòng A (Chủ trì).", "Phòng A", "Phòng B"),
        ("Công đoàn cơ sở (phối hợp Phòng A)", "Công đoàn cơ sở", "Phòng A"),
        ("Phòng A (phối hợp với Phòng B, Phòng C)", "Phòng A", "Phòng B, Phòng C"),
        ("Phòng A (cơ sở 2)", "Phòng A (cơ sở 2)", ""),
        ("Phòng A (chủ trì), Văn phòng", "Phòng A (chủ trì), Văn phòng", ""),
    ],
)
def test_one_cell_that_may_name_both(cell: str, lead: str, partners: str) -> None:
    assert lead_and_partners({"lead": cell}) == (lead, partners)


def test_partners_of_both_columns_are_kept() -> None:
    texts = {"lead": "Phòng A\nPhối hợp: Phòng B", "coordinating": "Sở Y tế"}
    assert lead_and_partners(texts) == ("Phòng A", "Phòng B\nSở Y tế")  # type: ignore[arg-type]


def row(**texts: str) -> TableRow:
    return TableRow("bảng 1", 2, None, texts, {})  # type: ignore[arg-type]


def test_persons_lead_where_no_table_names_a_unit() -> None:
    rows, remark = with_persons_as_leads(
        [row(task="A", assignee="Hiệu trưởng"), row(task="B"), row(content="C", assignee="D")]
    )
    assert [r.texts.get("lead") for r in rows] == ["Hiệu trưởng", None, None]
    assert rows[0].texts["assignee"] == "Hiệu trưởng"
    assert "người phụ trách được ghi là nơi chủ trì" in remark


def test_persons_lead_nothing_beside_units_or_nobody() -> None:
    units = [row(task="A", assignee="An", lead="VP"), row(task="B", assignee="Bình")]
    assert with_persons_as_leads(units) == (units, "")
    assert with_persons_as_leads([row(task="A")]) == ([row(task="A")], "")
    assert with_persons_as_leads([row(task="A", leader="PCT")])[0][0].texts["lead"] == "PCT"
