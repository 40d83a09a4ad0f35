"""Names of files: which are a plan's, and which only look like one and are not read."""

from __future__ import annotations

import re
from functools import cache

from khtgdv.text import nfc
from khtgdv.tuples import NamedTuple

PLAN_FILE = re.compile(r"(plan|tasks|inspections)_([1-9][0-9]{3})\.yaml")
# Worth a closer look, told with as little work as can be: thousands of folders are listed.
mentions_plan = re.compile(r"(?:plan|tasks|inspections)[ _-]?[1-9][0-9]{3}", re.IGNORECASE).search
# Patterns of names that are no plan's; texts, so that where all are none is compiled.
_LIKENESS = (
    r"(?i)(?:(?:copy of|bản sao(?: của)?)[ -]+)?(plan|tasks|inspections)[ _-]?([1-9][0-9]{3})"
    r"(?![0-9])(?:.*\.ya?ml|(?=\.txt))(.*)"
)
_READABLE_SUFFIX = r"(?i)(?:\.txt|\.ya?ml)?"
_YEAR_GIVERS = frozenset({"plan", "tasks"})


class PlanLikeness(NamedTuple):
    """A file that looks like one of a plan: its name, and the name of the one it looks like.

    `is_backup` tells that its ending says it was put aside on purpose.
    """

    name: str
    plan_file: str
    is_backup: bool


class FolderNames(NamedTuple):
    """What the names in a folder say: the years it is a plan of, and what only looks like a file.

    `lost` are likenesses of files that are not there: what is in them, nobody reads. `copies`
    stand beside the file they look like.
    """

    years: tuple[int, ...]
    lost: tuple[PlanLikeness, ...]
    copies: tuple[PlanLikeness, ...]


@cache  # plans side by side have the same names
def read_names(names: tuple[str, ...]) -> FolderNames:
    """Return what names that mention a plan say."""
    matches = [match for match in map(PLAN_FILE.fullmatch, names) if match]
    years = sorted({int(match[2]) for match in matches if match[1] in _YEAR_GIVERS})
    present = {match[0] for match in matches}
    likenesses = [one for name in sorted(names) if (one := _likeness(name))]
    lost = [one for one in likenesses if not (one.is_backup or one.plan_file in present)]
    copies = [one for one in likenesses if one not in lost]
    return FolderNames(tuple(years), tuple(lost), tuple(copies))


def _likeness(name: str) -> PlanLikeness | None:
    if PLAN_FILE.fullmatch(name) or name.startswith("."):
        return None
    match = re.fullmatch(_LIKENESS, nfc(name))
    if match is None:
        return None
    plan_file = f"{match[1].lower()}_{match[2]}.yaml"
    return PlanLikeness(name, plan_file, not re.fullmatch(_READABLE_SUFFIX, match[3]))
