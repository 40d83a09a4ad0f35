"""The parameters of commands as the reference shows them: a line of a table each, by groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_origin

from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.frozen import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.cli.arguments.option_groups import Parameter

_OPTION = re.compile(r"(?<!\S)--[a-z-]+")


def shared_groups() -> dict[str, list[Parameter]]:
    """Return the options of each shared group; ValueError where two groups have one title."""
    options_by_group: dict[str, list[Parameter]] = {}
    for name in COMMANDS:
        for title, options in parameters_by_group(name).items():
            if title and options_by_group.setdefault(title, options) != options:
                raise ValueError(f"two groups are called {title}")
    return options_by_group


def parameters_by_group(name: str) -> dict[str, list[Parameter]]:
    """Return the parameters of a command by their groups; its own have an empty title."""
    parameters_by_group: dict[str, list[Parameter]] = {}
    for parameter in parameters(command_function(name)):
        parameters_by_group.setdefault(parameter.group, []).append(parameter)
    return parameters_by_group


def parameter_row(parameter: Parameter) -> tuple[str, str]:
    """Return how a parameter is typed, and what it does."""
    declaration = parameter.declaration
    repeat_mark = "…" if declaration.names and get_origin(parameter.type_hint) is list else ""
    words = [", ".join(sorted(declaration.names, key=len)), declaration.metavar or "", repeat_mark]
    return f"`{' '.join(filter(None, words))}`", escape_markdown(declaration.text) + _default_text(
        parameter
    )


def _default_text(parameter: Parameter) -> str:
    """Say what holds where nobody gives an option, unless its own words do."""
    declaration, default = parameter.declaration, parameter.default
    if default is MISSING:
        return " Bắt buộc." if declaration.names else ""
    if isinstance(default, bool) or "mặc định" in declaration.text:
        return ""
    return f" Mặc định: `{default}`." if isinstance(default, str | int) else ""


def markdown_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def escape_markdown(text: str) -> str:
    """Return words of the program as they stand in Markdown, names of options as code."""
    return _OPTION.sub(r"`\g<0>`", re.sub(r"[\\`*_<>|\[\]]", r"\\\g<0>", text))
