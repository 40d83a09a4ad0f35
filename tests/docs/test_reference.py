"""The reference of commands is complete, and says once what commands share.

What is held against the page is the program as Typer has it, which is not what the page is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.arguments.command_names import short_name
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.arguments.program import make_command, root_command

if TYPE_CHECKING:
    from tests.conftest import Run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tra-cuu" / "lenh.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECTION = re.compile(r"^#{2,3} (.+)\n((?:(?!#{1,3} ).*\n?)*)", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \| (.+) \|$", re.MULTILINE)
GROUPS = re.compile(r"^Tùy chọn dùng chung: (.+)\.$", re.MULTILINE)

Rule = Callable[[str], Iterator[str]]


def sections(text: str) -> dict[str, str]:
    found = SECTION.findall(text)
    assert len(dict(found)) == len(found), "two sections have one title"
    return dict(found)


def rows(section: str) -> dict[str, str]:
    """Return what a section's tables say of each parameter, without the marks of Markdown."""
    return {typed: re.sub(r"[`\\]", "", said) for typed, said in ROW.findall(section)}


def group_of(parameter: Any) -> str:
    return getattr(parameter, "rich_help_panel", None) or ""


def typed(parameter: Any) -> str:
    """Return how the reference writes a parameter."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    many = ("…" if parameter.multiple else "",)
    words = [", ".join(sorted(parameter.opts, key=len)), parameter.metavar or "", *many]
    return " ".join(filter(None, words))


def every_command_has_a_section(text: str) -> Iterator[str]:
    found = sections(text)
    for name, command in COMMANDS.items():
        row = f"| [{name}](#khtgdv-{name}) | `{short_name(name)}` | {command.help} |"
        if row not in text:
            yield f"{name} is not in the list"
        if command.help not in found.get(f"khtgdv {name}", ""):
            yield f"{name} has no section"


def every_parameter_is_there(text: str) -> Iterator[str]:
    found = sections(text)
    for name in COMMANDS:
        for parameter in make_command(name).params:
            where = found.get(group_of(parameter) or f"khtgdv {name}", "")
            said = rows(where).get(typed(parameter), "")
            if not said.startswith(parameter.help):
                yield f"{name}: {typed(parameter)} is not explained"
            needed = parameter.required and parameter.param_type_name == "option"
            if needed and not said.endswith(" Bắt buộc."):
                yield f"{name}: {typed(parameter)} is required"


def every_command_names_its_groups(text: str) -> Iterator[str]:
    for name in COMMANDS:
        groups = dict.fromkeys(filter(None, map(group_of, make_command(name).params)))
        links = [f"[{title}](#{title.lower().replace(' ', '-')})" for title in groups]
        named = GROUPS.findall(sections(text).get(f"khtgdv {name}", ""))
        if named != [", ".join(links)] * bool(links):
            yield f"{name}: other groups are named"


def what_is_shared_is_said_once(text: str) -> Iterator[str]:
    found = sections(text)
    for name in COMMANDS:
        parameters = make_command(name).params
        own = {typed(parameter) for parameter in parameters if not group_of(parameter)}
        for more in rows(found.get(f"khtgdv {name}", "")).keys() - own:
            yield f"{name}: {more} is said again"


def the_program_itself_is_explained(text: str) -> Iterator[str]:
    program: Any = root_command()
    asked = [f"khtgdv {', '.join(own.opts)}" for own in program.params]
    asked.append(", ".join(sorted(program.context_settings["help_option_names"], key=len)))
    yield from (f"no {option}" for option in asked if option not in rows(text))


RULES: tuple[Rule, ...] = (
    every_command_has_a_section,
    every_parameter_is_there,
    every_command_names_its_groups,
    what_is_shared_is_said_once,
    the_program_itself_is_explained,
)
# For each rule: what is changed in the page, into what, and what is then said.
PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (every_command_has_a_section, "## khtgdv undo\n", "", "undo has no section"),
    (every_command_has_a_section, "| [undo](#khtgdv-undo) |", "| undo |", "undo is not in the"),
    (every_parameter_is_there, "| `--exit-code` |", "| `--exit` |", "overdue: --exit-code is not"),
    (every_parameter_is_there, "| `-d, --department ĐƠN VỊ …` |", "| a |", "--department ĐƠN VỊ …"),
    (every_parameter_is_there, "Lý do hủy. Bắt buộc.", "Lý do hủy.", "--reason CHỮ is required"),
    (every_parameter_is_there, "Lý do hủy. Bắt", "Hủy. Bắt", "cancel: --reason CHỮ is not"),
    (every_command_names_its_groups, "[Kế hoạch](#kế-hoạch), [Cách", "[Cách", "done: other groups"),
    (what_is_shared_is_said_once, "| `--exit-code` |", "| `--year NĂM` | a |\n| `-` |", "--year"),
    (the_program_itself_is_explained, "| `khtgdv --version` |", "| a |", "no khtgdv --version"),
    (the_program_itself_is_explained, "| `-h, --help` |", "| a |", "no -h, --help"),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_reference_keeps(rule: Rule) -> None:
    assert list(rule(TEXT)) == []


@pytest.mark.parametrize(("rule", "old", "new", "said"), PLANTED)
def test_a_planted_fault_is_found(rule: Rule, old: str, new: str, said: str) -> None:
    assert old in TEXT
    assert any(said in fault for fault in rule(TEXT.replace(old, new, 1)))


def test_every_rule_has_a_planted_fault() -> None:
    assert {rule for rule, *_ in PLANTED} == set(RULES)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_called_as_its_help_says(name: str, run: Run) -> None:
    usage = run(name, "--help").out.split("\n\n")[0].removeprefix("Cách dùng: ")
    assert f"```\n{' '.join(usage.split())}\n```\n" in sections(TEXT)[f"khtgdv {name}"]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_what_its_help_says(name: str) -> None:
    section = re.sub(r"[`\\]", "", sections(TEXT)[f"khtgdv {name}"])
    for paragraph in make_command(name).help.split("\n\n"):
        assert " ".join(paragraph.split()).removeprefix("Ví dụ: ") in section
