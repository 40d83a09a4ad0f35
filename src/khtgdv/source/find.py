"""Which plan is read: by the command line, the environment, the working folder, what was chosen."""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from pathlib import Path

from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass, replace
from khtgdv.source.plan_names import PLAN_FILE
from khtgdv.source.walk import (
    FolderWalk,
    PlanFolder,
    list_names,
    misnamed_file,
    unreadable_folder,
)
from khtgdv.text import nfc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.diagnostics import Diagnostic

__all__ = [
    "PlanFolder", "PlanSearch", "embedded_folder", "find_plans", "is_file", "is_folder",
    "path_exists", "path_on_disk", "years_in",
]  # fmt: skip

_PROBED_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class PlanSearch:
    """The plan folders a command reads, and in one sentence why these.

    `findings` tell of folders and files that could not be looked into: there may be more plans.
    """

    folders: tuple[PlanFolder, ...]
    reason: str
    findings: tuple[Diagnostic, ...] = ()

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


def path_on_disk(path: Path) -> Path:
    """Return a path as the disk spells it: as it is, or the one that is equal once composed.

    A Mac writes names decomposed, a keyboard composed. What is not there stays as it was given.
    """
    if str(path).isascii() or path_exists(path) or path.parent == path:
        return path
    folder, name = path_on_disk(path.parent), nfc(path.name)
    if path_exists(folder / path.name):
        return folder / path.name
    try:
        equal_names = [other for other in os.listdir(folder) if nfc(other) == name]  # noqa: PTH208 - names
    except OSError:
        equal_names = []
    return folder / (equal_names[0] if len(equal_names) == 1 else path.name)


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
    """Return the years a folder is a plan of; none means it is no plan, or cannot be listed."""
    try:
        return list_names(str(folder)).years
    except OSError:
        return ()


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
    remembered_plan: Callable[[], Path | None] = lambda: None,
) -> PlanSearch:
    """Return the plans to read: `paths`, else the environment's, else the nearest upwards.

    Where there is none it is the only one in the working folder, else the one that is remembered,
    else ours. What is found below thousands of folders is kept in `cache_folder`. UsageError where
    a path that was asked for holds no plan, and everything in it could be looked into.
    """
    if paths:
        return _all_below(paths, cache_folder, "theo tùy chọn --data")
    parts = (Path(part) for part in (environment or "").split(os.pathsep) if part)
    if folders := tuple(map(path_on_disk, parts)):
        return _all_below(folders, cache_folder, "theo biến môi trường KHTGDV_DATA")
    for folder in (working_folder, *working_folder.parents):
        for candidate in (folder, folder / "data"):
            if search := _search_of(candidate):
                return search
    if search := _only_search_below(working_folder):
        return search
    if path := remembered_plan():
        return _remembered_search(path, cache_folder)
    folder = embedded_folder()
    place = PlanFolder(str(folder), folder.name, years_in(folder), embedded=True)
    return PlanSearch((place,), "không thấy kế hoạch nào khác: kế hoạch mẫu kèm chương trình")


_NEAREST = "thư mục kế hoạch gần nhất, tính từ thư mục đang đứng trở lên"
_ONLY_BELOW = "kế hoạch duy nhất nằm ngay trong thư mục đang đứng"
_REMEMBERED = "kế hoạch đã chọn bằng khtgdv use"
_MOST_SUBFOLDERS = 300  # folders in a folder; among more of them nobody looks for the only plan


def _only_search_below(folder: Path) -> PlanSearch | None:
    """Return the search that ends at the only plan folder in a folder."""
    try:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]
    except OSError:
        return None
    if len(names) > _MOST_SUBFOLDERS:
        return None
    plan_folders = [folder / name for name in sorted(names) if years_in(folder / name)]
    if len(plan_folders) != 1:
        return None
    search = _search_of(plan_folders[0])
    return search and replace(search, reason=_ONLY_BELOW)


