"""Where on a line somebody types: which command it is, the value of which parameter, or a name."""

from __future__ import annotations

from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.typed.command_place import find_command
from khtgdv.cli.typed.option_names import option_named
from khtgdv.frozen import dataclass, field, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.cli.arguments.option_groups import Parameter

_DEFAULT_COMMAND = "summary"


@dataclass(frozen=True, slots=True)
class Place:
    """The command, the parameter whose value comes next (None: a name of one), all before it.

    `run` are the words right before that may belong to the same value, or to that of the option
    `before`; `head` is what stands before the value in the same word, as in `--state=`. An option
    may have to have its value there; a command that is not yet named may come as well.
    """

    command: str
    parameter: Parameter | None
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    run: tuple[str, ...] = ()
    head: str = ""
    text: str = ""
    awaits_value: bool = False
    before: Parameter | None = None
    is_named: bool = True


def find_place(words: Sequence[str], typed: str) -> Place | None:
    """Return where a line goes on: behind some words, in the word typed so far.

    None where no command is named yet.
    """
    found = find_command(words)
    if found is None and words and not words[0].startswith("-"):
        return None
    if found is None:
        place = _place_of(_DEFAULT_COMMAND, words, typed)
        return replace(place, is_named=place.awaits_value or typed.startswith("-"))
    command, rest = found
    is_help = command not in COMMANDS
    return Place(command, None, text=typed) if is_help else _place_of(command, rest, typed)


def _place_of(command: str, words: Sequence[str], typed: str) -> Place:
    known = parameters(command_function(command))
    options = {name: p for p in known for name in p.declaration.names}
    line = _Line(known)
    for word in words:
        named = option_named(word, options) if word.startswith("-") else None
        if named:
            line.begin_option(options[named[0]], named[1])
        elif word == "-" or not word.startswith("-"):
            line.add(word)
    name, equals, value = typed.partition("=")
    if typed.startswith("--") and equals and name in options:
        return Place(command, options[name], line.values, (), f"{name}=", value, awaits_value=True)
    parameter = None if typed.startswith("-") and not line.awaits_value else line.next_parameter
    return Place(
        command, parameter, line.values, tuple(line.run), "", typed,
        awaits_value=line.awaits_value, before=line.option if line.run else None,
    )  # fmt: skip


class _Line:
    """The words of a command so far: whose values they are."""

    def __init__(self, known: Sequence[Parameter]) -> None:
        """Begin with no words."""
        self._positionals = [p for p in known if not p.declaration.names]
        self.option: Parameter | None = None
        self._taken = 0
        self.values: dict[str, tuple[str, ...]] = {}
        self.run: list[str] = []

    @property
    def awaits_value(self) -> bool:
        """Whether an option stands right before that cannot do without a value."""
        return self.option is not None and not self.run and not self.option.declaration.bare

    @property
    def next_parameter(self) -> Parameter | None:
        """The parameter that the next word is for; None where a name has to come."""
        if self.option is not None and not self.run:
            return self.option
        return self._positionals[self._taken] if self._taken < len(self._positionals) else None

    def begin_option(self, option: Parameter, value: str | None) -> None:
        """Take the name of an option, with what stands behind `=`."""
        is_switch = option.type_hint is bool
        self.values.setdefault(option.name, ())
        self.option = None if is_switch or value is not None else option
        self.run = []
        if value is not None:
            self.values[option.name] += (value,)

    def add(self, word: str) -> None:
        """Take a word that is a value: of the option before, else told by its place."""
        self.run.append(word)
        if self.option is not None and len(self.run) == 1:
            self.values[self.option.name] += (word,)
        elif self._taken < len(self._positionals):
            parameter = self._positionals[self._taken]
            self.values[parameter.name] = (*self.values.get(parameter.name, ()), word)
            self._taken += not parameter.is_list
