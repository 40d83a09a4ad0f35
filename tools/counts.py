"""How many there are: the figures that documents name, counted where the things themselves are.

A figure stands in a document between `<!-- số: lệnh -->` and `<!-- hết -->`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from khtgdv.checks.registry import RULES
from khtgdv.cli.arguments.command_table import COMMANDS
from khtgdv.diagnostics import CODES
from khtgdv.render.formats import FORMATS
from tools.outputs import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

_FIGURE = re.compile(r"(<!-- số: ([^>]+?) -->)[^<]*(<!-- hết -->)")


def _rows(name: str) -> int:
    content = yaml.safe_load((ROOT / f"data/{name}_2026.yaml").read_text(encoding="utf-8"))
    return len(content[name])


COUNTS: dict[str, Callable[[], int]] = {
    "lệnh": lambda: len(COMMANDS),
    "định dạng": lambda: len(FORMATS),
    "mã lỗi": lambda: len(CODES),
    "quy tắc lint": lambda: len(RULES),
    "nhiệm vụ": lambda: _rows("tasks"),
    "cuộc kiểm tra": lambda: _rows("inspections"),
}


def with_counts(text: str) -> str:
    """Return a document with each of its figures as it is now."""
    return _FIGURE.sub(lambda match: f"{match[1]}{COUNTS[match[2]]()}{match[3]}", text)
