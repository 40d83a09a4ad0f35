"""What the sheets of a workbook are called: their titles as written, as far as Excel takes them."""

from __future__ import annotations

import re

from khtgdv.text import escape_unsafe, one_line

_LONGEST_NAME = 31  # in units of UTF-16, by which Excel counts
_FORBIDDEN = re.compile(r"[\[\]:*?]")
_SLASHES = re.compile(r"[/\\]")  # within dates and numbers of papers, which stay one word
_OPEN_BRACKET = re.compile(r"\s*\([^()]*$")
_CUT_ENDS = " ,;.:–-&("  # what a name that was cut does not end in
_RESERVED = "history"
_HEADING_NUMBER = re.compile(r"(?:[IVX]+|\d+)\.\s+")


class SheetNames:
    """Names of sheets, no two alike to Excel, which sees no difference in case."""

    def __init__(self) -> None:
        """Begin with the name that Excel keeps for itself."""
        self._taken = {_RESERVED}

    def add(self, title: str) -> str:
        """Return the name of one more sheet."""
        name = _cut_at_word(_allowed(title), _LONGEST_NAME) or "Bảng"
        base, number = name, 1
        while name.casefold() in self._taken:
            number += 1
            suffix = f" ({number})"
            name = _cut_at_word(base, _LONGEST_NAME - len(suffix)) + suffix
        self._taken.add(name.casefold())
        return name


def in_small_letters(heading: str) -> str:
    """Return a heading that a report draws in capitals as it is written; any other as it is."""
    if not heading.isupper():
        return heading
    number = _HEADING_NUMBER.match(heading)
    start = number.end() if number else 0
    return heading[:start] + heading[start:].capitalize()


def quoted(name: str) -> str:
    """Return a name as formulas and links write it."""
    return "'" + name.replace("'", "''") + "'"


def _allowed(title: str) -> str:
    return one_line(_SLASHES.sub("-", _FORBIDDEN.sub(" ", escape_unsafe(title)))).strip("' ")


def _cut_at_word(text: str, room: int) -> str:
    """Return a text, or as many of its words as there is room for; a long word is cut too."""
    if _units(text) <= room:
        return text
    cut = text
    while _units(cut) > room:
        cut = cut.rpartition(" ")[0] or _letters_within(cut, room)
    return _OPEN_BRACKET.sub("", cut).rstrip(_CUT_ENDS).rstrip("' ")


def _letters_within(word: str, room: int) -> str:
    while _units(word) > room:
        word = word[:-1]
    return word


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
