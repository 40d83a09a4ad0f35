"""A result on its way to standard output, a file or a folder, by one rule for every command."""

from __future__ import annotations

import os
import re
from pathlib import Path

from khtgdv.cli.results.pager import show
from khtgdv.cli.system.output import as_bytes, say, tell_error, write_failure
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.frozen import dataclass
from khtgdv.text import escape_unsafe, slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.document.document import Document
    from khtgdv.source.find import PlanSearch

_SUFFIX = r"\.[A-Za-z][A-Za-z0-9]{0,9}"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a result shall go: standard output (no path), a file, or a folder of files.

    `force` lets it take the place of a file that is not ours; `opened` is opened at the end;
    `pager` says whether a person turns the pages of a long one.
    """

    path: Path | None = None
    force: bool = False
    opened: bool = False
    pager: str = "auto"

    @property
    def folder(self) -> Path | None:
        """The folder that is meant, None where it is none: what has no suffix is one.

        What is there already is what it is.
        """
        path = self.path
        if path is None or os.path.isdir(path):  # noqa: PTH112 - a name may be too long to ask
            return path
        is_file = os.path.exists(path) or _has_suffix(path)  # noqa: PTH110 - see above
        return None if is_file else path


def refuse_destination(path: Path | None, format_: str | None, *, opened: bool) -> None:
    """Raise UsageError for a path that was typed where no result of ours can go.

    That is a storage of others, and standard output for what is to be opened.
    """
    if path is not None and "://" in str(path):
        hint = "Ghi vào máy này, hoặc dùng export --engine spark."
        raise UsageError(f"Lệnh này không ghi được vào {escape_unsafe(str(path))}.", hint)
    if opened and path is not None and str(path) == "-":
        hint = "Bỏ --open, hoặc viết tên tệp sau --output."
        raise UsageError("--open mở tệp đã ghi, mà --output - không ghi ra tệp.", hint)
    if opened and path is None and (format_ or "table").lower() == "table":
        message = "--open mở tệp đã ghi, nên cần --output TỆP hoặc --format."
        raise UsageError(message, "Ví dụ: --format docx --open")


def _has_suffix(path: Path) -> bool:
    """Tell whether a name ends like that of a file; `Báo cáo T3.2026` does not."""
    return re.fullmatch(_SUFFIX, path.suffix) is not None


def document_stem(document: Document) -> str:
    """Return the name of a result that was given a folder: `nhiem-vu-qua-han_2026-03-31`."""
    return document.file_stem or f"{slug(document.title)}_{document.position.as_of}"


def emit(
    content: str | bytes, destination: Destination, search: PlanSearch, name: str = "ket-qua.txt"
) -> Path:
    """Write a result to standard output or to a file; into a folder under a name of its own.

    Return the path that was written to, an empty one for standard output.
    """
    if destination.path is None:
        show(content, destination.pager)
        return Path()
    path = destination.path
    if folder := destination.folder:
        _make_folder(folder, search)
        path = folder / name
    written = _write(path, content, search, force=destination.force)
    finish(written, destination)
    return written


def emit_each(
    contents: Mapping[str, str | bytes], suffix: str, destination: Destination, search: PlanSearch
) -> dict[str, Path]:
    """Write results into a folder, which is made where there is none; return where each went.

    One that cannot be written does not keep back the others; KhtgdvError once they are.
    """
    from khtgdv.cli.system.result_files import distinct_stems

    folder = destination.path or Path()
    _make_folder(folder, search)
    errors: list[KhtgdvError] = []
    written: dict[str, Path] = {}
    for name, stem in distinct_stems(contents).items():
        path = folder / f"{stem}{suffix}"
        try:
            written[name] = _write(path, contents[name], search, force=destination.force)
        except KhtgdvError as error:
            errors.append(error)
    for earlier_error in errors[:-1]:
        tell_error(earlier_error)
    if errors:
        raise errors[-1]
    finish(folder, destination)
    return written


def finish(path: Path, destination: Destination) -> None:
    """Open what was written, where that was asked for."""
    if destination.opened:
        from khtgdv.cli.results.viewer import open_result

        open_result(path)


def _write(output: Path, content: str | bytes, search: PlanSearch, *, force: bool) -> Path:
    """Write a file and say so; return where it went. Never over a file of the plan."""
    from khtgdv.cli.results.made_files import remember_made
    from khtgdv.cli.system.result_files import replace_file

    _refuse_plan_file(output, search)
    data = as_bytes(content)
    try:
        _refuse_bad_target(output)
        path = output if force or _may_be_replaced(output, data) else _free_name(output)
        replace_file(path.resolve(), data)
        remember_made(path, data)
    except OSError as error:
        hint = "Kiểm tra quyền ghi và chỗ trống; đóng tệp nếu đang mở ở chương trình khác."
        name = escape_unsafe(str(output))
        raise KhtgdvError(f"Không ghi được {name}: {write_failure(error)}.", hint) from error
    _tell(output, path)
    return path


def _refuse_plan_file(path: Path, search: PlanSearch) -> None:
    from khtgdv.cli.system.result_files import refuse_plan_file

    refuse_plan_file(path, (place.folder for place in search.folders))


def _may_be_replaced(path: Path, data: bytes) -> bool:
    """Tell whether nothing of anybody's is lost: nothing is there, or what we made, or the same."""
    from khtgdv.cli.results.made_files import is_made_here

    if not path.is_file():
        return True  # a device or a pipe takes what it is given
    return is_made_here(path) or path.read_bytes() == data


def _free_name(path: Path) -> Path:
    """Return the first name like this one that nothing has yet: `a (2).docx`."""
    number = 2
    while (free := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return free


def _tell(wanted: Path, written: Path) -> None:
    if written != wanted:
        say(
            f"{escape_unsafe(str(wanted))} đã có, không phải do khtgdv làm ra hoặc đã được sửa, "
            "nên giữ nguyên. Muốn thay tệp ấy thì thêm --force"
        )
    say(f"Đã ghi {escape_unsafe(str(written))}")


def _refuse_bad_target(output: Path) -> None:
    """Refuse a file where a folder stands, or where there is no folder for it."""
    name = escape_unsafe(str(output))
    if output.is_dir():
        example = output / f"bao-cao{output.suffix or '.docx'}"
        hint = f"Thêm tên tệp, ví dụ {escape_unsafe(str(example))}"
        raise KhtgdvError(f"Không ghi được {name}: đây là một thư mục.", hint)
    if not output.parent.is_dir():
        hint = "Kiểm tra đường dẫn, hoặc tạo thư mục ấy trước."
        missing = escape_unsafe(str(output.parent))
        raise KhtgdvError(f"Không ghi được {name}: không có thư mục {missing}.", hint)


def _make_folder(folder: Path, search: PlanSearch) -> None:
    """Make a folder where there is none; not of what some system takes for a plan's file."""
    _refuse_plan_file(folder, search)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"Không tạo được thư mục {escape_unsafe(str(folder))}: {write_failure(error)}."
        raise KhtgdvError(message, "Kiểm tra đường dẫn và quyền ghi.") from error
