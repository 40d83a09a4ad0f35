"""The changes khtgdv made to a plan, kept outside the plan so that they can be taken back.

One file a change in the user's own folder, readable by nobody else. It is written before the
change is made: a change that was cut off between two files can be taken back as well. Of each plan
there are two piles: what `undo` takes back, and what was taken back, which `redo` makes again.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zlib
from contextlib import suppress
from pathlib import Path

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.cache.location import make_private, require_own_file, require_own_folder
from khtgdv.source.edit.transaction import FileReplacement, digest, real_path
from khtgdv.source.find import plan_file_paths
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Literal

    Pile = Literal["undo", "redo"]

MAX_STEPS = 20


@dataclass(frozen=True, slots=True)
class FileBackup:
    """A file as it was before a change, and what tells the file that the change made of it."""

    path: Path
    old_bytes: bytes
    new_digest: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of a change: its confirmation, when it was recorded (ISO), who did."""

    messages: tuple[str, ...]
    moment: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class UndoStep:
    """One change: where it is kept, what is told of it, the files before it."""

    path: Path
    note: Note
    files: tuple[FileBackup, ...]

    def delete(self) -> None:
        """Keep the change no longer."""
        with suppress(OSError):
            self.path.unlink()


def save_step(
    state_folder: Path | None,
    folder: Path,
    note: Note,
    exchanges: Sequence[FileReplacement],
    pile: Pile = "undo",
) -> UndoStep | None:
    """Keep what a change is about to replace; None where the state folder takes nothing.

    What is no plan's own file is not kept, since it would not be believed. An account without a
    home has no state folder: its path is not absolute.
    """
    if state_folder is None or not state_folder.is_absolute():
        return None
    if not _are_files_of_plan(exchanges, folder):
        return None
    below = _steps_folder(state_folder, folder, pile)
    try:
        for private_folder in (below.parent, below):
            make_private(private_folder)
        step_paths = _step_paths(below)
        for path in step_paths[: 1 - MAX_STEPS]:
            path.unlink()
        number = int(step_paths[-1].stem) + 1 if step_paths else 1
        path = below / f"{number:06}.json"
        _write_durably(path, json.dumps(_record(note, exchanges)))
    except OSError:
        return None
    files = tuple(
        FileBackup(
            real_path(replacement.path), replacement.old_bytes, digest(replacement.new_bytes)
        )
        for replacement in exchanges
    )
    return UndoStep(path, note, files)


def kept_steps(state_folder: Path | None, folder: Path, pile: Pile = "undo") -> Iterator[UndoStep]:
    """Yield the changes that are kept, the last one first; KhtgdvError where one is damaged."""
    for path in reversed(_own_step_paths(state_folder, folder, pile)):
        step = _read_step(path)
        _require_files_of_plan(step, folder)
        yield step


def forget_steps(state_folder: Path | None, folder: Path, pile: Pile) -> None:
    """Keep nothing of a pile any longer."""
    for path in _own_step_paths(state_folder, folder, pile):
        with suppress(OSError):
            path.unlink()


def _own_step_paths(state_folder: Path | None, folder: Path, pile: Pile) -> list[Path]:
    """Return the changes kept, the last one last; none from where somebody else may write."""
    if state_folder is None or not state_folder.is_absolute():
        return []
    below = _steps_folder(state_folder, folder, pile)
    try:
        for private_folder in (below.parent, below):
            require_own_folder(private_folder)
        return _step_paths(below)
    except OSError:
        return []


def _require_files_of_plan(step: UndoStep, folder: Path) -> None:
    """Refuse a record that names files of somewhere else."""
    if not _are_files_of_plan(step.files, folder):
        message = f"Bản lưu {escape_unsafe(str(step.path))} không phải của kế hoạch này."
        raise KhtgdvError(message, "xóa tệp ấy; lấy lại bản cũ của kế hoạch bằng git")


def _are_files_of_plan(files: Iterable[FileBackup | FileReplacement], folder: Path) -> bool:
    """Tell whether all files are a plan's own, wherever its links lead."""
    plan_files = {real_path(path) for path in plan_file_paths(folder)}
    return plan_files.issuperset(real_path(file.path) for file in files)


def _write_durably(path: Path, text: str) -> None:
    """Write a file as a whole, safe on the disk before the change it is about is made."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def _record(note: Note, replacements: Sequence[FileReplacement]) -> dict[str, Any]:
    files = [
        {
            "path": str(real_path(replacement.path)),
            "old": base64.b64encode(zlib.compress(replacement.old_bytes)).decode(),
            "new": digest(replacement.new_bytes),
        }
        for replacement in replacements
    ]
    told = {"told": list(note.messages), "moment": note.moment, "author": note.author}
    return told | {"files": files}


def _read_step(path: Path) -> UndoStep:
    try:
        require_own_file(path)
        record = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            FileBackup(
                Path(file["path"]), zlib.decompress(base64.b64decode(file["old"])), file["new"]
            )
            for file in record["files"]
        )
        # What an earlier version kept has no moment and no author.
        told = (str(record.get("moment", "")), str(record.get("author", "")))
        return UndoStep(path, Note(tuple(map(str, record["told"])), *told), files)
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        message = f"Bản lưu của lần ghi trước bị hỏng: {escape_unsafe(str(path))}."
        hint = "xóa tệp ấy; lấy lại bản cũ của kế hoạch bằng git"
        raise KhtgdvError(message, hint) from error


def _step_paths(steps_folder: Path) -> list[Path]:
    """Return the changes kept, the last one last."""
    return sorted(path for path in steps_folder.glob("*.json") if path.stem.isdecimal())


def _steps_folder(state_folder: Path, folder: Path, pile: Pile) -> Path:
    name = hashlib.sha256(str(real_path(folder)).encode("utf-8", "surrogateescape")).hexdigest()
    return state_folder / pile / name[:32]
