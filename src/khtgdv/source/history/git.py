"""What git knows of a file: its versions with their authors, read by asking git itself."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.edit.transaction import real_path
from khtgdv.text import escape_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_LOG_FORMAT = "%x01%H%x00%aN%x00%aI%x00%s"
_NULL_HASH_DIGIT = "0"  # the name of a blob that is not there is all zeros


class NoHistoryError(KhtgdvError):
    """There is no git, no repository, or nothing in it about the file."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of a file: who made it and when (ISO, with its zone), its blob and those before.

    A merge has several before it, a first version none.
    """

    commit_hash: str
    author: str
    date: str
    subject: str
    blob: str
    parent_blobs: tuple[str, ...]


def read_commits(path: Path) -> list[Commit]:
    """Return the commits that changed a file, the newest first, also under its earlier names."""
    path = real_path(path)
    _require_tracked(path)
    # A merge is told only where it differs from all it merges.
    how = ("--follow", "--diff-merges=combined", "--raw", "--no-abbrev", f"--format={_LOG_FORMAT}")
    result = _run_git(path.parent, "log", *how, "--", path.name)
    return list(_parse_log(result.stdout.decode("utf-8", "replace")))


def head_blob(path: Path) -> str:
    """Return the name of the blob that the last commit has of a file; nothing where it has none."""
    path = real_path(path)
    result = _run_git(path.parent, "rev-parse", "--verify", "--quiet", f"HEAD:./{path.name}")
    return result.stdout.decode().strip()


def read_blobs(path: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each blob of a repository with its text; what is no text is spelt with U+FFFD."""
    request = "".join(f"{name}\n" for name in dict.fromkeys(names))
    data = _run_git(real_path(path).parent, "cat-file", "--batch", stdin=request.encode()).stdout
    offset = 0
    while offset < len(data):
        end = data.index(b"\n", offset)
        name, _, size = data[offset:end].decode().split(" ")
        offset = end + 1 + int(size)
        yield name, data[end + 1 : offset].decode("utf-8", "replace").removeprefix("\ufeff")
        offset += 1


def _parse_log(log: str) -> Iterator[Commit]:
    for part in log.split("\x01")[1:]:
        header, _, raw = part.partition("\n")
        commit_hash, author, date, subject = header.split("\x00")
        lines = [line for line in raw.split("\n") if line.startswith(":")]
        for line in lines[:1]:
            parents = len(line) - len(line.lstrip(":"))
            fields = line.partition("\t")[0].lstrip(":").split(" ")
            *parent_names, blob = fields[parents + 1 : 2 * parents + 2]
            parent_blobs = tuple(name for name in parent_names if name.strip(_NULL_HASH_DIGIT))
            yield Commit(commit_hash, author, date, subject, blob, parent_blobs)


def _require_tracked(path: Path) -> None:
    """Make sure that git knows a file; NoHistoryError says what to do where it does not."""
    result = _run_git(path.parent, "rev-parse", "--is-inside-work-tree")
    if result.returncode:
        folder_text = escape_unsafe(str(path.parent))
        message = f"{folder_text} không nằm trong kho git nào đọc được, nên không có lịch sử"
        # Why a repository that is there cannot be read, only git knows to say.
        if any((folder / ".git").exists() for folder in path.parents):
            message += f" (git: {one_line(result.stderr.decode('utf-8', 'replace'))})"
        hint = 'bắt đầu: git init, git add ., git commit -m "Kế hoạch đã ký"'
        raise NoHistoryError(f"{message}.", hint)
    if _run_git(path.parent, "ls-files", "--error-unmatch", "--", path.name).returncode:
        message = f"{escape_unsafe(str(path))} chưa được git theo dõi, nên không có lịch sử."
        raise NoHistoryError(message, f"bắt đầu: git add {path.name}, rồi git commit")


def _run_git(
    folder: Path, *arguments: str, stdin: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Ask git about a folder; it keeps nobody from committing meanwhile."""
    try:
        return subprocess.run(  # noqa: S603 - its words are ours
            ["git", "--no-optional-locks", "-C", str(folder), *arguments],  # noqa: S607
            input=stdin,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        message = "Máy này chưa có git, nên không xem được lịch sử."
        raise NoHistoryError(message, "cài git: https://git-scm.com/downloads") from error
