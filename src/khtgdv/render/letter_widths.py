"""How broad a text is on paper, in millimetres, whichever of the faces it is printed with.

The numbers are thousandths of the size of the letters: of Times New Roman (and so of its twins
Liberation Serif and Tinos) or of Libertinus Serif, whichever is broader.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from math import ceil

_MM_PER_POINT = 25.4 / 72
_LETTERS_BY_WIDTH = {
    220: "'|", 260: " ,.", 280: ":;ijl", 300: "\\", 320: "t²³", 340: "!()-/If‘’·", 360: "[]•",
    380: "r", 400: "J`s°", 420: '"', 460: "?acez“”", 480: "{}", 500: "#$*0123456789_bgvx€§",
    520: "^dkopqyđ₫", 540: "huơ", 560: "FPSn~ư–±≥≤«»", 580: "+<=>×−", 600: "✔†‡",
    620: "ELTZ✓☐☑●○■□▪¶", 680: "BCR", 740: "ADGHKNOQUVXYĐƠ", 760: "w½¼¾©®", 780: "&Ư", 800: "m",
    840: "%", 900: "M", 940: "@", 960: "W№",
}  # fmt: skip
_BOLD_LETTERS_BY_WIDTH = {
    220: "|", 260: " ,.", 280: "'", 320: "/\\", 340: "!():;ijl‘’·²³", 360: "-t•", 400: "I[]`f{}°",
    440: "s", 460: "crz", 500: "*?J_e“”§", 520: "#$0123456789a~€", 540: "gv–", 560: '"Sboy±≥≤«»',
    580: "+<=>dqxđ×−₫†‡", 600: "^puơư", 620: "FPhkn✓☐☑✔●■□▪¶", 660: "○", 680: "BELTZ",
    740: "ACDNRUVXYĐ", 760: "½¼¾©®", 780: "GKOQwƠ", 800: "Ư", 820: "H", 840: "&", 920: "m",
    960: "M",
}  # fmt: skip
_WORD = re.compile("[^ \n]+")
_CLUSTER = re.compile(".[\u0300-\u036f]*")
_WIDEST = 1150  # of an arrow; a letter of another script is hardly broader
_WIDTHS = {c: width for width, letters in _LETTERS_BY_WIDTH.items() for c in letters}
_BOLD_WIDTHS = {c: width for width, letters in _BOLD_LETTERS_BY_WIDTH.items() for c in letters}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how broad a text without line breaks is, printed in a size (in points)."""
    words = words_of(text)
    blanks = (len(words) - 1) * _WIDTHS[" "]
    return (sum(_word_width(word, bold) for word in words) + blanks) * size * _MM_PER_POINT / 1000


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return how broad the broadest word of a text without line breaks is."""
    width = max(_word_width(word, bold) for word in words_of(text))
    return width * size * _MM_PER_POINT / 1000


@lru_cache(maxsize=20_000)
def _word_width(word: str, bold: bool) -> int:  # noqa: FBT001 - the cache takes it faster so
    widths = _BOLD_WIDTHS if bold else _WIDTHS
    return sum(_letter_width(char, widths) for char in word)


def _letter_width(char: str, widths: dict[str, int]) -> int:
    """Return the width of a letter: marks above and below a letter do not make it broader."""
    if (width := widths.get(char)) is not None:
        return width
    base = unicodedata.normalize("NFD", char)
    if unicodedata.combining(base[0]):
        return 0
    return widths.get(_with_horn(base), _WIDEST)


def _with_horn(decomposed: str) -> str:
    """Return the letter below its marks; the horn of `ơ` and `ư` is a part of the letter."""
    horned = decomposed[0] + "\u031b" if "\u031b" in decomposed else decomposed[0]
    return unicodedata.normalize("NFC", horned)


def words_of(text: str) -> list[str]:
    """Return what a line is broken between: at blanks, never at those that hold words together."""
    return text.split(" ")


def line_count(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Return about how many lines a text takes."""
    widths = (text_width(part, size, bold=bold) for part in text.split("\n"))
    return sum(ceil(width / room) or 1 for width in widths)


def mark_breaks(text: str, room: float, size: float, mark: str, *, bold: bool = False) -> str:
    """Return a text with a mark between the letters of each word that the room does not hold."""
    if longest_word(text, size, bold=bold) <= room:
        return text

    def marked(match: re.Match[str]) -> str:
        word = match[0]
        too_long = text_width(word, size, bold=bold) > room
        return mark.join(_CLUSTER.findall(word)) if too_long else word

    return _WORD.sub(marked, text)
