"""How appendices are numbered, by the form of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.document.appendix_labels import appendix_label

if TYPE_CHECKING:
    from khtgdv.plan.heads import HeadForm


@pytest.mark.parametrize("form", ["party", "other"])
def test_others_number_as_everybody_does(form: HeadForm) -> None:
    assert [appendix_label(n, form) for n in (0, 1, 14)] == ["Phụ lục", "Phụ lục 1", "Phụ lục 14"]


def test_state_bodies_number_in_roman_numerals() -> None:
    numbers = (0, 1, 4, 9, 14, 39, 44, 90, 149)
    assert [appendix_label(n, "state").removeprefix("Phụ lục").strip() for n in numbers] == [
        "", "I", "IV", "IX", "XIV", "XXXIX", "XLIV", "XC", "CXLIX",
    ]  # fmt: skip
