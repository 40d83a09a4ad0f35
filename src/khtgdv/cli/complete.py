"""What the TAB key offers: IDs, department codes, states, kinds. Never an error, never slow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from khtgdv.schedule import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ID_LINE = re.compile(r"^\s*- +id: *[\"']?([A-Z0-9]+-[0-9]+)", re.MULTILINE)
_CODE_LINE = re.compile(r"^\s*- +code: *[\"']?([A-Z0-9]+(?:-[A-Z0-9]+)*)[\"']?\s*$", re.MULTILINE)


def ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the IDs that begin with what was typed."""
    files = (f"{name}_{{}}.yaml" for name in ("tasks", "inspections"))
    return _fitting(_found(ctx, list(files), _ID_LINE), incomplete)


def departments(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the department codes that begin with what was typed."""
    return _fitting(_found(ctx, ["plan_{}.yaml"], _CODE_LINE), incomplete)


def states(incomplete: str) -> list[str]:
    """Return the states that begin with what was typed."""
    return _fitting(STATES, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Return the kinds that begin with what was typed."""
    return _fitting(KINDS, incomplete)


def _fitting(values: Iterable[str], incomplete: str) -> list[str]:
    return [value for value in values if value.lower().startswith(incomplete.lower())]


def _found(ctx: typer.Context, names: list[str], line: re.Pattern[str]) -> list[str]:
    """Read the plan's files by their lines only: completion must not wait for a parser."""
    found: dict[str, None] = {}
    for path in _files(ctx, names):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found.update(dict.fromkeys(line.findall(text)))
    return list(found)


def _files(ctx: typer.Context, names: list[str]) -> Iterator[Path]:
    from khtgdv.cli.environment import find_plans
    from khtgdv.errors import KhtgdvError

    try:
        places = find_plans(tuple(ctx.params.get("data") or ())).places
    except (KhtgdvError, OSError):
        return
    for place in places:
        for year in place.years:
            for name in names:
                yield place.folder / name.format(year)
