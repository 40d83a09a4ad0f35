"""What a command wrote into a plan that a test made: the lines that are new, and those gone."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def changed_lines(folder: Path, tasks: str, inspections: str) -> list[str]:
    """Return the lines that a plan has more (+) or less (-) than it was made with."""
    found = []
    for name, rows in (("tasks", tasks), ("inspections", inspections)):
        now = (folder / f"{name}_2026.yaml").read_text(encoding="utf-8").splitlines()
        diff = difflib.unified_diff(f"{name}:\n{rows}".splitlines(), now, n=0, lineterm="")
        found += [line for line in diff if line[0] in "+-" and line[:3] not in ("+++", "---")]
    return found
