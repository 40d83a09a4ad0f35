"""A folder of data files that one run writes and the next one writes anew."""

from __future__ import annotations

from itertools import chain

from khtgdv.cli.results.delivery import finish
from khtgdv.cli.system.output import as_bytes, say, write_failure
from khtgdv.cli.system.result_files import refuse_plan_file, replace_file
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from khtgdv.cli.results.delivery import Destination

# Readers of datasets pass over a name that begins with an underline.
MARKER_NAME = "_khtgdv.json"
MARKER_CONTENT = b'{"schema": "khtgdv/1"}\n'


def emit_dataset(
    files: Iterable[tuple[str, str | bytes]], destination: Destination, suffix: str
) -> None:
    """Write files under their names into a folder, each as a whole, and take away older ones.

    The folder is new, empty or of an earlier run. Nothing is written before the first file is
    there; files that this run does not write again go last, so that a plan which is gone, or
    which has another name now, is not counted.
    """
    remaining_files = iter(files)
    first = next(remaining_files)
    folder = destination.folder
    if folder is None:
        hint = "Thêm --output THƯ-MỤC, tên không có đuôi; mỗi kế hoạch là một tệp trong thư mục ấy."
        raise UsageError("Bộ dữ liệu gồm nhiều tệp, cần một thư mục để ghi.", hint)
    name = escape_unsafe(str(folder))
    try:
        _prepare_folder(folder)
        file_identities = [
            _write_file(folder / f"{path}{suffix}", data)
            for path, data in chain([first], remaining_files)
        ]
        _remove_other_files(folder, set(file_identities), suffix)
    except OSError as error:
        hint = "Kiểm tra đường dẫn, quyền ghi và chỗ trống; đóng tệp nếu đang mở ở nơi khác."
        raise KhtgdvError(f"Không ghi được vào {name}: {write_failure(error)}.", hint) from error
    say(f"Đã ghi {len(file_identities)} tệp vào {name}")
    finish(folder, destination)


def _prepare_folder(folder: Path) -> None:
    """Make the folder and mark it as khtgdv's own; refuse one that holds something else."""
    folder.mkdir(parents=True, exist_ok=True)
    marker = folder / MARKER_NAME
    if not marker.is_file() and any(folder.iterdir()):
        message = (
            f"Thư mục {escape_unsafe(str(folder))} đã có tệp khác, không phải do khtgdv xuất ra."
        )
        raise KhtgdvError(message, "Chọn một thư mục mới hoặc thư mục trống.")
    replace_file(marker, MARKER_CONTENT)


def _write_file(path: Path, data: str | bytes) -> tuple[int, int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    refuse_plan_file(path, ())
    replace_file(path, as_bytes(data))
    return _file_identity(path)


def _file_identity(path: Path) -> tuple[int, int]:
    """Return what tells a file whichever way its system spells the name."""
    stat = path.stat()
    return stat.st_dev, stat.st_ino


def _remove_other_files(folder: Path, file_identities: set[tuple[int, int]], suffix: str) -> None:
    for pattern in ("*/year=*/plan=*", "findings"):
        for path in folder.glob(f"{pattern}/*{suffix}"):
            if _file_identity(path) not in file_identities:
                path.unlink()
