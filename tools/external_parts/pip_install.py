"""pip: an installation from a folder with blanks and Vietnamese letters, used from another."""

from __future__ import annotations

import json
import venv

from tools.external_parts.kit import Kit, expect, python_of, script_of

LATE_IN_MARCH = 49  # of the plan as signed
OVERDUE = ("overdue", "--month", "3", "--format", "json")


def check(kit: Kit) -> None:
    """Install into an empty environment, then ask for March's overdue list."""
    source = kit.copy("nơi để mã nguồn")
    environment = kit.scratch / "môi trường mới"
    venv.create(environment, with_pip=True)
    python = python_of(environment)
    kit.fetch(python, "-m", "pip", "install", "--quiet", source)
    elsewhere = kit.scratch / "chỗ làm việc"
    elsewhere.mkdir()
    listed(kit.must(script_of(environment, "khtgdv"), *OVERDUE, cwd=elsewhere))
    listed(kit.must(python, "-m", "khtgdv", *OVERDUE, cwd=elsewhere))


def listed(output: str) -> None:
    """Expect the overdue list of March of the plan as signed."""
    rows = json.loads(output)["tables"]["overdue"]
    expect(len(rows) == LATE_IN_MARCH, f"{len(rows)} dòng, cần {LATE_IN_MARCH}")
