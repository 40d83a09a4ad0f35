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
_ID_PATTERN = _KEY.format("id") + "([A-Z0-9]+-[0-9]+)"
# A code has a letter; the numbers of the focus areas are codes of another kind.
_CODE_PATTERN = _KEY.format("code") + r"((?=[0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w.-])"


class _Word(str):
    """A word to offer. Typer drops those that do not start with what was typed, case and all."""

    __slots__ = ()

    def startswith(self, *_: Any) -> bool:
        return True


def complete_ids(ctx: Any, incomplete: str) -> list[str]:
    """Return the IDs that begin with what was typed."""
    files = (f"{name}_{{}}.yaml" for name in ("tasks", "inspections"))
    return _words_starting_with(_search_files(ctx, list(files), _ID_PATTERN), incomplete)


def complete_departments(ctx: Any, incomplete: str) -> list[str]:
    """Return the department codes that begin with what was typed."""
    return _words_starting_with(_search_files(ctx, ["plan_{}.yaml"], _CODE_PATTERN), incomplete)


def complete_states(incomplete: str) -> list[str]:
    """Return the states that begin with what was typed."""
    from khtgdv.schedule.status import STATE_LABELS

    return _words_starting_with(STATE_LABELS, incomplete)


def complete_kinds(incomplete: str) -> list[str]:
    """Return the kinds that begin with what was typed."""
    from khtgdv.schedule.status import KIND_LABELS

    return _words_starting_with(KIND_LABELS, incomplete)


def _words_starting_with(values: Iterable[str], incomplete: str) -> list[str]:
    return [_Word(value) for value in values if value.lower().startswith(incomplete.lower())]


def _search_files(ctx: Any, names: list[str], pattern: str) -> list[str]:
    """Read the plan's files by their lines only: completion must not wait for a parser."""
    matches: dict[str, None] = {}
    for path in _plan_files(ctx, names):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        matches.update(dict.fromkeys(re.findall(pattern, text)))
    return list(matches)


def _plan_files(ctx: Any, names: list[str]) -> Iterator[Path]:
    from khtgdv.cli.system.environment import search_plans
    from khtgdv.errors import KhtgdvError

    try:
        # Typer hands over what was typed so far unconverted.
        plan_folders = search_plans(tuple(map(Path, ctx.params.get("data") or ()))).folders
    except (KhtgdvError, OSError):
        return
    for plan_folder in plan_folders:
        for year in plan_folder.years:
            for name in names:
                yield plan_folder.folder / name.format(year)
