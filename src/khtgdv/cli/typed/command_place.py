"""Where the command of a line is named: first, or behind options of its own."""

from __future__ import annotations

from khtgdv.cli.arguments.command_names import HELP, command_at
from khtgdv.cli.arguments.command_table import command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.typed.option_names import looks_like_option, option_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def find_command(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return the command of a line and the words without it; options may stand before it."""
    for place in range(len(words)):
        named = None if looks_like_option(words[place]) else command_at(words[place:])
        if named and (place == 0 or _are_options(words[:place], named.name)):
            return named.name, [*words[place + named.word_count :], *words[:place]]
        if not looks_like_option(words[0]):
            return None
    return None


def _are_options(words: Sequence[str], command: str) -> bool:
    """Tell whether words are options of a command with their values."""
    if command == HELP:
        return False
    known = {n: p for p in parameters(command_function(command)) for n in p.declaration.names}
    places = [place for place, word in enumerate(words) if looks_like_option(word)]
    for place, next_place in zip(places, [*places[1:], len(words)], strict=True):
        named = option_named(words[place], known)
        is_switch = named is not None and known[named[0]].type_hint is bool
        has_value = next_place > place + 1 or (named is not None and named[1] is not None)
        if named is None or is_switch is has_value:
            return False
    return places[:1] == [0]
