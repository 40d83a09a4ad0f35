"""The ways in which khtgdv gets onto a machine, and how each of them takes one more library.

What tells them apart lies on the disk: pipx and uv leave a note in the environment that they make,
a system that keeps its Python to itself has a mark beside the standard library (PEP 668).
"""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from khtgdv.cli.installation.uv_receipt import install_again
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

Words = tuple[str, ...]
_PIPX_NOTE = "pipx_metadata.json"
_PIPX_OF_ALL = "/opt/pipx"  # where `pipx install --global` puts what it installs
_SYSTEM_MARK = "EXTERNALLY-MANAGED"


@dataclass(frozen=True, slots=True)
class Installation:
    """The Python that runs khtgdv, and what is around it.

    `prefix` is its environment, `base` that of the Python which the environment was made from.
    `standard` is the folder of the standard library, `package` the one khtgdv itself lies in.
    """

    executable: str
    prefix: Path
    base: Path
    standard: Path
    package: Path
    has_pip: bool
    has_program: Callable[[str], bool]
    windows: bool = False


def this_installation() -> Installation:
    """Return the installation that is running."""
    windows = os.name == "nt"
    return Installation(
        executable=sys.executable or _launcher(windows=windows),
        prefix=Path(sys.prefix),
        base=Path(sys.base_prefix),
        standard=Path(sysconfig.get_path("stdlib")),
        package=Path(__file__).resolve().parents[3],
        has_pip=find_spec("pip") is not None,
        has_program=lambda name: which(name) is not None,
        windows=windows,
    )


def commands_to_add(here: Installation, requirements: Words) -> tuple[Words, ...]:
    """Return the commands that install libraries which are not there, one after the other."""
    if _by_pipx(here):
        return (_pipx(here, "inject", *requirements),)
    if words := install_again(here.prefix, requirements):
        return (_as_owner(here, *_program(here, "uv"), *words),)
    return _pip(here, *requirements)


def commands_to_replace(here: Installation, requirements: Words) -> tuple[Words, ...]:
    """Return the commands that install anew libraries which are there, but do not work."""
    words = ("--force-reinstall", *requirements)
    return (_pipx(here, "runpip", "install", *words),) if _by_pipx(here) else _pip(here, *words)


def _by_pipx(here: Installation) -> bool:
    return (here.prefix / _PIPX_NOTE).exists()


def _pipx(here: Installation, action: str, *words: str) -> Words:
    """Return a command of pipx about the environment of khtgdv, whatever that is called."""
    of_all = here.prefix.is_relative_to(os.environ.get("PIPX_GLOBAL_HOME") or _PIPX_OF_ALL)
    flags = ("--global",) * of_all
    return _as_owner(here, *_program(here, "pipx"), action, *flags, here.prefix.name, *words)


def _pip(here: Installation, *words: str) -> tuple[Words, ...]:
    """Return the commands of pip; of uv where an environment has no pip of its own."""
    pip = (here.executable, "-m", "pip", "install")
    if here.prefix == here.base:
        return ((*pip, *_system_flags(here), *words),)
    if here.has_pip:
        return (_as_owner(here, *pip, *words),)
    if _made_by_uv(here) or here.has_program("uv"):
        uv_pip = (*_program(here, "uv"), "pip", "install", "--python", here.executable)
        return (_as_owner(here, *uv_pip, *words),)
    have_pip = _as_owner(here, here.executable, "-m", "ensurepip")
    return (have_pip, _as_owner(here, *pip, *words))


def _system_flags(here: Installation) -> Words:
    """Return what pip is told where khtgdv is in no environment, but in the system's Python."""
    of_user = here.package.is_relative_to(site.getusersitepackages())
    guarded = (here.standard / _SYSTEM_MARK).exists()
    return ("--user",) * of_user + ("--break-system-packages",) * guarded


def _made_by_uv(here: Installation) -> bool:
    try:
        settings = (here.prefix / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return any(line.startswith("uv =") for line in settings.splitlines())


def _program(here: Installation, name: str) -> Words:
    """Return how a program is called: by its name, or through Python where that is not found."""
    return (name,) if here.has_program(name) else (_launcher(windows=here.windows), "-m", name)


def _launcher(*, windows: bool) -> str:
    return "py" if windows else "python3"


def _as_owner(here: Installation, *words: str) -> Words:
    """Return a command; for the administrator where only he may write into the environment."""
    allowed = here.windows or os.access(here.prefix, os.W_OK)
    return words if allowed else ("sudo", *words)
