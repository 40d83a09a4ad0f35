"""The changes khtgdv made to a plan, kept outside the plan so that they can be taken back.

One file a change in the user's own folder, readable by nobody else. It is written before the
change is made: a change that was cut off between two files can be taken back as well.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.edit.transaction import Exchange, digest, read_bytes, real
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 20


@dataclass(frozen=True, slots=True)
class Before:
    """A file as it was before a change, and what tells the file that the change made of it."""

    path: Path
    old: bytes
    new_digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """One change: where it is kept, what was said about it, the files before it."""

    kept: Path
    told: tuple[str, ...]
    files: tuple[Before, ...]

    def backwards(self) -> list[Exchange]:
        """Return the exchanges that take the change back; KhtgdvError where a file changed since.

        A file that is as it was before needs none: the change never came to it.
        """
        exchanges = []
        for before in self.files:
            now = read_bytes(before.path)
            if digest(now) == before.new_digest:
                exchanges.append(Exchange(before.path, now, before.old))
            elif now != before.old:
                message = f"{visible(str(before.path))} đã được sửa sau lần ghi ấy"
                hint = "sửa bằng tay: khtgdv edit, hoặc lấy lại bản cũ bằng git"
                raise KhtgdvError(f"{message}, nên không hoàn tác.", hint)
        return exchanges

    def forget(self) -> None:
        """Keep the change no longer."""
        with suppress(OSError):
            self.kept.unlink()


def remember(
    state: Path, folder: Path, told: Sequence[str], exchanges: Sequence[Exchange]
) -> Step | None:
    """Keep what a change is about to replace; None where the state folder takes nothing."""
    below = _below(state, folder)
    try:
        below.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        below.mkdir(mode=0o700, exist_ok=True)
        kept = _kept(below)
        for path in kept[: 1 - STEPS]:
            path.unlink()
        number = int(kept[-1].stem) + 1 if kept else 1
        path = below / f"{number:06}.json"
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(_record(told, exchanges)), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return None
    files = tuple(Before(real(one.path), one.old, digest(one.new)) for one in exchanges)
    return Step(path, tuple(told), files)


def last(state: Path, folder: Path) -> Step:
    """Return the last change that is there to be taken back; KhtgdvError where none is.

    A change that never came to its files is dropped.
    """
    for path in reversed(_kept(_below(state, folder))):
        step = _read(path)
        if step.backwards():
            return step
        step.forget()
    message = "Không có lần ghi nào của khtgdv để hoàn tác ở kế hoạch này."
    hint = f"chỉ hoàn tác được {STEPS} lần ghi gần nhất từ máy này; xa hơn thì dùng git"
    raise KhtgdvError(message, hint)


def _record(told: Sequence[str], exchanges: Sequence[Exchange]) -> dict[str, Any]:
    files = [
        {
            "path": str(real(one.path)),
            "old": base64.b64encode(zlib.compress(one.old)).decode(),
            "new": digest(one.new),
        }
        for one in exchanges
    ]
    return {"told": list(told), "files": files}


def _read(path: Path) -> Step:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            Before(Path(one["path"]), zlib.decompress(base64.b64decode(one["old"])), one["new"])
            for one in record["files"]
        )
        return Step(path, tuple(map(str, record["told"])), files)
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        message = f"Bản lưu của lần ghi trước bị hỏng: {visible(str(path))}."
        hint = "xóa tệp ấy; lấy lại bản cũ của kế hoạch bằng git"
        raise KhtgdvError(message, hint) from error


def _kept(below: Path) -> list[Path]:
    """Return the changes kept, the last one last."""
    return sorted(path for path in below.glob("*.json") if path.stem.isdecimal())


def _below(state: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(real(folder)).encode("utf-8", "surrogateescape")).hexdigest()
    return state / "undo" / name[:32]
