"""uv: `uv run khtgdv` in a checkout, with nothing set up before."""

from __future__ import annotations

from tools.external_parts.kit import Kit, script_of
from tools.external_parts.pip_install import OVERDUE, listed


def check(kit: Kit) -> None:
    """Run March's overdue list in a copy."""
    python = kit.venv("uv", "uv")
    source = kit.copy("bản sao để chạy")
    uv = script_of(python.parent.parent, "uv")
    listed(kit.fetch(uv, "run", "--quiet", "khtgdv", *OVERDUE, cwd=source))
