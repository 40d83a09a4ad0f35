"""Values as PyYAML writes them, in every width and style: the same each time."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

_NUMBER_KEYS = frozenset({"year", "progress", "in"})
_DATE_KEYS = frozenset({"date", "on", "started", "completed"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIDTHS = (40, 43, 50, 60, 66, 72, 80, 90, 100, 120, 200, 1000)


class _IndentedDumper(yaml.SafeDumper):
    """Writes the dashes of a list further in than its key, as many people have it."""

    def increase_indent(self, **options: bool) -> None:  # type: ignore[override]
        super().increase_indent(**(options | {"indentless": False}))


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: a dumper, its options, whether numbers and dates are no texts."""

    dumper: Any
    options: dict[str, Any]
    typed: bool

    def text(self, values: object) -> str:
        """Return values as a YAML text."""
        data = typed(values) if self.typed else values
        written: str = yaml.dump(data, Dumper=self.dumper, **self.options)
        return written


def style(seed: int) -> Style:
    """Return one of the ways to write a file; each value of an option comes soon."""
    draw = random.Random(seed)  # noqa: S311 - a seed, no secret
    scalars = (None, None, "'", '"', "|", ">")[seed % 6]
    options: dict[str, Any] = {
        "default_style": scalars,
        "default_flow_style": (False, None, True)[seed // 6 % 3],
        "width": draw.choice(_WIDTHS),
        "allow_unicode": draw.random() < 0.7,
        "indent": draw.choice((2, 2, 3, 4, 8)),
        "sort_keys": draw.random() < 0.3,
        "explicit_start": draw.random() < 0.3,
        "explicit_end": draw.random() < 0.3,
        "version": draw.choice((None, None, (1, 1), (1, 2))),
        "line_break": draw.choice((None, None, "\r\n")),
    }
    # A number in a quoted style has a tag, and PyYAML writes these two in C alike.
    is_typed = scalars is None and draw.random() < 0.5
    return Style(draw.choice((yaml.CSafeDumper, yaml.CSafeDumper, _IndentedDumper)), options,
                 is_typed)  # fmt: skip


def typed(value: Any, key: str = "") -> Any:
    """Return a value with the numbers and dates that a YAML program makes of it."""
    if isinstance(value, dict):
        return {name: typed(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [typed(item, key) for item in value]
    if key in _NUMBER_KEYS:
        return int(value)
    is_date = key in _DATE_KEYS and _DATE.fullmatch(value)
    return date.fromisoformat(value) if is_date else value
