"""Pages of the manual typed line by line into a shell, as their readers do: an empty home, `sh`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_SHIM = '#!/bin/sh\nexec "{python}" -m khtgdv "$@"\n'
_HIDDEN = ("KHTGDV_", "XDG_", "GIT_", "COVERAGE_", "PYTHON", "LESS", "PAGER", "EDITOR", "VISUAL")


def lines_of(page: Path) -> list[str]:
    """Return what a page tells to type into a shell, line by line."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def type_into_shell(lines: list[str], home: Path, today: str) -> str:
    """Type lines into a shell that stands in an empty home, until one fails; return what it said.

    An editor that opens is closed again at once.
    """
    programs = home.parent / "bin"
    programs.mkdir()
    shim = programs / "khtgdv"
    shim.write_text(_SHIM.format(python=sys.executable), encoding="utf-8")
    shim.chmod(0o755)
    home.mkdir()
    kept = {name: text for name, text in os.environ.items() if not name.startswith(_HIDDEN)}
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    own = {"HOME": str(home), "PATH": path, "KHTGDV_TODAY": today, "EDITOR": "true"}
    ran = subprocess.run(
        ["/bin/sh", "-e", "-v"],
        input="\n".join([*lines, "echo CUỐI TRANG", ""]),
        env=kept | own | {"COLUMNS": "80", "LANG": "C.UTF-8"},
        cwd=home, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-1500:]
    assert ran.stdout.endswith("CUỐI TRANG\n")
    return ran.stdout
