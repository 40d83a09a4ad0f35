"""A walk down folders: the plans met on the way, and whatever could not be looked into."""

from __future__ import annotations

import os
import re

from khtgdv.errors import ACCESS_HINT, os_error_reason
from khtgdv.source.plan_names import mentions_plan, read_names
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from khtgdv.diagnostics import Diagnostic
    from khtgdv.source.plan_names import FolderNames, PlanLikeness

DEPTH = 6  # folders below the first that plans are looked for in
_FATHOMED = 100  # folders below that which are looked into all the same, to tell of plans there
_GONE = (FileNotFoundError, NotADirectoryError)
_FILE_SUFFIX = r".*\.[0-9A-Za-z]{1,5}"
_LINK_HINT = "kiểm tra ổ đĩa mạng đã nối chưa, hoặc xóa liên kết này"


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
        from pathlib import Path

        return Path(self.path)


class FolderWalk:
    """What was met below some folders: plans, every folder that was listed, findings."""

    def __init__(self) -> None:
        """Begin with nothing met."""
        self.plan_folders: list[PlanFolder] = []
        self.listed_folders: list[str] = []
        self.findings: list[Diagnostic] = []

    def descend(self, folder: str, name: str, depth: int = DEPTH) -> None:
        """Find the folder itself where it is a plan, else the plans below it, sorted by path.

        Each is called by its path below the first. All are texts, since there may be thousands.
        """
        years, subfolders = self._look(folder)
        if depth < 0 and (years or depth < -_FATHOMED):
            self.findings.append(_deep_folder(folder))
            return
        if years:
            self.plan_folders.append(PlanFolder(folder, name, years))
        for inner in subfolders:
            path = f"{folder}{os.sep}{inner}"  # a Path takes ten times as long
            self.descend(path, f"{name}/{inner}" if name else inner, depth - 1)

    def _look(self, folder: str) -> tuple[tuple[int, ...], list[str]]:
        """Return the years a folder is a plan of, and of any other the folders in it."""
        try:
            names = self._plan_names(folder)
            self.findings += [misnamed_file(folder, one) for one in names.lost]
            self.listed_folders.append(folder)
            return names.years, [] if names.years else sorted(self._subfolder_names(folder))
        except _GONE:
            return (), []
        except OSError as error:
            self.findings.append(unreadable_folder(folder, error))
            return (), []

    def _plan_names(self, folder: str) -> FolderNames:
        """Return what the names in a folder say of plans."""
        return list_names(folder)

    def _subfolder_names(self, folder: str) -> Iterator[str]:
        """Yield the names of the folders in a folder, but for hidden ones and links."""
        for entry in os.scandir(folder):
            if entry.name.startswith("."):
                continue
            if _may_be_folder(entry):
                yield entry.name
            elif entry.is_symlink() and not re.fullmatch(_FILE_SUFFIX, entry.name):
                self._check_link(entry.path)

    def _check_link(self, path: str) -> None:
        """Tell of a link that leads nowhere: it may have been a folder of plans."""
        try:
            os.stat(path)  # noqa: PTH116 - a text
        except OSError as error:
            self.findings.append(unreadable_folder(path, error))


def list_names(folder: str) -> FolderNames:
    """Return what the names in a folder say of plans; OSError where it cannot be listed."""
    return read_names(tuple(filter(mentions_plan, os.listdir(folder))))  # noqa: PTH208 - of thousands


def _may_be_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return True  # listing it will say what is wrong


def unreadable_folder(path: str, error: OSError) -> Diagnostic:
    """Return what is said of a folder that cannot be looked into."""
    reason = os_error_reason(error)
    hint = f"{ACCESS_HINT}; các kế hoạch ở trong không được tính"
    if isinstance(error, FileNotFoundError):
        reason, hint = "liên kết dẫn tới chỗ không có", _LINK_HINT
    return _finding(path, "unreadable-folder", f"không đọc được thư mục: {reason}", hint)


def misnamed_file(folder: str, likeness: PlanLikeness) -> Diagnostic:
    """Return what is said of a file that would be a plan's under another name."""
    path = os.path.join(folder, likeness.name)  # noqa: PTH118 - texts
    message = "tên tệp chưa đúng nên tệp không được đọc"
    return _finding(path, "misnamed-file", message, f"đổi tên thành {likeness.plan_file}")


def _deep_folder(path: str) -> Diagnostic:
    message = f"thư mục nằm sâu hơn {DEPTH} tầng nên kế hoạch trong đó không được đọc"
    return _finding(path, "deep-folder", message, "đưa thư mục này vào thẳng --data")


def _finding(path: str, code: str, message: str, hint: str) -> Diagnostic:
    from khtgdv.diagnostics import Diagnostic, Span

    return Diagnostic(path, Span(), code, message, hint)
