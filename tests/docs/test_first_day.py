"""The first day: what the README and the manual tell to type works in their order, as typed.

A fresh folder, an empty home, no plan anywhere: line by line, as a shell would hand them over.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.support.typed import lines_of, type_into_shell

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-04-02"
_ROW = re.compile(r"\| (?P<what>[^|]*) \| `(?P<command>khtgdv[^`]*)` \|")
_BESIDE = re.compile(r"`(khtgdv[^`]*)`")
# Pages that go on where the README has made a plan of one's own.
_PAGES = ("docs/su-dung/go-lenh.md",)
_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LINE = re.compile(r"^khtgdv\b[^#\n]*", re.MULTILINE)
_NEW_PLAN = 'khtgdv init "Kế hoạch 2026"'
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


IN_SHELL = pytest.mark.skipif(os.name == "nt", reason="the lines are typed into sh")


@IN_SHELL
def test_the_readme_is_typed_into_a_shell(tmp_path: Path) -> None:
    home = tmp_path / "nhà của Lan"
    said = type_into_shell(lines_of_readme(), home, TODAY)
    assert "T03-12 hoàn thành ngày 02/04/2026" in said
    assert (home / "bao-cao-quy-1.docx").is_file()
    assert (home / "Kế hoạch 2026" / "tasks_2026.yaml").is_file()


@IN_SHELL
def test_the_first_day_is_typed_into_a_shell(tmp_path: Path) -> None:
    home = tmp_path / "nhà của Lan"
    said = type_into_shell(lines_of(ROOT / "docs/su-dung/ngay-dau-tien.md"), home, TODAY)
    folder = home / "Công việc 2026" / "Kế hoạch 2026"
    plan = {f"{name}_2026.yaml" for name in ("plan", "tasks", "inspections")}
    assert {path.name for path in folder.iterdir()} == plan | {"tt-th.docx"}
    assert f"{home}\n" in said  # pwd
    assert said.index("T03-12 hoàn thành") < said.index("Đã hoàn tác: T03-12 hoàn thành")
    assert "completed" not in (folder / "tasks_2026.yaml").read_text(encoding="utf-8")


@IN_SHELL
def test_every_slip_is_put_right_in_a_shell(tmp_path: Path) -> None:
    home = tmp_path / "nhà của Lan"
    lines = [_NEW_PLAN, *lines_of(ROOT / "docs/su-dung/ghi-nham.md")]
    type_into_shell(lines, home, TODAY)
    assert recorded(home / "Kế hoạch 2026" / "tasks_2026.yaml") == {
        "T03-05": {"completed": "2026-03-31"},
        "T03-07": {"extensions": [{"to": "2026-05", "on": "2026-04-02", "reason": "chờ ý kiến"}]},
        "T03-12": {"completed": "2026-04-02"},
        "T03-14": {"completed": "2026-03-31"},
        "T04-06": {},
        "TX-28": {"log": {"2026-W12": "2026-03-27"}},
    }
    inspections = (home / "Kế hoạch 2026" / "inspections_2026.yaml").read_text(encoding="utf-8")
    assert "visits" not in inspections


def recorded(file: Path) -> dict[str, dict[str, object]]:
    """Return what the file says more than the plan that ships, of each row; T04-06 as it is."""
    old = {row["id"]: row for row in rows_of(ROOT / "data/tasks_2026.yaml")}
    rows = rows_of(file)
    assert [row["id"] for row in rows] == list(old)
    new = {row["id"]: {key: row[key] for key in row if key not in old[row["id"]]} for row in rows}
    return {code: facts for code, facts in new.items() if facts or code == "T04-06"}


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Return the rows of a file, every value as it is written."""
    text = file.read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, yaml.BaseLoader)["tasks"]  # noqa: S506 - texts only
    return rows
