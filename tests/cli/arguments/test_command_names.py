"""What commands are called in Vietnamese."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.arguments.command_names import (
    HELP,
    VIETNAMESE_NAMES,
    both_names,
    command_at,
    command_of,
    nearest_command,
    short_name,
)
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.text import name_key

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_every_command_has_a_name_and_no_name_has_two() -> None:
    assert VIETNAMESE_NAMES.keys() == {*COMMANDS, HELP}
    keys = Counter(key for names in VIETNAMESE_NAMES.values() for key in set(map(name_key, names)))
    assert [key for key, count in keys.items() if count > 1 or key in COMMANDS] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_short_name_is_typed_without_accents(command: str) -> None:
    name = short_name(command)
    assert name.isascii()
    assert " " not in name
    assert command_of(name) == command_of(command) == command_of(command.upper()) == command


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("quá hạn tháng 3", ("overdue", 2)), ("QUA HAN", ("overdue", 2)),
        ("qua_han", ("overdue", 1)), ("quas hanj", ("overdue", 2)),
        ("lịch sử T03-12", ("history", 2)), ("lịch", ("calendar", 1)),
        ("lít", ("list", 1)), ("sắp đến hạn VP", ("upcoming", 3)), ("huỷ", ("cancel", 1)),
        ("phòng tt th", ("department", 1)), ("xyz", None), ("-d VP", None), ("", None),
        ("trợ giúp", ("help", 2)),
    ],
)  # fmt: skip
def test_the_command_that_the_first_words_name(words: str, command: tuple[str, int] | None) -> None:
    assert command_at(words.split()) == command


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("overdeu", "overdue"), ("gia hn T04-01", "extend"), ("xog T03-12", "done"),
        ("quá hạnj", "overdue"), ("lits", "list"), ("xyz", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_command(words: str, command: str | None) -> None:
    assert nearest_command(words.split()) == command


def test_a_suggestion_has_both_names() -> None:
    assert both_names("done") == "khtgdv done (khtgdv xong)"


def test_what_every_name_means(snapshot: SnapshotAssertion) -> None:
    names = [name for names in VIETNAMESE_NAMES.values() for name in names]
    assert "\n".join(f"{name}: {command_of(name)}" for name in names) == snapshot
