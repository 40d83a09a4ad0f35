"""Words of a text as rules and suggestions compare them: folded, with the place of each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from math import ceil

from khtgdv.frozen import dataclass
from khtgdv.text import fold
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.plan.model import Inspection, Task

    Loc = tuple[int | str, ...]

_MAX_SETS_PER_WORD = 50  # a word that so many sets share is not rare
_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word, where it stands in its text, and its folded form."""

    text: str
    start: int
    end: int
    folded: str


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; blanks and marks stand between them."""
    return tuple(
        Word(match[0], match.start(), match.end(), _folded(match[0]))
        for match in _WORD.finditer(text)
    )


def text_cells(work: Task | Inspection) -> Iterator[tuple[Loc, str]]:
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


def similarity(first: frozenset[str], second: frozenset[str]) -> float:
    """Return how much two sets of words have in common, from 0 to 1 (Jaccard)."""
    return len(first & second) / len(first | second) if first or second else 0.0


@dataclass(frozen=True)
class SimilarSets:
    """Sets of words, and which of them may be alike: those that share their rare words."""

    sets: Sequence[frozenset[str]]

    @cached_property
    def _frequency(self) -> Counter[str]:
        return Counter(word for words in self.sets for word in words)

    def similar_pairs(self, min_score: float) -> Iterator[tuple[int, int, float]]:
        """Yield every pair at least so similar, the later one first, in order.

        Two sets so similar share at least that part of the longer one's words, so one of the
        shared words is among the first of each when the rarest come first: only sets that meet
        there are compared. Where very many meet, a set is compared with the first of them.
        """
        sets_by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.sets):
            rarest_first = sorted(words, key=lambda word: (self._frequency[word], word))
            prefix = rarest_first[: len(rarest_first) - ceil(min_score * len(rarest_first)) + 1]
            candidates = dict.fromkeys(other for word in prefix for other in sets_by_word[word])
            for other in sorted(candidates):
                score = similarity(words, self.sets[other])
                if score >= min_score:
                    yield number, other, score
            for word in prefix:
                if len(sets_by_word[word]) < _MAX_SETS_PER_WORD:
                    sets_by_word[word].append(number)
