"""The XML of a text in a Word file: literal, its line breaks Word's own, its numbers whole."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# A hyphen that no line may end with: in the number of a document (`31-KH/BTGDVTU`), in years
# (`2025-2030`), in the short name of a department (`TT-TH`).
_FIXED_HYPHEN = re.compile(r"(?<=[0-9A-ZĐ])-(?=[0-9A-ZĐ])")
_HYPHEN_XML = "<w:noBreakHyphen/>"


def text_xml(text: str) -> str:
    """Return the XML of what stands in a run."""
    return "<w:br/>".join(map(_line_xml, text.split("\n")))


def _line_xml(line: str) -> str:
    parts = _FIXED_HYPHEN.split(line)
    return _HYPHEN_XML.join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in parts
    )
