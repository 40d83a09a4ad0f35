"""The first day: what the README and the manual tell to type works in their order, as typed.

A fresh folder, an empty home, no plan anywhere: line by line, as a shell would hand them over.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-04-02"
_ROW = re.compile(r"\| (?P<what>[^|]*) \| `(?P<command>khtgdv[^`]*)` \|")
_BESIDE = re.compile(r"`(khtgdv[^`]*)`")
# Pages that go on where the README has made a plan of one's own.
_PAGES = ("docs/su-dung/go-lenh.md",)
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"^khtgdv\b[^#\n]*", re.MULTILINE)
_UNTIL_STOPPED = "khtgdv web"  # it serves until somebody ends it: tests/web


def lines_of_readme() -> list[str]:
    """Return the ten commands in their order, each with what stands in brackets beside it."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [
        line
        for row in _ROW.finditer(text)
        for line in (row["command"], *_BESIDE.findall(row["what"]))
        if line != _UNTIL_STOPPED
    ]


def lines_of_page(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line.strip() for block in _BLOCK.findall(text) for line in _LINE.findall(block)]


def test_the_readme_has_ten_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [row["command"] for row in _ROW.finditer(text)]
    assert len([row for row in rows if row != _UNTIL_STOPPED]) == 10


@pytest.mark.parametrize("name", ["README.md", *_PAGES])
def test_the_lines_work_in_their_order(name: str, run: Run, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "Tài liệu"
    home.mkdir()
    folder.mkdir()
    env = {
        "HOME": str(home),
        "KHTGDV_CONFIG": None,
        "KHTGDV_STATE": None,
        "KHTGDV_CACHE": None,
        "XDG_CONFIG_HOME": None,
        "XDG_STATE_HOME": None,
        "XDG_CACHE_HOME": None,
        "COLUMNS": "80",
    }
    lines = [] if name == "README.md" else lines_of_page(name)
    assert lines or name == "README.md"
    for line in [*lines_of_readme(), *lines]:
        ran = run(*shlex.split(line)[1:], cwd=folder, env=env, today=TODAY)
        assert ran.status == 0, f"{line}: {ran.err}{ran.out[-300:]}"


def test_what_the_readme_writes_is_there(run: Run, tmp_path: Path) -> None:
    """The plan of one's own is written to, not the sample; the papers lie in the folder."""
    test_the_lines_work_in_their_order("README.md", run, tmp_path)
    folder = tmp_path / "Tài liệu"
    assert {path.name for path in folder.iterdir()} == {
        "Kế hoạch 2026", "tt-th.docx", "bao-cao-quy-1.docx",
    }  # fmt: skip
