"""How a parameter is declared: its names, what it is called, what is offered for it."""

from pathlib import Path

from khtgdv.frozen import dataclass

STANDARD_OUTPUT = Path("-")  # as a path that is written to; a file of that name is ./-


@dataclass(frozen=True)
class Declaration:
    """How a parameter is called on the command line; without `names` it is told by its place.

    What is pasted into it is brought to one line, unless it may `keep_lines`. Where it may stand
    without a value it means the `bare` one. `complete` names what is offered on TAB, a line of
    `completion.table`: one that takes a value has to say so, be it `free`.
    """

    names: tuple[str, ...]
    metavar: str | None
    text: str
    complete: str = ""
    keep_lines: bool = False
    bare: str = ""


def option(
    *names: str, metavar: str | None, text: str, complete: str = "", keep_lines: bool = False,
    bare: str = "",
) -> Declaration:  # fmt: skip
    """Declare an option: its names, what its value is called (None: a switch), what it does."""
    return Declaration(names, metavar, text, complete, keep_lines, bare)


def argument(metavar: str, text: str, complete: str = "") -> Declaration:
    """Declare a parameter told by its place: what it is called, what it is."""
    return Declaration((), metavar, text, complete)
