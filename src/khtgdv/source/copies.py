"""Copies that a synchroniser or a person left beside a plan: of a file, of the whole folder.

Nobody reads them, and what was recorded there is in no report.
"""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path

from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.source.walk import list_names
from khtgdv.text import nfc
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from khtgdv.plan.office import PlanDocument
    from khtgdv.source.plan_names import FolderNames

    PathFormatter = Callable[[Path], str]
    DocumentReader = Callable[[Path, int], PlanDocument | None]

_FEW = 20  # plans; around more of them nobody looks for copies that were not asked for
_NAMED = 3  # folders that a warning names
_MOST = 200  # folders beside a plan that are looked into
_COPY_PREFIX = r"(?:copy of|bản sao(?: của)?)[ -]+"
_COPY_HINT = "so với tệp chính, chép những gì cần giữ sang đó rồi xóa hoặc chuyển bản này đi"
_FOLDER_HINT = "giữ một bản: so hai thư mục rồi chuyển bản không dùng đi nơi khác"


class DatedPlan(NamedTuple):
    """A year of a plan folder, and its paper where that is known already."""

    folder: str
    year: int
    document: PlanDocument | None = None


def find_copies(
    plans: Iterable[DatedPlan], show: PathFormatter, read_document: DocumentReader
) -> Iterator[Diagnostic]:
    """Yield a warning for every copy beside some plans, and for plans that are one another's.

    `read_document` is asked for a paper that is not known.
    """
    asked = list(plans)
    names = {folder: _names(folder) for folder in dict.fromkeys(plan.folder for plan in asked)}
    every = [plan for plan in asked if plan.year in names[plan.folder].years]
    for folder in dict.fromkeys(plan.folder for plan in every):
        yield from _file_copies(folder, names[folder], show)
    yield from _plan_copies(every, show, read_document)


def _file_copies(folder: str, names: FolderNames, show: PathFormatter) -> Iterator[Diagnostic]:
    for likeness in names.copies:
        path = show(Path(folder, likeness.name))
        message = f"trông như bản sao của {likeness.plan_file} và không được đọc"
        yield Diagnostic(path, Span(), "file-copy", message, _COPY_HINT)


def _plan_copies(
    plans: list[DatedPlan], show: PathFormatter, read_document: DocumentReader
) -> Iterator[Diagnostic]:
    """Yield one warning for all folders that are the same plan."""
    neighbours = list(_neighbours(plans)) if len(plans) <= _FEW else []
    folders_by_paper: dict[tuple[str, str, int], dict[str, str]] = {}
    for plan in [*plans, *neighbours] if len(plans) + len(neighbours) > 1 else ():
        document = plan.document or read_document(Path(plan.folder), plan.year)
        if document is not None and document.number:
            paper = (document.number, document.agency, plan.year)
            folders = folders_by_paper.setdefault(paper, {})
            folders.setdefault(os.path.realpath(plan.folder), show(Path(plan.folder)))
    for first, *others in (list(folders.values()) for folders in folders_by_paper.values()):
        if others:
            names = ", ".join([first, *others[1:_NAMED]])
            more = f" và {len(others) - _NAMED} thư mục khác" if len(others) > _NAMED else ""
            message = f"cùng số, cơ quan và năm với kế hoạch ở {names}{more}"
            yield Diagnostic(others[0], Span(), "plan-copy", message, _FOLDER_HINT)


def _neighbours(plans: list[DatedPlan]) -> Iterator[DatedPlan]:
    """Yield the plans of the same years in some plans' folders, and beside them by their names."""
    seen = {os.path.realpath(plan.folder) for plan in plans}
    years = {plan.year for plan in plans}
    for plan in plans:
        for folder in islice(_folders_around(Path(os.path.abspath(plan.folder))), _MOST):  # noqa: PTH100 - links stay
            if os.path.realpath(folder) not in seen:
                seen.add(os.path.realpath(folder))
                common_years = years.intersection(_names(str(folder)).years)
                yield from (DatedPlan(str(folder), year) for year in sorted(common_years))


def _folders_around(folder: Path) -> Iterator[Path]:
    """Yield the folders in a folder, and those beside it that are called like copies of it.

    A folder `data` is called what the folder around it is called.
    """
    yield from _subfolders(folder)
    yield from _copies_beside(folder)
    if folder.name == "data":
        yield from (copy / "data" for copy in _copies_beside(folder.parent))


def _copies_beside(folder: Path) -> Iterator[Path]:
    own = nfc(folder.name).casefold()
    for other in _subfolders(folder.parent):
        shorter, longer = sorted((own, nfc(other.name).casefold()), key=len)
        rest = re.sub(_COPY_PREFIX, "", longer).removeprefix(shorter)
        if shorter and rest != longer and not rest[:1].isalnum():
            yield other


def _subfolders(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        yield from (Path(e.path) for e in entries if not e.name.startswith(".") and e.is_dir())
    except OSError:
        return


def _names(folder: str) -> FolderNames:
    try:
        return list_names(folder)
    except OSError:
        from khtgdv.source.plan_names import FolderNames

        return FolderNames((), (), ())
