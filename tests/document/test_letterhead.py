"""Whose a paper is."""

from __future__ import annotations

from khtgdv.document.letterhead import Letterhead


def test_the_body_right_above_stands_above_whose_paper_it_is() -> None:
    assert Letterhead(agency="Ban").names == ("Ban",)
    assert Letterhead(parent="Thành ủy", agency="Ban").names == ("Thành ủy", "Ban")
    assert Letterhead(parent="Thành ủy", agency="Ban", unit="Phòng").names == ("Ban", "Phòng")
