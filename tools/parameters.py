"""The parameters of commands as the reference shows them: a line of a table each, by groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_origin

from khtgdv.cli.arguments.command_table import COMMANDS, function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.frozen import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.cli.arguments.option_groups import Parameter

_OPTION = re.compile(r"(?<!\S)--[a-z-]+")


def groups() -> dict[str, list[Parameter]]:
    """Return the options of each shared group; ValueError where two groups have one title."""
    found: dict[str, list[Parameter]] = {}
    for name in COMMANDS:
        for title, options in parts(name).items():
            if title and found.setdefault(title, options) != options:
                raise ValueError(f"two groups are called {title}")
    return found


def parts(name: str) -> dict[str, list[Parameter]]:
    """Return the parameters of a command by their groups; its own have an empty title."""
    found: dict[str, list[Parameter]] = {}
    for parameter in parameters(function(name)):
        found.setdefault(parameter.group, []).append(parameter)
    return found


def row(parameter: Parameter) -> tuple[str, str]:
    """Return how a parameter is typed, and what it does."""
    declared = parameter.declared
    many = "…" if declared.names and get_origin(parameter.hint) is list else ""
    words = [", ".join(sorted(declared.names, key=len)), declared.metavar or "", many]
    return f"`{' '.join(filter(None, words))}`", escaped(declared.text) + _default(parameter)


def _default(parameter: Parameter) -> str:
    """Say what holds where nobody gives an option, unless its own words do."""
    declared, default = parameter.declared, parameter.default
    if default is MISSING:
        return " Bắt buộc." if declared.names else ""
    if isinstance(default, bool) or "mặc định" in declared.text:
        return ""
    return f" Mặc định: `{default}`." if isinstance(default, str | int) else ""


def table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---", "---"), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def escaped(text: str) -> str:
    """Return words of the program as they stand in Markdown, names of options as code."""
    return _OPTION.sub(r"`\g<0>`", re.sub(r"[\\`*_<>|\[\]]", r"\\\g<0>", text))
