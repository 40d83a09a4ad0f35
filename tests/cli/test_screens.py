"""Screens of every command: no line is broader than the terminal, no word is cut.

`tools/screens.py` looks at all plans and widths; here each command is tried once, long names on 60
columns or two years on 80.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.cli.main import run
from tools.screens import LINES, all_lines, find_troubles, long_names_plan, screen, two_years

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a plan to look at on screens of some widths."""
    folder = tmp_path_factory.mktemp("screens")
    return {60: long_names_plan(folder / "long"), 80: two_years(folder / "years")}


@pytest.mark.uncounted
@pytest.mark.parametrize(("line", "width"), [*zip(all_lines(), cycle((60, 80)), strict=False)])
def test_every_line_fits_and_no_word_is_cut(
    line: str, width: int, plans: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLUMNS", "KHTGDV_DATA", "KHTGDV_TODAY"):
        monkeypatch.setenv(name, "")  # and as it was, once the screens were looked at
    assert list(find_troubles(run, plans[width], line, (width,))) == []


def test_no_command_is_forgotten() -> None:
    looked_at = {line.partition(" ")[0] for line in LINES}
    assert set(COMMANDS) <= looked_at


@pytest.mark.parametrize("width", [60, 80])
def test_no_row_of_the_plans_is_left_out(
    width: int, plans: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("COLUMNS", "KHTGDV_DATA", "KHTGDV_TODAY"):
        monkeypatch.setenv(name, "")
    assert "lỗi:" not in screen(run, plans[width], "validate", width)
