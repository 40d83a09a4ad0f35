"""What git knows of a file: its versions with their authors, and the text of each."""

from __future__ import annotations

from pathlib import Path

from khtgdv.frozen import dataclass
from khtgdv.source.edit.transaction import real_path
from khtgdv.source.history.git import require_tracked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khtgdv.source.history.git import Git

# NUL stands in no commit, so that whatever somebody wrote in one is data. Each has these fields,
# and then the files that it changed.
_LOG_FORMAT = "%x00%H%x00%aN%x00%aI%x00%s%x00"
_FIELDS = 5
# A merge is told only where it differs from all it merges. Converters and signers of the
# repository's own are not asked, and no setting of the reader's hides a version.
_LOG_OPTIONS = (
    "--follow", "--diff-merges=combined", "--raw", "--no-abbrev", "--no-relative", "--no-notes",
    "--no-color", "--no-ext-diff", "--no-textconv", "--no-show-signature", "--encoding=UTF-8",
    f"--format={_LOG_FORMAT}",
)  # fmt: skip
_NO_COMMIT_YET = b"does not have any commits yet"
_NO_DATE = "%aI"  # git leaves the place as it is where a commit has no date to put there
_NULL_HASH_DIGIT = "0"  # the name of a blob that is not there is all zeros


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of a file: who made it and when (ISO, with its zone), its blob and those before.

    The date is empty where the commit has none that git can read. A merge has several before it, a
    first version none. Of the `oldest_kept` of a shallow clone nobody knows what stood before it.
    """

    commit_hash: str
    author: str
    date: str
    subject: str
    blob: str
    parent_blobs: tuple[str, ...]
    oldest_kept: bool = False


@dataclass(frozen=True, slots=True)
class FileVersions:
    """The commits that changed a file, the newest first, and the blob that the last commit has.

    `head_blob` is empty where the last commit has no such file. What is no text is spelt with
    U+FFFD in `texts`, which are by blob.
    """

    commits: tuple[Commit, ...]
    head_blob: str
    texts: dict[str, str]


def read_versions(git: Git, path: Path, limit: int = 0) -> FileVersions:
    """Return the newest versions of a file (0: all), also under its earlier names.

    NoHistoryError says why where git cannot tell them all.
    """
    path = real_path(path)
    require_tracked(git, path)
    count = [f"--max-count={limit}"] if limit else []
    log = git.run(path.parent, "log", *_LOG_OPTIONS, *count, "--", path.name)
    if log.returncode and _NO_COMMIT_YET in log.stderr:
        return FileVersions((), "", {})
    log_text = git.succeeded(path.parent, log).decode("utf-8", "replace")
    commits = tuple(_parse_log(log_text, _oldest_kept(git, path.parent)))
    head_blob = _head_blob(git, path)
    names = {name for commit in commits for name in (commit.blob, *commit.parent_blobs)}
    wanted = sorted(name for name in names | {head_blob} if name.strip(_NULL_HASH_DIGIT))
    return FileVersions(commits, head_blob, dict(_read_blobs(git, path.parent, wanted)))


def _head_blob(git: Git, path: Path) -> str:
    listed = git.answer(path.parent, "ls-tree", "-z", "HEAD", "--", path.name)
    return listed.partition(b"\t")[0].rpartition(b" ")[2].decode()


def _oldest_kept(git: Git, folder: Path) -> frozenset[str]:
    """Return the commits whose parents a shallow clone leaves out."""
    where = git.answer(folder, "rev-parse", "--git-path", "shallow").decode("utf-8", "replace")
    try:
        return frozenset((folder / where.rstrip("\n")).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def _read_blobs(git: Git, folder: Path, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    request = "".join(f"{name}\n" for name in names)
    data = git.answer(folder, "cat-file", "--batch", stdin=request.encode())
    offset = 0
    while offset < len(data):
        end = data.index(b"\n", offset)
        name, kind, *size = data[offset:end].decode().split(" ")
        if not size:
            raise git.damage(folder, f"{name} {kind}")
        offset = end + 1 + int(size[0])
        yield name, text_of(data[end + 1 : offset])
        offset += 1


def text_of(data: bytes) -> str:
    """Return the text of a version, without a byte order mark, whatever its bytes are."""
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


def _parse_log(log: str, oldest_kept: frozenset[str]) -> Iterator[Commit]:
    fields = iter(log.split("\x00")[1:])
    for commit_hash, author, date, subject, raw in zip(*[fields] * _FIELDS, strict=True):
        lines = [line for line in raw.split("\n") if line.startswith(":")]
        for line in lines[:1]:
            parents = len(line) - len(line.lstrip(":"))
            names = line.partition("\t")[0].lstrip(":").split(" ")
            *parent_names, blob = names[parents + 1 : 2 * parents + 2]
            parent_blobs = tuple(name for name in parent_names if name.strip(_NULL_HASH_DIGIT))
            is_oldest = commit_hash in oldest_kept
            moment = "" if date == _NO_DATE else date
            yield Commit(commit_hash, author, moment, subject, blob, parent_blobs, is_oldest)
