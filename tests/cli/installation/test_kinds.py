"""Each way of installing khtgdv is known by what it leaves on the disk, and answered in kind."""

from __future__ import annotations

import json
import site
from pathlib import Path
from typing import Any

import pytest

from khtgdv.cli.installation.kinds import (
    Installation,
    commands_to_add,
    commands_to_replace,
    this_installation,
)

WORD = ("python-docx>=1.2,<2",)


def installation(folder: Path, *, programs: str = "pipx uv", **changes: Any) -> Installation:
    """Return an environment of its own, with pip and nothing special, in which changes are made."""
    prefix = folder / "khtgdv"
    prefix.mkdir(exist_ok=True)
    facts: dict[str, Any] = {
        "executable": str(prefix / "bin" / "python"),
        "prefix": prefix,
        "base": folder / "usr",
        "standard": folder / "usr" / "lib" / "python3.11",
        "package": prefix / "lib" / "site-packages",
        "has_pip": True,
        "has_program": programs.split().__contains__,
    }
    return Installation(**(facts | changes))


def python_of(folder: Path) -> str:
    return str(folder / "khtgdv" / "bin" / "python")


def test_an_environment_with_pip(tmp_path: Path) -> None:
    here = installation(tmp_path)
    pip = (python_of(tmp_path), "-m", "pip", "install")
    assert commands_to_add(here, WORD) == ((*pip, *WORD),)
    assert commands_to_replace(here, WORD) == ((*pip, "--force-reinstall", *WORD),)


def test_pipx_puts_the_library_into_the_environment_of_khtgdv(tmp_path: Path) -> None:
    here = installation(tmp_path)
    (here.prefix / "pipx_metadata.json").write_text(json.dumps({}), encoding="utf-8")
    assert commands_to_add(here, WORD) == (("pipx", "inject", "khtgdv", *WORD),)
    assert commands_to_replace(here, WORD) == (
        ("pipx", "runpip", "khtgdv", "install", "--force-reinstall", *WORD),
    )


@pytest.mark.parametrize(("system", "launcher"), [("windows", "py"), ("posix", "python3")])
def test_pipx_that_is_not_on_the_path(tmp_path: Path, system: str, launcher: str) -> None:
    here = installation(tmp_path, programs="", windows=system == "windows")
    (here.prefix / "pipx_metadata.json").touch()
    assert commands_to_add(here, WORD) == ((launcher, "-m", "pipx", "inject", "khtgdv", *WORD),)


def test_pipx_for_all_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIPX_GLOBAL_HOME", str(tmp_path))
    here = installation(tmp_path)
    (here.prefix / "pipx_metadata.json").touch()
    assert commands_to_add(here, WORD) == (("pipx", "inject", "--global", "khtgdv", *WORD),)


def test_a_tool_of_uv_keeps_what_it_has(tmp_path: Path) -> None:
    here = installation(tmp_path)
    (here.prefix / "uv-receipt.toml").write_text(
        '[tool]\nrequirements = [{ name = "khtgdv", extras = ["pdf"] }, { name = "humanize" }]\n',
        encoding="utf-8",
    )
    uv = ("uv", "tool", "install", "--with", "humanize", "--with", *WORD, "khtgdv[pdf]")
    assert commands_to_add(here, WORD) == (uv,)


def test_an_environment_of_uv_has_no_pip(tmp_path: Path) -> None:
    here = installation(tmp_path, has_pip=False, programs="")
    (here.prefix / "pyvenv.cfg").write_text("home = /usr\nuv = 0.9\n", encoding="utf-8")
    python3 = ("python3", "-m", "uv", "pip", "install", "--python", python_of(tmp_path))
    assert commands_to_add(here, WORD) == ((*python3, *WORD),)
    assert commands_to_replace(here, WORD) == ((*python3, "--force-reinstall", *WORD),)


def test_an_environment_without_pip_gets_one(tmp_path: Path) -> None:
    here = installation(tmp_path, has_pip=False, programs="")
    both = (
        (python_of(tmp_path), "-m", "ensurepip"),
        (python_of(tmp_path), "-m", "pip", "install", *WORD),
    )
    assert commands_to_add(here, WORD) == both
    (here.prefix / "pyvenv.cfg").write_text("home = /usr\n", encoding="utf-8")
    assert commands_to_add(here, WORD) == both
    with_uv = installation(tmp_path, has_pip=False)
    assert commands_to_add(with_uv, WORD)[0][:3] == ("uv", "pip", "install")


@pytest.mark.parametrize(
    ("mark", "package", "flags"),
    [
        ("readme.txt", "/usr/lib/site-packages", ()),
        ("EXTERNALLY-MANAGED", "/usr/lib/site-packages", ("--break-system-packages",)),
        ("readme.txt", site.getusersitepackages(), ("--user",)),
        (
            "EXTERNALLY-MANAGED", site.getusersitepackages(),
            ("--user", "--break-system-packages"),
        ),
    ],
)  # fmt: skip
def test_the_python_of_the_system(
    tmp_path: Path, mark: str, package: str, flags: tuple[str, ...]
) -> None:
    here = installation(tmp_path, base=tmp_path / "khtgdv", package=Path(package))
    here.standard.mkdir(parents=True)
    (here.standard / mark).touch()
    pip = (python_of(tmp_path), "-m", "pip", "install", *flags)
    assert commands_to_add(here, WORD) == ((*pip, *WORD),)


@pytest.mark.usefixtures("ordinary_user")
def test_an_environment_that_only_the_administrator_may_change(tmp_path: Path) -> None:
    here = installation(tmp_path)
    (here.prefix / "pipx_metadata.json").touch()
    here.prefix.chmod(0o500)
    [words] = commands_to_add(here, WORD)
    here.prefix.chmod(0o700)
    assert words == ("sudo", "pipx", "inject", "khtgdv", *WORD)


def test_this_installation_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    here = this_installation()
    assert (here.executable, here.prefix) == (sys.executable, Path(sys.prefix))
    assert (here.package / "khtgdv" / "cli").is_dir()
    assert (here.standard / "os.py").is_file()
    assert not here.has_program("không có chương trình này")
    monkeypatch.setattr(sys, "executable", "")
    assert this_installation().executable == "python3"
