"""The documents tell the truth: every command they show runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.arguments.command_table import CHECK, COMMANDS, VIEW
from tests.conftest import write_folder
from tests.importer.papers import word_file, workbook
from tests.support.markdown import pages

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^khtgdv(?: [^#\n]*)?", re.MULTILINE)
_CELL = re.compile(r"\| `(khtgdv[^`]*)` \|")
# What a test must not do: open an editor, change the reader's own shell, read a history of git.
_NOT_RUN = frozenset({"edit", "history", "redo", "undo", "web"})
# Pages whose lines go on from each other: typed in their order by test_first_day, test_roles.
_IN_ORDER = frozenset({"ngay-dau-tien.md", "ghi-nham.md", "viec-cua-ai.md"})


def commands() -> list[tuple[str, str]]:
    found = []
    for page in pages(ROOT):
        if page.name in _IN_ORDER:
            continue
        text = page.read_text(encoding="utf-8")
        shown = [line for block in _SHELL.findall(text) for line in _COMMAND.findall(block)]
        found += [(page.name, line.strip()) for line in (*shown, *_CELL.findall(text))]
    return found


def test_documents_show_commands() -> None:
    assert len(commands()) > 15


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan for all commands that only look."""
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("looked-at") / "data"))


@pytest.mark.uncounted
@pytest.mark.parametrize(("page", "command"), commands(), ids=lambda value: value[:60])
def test_every_command_shown_runs(
    page: str, command: str, run: Run, looked_at: Path, tmp_path: Path
) -> None:
    words = shlex.split(command)[1:]
    if words and words[0] in _NOT_RUN:
        pytest.skip(f"{page}: {words[0]} needs a person")
    if "spark" in words:
        pytest.skip(f"{page}: Spark is not installed; tests/spark")
    looks = words[:1] and words[0] in COMMANDS and COMMANDS[words[0]].family in (VIEW, CHECK)
    plan = looked_at if looks else Path(shutil.copytree(looked_at, tmp_path / "data"))
    if "don-vi" in command:
        for office in ("phuong-an-bien", "xa-an-hung"):
            shutil.copytree(looked_at, tmp_path / "don-vi" / office)
    _write_papers(tmp_path, words)
    if "--update" in words:
        run("list", "--editable", "-o", tmp_path / "bang.xlsx", "--data", plan)
    env = {"KHTGDV_DATA": str(plan), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    env["KHTGDV_CONFIG"] = str(tmp_path / "config")
    ran = run(*words, cwd=tmp_path, env=env)
    assert ran.status == 0, f"{page}: {command}: {ran.err}{ran.out[-500:]}"
    assert _texts(looked_at) == _texts(ROOT / "data")


def _texts(plan: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in plan.iterdir()}


def _write_papers(folder: Path, words: list[str]) -> None:
    """Have the files that the commands of the documents name, and the plans made of them."""
    rows = [["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"], ["1", "Việc A", "Văn phòng", "Quý I"]]
    if words[:1] == ["import"]:
        word_file(folder / "ke-hoach.docx", [rows], ["Kế hoạch năm 2027"])
        workbook(folder / "ke-hoach.xlsx", {"Kế hoạch": rows})
    made = {"Kế hoạch 2027", "Kế hoạch mới"} & set(words)
    if words[:1] not in (["import"], ["init"]):
        for name in made:
            write_folder(folder / name, [], year=2027)
