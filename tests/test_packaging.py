"""The wheel: what is in it, and that it works wherever it is unpacked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from khtgdv import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
INFO = f"khtgdv-{__version__}.dist-info"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the tree, in process and without a network."""
    folder = tmp_path_factory.mktemp("bánh xe")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture(scope="module")
def contents(wheel: Path) -> Iterator[ZipFile]:
    """Open the wheel."""
    with ZipFile(wheel) as archive:
        yield archive


def test_its_name_says_version_and_platform(wheel: Path) -> None:
    assert wheel.name == f"khtgdv-{__version__}-py3-none-any.whl"


def test_it_holds_the_package_the_plan_and_nothing_else(contents: ZipFile) -> None:
    source = ROOT / "src"
    modules = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}
    plan = {f"khtgdv/data/{path.name}" for path in (ROOT / "data").glob("*.yaml")}
    templates = {f"khtgdv/templates/{form}.docx" for form in ("party", "state", "other")}
    about = {f"{INFO}/{n}" for n in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    licence = {f"{INFO}/licenses/LICENSE"}
    templates = {f"khtgdv/templates/{path.name}" for path in (ROOT / "docs/mau").glob("*.docx")}
    assert (len(plan), len(templates)) == (3, 3)
    others = about | licence | templates | {"khtgdv/py.typed"}
    assert set(contents.namelist()) == modules | plan | others


def test_the_plan_is_the_repository_s_own_byte_for_byte(contents: ZipFile) -> None:
    for path in (ROOT / "data").glob("*.yaml"):
        assert contents.read(f"khtgdv/data/{path.name}") == path.read_bytes()


def test_it_installs_one_command(contents: ZipFile) -> None:
    entries = ConfigParser()
    entries.read_string(contents.read(f"{INFO}/entry_points.txt").decode())
    assert {name: dict(entries[name]) for name in entries.sections()} == {
        "console_scripts": {"khtgdv": "khtgdv.__main__:main"}
    }


def test_its_metadata_say_what_it_needs(contents: ZipFile) -> None:
    lines = contents.read(f"{INFO}/METADATA").decode().splitlines()
    assert f"Version: {__version__}" in lines
    assert "Requires-Python: >=3.11" in lines
    needed = {line[1] for text in lines if (line := re.match(r"Requires-Dist: ([\w.-]+)", text))}
    assert needed >= {"pydantic", "python-dateutil", "pyyaml", "rich", "typer"}
    assert not needed & {"pytest", "coverage", "hatchling", "mypy", "ruff"}


def test_it_works_from_any_folder(contents: ZipFile, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "gói đã cài", tmp_path / "nơi khác"
    contents.extractall(home)
    elsewhere.mkdir()
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("KHTGDV_", "COVERAGE_"))}
    kept["KHTGDV_CONFIG"] = "off"  # whoever runs this may have a plan of theirs remembered
    ran = subprocess.run(
        [sys.executable, "-m", "khtgdv", "overdue", "--month", "3", "--format", "csv"],
        env={**kept, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=elsewhere,
        capture_output=True,
        check=True,
    )
    lines = ran.stdout.decode().splitlines()
    assert sum(line.startswith("overdue,") for line in lines) == 49
    assert ran.stderr.decode().startswith(
        "đang dùng kế hoạch mẫu kèm chương trình, chưa có ghi nhận nào\n"
    )
    assert list(elsewhere.iterdir()) == []
    where = [sys.executable, "-c", "import khtgdv; print(khtgdv.__file__)"]
    env = {**kept, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(where, env=env, cwd=elsewhere, capture_output=True, check=True)  # noqa: S603 - ours
    assert Path(found.stdout.decode().strip()).is_relative_to(home)
