from __future__ import annotations

import pytest

from khtgdv.render.signs import SignReplacer


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Đạt ≥ 90 %", "Đạt ≥ 90 %"), ("\uf0fc xong", "✓ xong"), ("a\u202eb", "a\\u202eb")],
)
def test_what_is_printed_for_a_sign(text: str, printed: str) -> None:
    told: list[object] = []
    replacer = SignReplacer("\x20-~À-ỹ≥✓Đ")
    assert replacer.value(text) == printed
    replacer.tell(told.append)
    assert bool(told) == ("\uf0fc" in text)
