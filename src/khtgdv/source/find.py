"""Which plan is read: from the command line, the environment, the working folder, the package."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

TASKS_FILE = re.compile(r"tasks_([1-9][0-9]{3})\.yaml")
PLAN_FILE = re.compile(r"(?:plan|tasks|inspections)_([1-9][0-9]{3})\.yaml")
_DEPTH = 6


class PlanFolder(NamedTuple):
    """A plan folder: what it is called beside others, its years, and whether it ships with us.

    `path` is where it is, a text: of thousands of folders few are ever opened.
    """

    path: str
    name: str
    years: tuple[int, ...]
    embedded: bool = False

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return Path(self.path)


@dataclass(frozen=True, slots=True)
class PlanSearch:
    """The plan folders a command reads, and in one sentence why these."""

    folders: tuple[PlanFolder, ...]
    reason: str

    @property
    def years(self) -> tuple[int, ...]:
        """Every year there is a plan of, in order."""
        return tuple(sorted({year for folder in self.folders for year in folder.years}))

    @property
    def embedded(self) -> bool:
        """Tell whether this is the plan that ships with the program."""
        return any(folder.embedded for folder in self.folders)


def path_exists(path: Path) -> bool:
    """Tell whether something stands at a path; what cannot be looked at counts as there."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder, also where looking at it is refused."""
    try:
        return path.is_dir()
    except OSError:
        return False


def is_file(path: Path) -> bool:
    """Tell whether a path is a file; False where looking at it is refused."""
    try:
        return path.is_file()
    except OSError:
        return False


def years_in(folder: Path) -> tuple[int, ...]:
    """Return the years a folder has tasks of; none means it is no plan."""
    return _scan_folder(str(folder))[0]


def plan_file_paths(folder: Path) -> list[Path]:
    """Return the files of a plan folder that are the plan's own, of all years."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
    return [folder / name for name in names if PLAN_FILE.fullmatch(name)]


def embedded_folder() -> Path:
    """Return the folder of the plan that ships with the program."""
    package_data = Path(__file__).resolve().parent.parent / "data"
    return package_data if package_data.is_dir() else package_data.parents[2] / "data"


def find_plans(
    paths: tuple[Path, ...],
    environment: str | None,
    working_folder: Path,
    cache_folder: Path | None = None,
) -> PlanSearch:
    """Return the plans to read: `paths`, else the environment's, else the nearest, else ours.

    What is found below thousands of folders is kept in `cache_folder`. UsageError where a path that
    was asked for holds no plan.
    """
    if paths:
        return PlanSearch(_all_below(paths, cache_folder), "theo tùy chọn --data")
    if folders := tuple(Path(part) for part in (environment or "").split(os.pathsep) if part):
        return PlanSearch(_all_below(folders, cache_folder), "theo biến môi trường KHTGDV_DATA")
    for folder in (working_folder, *working_folder.parents):
        for candidate in (folder, folder / "data"):
            if years := years_in(candidate):
                reason = "thư mục kế hoạch gần nhất, tính từ thư mục đang đứng trở lên"
                return PlanSearch((PlanFolder(str(candidate), candidate.name, years),), reason)
    folder = embedded_folder()
    place = PlanFolder(str(folder), folder.name, years_in(folder), embedded=True)
    return PlanSearch((place,), "không thấy kế hoạch nào khác: kế hoạch gốc kèm theo chương trình")


def _all_below(roots: tuple[Path, ...], cache_folder: Path | None) -> tuple[PlanFolder, ...]:
    if cache_folder is None:
        return _walk_roots(roots, [])
    from khtgdv.source.cache import folders as folder_cache

    names = [str(root) for root in roots]
    if cached_rows := folder_cache.load_plan_folders(cache_folder, names):
        return tuple(map(PlanFolder._make, cached_rows))
    start_time, listed_folders = time.time_ns(), list[str]()
    plan_folders = _walk_roots(roots, listed_folders)
    folder_cache.store_plan_folders(cache_folder, names, listed_folders, plan_folders, start_time)
    return plan_folders


def _walk_roots(roots: tuple[Path, ...], listed_folders: list[str]) -> tuple[PlanFolder, ...]:
    """Return the plans below some folders; add the folders that were listed."""
    by_path: dict[str, PlanFolder] = {}
    for root in roots:
        if not is_folder(root):
            problem = "là một tệp" if path_exists(root) else "không có"
            raise UsageError(
                f"Thư mục kế hoạch {problem}: {root}", "Đưa vào thư mục có tệp tasks_<năm>.yaml"
            )
        plan_folders: list[PlanFolder] = []
        _find_below(str(root), "", _DEPTH, plan_folders, listed_folders)
        if not plan_folders:
            message = f"Không có kế hoạch nào trong {root}."
            raise UsageError(message, "Một kế hoạch là thư mục có tệp tasks_<năm>.yaml")
        # A root may be a link, what is found below it is none: only roots need to be followed.
        real_path = root.resolve().as_posix()
        for plan_folder in plan_folders:
            named_folder = plan_folder if plan_folder.name else plan_folder._replace(name=root.name)
            by_path[f"{real_path}/{plan_folder.name}"] = named_folder
    return _with_unique_names(tuple(by_path.values()))


def _with_unique_names(plan_folders: tuple[PlanFolder, ...]) -> tuple[PlanFolder, ...]:
    """Name plans of the same name by their whole path."""
    name_counts = Counter(place.name for place in plan_folders)
    if len(name_counts) == len(plan_folders):
        return plan_folders
    return tuple(
        place._replace(name=place.folder.as_posix()) if name_counts[place.name] > 1 else place
        for place in plan_folders
    )


def _find_below(
    folder: str, name: str, depth: int, plan_folders: list[PlanFolder], listed_folders: list[str]
) -> None:
    """Find the folder itself where it is a plan, else the plans below it, sorted by path.

    Each is called by its path below the root. All are texts, since there may be thousands.
    """
    years, subfolders = _scan_folder(folder)
    listed_folders.append(folder)
    if years:
        plan_folders.append(PlanFolder(folder, name, years))
    elif depth:
        for inner in subfolders:
            path = f"{folder}{os.sep}{inner}"  # a Path takes ten times as long
            _find_below(
                path, f"{name}/{inner}" if name else inner, depth - 1, plan_folders, listed_folders
            )


def _scan_folder(folder: str) -> tuple[tuple[int, ...], list[str]]:
    """Return the years a folder has tasks of, and the folders in it, in one look."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith("tasks_")]  # noqa: PTH208 - as above
        if names and (years := _years_of_file_names(tuple(names))):
            return years, []
        return (), sorted(_subfolder_names(folder))
    except OSError:
        return (), []


@cache
def _years_of_file_names(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the years that files are named for, in order; plans side by side have the same."""
    matches = map(TASKS_FILE.fullmatch, names)
    return tuple(sorted(int(match[1]) for match in matches if match))


def _subfolder_names(folder: str) -> Iterator[str]:
    """Yield the names of the folders in a folder, but for hidden ones and links."""
    for entry in os.scandir(folder):
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield entry.name
