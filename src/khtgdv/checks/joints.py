"""Two words between which the rest of the plan has something: the one place that lacks it."""

from __future__ import annotations

from collections import Counter, defaultdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.checks.corpus import PlanText

    WordWindow = tuple[str, ...]
    JoinerMatcher = Callable[[PlanText, list[str], int], WordWindow | None]


def find_missing_joiners(
    texts: Iterable[PlanText], match_joiner: JoinerMatcher, min_count: int
) -> Iterator[tuple[PlanText, int, int]]:
    """Yield where two words stand bare, once, that are joined elsewhere at least so often.

    The words before and behind them count too. `match_joiner` is given a text, its words folded and
    the number of a word; it returns the four words that something joins there, None where nothing
    is.
    """
    joiner_counts: Counter[WordWindow] = Counter()
    bare: defaultdict[WordWindow, list[tuple[PlanText, int]]] = defaultdict(list)
    for plan_text in texts:
        words = [word.folded for word in plan_text.words]
        for word_index in range(1, len(words) - 2):
            if window := match_joiner(plan_text, words, word_index):
                joiner_counts[window] += 1
            if not plan_text.gap_after(word_index).strip():
                bare[tuple(words[word_index - 1 : word_index + 3])].append((plan_text, word_index))
    for window, places in bare.items():
        if joiner_counts[window] >= min_count and len(places) == 1:
            plan_text, word_index = places[0]
            yield plan_text, plan_text.words[word_index].start, plan_text.words[word_index + 1].end
