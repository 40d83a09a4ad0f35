"""Signs that a face of letters has no picture of: what stands for each, and who is told.

Word keeps bullets of its old symbol faces at places that nobody else reads; people paste emoji and
letters of other scripts. What looks nearest is printed in their place, never a code.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from khtgdv.frozen import replace
from khtgdv.text import escape_sequence, has_unsafe, nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# All but the places that are nobody's: what a machine's own fonts have a picture of.
PUBLIC_CHARACTERS = "\x00-\udfff\uf900-\U0010ffff"
_BOX = "□"  # for what nothing looks like
_MAX_NAMES = 10
_LONGEST_NAME = 20  # letters
# Word's places for Symbol and Wingdings (U+F000 and up), by the sign that both or the likelier has.
_WORD_SIGNS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❑", 0x73: "◆", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0xA1: "○", 0xA3: "≤", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠",
    0xBB: "≈", 0xD7: "·", 0xD8: "➢", 0xDE: "⇒", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_EQUALS = {chr(0xF000 + code): sign for code, sign in _WORD_SIGNS.items()} | {
    "✅": "✔", "❌": "✗", "❎": "☒", "❗": "!", "❕": "!", "❓": "?", "❔": "?", "\u2795": "+",
    "\u2796": "−", "➗": "÷", "⭐": "★", "🌟": "★", "⚡": "→", "👉": "→", "➡": "→", "▶": "►",
    "🔴": "●", "🟢": "●", "🟡": "●", "🔵": "●", "⚫": "●", "⚪": "○", "🔸": "◆", "🔹": "◆",
    "🔶": "◆", "🔷": "◆", "🔲": "□", "🔳": "■", "⬛": "■", "⬜": "□", "◼": "■", "◻": "□",
    "\ufe0e": "", "\ufe0f": "",
}  # fmt: skip


class SignReplacer:
    """Texts made of what a face has, counting what had to give way, by the rows it stood in."""

    def __init__(self, characters: str) -> None:
        """Take the characters of the face, as between the brackets of a pattern."""
        self._missing = re.compile(f"[^{characters}]")
        self._count = 0
        self._rows: dict[str, None] = {}

    def value(self, value: Any, row: str = "") -> Any:
        """Return a value with every text in it composed, and made of what the face has."""
        if isinstance(value, str):
            return self._text(nfc(value).replace("\t", " "), row)
        if isinstance(value, list | tuple):
            return tuple(self.value(item, row) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        name = row or _row_name(value)
        items = {one.name: self.value(getattr(value, one.name), name) for one in fields(value)}
        return replace(value, **items)

    def tell(self, say: Callable[[str], object]) -> None:
        """Say in one line how many signs were replaced, and in which rows."""
        if self._count:
            names = [name for name in self._rows if name]
            more = f" và {len(names) - _MAX_NAMES} dòng khác" if len(names) > _MAX_NAMES else ""
            where = f", ở {', '.join(names[:_MAX_NAMES])}{more}" if names else ""
            say(f"{self._count} ký tự không in được, đã thay bằng dấu gần giống nhất{where}")

    def _text(self, text: str, row: str) -> str:
        return self._missing.sub(lambda match: self._equal(match[0], row), text)

    def _equal(self, char: str, row: str) -> str:
        if has_unsafe(char):
            return escape_sequence(char)
        self._count += 1
        self._rows[row] = None
        if (sign := _EQUALS.get(char)) is not None:
            return sign
        import unicodedata

        plain = unicodedata.normalize("NFKC", char)
        return _BOX if self._missing.search(plain) else plain


def _row_name(value: Any) -> str:
    """Return what a line of a table is known by: the ID below its number, or a short first cell."""
    if getattr(value, "kind", "") != "row" or not value.cells:
        return ""
    name = str(value.cells[0].note or value.cells[0].text)
    return name if len(name) <= _LONGEST_NAME else ""