def _remembered_search(path: Path, cache_folder: Path | None) -> PlanSearch:
    """Return the search that ends at the plan that was chosen; UsageError where it has gone."""
    try:
        return _all_below((path,), cache_folder, _REMEMBERED)
    except UsageError as error:
        hint = "chọn lại: khtgdv use THƯ-MỤC; không chọn nữa: khtgdv use --forget"
        raise UsageError(f"{error.message} ({_REMEMBERED})", hint) from None


def _search_of(folder: Path) -> PlanSearch | None:
    """Return the search that ends at a folder; None where it goes on: nothing of a plan is there.

    A plan that cannot be read is never passed over for another.
    """
    try:
        names = list_names(str(folder))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        hidden = _may_hold_plan(folder)
        finding = unreadable_folder(str(folder), error)
        return PlanSearch((), _NEAREST, (finding,)) if hidden else None
    place = PlanFolder(str(folder), folder.name, names.years)
    findings = tuple(misnamed_file(str(folder), one) for one in names.lost)
    places = (place,) if names.years else ()
    return PlanSearch(places, _NEAREST, findings) if names.years or findings else None


def _may_hold_plan(folder: Path) -> bool:
    """Tell whether a folder that cannot be listed has a plan, or does not even say that.

    On many machines the folders above one's own cannot be listed.
    """
    return any(
        path_exists(folder / f"{name}_{year}.yaml")
        for year in _PROBED_YEARS
        for name in ("tasks", "plan")
    )


def _all_below(roots: tuple[Path, ...], cache_folder: Path | None, reason: str) -> PlanSearch:
    if cache_folder is None:
        return _walk_roots(roots, FolderWalk(), reason)
    from khtgdv.source.cache import folders as folder_cache

    names = [str(root) for root in roots]
    if cached_rows := folder_cache.load_plan_folders(cache_folder, names):
        return PlanSearch(tuple(map(PlanFolder._make, cached_rows)), reason)
    start_time, walk = time.time_ns(), FolderWalk()
    search = _walk_roots(roots, walk, reason)
    if not search.findings:
        folder_cache.store_plan_folders(
            cache_folder, names, walk.listed_folders, search.folders, start_time
        )
    return search


def _walk_roots(roots: tuple[Path, ...], walk: FolderWalk, reason: str) -> PlanSearch:
    """Return the plans below some folders."""
    by_path: dict[str, PlanFolder] = {}
    for root in roots:
        # A root may be a link, what is found below it is none: only roots need be followed.
        real_root = os.path.realpath(root)
        for place in _plans_below(root, walk):
            by_path[f"{real_root}/{place.name}"] = (
                place if place.name else place._replace(name=root.name)
            )
    findings = tuple(dict.fromkeys(walk.findings))
    return PlanSearch(with_unique_names(tuple(by_path.values())), reason, findings)


def _plans_below(root: Path, walk: FolderWalk) -> list[PlanFolder]:
    """Return the plans below a folder; UsageError where there is none, and none can be hidden."""
    plans_before, findings_before = len(walk.plan_folders), len(walk.findings)
    try:
        if path_exists(root) and stat.S_ISDIR(root.stat().st_mode):
            walk.descend(str(root), "")
        else:
            problem = "Đây là một tệp, không phải" if path_exists(root) else "Không tìm thấy"
            raise UsageError(f"{problem} thư mục kế hoạch: {root}", PLAN_FOLDER_HINT)
    except OSError as error:
        walk.findings.append(unreadable_folder(str(root), error))
    if len(walk.plan_folders) == plans_before and len(walk.findings) == findings_before:
        message = f"Không có kế hoạch nào trong {root}."
        raise UsageError(message, PLAN_FOLDER_HINT)
    return walk.plan_folders[plans_before:]


PLAN_FOLDER_HINT = "Một kế hoạch là thư mục có tệp tasks_<năm>.yaml và plan_<năm>.yaml"


def with_unique_names(plan_folders: tuple[PlanFolder, ...]) -> tuple[PlanFolder, ...]:
    """Name plans of the same name by their whole path."""
    name_counts = Counter(place.name for place in plan_folders)
    if len(name_counts) == len(plan_folders):
        return plan_folders
    return tuple(
        place._replace(name=place.folder.as_posix()) if name_counts[place.name] > 1 else place
        for place in plan_folders
    )
