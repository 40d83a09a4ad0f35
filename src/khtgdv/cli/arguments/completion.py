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
_ID_PATTERN = _KEY.format("id") + "([A-ZĐ0-9.]+-[0-9]+(?:[.][0-9]+)*[a-zđ]?)"
# What stands under a top key; departments, sections and focus areas all have codes.
_BLOCK = r"(?m)^{}:.*(?:\n(?:[ #-].*)?)*"
_DEPARTMENT_PATTERN = _KEY.format("code") + r"([A-Z0-9]+(?:-[A-Z0-9]+)*)(?![\w.-])"
_SECTION_PATTERN = r"\bcode: *[\"']?([A-ZĐ0-9]+(?:[.][A-ZĐ0-9]+)*)"
# A person after a key in block style, or up to the next key in braces.
_PERSON_PATTERN = r"(?m)(?:^\s*(?:- +)?|[{{,] *){}: *[\"']?([^\"',}}#\n]+?)[\"']? *(?:[,}}#]|$)"


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
    block = _BLOCK.format("departments")
    codes = _search_files(ctx, ["plan_{}.yaml"], _DEPARTMENT_PATTERN, block)
    return _words_starting_with(codes, incomplete)


def complete_sections(ctx: Any, incomplete: str) -> list[str]:
    """Return the sections that begin with what was typed: declared ones, and those of the rows."""
    block = _BLOCK.format("sections")
    declared = _search_files(ctx, ["plan_{}.yaml"], _SECTION_PATTERN, block)
    rows = _search_files(ctx, ["tasks_{}.yaml", "inspections_{}.yaml"], _ID_PATTERN)
    codes = dict.fromkeys([*declared, *(row.rpartition("-")[0] for row in rows)])
    return _words_starting_with(codes, incomplete)


def complete_leaders(ctx: Any, incomplete: str) -> list[str]:
    """Return the leaders in charge whose names begin with what was typed."""
    return _complete_persons(ctx, "leader", incomplete)


def complete_assignees(ctx: Any, incomplete: str) -> list[str]:
    """Return the persons given work whose names begin with what was typed."""
    return _complete_persons(ctx, "assignee", incomplete)


def _complete_persons(ctx: Any, key: str, incomplete: str) -> list[str]:
    """Offer names in one word: a shell cuts at blanks, and names are compared without them."""
    from khtgdv.text import fold

    names = _search_files(ctx, ["tasks_{}.yaml"], _PERSON_PATTERN.format(key))
    words = dict.fromkeys("-".join(name.split()) for name in names)
    return [_Word(word) for word in words if fold(word).startswith(fold(incomplete))]


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


def _search_files(ctx: Any, names: list[str], pattern: str, block: str = "(?s).*") -> list[str]:
    """Read the plan's files by their lines only: completion must not wait for a parser.

    Only the first part of a file that looks like `block` is searched.
    """
    from khtgdv.source.find import is_file

    matches: dict[str, None] = {}
    for path in filter(is_file, _plan_files(ctx, names)):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        part = re.search(block, text)
        matches.update(dict.fromkeys(re.findall(pattern, part[0]) if part else ()))
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
