"""A row in a confirmation: its departments by name, its words as far as they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.cli.row_words import row_line, shortened
from khtgdv.plan.office import Department

if TYPE_CHECKING:
    from tests.conftest import MakeRow

DEPARTMENTS = (
    Department(code="VP", name="Văn phòng"),
    Department(code="TT-TH", name="Phòng TT - TH"),
)


def test_departments_by_name(make_task: MakeRow) -> None:
    task = make_task(lead=["VP", "TT-TH", "X"], task="Một\nhai  ba")
    assert (
        row_line(task.leads, task.text, DEPARTMENTS) == "  Văn phòng; Phòng TT - TH; X: Một hai ba"
    )
    assert row_line([], "Một", DEPARTMENTS) == "  Một"
    many = make_task(lead=list("ABCDE"), task="Một")
    assert row_line(many.leads, many.text, DEPARTMENTS) == "  A; B; C và 2 đơn vị khác: Một"


def test_a_long_text_is_cut_after_a_word() -> None:
    assert shortened("từ " * 60) == f"{'từ ' * 39}từ …"
    assert shortened("từ, " * 60) == f"{'từ, ' * 29}từ …"
    assert shortened("x" * 200) == f"{'x' * 120} …"
    assert shortened("x" * 120) == "x" * 120
