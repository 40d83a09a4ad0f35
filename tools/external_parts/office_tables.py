"""LibreOffice saves what khtgdv prints in its own formats and back; `import` reads the same plan.

The plan's Word files go through odt, its Excel files are saved once more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.external_parts.kit import expect

if TYPE_CHECKING:
    from tools.external_parts.kit import Kit

_REPORTS = ("list", "inspections")
_ROUNDS = {"docx": ("odt", "docx"), "xlsx": ("ods", "xlsx")}
_KEYS = {
    "list": ("id", "task", "coordinating", "deadline", "section", "start"),
    "inspections": ("id", "content", "due_text", "units", "deadline", "start"),
}


def check(kit: Kit) -> None:
    """Print both lists of the plan, have them saved by LibreOffice, import them, compare rows."""
    office = kit.apt("soffice", "libreoffice-writer", "libreoffice-calc")
    plan = kit.root / "data"
    for suffix, formats in _ROUNDS.items():
        files = [kit.scratch / f"{report}.{suffix}" for report in _REPORTS]
        for report, file in zip(_REPORTS, files, strict=True):
            _khtgdv(kit, report, "--data", plan, "--output", file)
        for target in formats:
            files = [convert(kit, office, file, target) for file in files]
        into = kit.scratch / f"kế hoạch {suffix}"
        _khtgdv(kit, "import", *files, "--into", into)
        for report in _REPORTS:
            count = _compare(kit, report, plan, into)
            print(f"  {suffix} qua {formats[0]}: {report}, {count} dòng như cũ")


def convert(kit: Kit, office: str, file: Path, target: str) -> Path:
    """Return a file as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(kit.scratch / 'hồ sơ').as_uri()}"
    folder = kit.scratch / f"qua {target}"
    kit.run_checked(office, profile, "--headless", "--convert-to", target, "--outdir", folder, file)
    return folder / f"{file.stem}.{target}"


def _khtgdv(kit: Kit, *arguments: str | Path) -> str:
    source, home = str(kit.root / "src"), str(kit.scratch / "nhà")
    command = (sys.executable, "-m", "khtgdv", *arguments)
    return kit.run_checked(*command, KHTGDV_TODAY="2026-02-11", PYTHONPATH=source, HOME=home)


def _compare(kit: Kit, report: str, plan: Path, imported: Path) -> int:
    before, after = (_rows(kit, report, folder) for folder in (plan, imported))
    wanted = [[row[key] for key in _KEYS[report]] for row in before]
    found = [[row[key] for key in _KEYS[report]] for row in after]
    different = [pair for pair in zip(wanted, found, strict=False) if pair[0] != pair[1]]
    expect(len(wanted) == len(found), f"{report}: {len(found)} dòng, cần {len(wanted)}")
    expect(not different, f"{report}: {len(different)} dòng khác, ví dụ {different[:1]}")
    return len(found)


def _rows(kit: Kit, report: str, folder: Path) -> list[dict[str, Any]]:
    tables: Any = json.loads(_khtgdv(kit, report, "--data", folder, "--format", "json"))["tables"]
    rows: list[dict[str, Any]] = tables["tasks" if report == "list" else report]
    return rows
