"""What the TAB key offers: IDs, department codes, states, kinds. Never an error, never slow."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A row's key where it begins a line, in block style or in braces. Patterns stay texts: every
# command that has options imports this module, and none of them compiles one.
_KEY = r"(?m)^\s*(?:- +)?(?:\{{ *)?{}: *[\"']?"
_ID_LINE = _KEY.format("id") + "([A-Z0-9]+-[0-9]+)"
# A code has a letter; the numbers of the focus areas are codes of another kind.
_CODE_LINE = _KEY.format("code") + r"((?=[0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w.-])"


class _Word(str):
    """A word to offer. Typer drops those that do not start with what was typed, case and all."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        return True


def ids(ctx: Any, incomplete: str) -> list[str]:
    """Return the IDs that begin with what was typed."""
    files = (f"{name}_{{}}.yaml" for name in ("tasks", "inspections"))
    return _fitting(_found(ctx, list(files), _ID_LINE), incomplete)


def departments(ctx: Any, incomplete: str) -> list[str]:
    """Return the department codes that begin with what was typed."""
    return _fitting(_found(ctx, ["plan_{}.yaml"], _CODE_LINE), incomplete)


def states(incomplete: str) -> list[str]:
    """Return the states that begin with what was typed."""
    from khtgdv.schedule.status import STATES

    return _fitting(STATES, incomplete)


def kinds(incomplete: str) -> list[str]:
    """Return the kinds that begin with what was typed."""
    from khtgdv.schedule.status import KINDS

    return _fitting(KINDS, incomplete)


def _fitting(values: Iterable[str], incomplete: str) -> list[str]:
    return [_Word(value) for value in values if value.lower().startswith(incomplete.lower())]


def _found(ctx: Any, names: list[str], line: str) -> list[str]:
    """Read the plan's files by their lines only: completion must not wait for a parser."""
    found: dict[str, None] = {}
    for path in _files(ctx, names):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        found.update(dict.fromkeys(re.findall(line, text)))
    return list(found)


def _files(ctx: Any, names: list[str]) -> Iterator[Path]:
    from khtgdv.cli.system.environment import find_plans
    from khtgdv.errors import KhtgdvError

    try:
        # Typer hands over what was typed so far unconverted.
        places = find_plans(tuple(map(Path, ctx.params.get("data") or ()))).places
    except (KhtgdvError, OSError):
        return
    for place in places:
        for year in place.years:
            for name in names:
                yield place.folder / name.format(year)
