"""What office programs put into a text beside its letters: found, told, and taken out again.

Pasted text brings blanks that are none, characters without a form and Word's own bullets. Nobody
means them, and they part words that look alike.
"""

from __future__ import annotations

import re

from khtgdv.text import ODD_HYPHENS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# A TAB, and what stands in place of a space.
BLANKS = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Word's bullets in the font Symbol or Wingdings, which no other font has.
PRIVATE_CHARACTERS = "\ue000-\uf8ff"
_BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf06e": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→",
    "\uf076": "❖", "\uf0a8": "◆", "\uf06c": "•", "\uf02d": "-",
}  # fmt: skip
# Without a form of their own; those that turn the direction of reading are somebody's doing.
_HIDDEN = "\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff"
_LINE_ENDS = "\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]"
_BLANK_RUN = re.compile(f" *[{BLANKS}][ {BLANKS}]*")
_KINDS = (
    (re.compile("\t"), "TAB"),
    (re.compile(f"(?!\t)[{BLANKS}]"), "dấu cách đặc biệt"),
    (re.compile(f"[{_HIDDEN}]"), "ký tự ẩn"),
    (re.compile(f"[{ODD_HYPHENS}]"), "gạch nối đặc biệt"),
    (re.compile(f"[{PRIVATE_CHARACTERS}]"), "dấu đầu dòng riêng của Word"),
)
_SHOWN_KINDS = (_KINDS[0], _KINDS[1], *_KINDS[3:])
_LINE_END_KIND = (re.compile(_LINE_ENDS), "dấu xuống dòng")


def clean_pasted(text: str, *, keep_lines: bool = False) -> tuple[str, str]:
    """Return a text as it was meant, and in words what was taken out of it: nothing of most.

    Odd blanks and line ends become plain ones, or blanks where lines are not kept; what has no
    form goes; an odd hyphen becomes a plain one, a bullet of Word's own one that every font has.
    """
    found = pasted_words(text, with_lines=not keep_lines)
    if not found and not re.search(_LINE_ENDS, text):
        return text, ""
    lines_gone = f"(?: *(?:{_LINE_ENDS}) *)+"
    text = re.sub(_LINE_ENDS if keep_lines else lines_gone, "\n" if keep_lines else " ", text)
    text = re.sub(f"[{_HIDDEN}]", "", _BLANK_RUN.sub(" ", text))
    text = re.sub(f"[{ODD_HYPHENS}]", "-", text)
    text = re.sub(f"[{PRIVATE_CHARACTERS}]", lambda match: _BULLETS.get(match[0], ""), text)
    return text, found


def odd_words(text: str) -> str:
    """Return in words the odd blanks and bullets of a text; nothing where it has none."""
    return _counted(text, _SHOWN_KINDS)


def pasted_words(text: str, *, with_lines: bool = False) -> str:
    """Return in words what there is in a text that its writer did not mean: `1 TAB, 2 ký tự ẩn`."""
    return _counted(text, (*_KINDS, _LINE_END_KIND) if with_lines else _KINDS)


def _counted(text: str, kinds: Iterable[tuple[re.Pattern[str], str]]) -> str:
    counts = ((len(pattern.findall(text)), word) for pattern, word in kinds)
    return ", ".join(f"{count} {word}" for count, word in counts if count)
