"""uv: `uv run khtgdv` in a checkout, with nothing set up before."""

from __future__ import annotations

from tools.external_parts.kit import Kit, script_of
from tools.external_parts.pip_install import OVERDUE_COMMAND, expect_overdue_list


def check(kit: Kit) -> None:
    """Run March's overdue list in a copy."""
    python = kit.venv("uv", "uv")
    source = kit.copy("bản sao để chạy")
    uv = script_of(python.parent.parent, "uv")
    expect_overdue_list(kit.fetch(uv, "run", "--quiet", "khtgdv", *OVERDUE_COMMAND, cwd=source))
