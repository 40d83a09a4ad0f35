"""The answer to TAB: what may stand where somebody types, and whether files may."""

from __future__ import annotations

from khtgdv.cli.arguments.command_names import HELP, VIETNAMESE_NAMES
from khtgdv.cli.arguments.command_table import command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.completion.asked import Asked
from khtgdv.cli.completion.offers import Offer, in_list, matches, over_words
from khtgdv.cli.completion.place import find_place
from khtgdv.cli.completion.table import SOURCES, offers_of
from khtgdv.cli.typed.option_names import OPTION_NAMES
from khtgdv.frozen import dataclass, replace
from khtgdv.text import nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.cli.completion.offers import Suggestion
    from khtgdv.cli.completion.place import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What is offered, and which paths may stand there besides: `files`, `folders` or none."""

    suggestions: tuple[Suggestion, ...] = ()
    paths: str = ""


def answer(words: Sequence[str], typed: str) -> Answer:
    """Return what may follow the words of a line where a word is typed so far."""
    words, typed = [nfc(word) for word in words], nfc(typed)
    place = find_place(words, typed)
    if place is None:
        return Answer(_shown(_rest_of_command(words, typed)))
    if not place.is_named:
        return Answer(_shown(_first_word(typed)))
    if place.command == HELP:
        return Answer(_shown(matches(offers_of("commands", Asked("", typed, {})), typed)))
    value = _value_at(place) if place.parameter else Answer()
    if value.suggestions or value.paths:
        return value
    return Answer(_shown(_rest_of_value(place) or _names_at(place, is_first=not words)))


def _first_word(typed: str) -> list[Suggestion]:
    """Return the commands that begin so; where none does the rows, which are shown."""
    asked = Asked("show", typed, {})
    return matches(offers_of("commands", asked), typed) or in_list(offers_of("rows", asked), typed)


def _rest_of_command(words: Sequence[str], typed: str) -> list[Suggestion]:
    """Return how the name of a command goes on that has several words: `quá h`."""
    names = (name for names in VIETNAMESE_NAMES.values() for name in names)
    return over_words([Offer((name,)) for name in names], tuple(words), typed)


def _value_at(place: Place) -> Answer:
    """Return the values that begin as what was typed."""
    assert place.parameter  # noqa: S101 - the caller looked
    name = place.parameter.declaration.complete
    source = SOURCES[name]
    offers = tuple(offers_of(name, Asked(place.command, place.text, place.values)))
    found = in_list(offers, place.text) if source.commas else matches(offers, place.text)
    return Answer(_shown([replace(s, word=place.head + s.word) for s in found]), source.paths)


def _rest_of_value(place: Place) -> list[Suggestion]:
    """Return how a value goes on that has several words without quotes: `-d phòng t`."""
    for parameter in filter(None, (place.parameter, place.before)):
        asked = Asked(place.command, place.text, place.values)
        offers = offers_of(parameter.declaration.complete, asked)
        if found := over_words(offers, place.run, place.text):
            return found
    return []


def _names_at(place: Place, *, is_first: bool) -> list[Suggestion]:
    """Return the options of a command that may stand there; some may stand only once.

    Where a value is asked for that nobody can know, none may.
    """
    source = SOURCES[place.parameter.declaration.complete] if place.parameter else SOURCES["free"]
    if place.awaits_value or source.has_offers or (place.parameter and place.text):
        return []
    offers = [*_options(place), Offer(("--help",), "Cách dùng lệnh này.")]
    offers += [Offer(("--version",), "Cho biết phiên bản.")] if is_first else []
    return matches(offers, place.text)


def _options(place: Place) -> Iterator[Offer]:
    for parameter in parameters(command_function(place.command)):
        declaration = parameter.declaration
        names = sorted(declaration.names, key=len, reverse=True)
        may_repeat = parameter.is_list
        if names and (may_repeat or parameter.name not in place.values):
            words = (word for word, known in OPTION_NAMES.items() if names[0] in known)
            keys = (*names[1:], *(f"--{word.replace(' ', '-')}" for word in words))
            yield Offer((names[0],), declaration.text, keys)


def _shown(found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Return what can stand on a line: control characters and the like cannot."""
    return tuple(s for s in found if s.word.isprintable())
