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
_DEPTH = 6


class Place(NamedTuple):
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
class Found:
    """The plan folders a command reads, and in one sentence why these."""

    places: tuple[Place, ...]
    why: str

    @property
    def years(self) -> tuple[int, ...]:
        """Every year there is a plan of, in order."""
        return tuple(sorted({year for place in self.places for year in place.years}))

    @property
    def embedded(self) -> bool:
        """Tell whether this is the plan that ships with the program."""
        return any(place.embedded for place in self.places)


def is_there(path: Path) -> bool:
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


def years_in(folder: Path) -> tuple[int, ...]:
    """Return the years a folder has tasks of; none means it is no plan."""
    return _looked(str(folder))[0]


def embedded_folder() -> Path:
    """Return the folder of the plan that ships with the program."""
    packed = Path(__file__).resolve().parent.parent / "data"
    return packed if packed.is_dir() else packed.parents[2] / "data"


def find(
    paths: tuple[Path, ...], environment: str | None, working: Path, cache: Path | None = None
) -> Found:
    """Return the plans to read: `paths`, else the environment's, else the nearest, else ours.

    What is found below thousands of folders is kept in `cache`. UsageError where a path that was
    asked for holds no plan.
    """
    if paths:
        return Found(_all_below(paths, cache), "theo tùy chọn --data")
    if environment:
        folders = tuple(Path(part) for part in environment.split(os.pathsep) if part)
        return Found(_all_below(folders, cache), "theo biến môi trường KHTGDV_DATA")
    for folder in (working, *working.parents):
        for candidate in (folder, folder / "data"):
            if years := years_in(candidate):
                why = "thư mục kế hoạch gần nhất, tính từ thư mục đang đứng trở lên"
                return Found((Place(str(candidate), candidate.name, years),), why)
    folder = embedded_folder()
    place = Place(str(folder), folder.name, years_in(folder), embedded=True)
    return Found((place,), "không thấy kế hoạch nào khác: kế hoạch gốc kèm theo chương trình")


def _all_below(roots: tuple[Path, ...], cache: Path | None) -> tuple[Place, ...]:
    if cache is None:
        return _walked(roots, [])
    from khtgdv.source.cache import folders as folder_cache

    names = [str(root) for root in roots]
    if kept := folder_cache.kept(cache, names):
        return tuple(map(Place._make, kept))
    began, folders = time.time_ns(), list[str]()
    places = _walked(roots, folders)
    folder_cache.keep(cache, names, folders, places, began)
    return places


def _walked(roots: tuple[Path, ...], folders: list[str]) -> tuple[Place, ...]:
    """Return the plans below some folders; every folder that was listed is added to `folders`."""
    places: dict[str, Place] = {}
    for root in roots:
        if not is_folder(root):
            what = "là một tệp" if is_there(root) else "không có"
            raise UsageError(
                f"Thư mục kế hoạch {what}: {root}", "Đưa vào thư mục có tệp tasks_<năm>.yaml"
            )
        found: list[Place] = []
        _find_below(str(root), "", _DEPTH, found, folders)
        if not found:
            message = f"Không có kế hoạch nào trong {root}."
            raise UsageError(message, "Một kế hoạch là thư mục có tệp tasks_<năm>.yaml")
        # A root may be a link, what is found below it is none: only roots need to be followed.
        real = root.resolve().as_posix()
        for place in found:
            named = place if place.name else place._replace(name=root.name)
            places[f"{real}/{place.name}"] = named
    return _told_apart(tuple(places.values()))


def _told_apart(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Name plans of the same name by their whole path."""
    seen = Counter(place.name for place in places)
    if len(seen) == len(places):
        return places
    return tuple(
        place._replace(name=place.folder.as_posix()) if seen[place.name] > 1 else place
        for place in places
    )


def _find_below(folder: str, name: str, depth: int, found: list[Place], folders: list[str]) -> None:
    """Find the folder itself where it is a plan, else the plans below it, sorted by path.

    Each is called by its path below the root. All are texts, since there may be thousands.
    """
    years, below = _looked(folder)
    folders.append(folder)
    if years:
        found.append(Place(folder, name, years))
    elif depth:
        for inner in below:
            path = f"{folder}{os.sep}{inner}"  # a Path takes ten times as long
            _find_below(path, f"{name}/{inner}" if name else inner, depth - 1, found, folders)


def _looked(folder: str) -> tuple[tuple[int, ...], list[str]]:
    """Return the years a folder has tasks of, and the folders in it, in one look."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith("tasks_")]  # noqa: PTH208 - as above
        if names and (years := _years(tuple(names))):
            return years, []
        return (), sorted(_folders(folder))
    except OSError:
        return (), []


@cache
def _years(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the years that files are named for, in order; plans side by side have the same."""
    matches = map(TASKS_FILE.fullmatch, names)
    return tuple(sorted(int(match[1]) for match in matches if match))


def _folders(folder: str) -> Iterator[str]:
    """Yield the names of the folders in a folder, but for hidden ones and links."""
    for entry in os.scandir(folder):
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield entry.name
