"""What is said where a library is missing: the command that installs it beside this khtgdv."""

from __future__ import annotations

from khtgdv.cli.installation.kinds import (
    Installation,
    commands_to_add,
    commands_to_replace,
    this_installation,
)
from khtgdv.cli.installation.needs import PIP_OPTIONS, missing, required
from khtgdv.cli.installation.shells import current_shell, shell_line
from khtgdv.errors import KhtgdvError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.errors import MissingLibraryError


def with_advice(error: MissingLibraryError) -> KhtgdvError:
    """Return what to tell of a library that is missing: besides, how to get it here."""
    return KhtgdvError(error.message, f"Cài bằng lệnh: {install_command([error.need])}")


def install_command(needs: Sequence[str], here: Installation | None = None) -> str:
    """Return the line to paste that makes some formats and commands work.

    Where a second one is needed it stands below, behind a word that says so.
    """
    here = here or this_installation()
    if wanted := missing(needs):
        commands = commands_to_add(here, wanted)
    else:
        options = tuple(option for need in needs for option in PIP_OPTIONS.get(need, ()))
        commands = commands_to_replace(here, (*options, *required(needs)))
    shell = current_shell()
    return "\nrồi bằng lệnh: ".join(shell_line(words, shell) for words in commands)
