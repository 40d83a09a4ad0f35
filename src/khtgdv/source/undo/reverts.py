"""Kept changes in; the exchanges of files that take them back, each held against its files, out."""

from __future__ import annotations

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.edit.transaction import FileReplacement, digest, read_bytes, real_path
from khtgdv.source.undo.store import MAX_STEPS, kept_steps
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from khtgdv.source.undo.store import Pile, UndoStep

OTHER_PILE: dict[Pile, Pile] = {"undo": "redo", "redo": "undo"}
_NOTHING_KEPT: dict[Pile, tuple[str, str]] = {
    "undo": (
        "Không có lần ghi nào của khtgdv để hoàn tác ở kế hoạch này.",
        f"chỉ hoàn tác được {MAX_STEPS} lần ghi gần nhất từ máy này; xa hơn thì dùng git",
    ),
    "redo": (
        "Không có lần hoàn tác nào để làm lại ở kế hoạch này.",
        "chỉ làm lại được điều vừa hoàn tác, khi chưa ghi gì thêm",
    ),
}
_TOO_FEW: dict[Pile, str] = {
    "undo": "Chỉ còn {} lần ghi hoàn tác được, không đủ {}.",
    "redo": "Chỉ còn {} lần hoàn tác làm lại được, không đủ {}.",
}
_CHANGED_SINCE: dict[Pile, str] = {
    "undo": "đã được sửa sau lần ghi ấy, nên không hoàn tác",
    "redo": "đã được sửa sau lần hoàn tác ấy, nên không làm lại",
}


@dataclass(frozen=True, slots=True)
class Revert:
    """A change and the exchanges that take it back."""

    step: UndoStep
    exchanges: tuple[FileReplacement, ...]


def next_reverts(
    state_folder: Path | None, folder: Path, count: int, pile: Pile = "undo", *, prune: bool = True
) -> list[Revert]:
    """Return what takes back so many changes, in this order; KhtgdvError where it cannot be.

    The folder must be locked, so that no change is on its way. A change that never came to its
    files is passed over, and dropped where `prune` says so.
    """
    reverts: list[Revert] = []
    for revert in walk_reverts(kept_steps(state_folder, folder, pile), pile):
        if revert.exchanges:
            reverts.append(revert)
        elif prune:
            revert.step.delete()
        if len(reverts) == count:
            return reverts
    if not reverts:
        raise KhtgdvError(*_NOTHING_KEPT[pile])
    message = _TOO_FEW[pile].format(len(reverts), count)
    raise KhtgdvError(message, "xem các lần ghi: khtgdv undo --list")


def walk_reverts(steps: Iterable[UndoStep], pile: Pile) -> Iterator[Revert]:
    """Yield what takes each change back once those before it were; the files are only read.

    A file that is as it was before a change needs no exchange. KhtgdvError where one is neither
    as the change left it nor as it found it.
    """
    files: dict[Path, bytes] = {}
    for step in steps:
        exchanges = []
        for backup in step.files:
            path = real_path(backup.path)
            current = files[path] if path in files else read_bytes(path)
            if digest(current) == backup.new_digest:
                exchanges.append(FileReplacement(backup.path, current, backup.old_bytes))
            elif current != backup.old_bytes:
                message = f"{escape_unsafe(str(backup.path))} {_CHANGED_SINCE[pile]}."
                hint = "sửa bằng tay: khtgdv edit, hoặc lấy lại bản cũ bằng git"
                raise KhtgdvError(message, hint)
            files[path] = backup.old_bytes
        yield Revert(step, tuple(exchanges))


def net_exchanges(reverts: Iterable[Revert]) -> list[FileReplacement]:
    """Return what some reverts do to each file as a whole."""
    whole: dict[Path, FileReplacement] = {}
    for exchange in (exchange for revert in reverts for exchange in revert.exchanges):
        first = whole.get(exchange.path, exchange)
        whole[exchange.path] = FileReplacement(exchange.path, first.old_bytes, exchange.new_bytes)
    return list(whole.values())
