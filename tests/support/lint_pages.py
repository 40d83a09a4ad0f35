"""The examples in the rules' manual pages: plan folders made from them, the rules found in them."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

import yaml

from tests.conftest import PLAN_TEMPLATE, write_folder

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLE = re.compile(r"^(Sai|Đúng):\n\n((?: {4}[^\n]*\n|\n)+)", re.MULTILINE)


def examples(page: str) -> dict[str, str]:
    """Return the YAML of a page's examples under `Sai` and `Đúng`."""
    return {kind: textwrap.dedent(text).strip() for kind, text in _EXAMPLE.findall(f"{page}\n")}


def folder_of(example: str, folder: Path) -> Path:
    """Write an example as a plan folder: a list is one of tasks, a mapping names its sections.

    The rows stand as they are written, comments included.
    """
    if example.startswith("-"):
        return write_folder(folder, textwrap.indent(example, "  ") + "\n")
    sections: dict[str, Any] = yaml.safe_load(example)
    plan = PLAN_TEMPLATE.format(year=2026) + yaml.safe_dump(
        sections.get("plan", {}), allow_unicode=True
    )
    return write_folder(
        folder, sections.get("tasks", ()), sections.get("inspections"),
        plan=plan.removesuffix("{}\n"),
    )  # fmt: skip
