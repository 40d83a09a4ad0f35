"""What git knows of a file: its versions with their authors, read by asking git itself."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.edit.transaction import real
from khtgdv.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_FORMAT = "%x01%H%x00%aN%x00%aI%x00%s"
_NOTHING = "0"  # the name of a blob that is not there is all zeros


class NoHistoryError(KhtgdvError):
    """There is no git, no repository, or nothing in it about the file."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of a file: who made it and when (ISO, with its zone), its blob and those before.

    A merge has several before it, a first version none.
    """

    name: str
    author: str
    date: str
    subject: str
    blob: str
    before: tuple[str, ...]


def commits(path: Path) -> list[Commit]:
    """Return the commits that changed a file, the newest first, also under its earlier names."""
    path = real(path)
    _known(path)
    # A merge is told only where it differs from all it merges.
    how = ("--follow", "--diff-merges=combined", "--raw", "--no-abbrev", f"--format={_FORMAT}")
    told = _git(path.parent, "log", *how, "--", path.name)
    return list(_commits(told.stdout.decode("utf-8", "replace")))


def head(path: Path) -> str:
    """Return the name of the blob that the last commit has of a file; nothing where it has none."""
    path = real(path)
    told = _git(path.parent, "rev-parse", "--verify", "--quiet", f"HEAD:./{path.name}")
    return told.stdout.decode().strip()


def blobs(path: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each blob of a repository with its text; what is no text is spelt with U+FFFD."""
    wanted = "".join(f"{name}\n" for name in dict.fromkeys(names))
    data = _git(real(path).parent, "cat-file", "--batch", stdin=wanted.encode()).stdout
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        name, _, size = data[at:end].decode().split(" ")
        at = end + 1 + int(size)
        yield name, data[end + 1 : at].decode("utf-8", "replace").removeprefix("\ufeff")
        at += 1


def _commits(log: str) -> Iterator[Commit]:
    for part in log.split("\x01")[1:]:
        told, _, raw = part.partition("\n")
        name, author, date, subject = told.split("\x00")
        lines = [line for line in raw.split("\n") if line.startswith(":")]
        for line in lines[:1]:
            parents = len(line) - len(line.lstrip(":"))
            words = line.partition("\t")[0].lstrip(":").split(" ")
            *before, blob = words[parents + 1 : 2 * parents + 2]
            old = tuple(name for name in before if name.strip(_NOTHING))
            yield Commit(name, author, date, subject, blob, old)


def _known(path: Path) -> None:
    """Make sure that git knows a file; NoHistoryError says what to do where it does not."""
    inside = _git(path.parent, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        where = visible(str(path.parent))
        message = f"{where} không nằm trong kho git nào đọc được, nên không có lịch sử"
        # Why a repository that is there cannot be read, only git knows to say.
        if any((folder / ".git").exists() for folder in path.parents):
            message += f" (git: {one_line(inside.stderr.decode('utf-8', 'replace'))})"
        hint = 'bắt đầu: git init, git add ., git commit -m "Kế hoạch đã ký"'
        raise NoHistoryError(f"{message}.", hint)
    if _git(path.parent, "ls-files", "--error-unmatch", "--", path.name).returncode:
        message = f"{visible(str(path))} chưa được git theo dõi, nên không có lịch sử."
        raise NoHistoryError(message, f"bắt đầu: git add {path.name}, rồi git commit")


def _git(
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
