"""Words to offer, and which of them begin with what was typed."""

from __future__ import annotations

from khtgdv.frozen import dataclass, replace
from khtgdv.text import fold, name_key, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    C = TypeVar("C", bound=str)


_MOST_LETTERS = 70  # of what is said beside a word
_MOST_WORDS = 4  # of a name that is typed without quotes


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to offer: its spellings, what is said of it, what else is typed for it.

    Of the spellings the first that begins as what was typed is offered, with its accents rather
    than without: who types a Vietnamese word gets that. Who types one of `keys` gets the first.
    """

    words: tuple[str, ...]
    help: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that is offered, and what is said of it; one that `goes_on` has no blank behind it."""

    word: str
    help: str = ""
    goes_on: bool = False


def listed_choices(words: Mapping[C, tuple[str, ...]]) -> tuple[Offer, ...]:
    """Return a closed list of words as offers: each with what people call it besides."""
    return tuple(Offer((word, *names), names[0] if names else "") for word, names in words.items())


def shortened(text: str) -> str:
    """Return a text as it stands beside a word: on one line, cut between words."""
    line = one_line(text)
    return line if len(line) <= _MOST_LETTERS else f"{line[:_MOST_LETTERS].rpartition(' ')[0]} …"


def matches(offers: Iterable[Offer], typed: str) -> list[Suggestion]:
    """Return what begins with what was typed, without case and accents; main spellings first.

    Where nothing does, blanks and marks do not count either.
    """
    offers = tuple(offers)
    if found := _beginning(offers, typed, fold):
        return found
    return _beginning(offers, typed, name_key) if name_key(typed) else []


def _beginning(
    offers: Iterable[Offer], typed: str, key_of: Callable[[str], str]
) -> list[Suggestion]:
    begin = key_of(typed)
    ranked: list[tuple[int, Suggestion]] = []
    for offer in offers:
        spellings = (*offer.words, *offer.keys)
        places = [n for n, word in enumerate(spellings) if key_of(word).startswith(begin)]
        if places:
            has_accents = not typed.isascii()
            as_typed = (n for n in places if has_accents and _starts(spellings[n], typed))
            place = next(as_typed, places[0])
            word = spellings[place] if place < len(offer.words) else offer.words[0]
            ranked.append((place, Suggestion(word, offer.help, goes_on=word.endswith("="))))
    ranked.sort(key=lambda pair: pair[0])
    return list({suggestion.word: suggestion for _, suggestion in ranked}.values())


def _starts(word: str, typed: str) -> bool:
    return word.casefold().startswith(typed.casefold())


def in_list(offers: Iterable[Offer], typed: str) -> list[Suggestion]:
    """Return what may go on a list with commas: what it has already is not offered again.

    A name may have a comma in itself; behind a word of a list another comma may come.
    """
    offers = tuple(offers)
    head, comma, last = typed.rpartition(",")
    if not comma:
        return matches(offers, typed)
    if whole := _beginning(offers, typed, fold):
        return whole
    begin = head + comma + last[: len(last) - len(last.lstrip())]
    named = {name_key(word) for word in head.split(",")}
    rest = [o for o in offers if named.isdisjoint(map(name_key, (*o.words, *o.keys)))]
    found = matches(rest, last.lstrip())
    return [replace(s, word=begin + s.word, goes_on=True) for s in found]


def over_words(offers: Iterable[Offer], run: tuple[str, ...], typed: str) -> list[Suggestion]:
    """Return what may follow the words of a name that is typed without quotes: `phòng tt th`.

    `run` are the words before the one that is being typed.
    """
    offers = tuple(offers)
    for count in range(min(len(run), _MOST_WORDS), 0, -1):
        found = matches(offers, " ".join([*run[-count:], typed]))
        rests = (replace(s, word=" ".join(s.word.split(" ")[count:])) for s in found)
        if rest := [s for s in rests if s.word]:
            return rest
    return []
