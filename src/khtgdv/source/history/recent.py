"""What happened lately to all rows of a plan: the newest versions of its files, row by row."""

from __future__ import annotations

from datetime import UTC, datetime

from khtgdv.frozen import dataclass
from khtgdv.source.edit.edit import plain_data
from khtgdv.source.edit.transaction import read_bytes
from khtgdv.source.history.commits import Commit, read_versions, text_of
from khtgdv.source.history.history import KeyChange, key_changes, rows_of_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from khtgdv.source.history.git import Git

    Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one version changed of one row."""

    row: str
    changes: tuple[KeyChange, ...]


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """One version and the rows it changed; `commit` is None for what is not committed yet."""

    commit: Commit | None
    rows: tuple[RowChange, ...]

    @property
    def unknown(self) -> bool:
        """Whether nobody knows what it changed: what stood before it was left out of a clone."""
        return self.commit is not None and self.commit.oldest_kept


def plan_events(git: Git, paths: Iterable[Path], limit: int) -> list[PlanEvent]:
    """Return what happened to the rows of some files, the newest first.

    So many commits of each file are looked at (0: all). NoHistoryError where git cannot tell.
    """
    by_commit: dict[str, PlanEvent] = {}
    for path in paths:
        for event in _file_events(git, path, limit):
            name = event.commit.commit_hash if event.commit else ""
            known = by_commit.get(name)
            rows = (*known.rows, *event.rows) if known else event.rows
            by_commit[name] = PlanEvent(event.commit, rows)
    return sorted(by_commit.values(), key=_moment, reverse=True)


def _file_events(git: Git, path: Path, limit: int) -> Iterator[PlanEvent]:
    kept = read_versions(git, path, limit)
    versions = _Versions(kept.texts)
    working_text = text_of(read_bytes(path))
    head_rows = versions.rows_of(kept.head_blob)
    if rows := tuple(_row_changes([head_rows], _rows_of(working_text))):
        yield PlanEvent(None, rows)
    for commit in kept.commits:
        old = [versions.rows_of(name) for name in commit.parent_blobs] or [{}]
        rows = tuple(_row_changes(old, versions.rows_of(commit.blob)))
        if rows:
            yield PlanEvent(commit, rows)


def _moment(event: PlanEvent) -> datetime:
    """Return when a version was made, for their order; what is not committed is the newest."""
    if event.commit is None:
        return datetime.max.replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(event.commit.date)
    except ValueError:  # a commit without a date
        return datetime.min.replace(tzinfo=UTC)


class _Versions:
    """The texts of a file, each read once."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.rows: dict[str, dict[str, Data]] = {}

    def rows_of(self, blob: str) -> dict[str, Data]:
        if blob not in self.rows:
            self.rows[blob] = _rows_of(self.texts.get(blob, ""))
        return self.rows[blob]


def _rows_of(text: str) -> dict[str, Data]:
    """Return the rows of a text by their IDs."""
    rows = (row for row in rows_of_text(text) if isinstance(row.get("id"), str))
    return {str(row["id"]): plain_data(row) for row in rows}


def _row_changes(
    old_versions: list[dict[str, Data]], new_rows: dict[str, Data]
) -> Iterator[RowChange]:
    """Yield what a version says of each row that none of those before it said."""
    for row in dict.fromkeys((*new_rows, *(row for rows in old_versions for row in rows))):
        new = new_rows.get(row, {})
        changes = [tuple(key_changes(rows.get(row, {}), new)) for rows in old_versions]
        if all(changes):
            yield RowChange(row, min(changes, key=len))
