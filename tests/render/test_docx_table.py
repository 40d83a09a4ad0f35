"""What stands in a run of a Word file."""

import pytest

from khtgdv.render.docx_table import text_xml

T = '<w:t xml:space="preserve">'


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("", ""),
        ("a<b & c", '<w:t xml:space="preserve">a&lt;b &amp; c</w:t>'),
        ("a\nb", '<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t>'),
        (
            "31-KH",
            f"{T}31</w:t><w:noBreakHyphen/>{T}KH</w:t>",
        ),
    ],
)
def test_a_text_is_literal_with_breaks_and_fixed_hyphens(text: str, xml: str) -> None:
    assert text_xml(text) == xml
