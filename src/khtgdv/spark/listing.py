"""The plans of a storage, told from the list of its files: the same ones that a walk finds."""

from __future__ import annotations

import os
from pathlib import Path

from khtgdv.errors import UsageError
from khtgdv.frozen import replace
from khtgdv.reports.export import NamedPlan, partition_folders
from khtgdv.source.find import PLAN_FOLDER_HINT, PlanSearch, with_unique_names
from khtgdv.source.plan_names import PLAN_FILE, mentions_plan, read_names
from khtgdv.source.walk import FolderWalk
from khtgdv.spark.addresses import is_address
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from khtgdv.source.plan_names import FolderNames
    from khtgdv.source.walk import PlanFolder

Files = dict[str, int]  # the size of each file, by its name


class FolderTask(NamedTuple):
    """A plan folder to be read: its years, its files with their sizes, how its path is shown.

    `partitions` has the place of each year in the dataset. A plan that stands alone has none: it
    is named by its paper, which is not read yet. `address` is what Spark calls the folder.
    """

    place: PlanFolder
    years: tuple[int, ...]
    files: Files
    shown: str
    partitions: Mapping[int, str]
    address: str


class Listing:
    """The files below a root that mention a plan, told by their folders.

    `root` is as it was typed, `address` as Spark calls it.
    """

    def __init__(self, root: str, address: str, files: Iterable[tuple[str, int]]) -> None:
        """Take the files: the path of each below the root, and its size."""
        self.root, self.address = root, address
        self.files: dict[str, Files] = {root: {}}
        self.subfolders: dict[str, dict[str, None]] = {}
        for path, size in files:
            *parts, name = path.split("/")
            folder = root
            for part in parts:
                self.subfolders.setdefault(folder, {})[part] = None
                folder = f"{folder}{os.sep}{part}"
            self.files.setdefault(folder, {})[name] = size

    def address_of(self, folder: str) -> str:
        """Return what Spark calls a folder that was met below the root."""
        inner = folder.removeprefix(self.root).replace(os.sep, "/").strip("/")
        return f"{self.address.rstrip('/')}/{inner}" if inner else self.address


class ListedWalk(FolderWalk):
    """A walk down folders that were listed before."""

    def __init__(self, listing: Listing) -> None:
        """Begin with nothing met."""
        super().__init__()
        self._listing = listing

    def _plan_names(self, folder: str) -> FolderNames:
        return read_names(tuple(filter(mentions_plan, self._listing.files.get(folder, ()))))

    def _subfolder_names(self, folder: str) -> Iterator[str]:
        names = self._listing.subfolders.get(folder, ())
        return (name for name in names if not name.startswith("."))


def search_listings(listings: Iterable[Listing], show: Callable[[Path], str]) -> PlanSearch:
    """Return the plans below some roots; UsageError where one has none."""
    by_address: dict[str, PlanFolder] = {}
    findings = []
    for listing in listings:
        walk = ListedWalk(listing)
        walk.descend(listing.root, "")
        if not (walk.plan_folders or walk.findings):
            raise UsageError(f"Không có kế hoạch nào trong {listing.root}.", PLAN_FOLDER_HINT)
        name = Path(listing.root).name
        for place in walk.plan_folders:
            named = place if place.name else place._replace(name=name)
            by_address[listing.address_of(place.path)] = named
        findings += [replace(f, path=_shown(f.path, show)) for f in walk.findings]
    places = map(_named_by_address, with_unique_names(tuple(by_address.values())))
    return PlanSearch(tuple(places), "theo tùy chọn --data", tuple(dict.fromkeys(findings)))


def _named_by_address(place: PlanFolder) -> PlanFolder:
    """Return a plan that is named by its whole path with all slashes of an address."""
    by_path = is_address(place.path) and place.name == place.folder.as_posix()
    return place._replace(name=_shown(place.path, str)) if by_path else place


def folder_tasks(
    search: PlanSearch,
    listings: Iterable[Listing],
    years: Callable[[PlanFolder], Iterable[int]],
    show: Callable[[Path], str],
) -> list[FolderTask]:
    """Return what is to be read: some years of every plan folder."""
    listed = {folder: one for one in listings for folder in one.files}
    wanted = [(place, tuple(years(place))) for place in search.folders]
    partitions = _partitions(wanted) if len(wanted) > 1 else {}
    return [
        FolderTask(
            place,
            chosen,
            {
                name: size
                for name, size in listed[place.path].files[place.path].items()
                if PLAN_FILE.fullmatch(name)
            },
            _shown(place.path, show),
            partitions.get(place.path, {}),
            listed[place.path].address_of(place.path),
        )
        for place, chosen in wanted
    ]


def _partitions(
    wanted: Iterable[tuple[PlanFolder, tuple[int, ...]]],
) -> dict[str, dict[int, str]]:
    """Return the place in the dataset of each year of each folder."""
    plans = [
        (place.path, NamedPlan(place.name, year, str(place.folder)))
        for place, years in wanted
        for year in years
    ]
    folders = partition_folders(plan for _, plan in plans)
    found: dict[str, dict[int, str]] = {}
    for path, plan in plans:
        found.setdefault(path, {})[plan.year] = folders[id(plan)]
    return found


def _shown(path: str, show: Callable[[Path], str]) -> str:
    """Return a path as people know it; an address has the slashes of one on every system."""
    return path.replace(os.sep, "/") if is_address(path) else show(Path(path))
