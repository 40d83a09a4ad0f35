"""What is said of a missing library: its own name, and a command of this very installation."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.installation import needs
from khtgdv.cli.installation.advice import install_command, with_advice
from khtgdv.cli.installation.kinds import Installation
from khtgdv.cli.installation.needs import EXTRAS, extra_versions, missing, required
from khtgdv.errors import MissingLibraryError

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
EVERY_PAPER = EXTRAS.keys() - {"spark"}  # which is for thousands of plans, and large
PIP = f"{quote(sys.executable)} -m pip install"  # a folder may have blanks in its name


def without(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """Let the machine not have some libraries."""

    def version_there(name: str) -> str:
        if name in libraries:
            raise PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(needs, "version", version_there)


def test_the_extras_are_those_of_the_package() -> None:
    declared = PROJECT["optional-dependencies"]
    [everything] = declared.pop("all")
    assert {extra: list(libraries) for extra, libraries in EXTRAS.items()} == declared
    assert everything == f"khtgdv[{','.join(sorted(EVERY_PAPER))}]"
    assert set(required(["yaml"])) <= set(PROJECT["dependencies"])


def test_what_is_not_there_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing(EVERY_PAPER) == ()
    assert all(found for extra, found in extra_versions() if extra in EVERY_PAPER)
    without(monkeypatch, "python-docx", "jinja2")
    assert missing(["docx", "template"]) == ("python-docx>=1.2,<2", "jinja2>=3.1,<4")
    gone = {extra for extra, found in extra_versions() if found is None and extra in EVERY_PAPER}
    assert gone == {"docx", "html", "import", "template", "web"}


def test_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "docxtpl", "jinja2")
    assert install_command(["template"]) == f"{PIP} 'docxtpl>=0.20' 'jinja2>=3.1,<4'"


def test_what_is_there_but_broken_is_installed_anew() -> None:
    assert install_command(["pdf"]) == f"{PIP} --force-reinstall 'typst>=0.14'"
    assert install_command(["yaml"]) == (
        f"{PIP} --force-reinstall --only-binary=pyyaml 'pyyaml>=6.0.2,<7'"
    )


def test_a_second_command_stands_on_a_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without(monkeypatch, "typst")
    here = Installation(
        "py", tmp_path, Path("/"), tmp_path, tmp_path, has_pip=False, has_program=lambda _: False
    )
    assert install_command(["pdf"], here) == (
        "py -m ensurepip\nrồi bằng lệnh: py -m pip install 'typst>=0.14'"
    )


def test_the_error_keeps_its_words() -> None:
    error = with_advice(MissingLibraryError("Định dạng pdf cần thêm thư viện.", "pdf"))
    assert error.message == "Định dạng pdf cần thêm thư viện."
    assert error.hint == f"Cài bằng lệnh: {PIP} --force-reinstall 'typst>=0.14'"


def test_on_a_narrow_screen_the_command_is_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "typst")
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = run("list", "-o", tmp_path / "a.pdf", "--data", "data", env={"COLUMNS": "40"})
    assert ran.status == 1
    assert ran.err.splitlines()[-2:] == ["Cài bằng lệnh:", f"{PIP} 'typst>=0.14'"]
