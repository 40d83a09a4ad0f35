"""A command line read without Typer, whose import alone takes longer than most commands.

Only what is plainly right is read here: known options with their values, arguments told by their
place. Anything else (help, abbreviations, mistakes) is left to Typer, which knows what to say.
Both read the same declarations, and a test holds them to the same answers.
"""

from __future__ import annotations

from pathlib import Path

from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.option_groups import bind_command, parameters, with_bare_values
from khtgdv.frozen import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from khtgdv.cli.arguments.option_groups import Parameter

_DEFAULT_COMMAND = "summary"


class _NeedsTyper(Exception):  # noqa: N818 - no error: Typer is to read it
    """The command line is not plain."""


def parse(arguments: list[str], *, in_order: bool = False) -> Callable[[], Any] | None:
    """Return the call a command line asks for; None where it is not plain.

    `in_order` says that each word is known to stand where it belongs: else one right behind the
    value of an option may be a part of it (`--on hôm qua`).
    """
    name, *words = arguments or [_DEFAULT_COMMAND]
    if name not in COMMANDS:
        return None
    command = command_function(name)
    known = parameters(command)
    words = with_bare_values(known, words)
    try:
        return bind_command(command, parse_values(known, words, in_order=in_order))
    except _NeedsTyper:
        return None


def parse_values(
    known_parameters: Sequence[Parameter], words: Iterable[str], *, in_order: bool = False
) -> dict[str, Any]:
    """Return the value of every parameter; _NeedsTyper where some word is not plain."""
    raw_values: dict[str, list[str]] = {}
    options = {
        name: parameter for parameter in known_parameters for name in parameter.declaration.names
    }
    positional_words: list[str] = []
    remaining_words = iter(words)
    is_behind_value = False
    for word in remaining_words:
        if word.startswith("-"):
            name, equals, value = word.partition("=")
            option = _find_option(options, name, equals)
            raw_values.setdefault(option.name, []).append(
                _value(option, value, equals, remaining_words)
            )
            is_behind_value = option.type_hint is not bool and not (equals or in_order)
        elif is_behind_value:
            raise _NeedsTyper
        else:
            positional_words.append(word)
    raw_values |= _assign_positionals(
        [parameter for parameter in known_parameters if not parameter.declaration.names],
        positional_words,
    )
    return {
        parameter.name: _convert_words(parameter, raw_values.get(parameter.name))
        for parameter in known_parameters
    }


def _find_option(options: dict[str, Parameter], name: str, equals: str) -> Parameter:
    if name not in options or (equals and not name.startswith("--")):
        raise _NeedsTyper
    return options[name]


def _value(option: Parameter, value: str, equals: str, remaining_words: Iterator[str]) -> str:
    if option.type_hint is bool:
        if equals:
            raise _NeedsTyper
        return ""
    word = value if equals else next(remaining_words, "")
    if not word or word.startswith("-"):
        raise _NeedsTyper
    return word


def _assign_positionals(
    known_arguments: list[Parameter], positional_words: list[str]
) -> dict[str, list[str]]:
    """Give each argument its words: one each, all that are left to a list at the end."""
    raw_values: dict[str, list[str]] = {}
    for parameter in known_arguments:
        raw_values[parameter.name], positional_words = (
            (positional_words, [])
            if parameter.is_list
            else (positional_words[:1], positional_words[1:])
        )
    if positional_words:
        raise _NeedsTyper
    return {name: words for name, words in raw_values.items() if words}


def _convert_words(parameter: Parameter, words: list[str] | None) -> Any:
    if words is None:
        if parameter.default is MISSING:
            raise _NeedsTyper
        return parameter.default
    if parameter.type_hint is bool:
        return True
    value_types = [
        kind for kind in getattr(parameter.type_hint, "__args__", ()) if kind is not type(None)
    ]
    convert = _CONVERTERS[value_types[0] if value_types else parameter.type_hint]
    if parameter.is_list:
        return [convert(word) for word in words]
    if len(words) > 1:
        raise _NeedsTyper
    return convert(words[0])


def _to_integer(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise _NeedsTyper
    return int(word)


_CONVERTERS: dict[Any, Callable[[str], Any]] = {str: str, int: _to_integer, Path: str}
