"""The codes that departments of a new plan get."""

from __future__ import annotations

import pytest

from khtgdv.source.new_plans.plan_texts import department_codes


@pytest.mark.parametrize(
    ("entries", "codes"),
    [
        (["VP=Văn phòng"], [("VP", "Văn phòng")]),
        ([" VP = Văn phòng "], [("VP", "Văn phòng")]),
        (["Phòng Kinh tế"], [("KT", "Phòng Kinh tế")]),
        (["Ban Xây dựng Đảng"], [("BXDD", "Ban Xây dựng Đảng")]),
        (["Phòng A B", "Phòng Á Bê"], [("AB", "Phòng A B"), ("AB2", "Phòng Á Bê")]),
        (["Phòng"], [("DV", "Phòng")]),
    ],
)
def test_codes(entries: list[str], codes: list[tuple[str, str]]) -> None:
    assert list(department_codes(entries)) == codes
