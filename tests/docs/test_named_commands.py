"""A command that is named inside a sentence of the documents is one, and so are its options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from khtgdv.cli.arguments.command_names import VIETNAMESE_NAMES, slug
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.arguments.program import make_command
from khtgdv.cli.arguments.quick import parse
from khtgdv.cli.typed.line import meant_line
from tests.support.markdown import pages, without_blocks

ROOT = Path(__file__).resolve().parents[2]
_NAMED = re.compile(r"`khtgdv ([^`]+)`")
# What the reader puts in: MÃ, KỲ.
_PLACE = re.compile(r"[A-ZĐƯÁ]*[ĐƯÁÃỆỤỲƠ][A-ZĐƯÁÃỆỤỲƠ]*\b|…")
_SLUGS = {slug(name) for names in VIETNAMESE_NAMES.values() for name in names}
_OF_EVERY_COMMAND = {"--help", "-h", "--version"}
PAGES = [page for page in pages(ROOT) if page.name != "CHANGELOG.md"]


def is_known(line: str) -> bool:
    """Tell whether khtgdv takes a line, or would, were the rest of it there."""
    words = shlex.split(line)
    if parse(words) or (not _PLACE.search(line) and meant_line(words)):
        return True
    if words[0] not in COMMANDS:
        return words[0] in _OF_EVERY_COMMAND | _SLUGS or bool(_PLACE.match(words[0]))
    options = {name for each in make_command(words[0]).params for name in each.opts}
    return {word for word in words if word.startswith("--")} <= options | _OF_EVERY_COMMAND


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_commands_in_sentences_are_known(page: Path) -> None:
    assert [line for line in _NAMED.findall(without_blocks(page)) if not is_known(line)] == []


@pytest.mark.parametrize("line", ["overdu", "list --montth 3", "update MÃ --sett", "log --rem"])
def test_a_slip_of_the_writer_is_found(line: str) -> None:
    assert not is_known(line)
