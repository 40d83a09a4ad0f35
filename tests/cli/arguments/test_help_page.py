"""Help pages: Vietnamese, complete, without a word of the parser's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.arguments.command_names import short_name
from khtgdv.cli.arguments.command_table import COMMANDS, command_function
from khtgdv.cli.arguments.program import make_command, root_command

if TYPE_CHECKING:
    from tests.conftest import Run

# What a page says in Latin letters without being Vietnamese: names people type.
PARSER = re.compile(
    r"\b(?:Options|Usage|Arguments|Commands|TEXT|INTEGER|PATH|FILE|BOOLEAN|default|required|"
    r"Show this message|and exit|help for|COMMAND|ARGS|OPTIONS)\b|<[a-z]+>|\[default"
)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_has_a_page(name: str, asked: str, run: Run) -> None:
    ran = run(name, asked)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"Cách dùng: khtgdv {name} ")
    assert COMMANDS[name].help in ran.out
    assert "\nTùy chọn:\n" in ran.out
    assert re.search(r"^  --help, -h +Hiện trang này\.$", ran.out, re.MULTILINE)
    assert not PARSER.search(ran.out)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_every_parameter_is_explained(name: str, run: Run) -> None:
    page = run(name, "--help").out
    for parameter in make_command(name).params:
        assert parameter.help
        assert (parameter.metavar or parameter.is_flag) is not None
        if parameter.param_type_name == "option":
            assert parameter.opts[0] in page


def test_options_stand_in_groups_those_of_the_command_first(run: Run) -> None:
    page = run("overdue", "--help").out
    titles = re.findall(r"^([^ \n].*):$", page, re.MULTILINE)
    assert titles == ["Tùy chọn", "Kế hoạch", "Thời điểm", "Chọn dòng", "Xuất ra", "Bảng"]
    own, rest = page.split("\nKế hoạch:\n")
    assert "--exit-code" in own
    assert "--as-of" in rest
    assert "\nCách ghi:\n" in run("done", "--help").out


def test_the_first_page_lists_every_command(run: Run) -> None:
    for asked in ("--help", "-h"):
        page = run(asked).out
        for name, command in COMMANDS.items():
            names = f"{name}, {short_name(name)}"
            assert f" {names} {command.help} " in f" {' '.join(page.split())} "
        assert not PARSER.search(page)
        assert "khtgdv overdue --help" in " ".join(page.split())


def test_the_group_knows_its_commands() -> None:
    group: Any = root_command()
    assert group.list_commands(None) == list(COMMANDS)
    assert group.get_command(None, "zzz") is None


def test_the_words_around_the_commands(run: Run) -> None:
    page = " ".join(run("--help").out.split())
    assert "Cách dùng: khtgdv [LỆNH] [TÙY CHỌN]" in page
    assert (
        "Kế hoạch công tác năm: việc gì đến hạn, việc gì quá hạn, mỗi đơn vị bao nhiêu việc."
        in page
    )
    assert page.endswith(
        "Thêm --help sau một lệnh để xem các tùy chọn của lệnh đó, ví dụ: khtgdv overdue --help"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_says_twice_what_a_command_does(name: str) -> None:
    described = str(command_function(name).__doc__)
    assert not described.startswith(COMMANDS[name].help)
