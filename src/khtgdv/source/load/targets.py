"""What `validate` reads: the plans found, or any files and folders named, each in its plan."""

from __future__ import annotations

import re
from pathlib import Path

from khtgdv.errors import UsageError
from khtgdv.frozen import replace
from khtgdv.source.find import PlanFolder, embedded_folder, find_plans, is_folder, years_in
from khtgdv.source.load.load import load_plan, load_yaml_files
from khtgdv.source.load.planfile import PLAN_SECTIONS, parse_plan_file, read_plan_file
from khtgdv.source.load.result import LoadResult, name_plans
from khtgdv.source.load.sections import read_yaml_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.find import PlanSearch
    from khtgdv.source.load.planfile import PlanFile

_PLAN_FILE_NAME = re.compile(r"(?:plan|tasks|inspections)_([0-9]{4})\.yaml")
_WORK_SECTIONS = ("tasks", "inspections")
_TOP = (*_WORK_SECTIONS, *PLAN_SECTIONS)


def load_targets(
    plan_search: PlanSearch, paths: tuple[Path, ...], year: int | None, show: Callable[[Path], str]
) -> LoadResult:
    """Load the plans found, or those the named files and folders belong to, each once.

    UsageError where nothing there is of the year asked for.
    """
    return name_plans(sum(iterate_targets(plan_search, paths, year, show), LoadResult()))


def iterate_targets(
    plan_search: PlanSearch, paths: tuple[Path, ...], year: int | None, show: Callable[[Path], str]
) -> Iterator[LoadResult]:
    """Yield what `load_targets` loads plan by plan, each with the places of its rows."""
    if not paths:
        yield LoadResult(findings=plan_search.findings)
        _require_year(plan_search, year)
        for place in plan_search.folders:
            yield from (load_plan(place, y, show) for y in _selected_years(place, year))
    loaded_plans: set[tuple[Path, int]] = set()
    for path in paths:
        if is_folder(path):
            search = find_plans((path,), None, path)
            yield LoadResult(findings=_shown(search.findings, show))
            _require_year(search, year)
            plans = [(place, y) for place in search.folders for y in _selected_years(place, year)]
        elif plan := _plan_of(path):
            plans = [plan]
        else:
            yield _load_single_file(path, show)
            continue
        for place, of_year in plans:
            if (place.folder.resolve(), of_year) not in loaded_plans:
                loaded_plans.add((place.folder.resolve(), of_year))
                yield load_plan(place, of_year, show)


def _shown(findings: Iterable[Diagnostic], show: Callable[[Path], str]) -> tuple[Diagnostic, ...]:
    """Return findings with their paths as people know them."""
    return tuple(replace(finding, path=show(Path(finding.path))) for finding in findings)


def _require_year(search: PlanSearch, year: int | None) -> None:
    known_years = search.years
    if year is not None and known_years and year not in known_years:
        years = ", ".join(str(y) for y in known_years)
        raise UsageError(f"Không có kế hoạch năm {year}.", f"Các năm có kế hoạch: {years}")


def _selected_years(plan_folder: PlanFolder, year: int | None) -> tuple[int, ...]:
    return plan_folder.years if year is None else tuple(y for y in plan_folder.years if y == year)


def _plan_of(path: Path) -> tuple[PlanFolder, int] | None:
    """Return the plan a file belongs to by its name, None for a file of any other name."""
    match = _PLAN_FILE_NAME.fullmatch(path.name)
    years = years_in(path.parent)
    if match is None or int(match[1]) not in years:
        return None
    return PlanFolder(str(path.parent), path.parent.resolve().name, years), int(match[1])


def _load_single_file(path: Path, show: Callable[[Path], str]) -> LoadResult:
    """Read a file that stands alone against the plan file beside it, else against ours."""
    yaml_file = read_yaml_file(path, show(path), _TOP)
    root: dict[str, object] = yaml_file.root or {}
    match = _PLAN_FILE_NAME.fullmatch(path.name)
    plan_folder = PlanFolder(str(path.parent), path.stem, ())
    lists = [(name, yaml_file) for name in _WORK_SECTIONS if name in root]
    if any(name in root for name in PLAN_SECTIONS):
        plan_file = parse_plan_file(yaml_file, int(match[1]) if match else None)
    else:
        plan_file = _nearest_plan_file(path, show)
        lists = lists or [(_expected_section(path), yaml_file)]
    year = plan_file.document.year if plan_file.document else None
    return load_yaml_files(plan_folder, year, plan_file, lists)


def _expected_section(path: Path) -> str:
    """Return the list a file should hold, by its name."""
    return "inspections" if path.name.startswith("inspections") else "tasks"


def _nearest_plan_file(path: Path, show: Callable[[Path], str]) -> PlanFile:
    """Return the newest plan file beside a file, else the one that ships with the program.

    What is wrong with it is told too: some of the file's own mistakes cannot be seen then.
    """
    sibling_files = sorted(path.parent.glob("plan_[0-9][0-9][0-9][0-9].yaml"))
    embedded_files = sorted(embedded_folder().glob("plan_*.yaml"))
    newest_file = (sibling_files or embedded_files)[-1]
    plan_file = read_plan_file(newest_file, int(newest_file.stem[-4:]), show)
    plan_file.yaml_files = [content for content in plan_file.yaml_files if content.source.findings]
    return plan_file
