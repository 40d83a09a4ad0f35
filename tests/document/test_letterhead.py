"""Whose a paper is."""

from __future__ import annotations

from khtgdv.document.letterhead import Letterhead


def test_names_stand_one_below_the_other() -> None:
    assert Letterhead(agency="Ban").names == ("Ban",)
    assert Letterhead(parent="Thành ủy", agency="Ban", unit="Phòng").names == (
        "Thành ủy", "Ban", "Phòng",
    )  # fmt: skip
