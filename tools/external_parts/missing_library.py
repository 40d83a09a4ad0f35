"""The command that khtgdv prints for a missing library, pasted into a shell in each installation.

Whoever does as told has the paper after that; and the second library does not cost the first.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.external_parts.kit import Kit, UnavailableError, expect, python_of, script_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tools.external_parts.kit import Command

_PASTED = "bằng lệnh: "
_PAPERS = ("word.docx", "in.pdf", "bảng.xlsx", "trang.html")


@dataclass(frozen=True, slots=True)
class Installation:
    """A way to install khtgdv: the commands, how it is called then, what its answer must name."""

    name: str
    commands: tuple[Command, ...]
    call: Command
    named: str


def check(kit: Kit) -> None:
    """Ask for papers that need a library; do each time what is said; expect the paper."""
    if os.name == "nt":
        raise UnavailableError("các lệnh được dán vào sh")
    programs = kit.venv("pipx-uv", "pipx", "uv").parent
    env = _variables(kit, programs)
    source = kit.copy("nơi để mã nguồn")
    for installation in _installations(kit, source, programs):
        for command in installation.commands:
            kit.fetch(*command, cwd=source, env=env)
        for name in _PAPERS:
            _paste(kit, installation, kit.scratch / f"{installation.name} {name}", env)
        print(f"  {installation.name}: {len(_PAPERS)} lệnh cài đã dán", flush=True)


def _variables(kit: Kit, programs: Path) -> dict[str, str]:
    """Return what keeps pipx and uv in this part's own folder."""
    folders = ("PIPX_HOME", "PIPX_BIN_DIR", "UV_TOOL_DIR", "UV_TOOL_BIN_DIR")
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    return {name: str(kit.scratch / name) for name in folders} | {"PATH": path}


def _installations(kit: Kit, source: Path, programs: Path) -> tuple[Installation, ...]:
    folder = kit.scratch / "môi trường của pip"
    python, checkout = python_of(folder), python_of(source / ".venv")
    uv, pipx = programs / "uv", programs / "pipx"
    uv_run = (uv, "run", "--quiet", "--project", source, "khtgdv")
    return (
        Installation(
            "pip",
            ((programs / "python", "-m", "venv", folder), (python, "-m", "pip", "install", source)),
            (script_of(folder, "khtgdv"),),
            f"'{python}' -m pip install",
        ),
        Installation(
            "pipx",
            ((pipx, "install", source),),
            (kit.scratch / "PIPX_BIN_DIR" / "khtgdv",),
            "pipx inject khtgdv",
        ),
        Installation(
            "uv tool",
            ((uv, "tool", "install", source),),
            (kit.scratch / "UV_TOOL_BIN_DIR" / "khtgdv",),
            "uv tool install --with",
        ),
        Installation("uv run", ((*uv_run, "--version"),), uv_run, "uv pip install --python"),
        Installation(
            "make",
            (("rm", "-rf", ".venv"), ("make", "run")),
            (checkout, "-m", "khtgdv"),
            f"'{checkout}' -m pip install",
        ),
    )


def _paste(kit: Kit, installation: Installation, paper: Path, env: Mapping[str, str]) -> None:
    """Ask for a paper, paste the command of the answer, and have the paper."""
    ask = (*installation.call, "overdue", "--month", "3", "--output", paper)
    refused = kit.run(*ask, env=env)
    commands = [
        line.partition(_PASTED)[2] for line in refused.stderr.splitlines() if _PASTED in line
    ]
    expect(refused.returncode == 1 and len(commands) == 1, f"{ask}: {refused.stderr}")
    expect(installation.named in commands[0], f"cần có {installation.named}: {commands[0]}")
    kit.fetch("/bin/sh", "-c", commands[0], env=env)
    answered = kit.run(*ask, env=env)
    expect(answered.returncode == 0 and paper.exists(), f"{commands[0]}: {answered.stderr}")
