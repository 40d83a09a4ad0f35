"""A command line read without Typer, whose import alone takes longer than most commands.

Only what is plainly right is read here: known options with their values, arguments told by their
place. Anything else (help, abbreviations, mistakes) is left to Typer, which knows what to say.
Both read the same declarations, and a test holds them to the same answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from khtgdv.cli.arguments.command_table import COMMANDS, function
from khtgdv.cli.arguments.option_groups import bound, parameters
from khtgdv.frozen import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.cli.arguments.option_groups import Parameter

_BARE = "summary"


class _NotPlain(Exception):  # noqa: N818 - no error: Typer is to read it
    """The command line is not plain."""


def read(arguments: list[str]) -> Callable[[], Any] | None:
    """Return the call a command line asks for; None where Typer has to read it."""
    name, *words = arguments or [_BARE]
    if name not in COMMANDS:
        return None
    command = function(name)
    try:
        return bound(command, values(parameters(command), words))
    except _NotPlain:
        return None


def values(known: list[Parameter], words: Iterable[str]) -> dict[str, Any]:
    """Return the value of every parameter; _NotPlain where some word is not plain."""
    found: dict[str, list[str]] = {}
    options = {name: parameter for parameter in known for name in parameter.declared.names}
    places: list[str] = []
    rest = iter(words)
    for word in rest:
        if word.startswith("-"):
            name, equals, value = word.partition("=")
            option = _known(options, name, equals)
            found.setdefault(option.name, []).append(_value(option, value, equals, rest))
        else:
            places.append(word)
    found |= _placed([parameter for parameter in known if not parameter.declared.names], places)
    return {parameter.name: _made(parameter, found.get(parameter.name)) for parameter in known}


def _known(options: dict[str, Parameter], name: str, equals: str) -> Parameter:
    if name not in options or (equals and not name.startswith("--")):
        raise _NotPlain
    return options[name]


def _value(option: Parameter, value: str, equals: str, rest: Iterator[str]) -> str:
    if option.hint is bool:
        if equals:
            raise _NotPlain
        return ""
    word = value if equals else next(rest, "")
    if not word or word.startswith("-"):
        raise _NotPlain
    return word


def _placed(known: list[Parameter], places: list[str]) -> dict[str, list[str]]:
    """Give each argument its words: one each, all that are left to a list at the end."""
    found: dict[str, list[str]] = {}
    for parameter in known:
        many = get_origin(parameter.hint) is list
        found[parameter.name], places = (places, []) if many else (places[:1], places[1:])
    if places:
        raise _NotPlain
    return {name: words for name, words in found.items() if words}


def _made(parameter: Parameter, words: list[str] | None) -> Any:
    if words is None:
        if parameter.default is MISSING:
            raise _NotPlain
        return parameter.default
    if parameter.hint is bool:
        return True
    bare = [kind for kind in get_args(parameter.hint) if kind is not type(None)]
    read_word = _READERS[bare[0] if bare else parameter.hint]
    if get_origin(parameter.hint) is list:
        return [read_word(word) for word in words]
    if len(words) > 1:
        raise _NotPlain
    return read_word(words[0])


def _integer(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise _NotPlain
    return int(word)


_READERS: dict[Any, Callable[[str], Any]] = {str: str, int: _integer, Path: Path}
