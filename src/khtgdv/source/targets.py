"""What `validate` reads: the plans found, or any files and folders named, each in its plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.source.find import Place, embedded_folder, years_in
from khtgdv.source.find import find as find_plans
from khtgdv.source.load import Loaded, load, load_plan, name_plans, read_work
from khtgdv.source.planfile import SECTIONS, plan_file, read_plan_file
from khtgdv.source.sections import open_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khtgdv.source.find import Found
    from khtgdv.source.planfile import PlanFile

_NAMED = re.compile(r"(?:plan|tasks|inspections)_([0-9]{4})\.yaml")
_TOP = ("tasks", "inspections", *SECTIONS)


def load_targets(
    found: Found, paths: tuple[Path, ...], year: int | None, show: Callable[[Path], str]
) -> Loaded:
    """Load the plans found, or those the named files and folders belong to, each once."""
    if not paths:
        return load(found.places, lambda place: _wanted(place, year), show)
    loaded = Loaded()
    seen: set[tuple[Path, int]] = set()
    for path in paths:
        if path.is_dir():
            places = find_plans((path,), None, path).places
            plans = [(place, y) for place in places for y in _wanted(place, year)]
        elif plan := _plan_of(path):
            plans = [plan]
        else:
            loaded += _loose(path, show)
            continue
        for place, of_year in plans:
            if (place.folder.resolve(), of_year) not in seen:
                seen.add((place.folder.resolve(), of_year))
                loaded += load_plan(place, of_year, show)
    return name_plans(loaded)


def _wanted(place: Place, year: int | None) -> tuple[int, ...]:
    return place.years if year is None else tuple(y for y in place.years if y == year)


def _plan_of(path: Path) -> tuple[Place, int] | None:
    """Return the plan a file belongs to by its name, None for a file of any other name."""
    match = _NAMED.fullmatch(path.name)
    years = years_in(path.parent)
    if match is None or int(match[1]) not in years:
        return None
    return Place(path.parent, path.parent.resolve().name, years), int(match[1])


def _loose(path: Path, show: Callable[[Path], str]) -> Loaded:
    """Read a file that stands alone against the plan file beside it, else against ours."""
    content = open_content(path, show(path), _TOP)
    root = content.root
    match = _NAMED.fullmatch(path.name)
    if root is not None and any(name in root for name in SECTIONS):
        own = plan_file(content, int(match[1]) if match else None)
        place = Place(path.parent, path.stem, ())
        return read_work(place, own.document.year if own.document else 0, own, [])
    context = _context(path, show)
    context.contents = []
    year = context.document.year if context.document else 0
    return read_work(Place(path.parent, path.stem, ()), year, context, [content])


def _context(path: Path, show: Callable[[Path], str]) -> PlanFile:
    """Return the newest plan file beside a file, else the one that ships with the program."""
    beside = sorted(path.parent.glob("plan_[0-9][0-9][0-9][0-9].yaml"))
    packed = sorted(embedded_folder().glob("plan_*.yaml"))
    chosen = (beside or packed)[-1]
    return read_plan_file(chosen, int(chosen.stem[-4:]), show)
