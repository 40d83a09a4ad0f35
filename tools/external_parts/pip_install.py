"""pip: an installation from a folder with blanks and Vietnamese letters, used from another."""

from __future__ import annotations

import json
import venv

from tools.external_parts.kit import Kit, expect, python_of, script_of

OVERDUE_COUNT = 49  # of the plan as signed
OVERDUE_COMMAND = ("overdue", "--month", "3", "--format", "json")


def check(kit: Kit) -> None:
    """Install into an empty environment, then ask for March's overdue list."""
    source = kit.copy("nơi để mã nguồn")
    environment = kit.scratch / "môi trường mới"
    venv.create(environment, with_pip=True)
    python = python_of(environment)
    kit.fetch(python, "-m", "pip", "install", "--quiet", source)
    other_folder = kit.scratch / "chỗ làm việc"
    other_folder.mkdir()
    expect_overdue_list(
        kit.run_checked(script_of(environment, "khtgdv"), *OVERDUE_COMMAND, cwd=other_folder)
    )
    expect_overdue_list(kit.run_checked(python, "-m", "khtgdv", *OVERDUE_COMMAND, cwd=other_folder))


def expect_overdue_list(output: str) -> None:
    """Expect the overdue list of March of the plan as signed."""
    rows = json.loads(output)["tables"]["overdue"]
    expect(len(rows) == OVERDUE_COUNT, f"{len(rows)} dòng, cần {OVERDUE_COUNT}")
