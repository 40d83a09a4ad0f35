"""Words of a text as rules and suggestions compare them: folded, with the place of each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.frozen import dataclass
from khtgdv.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.plan.model import Inspection, Task

    Loc = tuple[int | str, ...]

_MOST = 50  # a word that so many sets share is not rare
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word, where it stands in its text, and its folded form."""

    text: str
    start: int
    end: int
    folded: str


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; blanks and marks stand between them."""
    return tuple(
        Word(match[0], match.start(), match.end(), _folded(match[0]))
        for match in _WORD.finditer(text)
    )


def cells(work: Task | Inspection) -> Iterator[tuple[Loc, str]]:
    """Yield what a row says in the paper's words, cell by cell."""
    yield ("task" if hasattr(work, "task") else "content",), work.text
    for key in ("lead_text", "due_text"):
        if text := getattr(work, key, None):
            yield (key,), text
    for key in ("coordinating", "team"):
        for number, text in enumerate(getattr(work, key, ())):
            yield (key, number), text
    for group, units in enumerate(getattr(work, "units", ())):
        for number, text in enumerate(units.names):
            yield ("units", group, "names", number), text


# A plan has some hundred different words, however many rows.
_folded = lru_cache(maxsize=2**14)(fold)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of words have in common, from 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0


@dataclass(frozen=True)
class Alike:
    """Sets of words, and which of them may be alike: those that share their rare words."""

    sets: Sequence[frozenset[str]]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(word for words in self.sets for word in words)

    def pairs(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Yield every pair at least so similar, the later one first, in order.

        Two sets so similar share at least that part of the longer one's words, so one of the
        shared words is among the first of each when the rarest come first: only sets that meet
        there are compared. Where very many meet, a set is compared with the first of them.
        """
        seen: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.sets):
            rare = sorted(words, key=lambda word: (self._frequency[word], word))
            first = rare[: len(rare) - ceil(least * len(rare)) + 1]
            candidates = dict.fromkeys(other for word in first for other in seen[word])
            for other in sorted(candidates):
                score = similarity(words, self.sets[other])
                if score >= least:
                    yield number, other, score
            for word in first:
                if len(seen[word]) < _MOST:
                    seen[word].append(number)
