"""Short forms and what they stand for: found in a text, put in full, told to people."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from khtgdv.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.plan.office import Abbreviation

# A short form stands alone; in a document's number (08-KH/TU) it is part of a sign.
_LEFT_BOUNDARY, _AFTER = r"(?<![\w/])(?<!\d-)", r"(?![\w/])"


class Abbreviations:
    """The short forms of a plan; where one stands twice the first meaning holds."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        """Take the short forms."""
        self.by_short: dict[str, Abbreviation] = {}
        for abbreviation in abbreviations:
            self.by_short.setdefault(abbreviation.short, abbreviation)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.by_short, key=lambda short: (-len(short), short))
        return re.compile(f"{_LEFT_BOUNDARY}(?:{'|'.join(map(re.escape, longest_first))}){_AFTER}")

    @cached_property
    def _short_by_folded_full(self) -> tuple[tuple[str, str], ...]:
        return tuple((fold(each.full), each.short) for each in self.by_short.values())

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where short forms stand in a text."""
        return self._pattern.finditer(text) if self.by_short else iter(())

    def find_in(self, texts: Iterable[str]) -> tuple[Abbreviation, ...]:
        """Return the short forms that some texts use, in order, each once."""
        matches = (self.by_short[match[0]] for text in texts for match in self.matches(text))
        return tuple(dict.fromkeys(matches))

    def expand(self, text: str) -> str:
        """Return a text with every short form written in full."""
        if not self.by_short:
            return text
        return self._pattern.sub(lambda match: self.by_short[match[0]].full, text)

    def with_other_forms(self, text: str) -> str:
        """Return a text with the other form of whatever it writes short or in full behind it."""
        if not self.by_short:
            return text
        folded = fold(text)
        shorts = [short for full, short in self._short_by_folded_full if full in folded]
        return " ".join([text, self.expand(text), *shorts])


@lru_cache(maxsize=64)
def abbreviations_of(abbreviations: tuple[Abbreviation, ...]) -> Abbreviations:
    """Return the short forms of a plan, made once for all its rows."""
    return Abbreviations(abbreviations)
