"""A plan's files on their way to the disk: locked, exchanged, and kept for `undo`."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from khtgdv.cli.system.environment import account_name, display_path, moment_now
from khtgdv.cli.system.output import say
from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from khtgdv.source.edit.transaction import FileReplacement
    from khtgdv.source.undo.reverts import Revert
    from khtgdv.source.undo.store import Pile


def state_folder() -> Path | None:
    """Return where khtgdv keeps what is its own: `KHTGDV_STATE`, else the system's place for it.

    An account without a home has none.
    """
    if setting := os.environ.get("KHTGDV_STATE"):
        return Path(setting).absolute()
    from platformdirs import user_state_path

    with suppress(RuntimeError):
        return user_state_path("khtgdv", appauthor=False)
    return None


def locked(paths: Iterable[Path]) -> AbstractContextManager[None]:
    """Keep other writers away from some files; who has to wait for them is told."""
    from khtgdv.source.edit.locks import LOCK_TIMEOUT, lock_files

    notice = f"đang chờ người khác ghi xong (tối đa {LOCK_TIMEOUT} giây)"
    return lock_files(paths, tell_wait=lambda: say(notice))


@dataclass(frozen=True, slots=True)
class Written:
    """What became of files that were written: whether `undo` can take that back, and what is told.

    `split_files` had another name by a hard link, which leads to the old file.
    """

    undoable: bool
    split_files: tuple[Path, ...] = ()

    @property
    def undo_words(self) -> str:
        """How to take it back."""
        return "Hoàn tác: khtgdv undo" if self.undoable else "Không lưu được để hoàn tác."

    @property
    def notes(self) -> list[str]:
        """What the reader should know besides."""
        return [
            f"{display_path(path)} còn một tên khác (liên kết cứng); "
            "tên ấy giữ nguyên bản cũ, không đổi theo."
            for path in self.split_files
        ]


def exchange_and_keep(
    folder: Path, messages: Sequence[str], exchanges: Sequence[FileReplacement]
) -> Written:
    """Write files, and keep what they were for `undo` where they are a plan's own.

    NotWrittenError where nothing was written.
    """
    from khtgdv.source.edit.transaction import replace_files
    from khtgdv.source.undo.store import Note, forget_steps, save_step

    note = Note(tuple(messages), moment_now(), account_name())
    step = save_step(state_folder(), folder, note, exchanges)
    try:
        split_files = replace_files(exchanges)
    except KhtgdvError:
        if step:  # after anything else it may be needed; `undo` passes over what never happened
            step.delete()
        raise
    forget_steps(state_folder(), folder, "redo")
    return Written(step is not None, split_files)


def take_back(revert: Revert, folder: Path, pile: Pile) -> Written:
    """Take a change of a pile back, and keep it in the other one; NotWrittenError if not.

    The way on is kept before the files are exchanged, and the way back until they are: wherever
    that is cut off, one of the two is whole.
    """
    from khtgdv.source.edit.transaction import replace_files
    from khtgdv.source.undo.reverts import OTHER_PILE
    from khtgdv.source.undo.store import save_step

    step = revert.step
    kept = save_step(state_folder(), folder, step.note, revert.exchanges, OTHER_PILE[pile])
    try:
        split_files = replace_files(revert.exchanges)
    except KhtgdvError:
        if kept:
            kept.delete()
        raise
    step.delete()
    return Written(kept is not None, split_files)
