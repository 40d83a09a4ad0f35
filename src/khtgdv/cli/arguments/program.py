"""The program as Typer has it: help pages, completion, whatever is wrong with a command line."""

from __future__ import annotations

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from khtgdv.cli.arguments.command_names import (
    advice_for,
    both_names,
    command_at,
    command_of,
    nearest_command,
    short_name,
)
from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.help_page import write_help
from khtgdv.cli.arguments.option_groups import parameters, typer_function, with_bare_values
from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class VietnameseCommand(TyperCommand):
    """A command whose help is Vietnamese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; an error names the command they were for."""
        known = parameters(command_function(str(self.name)))
        try:
            return super().parse_args(ctx, with_bare_values(known, args))
        except typer.TyperException as error:
            error.__dict__["ctx"] = ctx
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        write_help(self, ctx, formatter)


class LazyGroup(TyperGroup):
    """All commands by name; a command's module is imported when the command is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, made now; None where there is none of that name."""
        del ctx
        name = command_of(cmd_name)
        return make_command(name) if name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command to run; UsageError with the nearest where there is none."""
        named = command_at(args)
        if named and named.name in COMMANDS:
            return named.name, self.get_command(ctx, named.name), args[named.word_count :]
        message = f'Không có lệnh "{escape_unsafe(args[0])}".'
        if advice := advice_for(args):
            raise UsageError(message, f"{advice}. khtgdv --help cho biết mọi lệnh")
        near = nearest_command(args)
        guess = f"Có phải {both_names(near)}? " if near else ""
        raise UsageError(message, f"{guess}khtgdv --help cho biết mọi lệnh")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page with the table of commands."""
        families: dict[str, list[tuple[str, str]]] = {}
        for name, command in COMMANDS.items():
            names = f"{name}, {short_name(name)}"
            families.setdefault(command.family, []).append((names, command.help))
        write_help(self, ctx, formatter, families)


def make_command(name: str) -> Any:
    """Import and build one command."""
    implementation, text = command_function(name), COMMANDS[name].help
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    long_help = text if not implementation.__doc__ else f"{text}\n\n{implementation.__doc__}"
    app.command(name, cls=VietnameseCommand, help=long_help)(typer_function(implementation))
    return get_command(app)


def root_command() -> Any:
    """Build the program. What bare `khtgdv` shows is read without Typer."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": ["--help", "-h"]}

    @app.callback(
        cls=LazyGroup,
        invoke_without_command=True,
        help="Kế hoạch công tác năm: việc gì đến hạn, việc gì quá hạn, mỗi đơn vị bao nhiêu việc.",
        context_settings=settings,
    )
    def khtgdv(
        *,
        version: bool = typer.Option(
            False, "--version", help="Cho biết phiên bản.", show_default=False
        ),
    ) -> None:
        if version:
            from khtgdv import __version__

            typer.echo(f"khtgdv {__version__}")
            raise typer.Exit

    return get_command(app)
