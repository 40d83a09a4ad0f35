"""The plans whose values YAML writers are given, and what khtgdv reads from what they write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from khtgdv.source.find import PlanFolder
from khtgdv.source.load.load import load_plans

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.source.load.result import LoadResult

ROOT = Path(__file__).resolve().parent.parent
# The shipped plan, and one with every kind of record and with texts that are hard to write.
FOLDERS = {"shipped": ROOT / "data", "recorded": ROOT / "tests/plans/recorded"}


def texts(plan: str) -> dict[str, str]:
    """Return the text of each file of a plan."""
    paths = sorted(FOLDERS[plan].glob("*.yaml"))
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def values(plan: str) -> dict[str, Any]:
    """Return the values of each file of a plan: all of them texts, none of them shared."""
    loader = yaml.BaseLoader
    return {name: yaml.load(text, loader) for name, text in texts(plan).items()}  # noqa: S506 - texts only


def difference(plan: str, written: Mapping[str, str], folder: Path) -> str:
    """Return what is wrong with a plan's files as somebody wrote them; nothing where all is right.

    They are put into a folder that is there.
    """
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    loaded = _read(folder)
    errors = [finding for finding in loaded.findings if finding.level == "error"]
    if errors:
        first = errors[0]
        return f"{first.path}:{first.span.line}: {first.message} [{first.code}]: {first.excerpt}"
    original = _contents(_read(FOLDERS[plan]))
    changed = [name for name, value in _contents(loaded).items() if value != original[name]]
    return ", ".join(changed) or ("rows left out" if loaded.rows_left_out else "")


def _read(folder: Path) -> LoadResult:
    found = [PlanFolder(str(folder), "d", (2026,))]
    return load_plans(found, lambda place: place.years, lambda path: path.name)


def _contents(loaded: LoadResult) -> dict[str, object]:
    """Return what a plan says, where it stands left out."""
    (plan,) = loaded.portfolio
    names = (
        "document", "departments", "groups", "focus", "bodies", "abbreviations", "tasks",
        "inspections", "workdays",
    )  # fmt: skip
    return {name: getattr(plan, name) for name in names}
