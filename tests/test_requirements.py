"""What `make` installs: every version locked, and every file of it known by its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "requirements").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OF_ALL = {"spark"}  # for those who have a cluster, which has versions of its own
ENTRY = re.compile(
    r"(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; [^\\\n]+)?"
    r"(?: \\\n +--hash=sha256:[0-9a-f]{64})+\n"
)


def locked(file: Path) -> dict[str, str]:
    """Return the versions of a file, all of whose text they are."""
    text = file.read_text(encoding="utf-8").partition("\n")[2]
    assert ENTRY.sub("", text) == ""
    return {match["name"]: match["version"] for match in ENTRY.finditer(text)}


def test_there_is_a_file_for_each_need() -> None:
    assert [file.stem for file in FILES] == ["all", "build", "dev", "run"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_version_is_known_by_its_hashes(file: Path) -> None:
    versions = locked(file)
    assert versions
    whole = locked(ROOT / "requirements" / "dev.txt")
    assert {name: whole.get(name) for name in versions} == versions


def test_what_pyproject_asks_for_is_locked() -> None:
    project = PROJECT["project"]
    asked = [*project["dependencies"]]
    run, every = (locked(ROOT / "requirements" / f"{name}.txt") for name in ("run", "all"))
    assert {re.split(r"[<>=\[]", text)[0] for text in asked} <= run.keys()
    optional = project["optional-dependencies"]
    extras = [text for name in optional if name not in NOT_OF_ALL for text in optional[name]]
    names = {re.split(r"[<>=\[]", text)[0] for text in extras} - {"khtgdv"}
    assert names
    assert names <= every.keys()
    assert run.keys() <= every.keys()
