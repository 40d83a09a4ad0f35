"""Years in the wording of a plan that is drawn up from an older one: where, and a year on.

What a document's number and date say stays: the document is the same next year.
"""

from __future__ import annotations

import re
from calendar import isleap

from khtgdv.frozen import dataclass
from khtgdv.language.citations import find_citations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD_OF_YEARS = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*((?:19|20)\d\d)")
_CITED_DATE = re.compile(r"\s*,?\s*ngày\s+\d{1,2}[/-]\d{1,2}[/-]\d{4}")
_LEAP_DAY = re.compile(r"(?<!\d)29[/-]0?2[/-]$")
_AROUND = 30  # letters before and after a year that show which one it is


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year in a text: the words around it, whether it was moved."""

    words: str
    moved: bool


@dataclass(frozen=True, slots=True)
class YearShift:
    """How years are moved: those from `first` to `last`, by `years`; where `moves` is not set none.

    Years outside are history or a far aim. Those of a term or a stage (2021-2025) stay, and want no
    look before it is over.
    """

    first: int
    last: int
    years: int
    moves: bool = False

    def apply(self, text: str) -> tuple[str, list[YearMention]]:
        """Return a text with its years moved, and each year of it that wants a look."""
        new, mentions, read = "", list[YearMention](), 0
        for match in self._matches(text):
            year = int(match[0])
            moved = self.moves and not self._stays(text, match)
            new += text[read : match.start()] + (str(year + self.years) if moved else match[0])
            read = match.end()
            mentions.append(YearMention(_words_around(text, match), moved))
        return new + text[read:], mentions

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        cited = [place for span in _cited_spans(text) for place in range(*span)]
        for match in _YEAR.finditer(text):
            if self.first <= int(match[0]) <= self.last and match.start() not in cited:
                period = _period_around(text, match)
                if period is None or int(period[1]) < self.last:
                    yield match

    def _stays(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a year is a part of a period of years, or its day would not exist."""
        if _period_around(text, match):
            return True
        is_leap_day = _LEAP_DAY.search(text[: match.start()]) is not None
        return is_leap_day and not isleap(int(match[0]) + self.years)


def _period_around(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the period of years that a year is an end of."""
    periods = _PERIOD_OF_YEARS.finditer(text)
    return next((one for one in periods if one.start() <= match.start() < one.end()), None)


def _words_around(text: str, match: re.Match[str]) -> str:
    """Return a year with the whole words around it."""
    before, after = text[: match.start()], text[match.end() :]
    if len(before) > _AROUND:
        before = f"… {before[-_AROUND:].partition(' ')[2]}"
    if len(after) > _AROUND:
        after = f"{after[:_AROUND].rpartition(' ')[0]} …"
    return " ".join(f"{before}{match[0]}{after}".split())


def _cited_spans(text: str) -> Iterator[tuple[int, int]]:
    for citation in find_citations(text):
        date = _CITED_DATE.match(text, citation.end)
        yield citation.citation_start, date.end() if date else citation.end
