"""What `validate` reads: the plans found, or any files and folders named, each in its plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.errors import UsageError
from khtgdv.source.find import Place, embedded_folder, is_folder, years_in
from khtgdv.source.find import find as find_plans
from khtgdv.source.load.load import load_plan, read_work
from khtgdv.source.load.planfile import SECTIONS, plan_file, read_plan_file
from khtgdv.source.load.result import Loaded, name_plans
from khtgdv.source.load.sections import open_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from khtgdv.source.find import Found
    from khtgdv.source.load.planfile import PlanFile

_NAMED = re.compile(r"(?:plan|tasks|inspections)_([0-9]{4})\.yaml")
_LISTS = ("tasks", "inspections")
_TOP = (*_LISTS, *SECTIONS)


def load_targets(
    found: Found, paths: tuple[Path, ...], year: int | None, show: Callable[[Path], str]
) -> Loaded:
    """Load the plans found, or those the named files and folders belong to, each once.

    UsageError where nothing there is of the year asked for.
    """
    return name_plans(sum(each_target(found, paths, year, show), Loaded()))


def each_target(
    found: Found, paths: tuple[Path, ...], year: int | None, show: Callable[[Path], str]
) -> Iterator[Loaded]:
    """Yield what `load_targets` loads plan by plan, each with the places of its rows."""
    if not paths:
        _known_year(found.places, year)
        for place in found.places:
            yield from (load_plan(place, y, show) for y in _wanted(place, year))
    seen: set[tuple[Path, int]] = set()
    for path in paths:
        if is_folder(path):
            places = find_plans((path,), None, path).places
            _known_year(places, year)
            plans = [(place, y) for place in places for y in _wanted(place, year)]
        elif plan := _plan_of(path):
            plans = [plan]
        else:
            yield _loose(path, show)
            continue
        for place, of_year in plans:
            if (place.folder.resolve(), of_year) not in seen:
                seen.add((place.folder.resolve(), of_year))
                yield load_plan(place, of_year, show)


def _known_year(places: tuple[Place, ...], year: int | None) -> None:
    known = sorted({y for place in places for y in place.years})
    if year is not None and year not in known:
        years = ", ".join(str(y) for y in known)
        raise UsageError(f"Không có kế hoạch năm {year}.", f"Các năm có kế hoạch: {years}")


def _wanted(place: Place, year: int | None) -> tuple[int, ...]:
    return place.years if year is None else tuple(y for y in place.years if y == year)


def _plan_of(path: Path) -> tuple[Place, int] | None:
    """Return the plan a file belongs to by its name, None for a file of any other name."""
    match = _NAMED.fullmatch(path.name)
    years = years_in(path.parent)
    if match is None or int(match[1]) not in years:
        return None
    return Place(str(path.parent), path.parent.resolve().name, years), int(match[1])


def _loose(path: Path, show: Callable[[Path], str]) -> Loaded:
    """Read a file that stands alone against the plan file beside it, else against ours."""
    content = open_content(path, show(path), _TOP)
    root: dict[str, object] = content.root or {}
    match = _NAMED.fullmatch(path.name)
    place = Place(str(path.parent), path.stem, ())
    lists = [(name, content) for name in _LISTS if name in root]
    if any(name in root for name in SECTIONS):
        plan = plan_file(content, int(match[1]) if match else None)
    else:
        plan = _context(path, show)
        lists = lists or [(_expected(path), content)]
    year = plan.document.year if plan.document else None
    return read_work(place, year, plan, lists)


def _expected(path: Path) -> str:
    """Return the list a file should hold, by its name."""
    return "inspections" if path.name.startswith("inspections") else "tasks"


def _context(path: Path, show: Callable[[Path], str]) -> PlanFile:
    """Return the newest plan file beside a file, else the one that ships with the program.

    What is wrong with it is told too: some of the file's own mistakes cannot be seen then.
    """
    beside = sorted(path.parent.glob("plan_[0-9][0-9][0-9][0-9].yaml"))
    packed = sorted(embedded_folder().glob("plan_*.yaml"))
    chosen = (beside or packed)[-1]
    found = read_plan_file(chosen, int(chosen.stem[-4:]), show)
    found.contents = [content for content in found.contents if content.file.findings]
    return found
