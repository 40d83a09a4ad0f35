"""Plain command lines are read without Typer, to the same call; all others are left to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.cli.arguments import quick
from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.arguments.program import make_command

if TYPE_CHECKING:
    from tests.conftest import Run

WORDS = ("3", "x", "T03-12", "a b", "ô", "2026", "-1", "0", "", "-", "--", "007", "x=y", "٣")
NOT_PLAIN = (
    "lits",
    "overdue --help",
    "overdue -h",
    "overdue một",
    "overdue --mont 3",
    "overdue --month",
    "overdue --month -3",
    "overdue --month=",
    "overdue -fjson",
    "overdue -f=json",
    "overdue --recurring=3",
    "overdue --format csv --format json",
    "list --limit ba",
    "list -- x",
    "list -",
    "show",
    "extend T03-01 --to 5",
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a command and words for it, mostly of its own options."""
    name = draw(st.sampled_from(list(COMMANDS)))
    known = [option for p in parameters(command_function(name)) for option in p.declaration.names]
    word = st.sampled_from(WORDS)
    part = word.map(lambda text: [text])
    if known:
        option = st.sampled_from([*known, "--strange"])
        pairs = st.tuples(option, word)
        part = pairs.map(list) | pairs.map("=".join).map(lambda text: [text]) | part
    return name, [text for texts in draw(st.lists(part, max_size=4)) for text in texts]


def by_typer(name: str, words: list[str]) -> Any:
    """Return the values that Typer hands over, None where it finds fault with the line."""
    command = make_command(name)
    seen: dict[str, Any] = {}

    def bound(_: object, values: dict[str, Any]) -> Any:
        seen.update(values)
        return lambda: None

    with patch("khtgdv.cli.arguments.option_groups.bind_command", bound):
        try:
            command.main(words, f"khtgdv {name}", standalone_mode=False)
        except typer.TyperException:
            return None
    return seen


def by_us(name: str, words: list[str]) -> Any:
    """Return the values read without Typer, None where the line is not plain."""
    try:
        return quick.parse_values(parameters(command_function(name)), words)
    except quick._NeedsTyper:
        return None


@given(lines())
def test_what_is_read_quickly_is_what_typer_reads(line: tuple[str, list[str]]) -> None:
    ours = by_us(*line)
    assert ours is None or ours == by_typer(*line)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_read_alike(name: str) -> None:
    known = parameters(command_function(name))
    words = ["7" for parameter in known if not parameter.declaration.names]
    assert by_us(name, words) == by_typer(name, words)
    for parameter in known:
        value = [] if parameter.type_hint is bool else ["2026"]
        for option in parameter.declaration.names:
            assert by_us(name, [*words, option, *value]) == by_typer(name, [*words, option, *value])


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_typer(line: str) -> None:
    assert quick.parse(line.split()) is None


def test_nothing_is_a_plain_line_too(run: Run) -> None:
    call = quick.parse([])
    assert call is not None
    assert run().out == run("summary").out
