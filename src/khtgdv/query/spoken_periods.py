"""Periods as an office speaks of them, brought to what is typed: `quý 1` is `Q1`."""

from __future__ import annotations

import re
from collections.abc import Callable

from khtgdv.text import fold

_YEAR = r"(?:[ /,-]*(?:nam )?([0-9]{4}))?"
_QUARTERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# Compared folded, without case and accents; what comes out is a form `read_time` knows. Patterns
# stay texts: who types `3` compiles none.
_FORMS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (rf"thang ([0-9]{{1,2}}){_YEAR}", lambda word: word),
    (rf"tuan (?:thu )?([0-9]{{1,2}}){_YEAR}", lambda number: f"W{number}"),
    (rf"qu[yi] ?([1-4]|i{{1,3}}|iv){_YEAR}", lambda w: f"Q{_QUARTERS.get(w, w)}"),
    (
        rf"(?:6|sau) thang( dau| cuoi)?(?: nam)?{_YEAR}",
        lambda word: "H2" if word == " cuoi" else "H1",
    ),
    (rf"(?:9|chin) thang( dau)?(?: nam)?{_YEAR}", lambda _: "9M"),
)
_WHOLE_YEAR = rf"(?:ca )?nam{_YEAR}"


def typed_form(text: str, year: int) -> str:
    """Return a spoken period as it is typed; anything else comes back as it is.

    `year` is what the whole year is without one.
    """
    words = " ".join(fold(text).split())
    if " " not in words and not words.startswith(("qu", "nam")):
        return text
    for form, code in _FORMS:
        if match := re.fullmatch(form, words):
            part = code(match[1] or "")
            return f"{part}/{match[2]}" if match[2] else part
    if match := re.fullmatch(_WHOLE_YEAR, words):
        return match[1] or f"{year:04}"
    return text
