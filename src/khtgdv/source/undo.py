"""The last change khtgdv made to a plan, kept outside the plan so that it can be taken back."""

from __future__ import annotations

import base64
import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError
from khtgdv.frozen import dataclass
from khtgdv.source.store import Exchange, digest, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Before:
    """A file as it was before the last change, and what it was changed to."""

    path: Path
    old: bytes
    new_digest: str


def remember(state: Path, folder: Path, told: Sequence[str], made: Iterable[Exchange]) -> bool:
    """Keep what a change replaced; False where the state folder takes nothing."""
    record = {
        "told": list(told),
        "files": [
            {
                "path": str(one.path.resolve()),
                "old": base64.b64encode(one.old).decode(),
                "new": digest(one.new),
            }
            for one in made
        ],
    }
    path = _record(state, folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        # An older record must not be taken for this change; its digest would refuse anyway.
        forget(state, folder)
        return False
    return True


def last(state: Path, folder: Path) -> tuple[list[str], list[Before]]:
    """Return what the last change said and the files before it; KhtgdvError where none is kept."""
    try:
        record = json.loads(_record(state, folder).read_text(encoding="utf-8"))
        files = [
            Before(Path(one["path"]), base64.b64decode(one["old"]), one["new"])
            for one in record["files"]
        ]
        return [str(line) for line in record["told"]], files
    except (OSError, ValueError, KeyError, TypeError):
        message = "Không có thay đổi nào của khtgdv để hoàn tác ở kế hoạch này."
        hint = "chỉ hoàn tác được thay đổi sau cùng, ghi từ máy này; xa hơn thì dùng git"
        raise KhtgdvError(message, hint) from None


def backwards(files: Iterable[Before]) -> list[Exchange]:
    """Return the exchanges that take a change back; KhtgdvError where a file changed since."""
    exchanges = []
    for before in files:
        now = read_bytes(before.path)
        if digest(now) != before.new_digest:
            message = f"{before.path} đã được sửa sau thay đổi ấy, nên không hoàn tác."
            raise KhtgdvError(message, "sửa bằng tay: khtgdv edit, hoặc lấy lại bằng git")
        exchanges.append(Exchange(before.path, now, before.old))
    return exchanges


def forget(state: Path, folder: Path) -> None:
    """Drop what was kept of a plan's last change."""
    with suppress(OSError):
        _record(state, folder).unlink(missing_ok=True)


def _record(state: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return state / "undo" / f"{name[:32]}.json"
