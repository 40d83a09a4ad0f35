"""Two words between which the rest of the plan has something: the one place that lacks it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.checks.corpus import Said

    Four = tuple[str, ...]
    Joined = Callable[[Said, list[str], int], Four | None]


def lacking(texts: Iterable[Said], joined: Joined, least: int) -> Iterator[tuple[Said, int, int]]:
    """Yield where two words stand bare, once, that are joined elsewhere at least so often.

    The words before and behind them count too. `joined` is given a text, its words folded and the
    number of a word; it returns the four words that something joins there, None where nothing is.
    """
    often: Counter[Four] = Counter()
    bare: defaultdict[Four, list[tuple[Said, int]]] = defaultdict(list)
    for said in texts:
        words = [word.folded for word in said.words]
        for at in range(1, len(words) - 2):
            if four := joined(said, words, at):
                often[four] += 1
            if not said.between(at).strip():
                bare[tuple(words[at - 1 : at + 3])].append((said, at))
    for four, places in bare.items():
        if often[four] >= least and len(places) == 1:
            said, at = places[0]
            yield said, said.words[at].start, said.words[at + 1].end
