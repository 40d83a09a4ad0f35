"""git asked about a folder, so that nothing of the folder's own runs and nothing is fetched.

A repository is data that came from others: its configuration may name programs (a monitor of
files, hooks, signers, converters of a diff) and places to fetch from. None of them is asked, and no
setting of the reader's own changes an answer.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.text import escape_unsafe, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

# Programs that git itself would start, and settings that change what `log` tells.
_SETTINGS = (
    ("core.fsmonitor", "false"),
    ("core.hooksPath", os.devnull),
    ("core.quotePath", "true"),
    ("log.showRoot", "true"),
    ("log.showSignature", "false"),
    ("diff.orderFile", os.devnull),
    ("diff.renameLimit", "1000"),
    ("mailmap.file", ""),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
)
_OPTIONS = ("--no-pager", "--no-optional-locks", "--literal-pathspecs")
# No protocol has such a name: whatever a repository allows itself, git fetches nothing. Newer git
# does not even try (NO_LAZY_FETCH).
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "/",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_FOREIGN = re.compile(r"dubious ownership|unsafe repository")
_EXCEPTION = re.compile(r"^\s*(git config --global --add safe\.directory .+)$", re.MULTILINE)
_OBJECT = re.compile(r"\b[0-9a-f]{40,64}\b")
_PARTIAL_CLONE = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"
_HASH_LENGTH = 8
_ON_WINDOWS = os.name == "nt"


class NoHistoryError(KhtgdvError):
    """There is no git, no repository that it reads, or nothing in it about the file."""


@dataclass(frozen=True, slots=True)
class Git:
    """The program (None where the machine has none), and the environment that it is run in."""

    program: str | None
    environment: Mapping[str, str]

    def run(
        self, folder: Path, *arguments: str, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Ask git about a folder; its exit status is for the caller to judge."""
        kept = {k: v for k, v in self.environment.items() if not k.upper().startswith("GIT_")}
        settings = [word for key, value in _SETTINGS for word in ("-c", f"{key}={value}")]
        try:
            if self.program is None:
                raise FileNotFoundError
            return subprocess.run(  # noqa: S603 - its words are ours
                [self.program, *_OPTIONS, *settings, "-C", str(folder), *arguments],
                input=stdin,
                capture_output=True,
                check=False,
                env=kept | _ENVIRONMENT,
            )
        except OSError as error:
            message = "Máy này chưa có git, nên không xem được lịch sử."
            raise NoHistoryError(message, "cài git: https://git-scm.com/downloads") from error

    def answer(self, folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
        """Return what git answers; NoHistoryError says what is wrong with the repository."""
        return self.succeeded(folder, self.run(folder, *arguments, stdin=stdin))

    def succeeded(self, folder: Path, result: subprocess.CompletedProcess[bytes]) -> bytes:
        """Return what git answered; NoHistoryError where it did not."""
        if result.returncode:
            raise self.damage(folder, result.stderr.decode("utf-8", "replace"))
        return result.stdout

    def damage(self, folder: Path, reason: str) -> NoHistoryError:
        """Return what to say where a repository lacks what it ought to hold."""
        place, found = escape_unsafe(str(folder)), _OBJECT.search(reason)
        which = f" ({found[0][:_HASH_LENGTH]})" if found else ""
        if self.run(folder, "config", "--get-regexp", _PARTIAL_CLONE).returncode == 0:
            message = (
                f"Kho git của {place} chỉ lấy về một phần (partial clone), còn thiếu bản cũ{which}"
                ", nên không xem được lịch sử. khtgdv không dùng mạng."
            )
            return NoHistoryError(message, "lấy đủ khi có mạng: git fetch --refetch --no-filter")
        message = (
            f"Kho git của {place} bị hỏng hoặc thiếu bản cũ{which}, nên không xem được lịch sử."
        )
        hint = "kiểm tra: git fsck; lấy lại kho từ máy chủ (git clone) hoặc từ bản sao lưu"
        return NoHistoryError(message, hint)


def require_tracked(git: Git, path: Path) -> None:
    """Make sure that git knows a file; NoHistoryError says what to do where it does not."""
    result = git.run(path.parent, "rev-parse", "--is-inside-work-tree")
    if result.returncode:
        raise _unreadable(path.parent, result.stderr.decode("utf-8", "replace"))
    listed = git.run(path.parent, "ls-files", "--error-unmatch", "--", path.name)
    if listed.returncode == 1:
        message = f"{escape_unsafe(str(path))} chưa được git theo dõi, nên không có lịch sử."
        raise NoHistoryError(message, f"bắt đầu: git add -- {quoted(path.name)}, rồi git commit")
    git.succeeded(path.parent, listed)


def _unreadable(folder: Path, reason: str) -> NoHistoryError:
    """Return what to say of a folder that git tells nothing about, and why."""
    place = escape_unsafe(str(folder))
    root = next((one for one in (folder, *folder.parents) if os.path.lexists(one / ".git")), None)
    if _FOREIGN.search(reason):
        advice = _EXCEPTION.search(reason)
        command = f"git config --global --add safe.directory {quoted(str(root or folder))}"
        command = advice[1].strip() if advice else command
        message = f"Kho git của {place} thuộc về người dùng khác, nên git không mở."
        return NoHistoryError(message, f"nếu tin kho ấy, chạy một lần: {escape_unsafe(command)}")
    if root:
        # Why a repository that is there cannot be read, only git knows to say.
        message = f"Kho git của {place} không đọc được, nên không có lịch sử"
        hint = f"kiểm tra quyền đọc và nội dung của {escape_unsafe(str(root / '.git'))}"
        return NoHistoryError(f"{message} (git: {one_line(reason)}).", hint)
    message = f"{place} không nằm trong kho git nào đọc được, nên không có lịch sử."
    return NoHistoryError(message, _beginning(folder))


def _beginning(folder: Path) -> str:
    """Return how to begin a history: of the plan alone, never of all that somebody has."""
    home = os.path.realpath(os.path.expanduser("~"))  # noqa: PTH111 - an account may have no home
    if Path(home).is_relative_to(folder):
        return "chuyển kế hoạch vào một thư mục riêng rồi tạo kho git ở đó"
    where = f"cd {quoted(str(folder))}"
    return f'bắt đầu: {where}, git init, git add *.yaml, git commit -m "Kế hoạch đã ký"'


def quoted(text: str) -> str:
    """Return a word as the reader's shell takes it for one."""
    safe = escape_unsafe(text)
    return subprocess.list2cmdline([safe]) if _ON_WINDOWS else shlex.quote(safe)
