"""A folder of data files that one run writes and the next one writes anew."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from khtgdv.cli.system.output import as_bytes, put, say, why
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Readers of datasets pass over a name that begins with an underline.
MARK = "_khtgdv.json"
_MARK = b'{"schema": "khtgdv/1"}\n'


def emit_dataset(
    files: Iterable[tuple[str, str | bytes]], folder: Path | None, suffix: str
) -> None:
    """Write files under their names into a folder, each as a whole, and take away older ones.

    The folder is new, empty or of an earlier run. Nothing is written before the first file is
    there; files that this run does not write again go last, so that a plan which is gone, or
    which has another name now, is not counted.
    """
    if folder is None:
        hint = "Thêm --output THƯ-MỤC; mỗi kế hoạch là một tệp trong thư mục ấy."
        raise UsageError("Bộ dữ liệu gồm nhiều tệp, cần một thư mục để ghi.", hint)
    name = visible(str(folder))
    source = iter(files)
    first = next(source)
    try:
        _room(folder)
        written = [
            _written(folder / f"{path}{suffix}", data) for path, data in chain([first], source)
        ]
        _clear(folder, set(written), suffix)
    except OSError as error:
        hint = "Kiểm tra đường dẫn, quyền ghi và chỗ trống; đóng tệp nếu đang mở ở nơi khác."
        raise KhtgdvError(f"Không ghi được vào {name}: {why(error)}.", hint) from error
    say(f"Đã ghi {len(written)} tệp vào {name}")


def _room(folder: Path) -> None:
    """Make the folder and mark it as khtgdv's own; refuse one that holds something else."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if not mark.is_file() and any(folder.iterdir()):
        message = f"Thư mục {visible(str(folder))} đã có tệp khác, không phải do khtgdv xuất ra."
        raise KhtgdvError(message, "Chọn một thư mục mới hoặc thư mục trống.")
    put(mark, _MARK)


def _written(path: Path, data: str | bytes) -> tuple[int, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, as_bytes(data))
    return _identity(path)


def _identity(path: Path) -> tuple[int, int]:
    """Return what tells a file whichever way its system spells the name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _clear(folder: Path, written: set[tuple[int, int]], suffix: str) -> None:
    for path in folder.glob(f"*/year=*/plan=*/*{suffix}"):
        if _identity(path) not in written:
            path.unlink()
