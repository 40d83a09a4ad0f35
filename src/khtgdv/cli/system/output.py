"""Where the result goes, and what is said about the run on standard error."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.text import encoded, sentence, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.source.find import Found
    from khtgdv.source.load.result import Loaded

_PLACES = 10


def write_out(content: str | bytes) -> None:
    """Write a result to standard output, in UTF-8 whatever the system's code page.

    A reader that has seen enough (`| head`) is no trouble; a full disk is.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(as_bytes(content))
        sys.stdout.buffer.flush()
    except OSError as error:
        let_go()
        if not reader_left(error):
            raise unwritable(error) from error


def reader_left(error: OSError) -> bool:
    """Tell whether a write failed because nobody reads any more; Windows calls that EINVAL."""
    return error.errno in (errno.EPIPE, errno.EINVAL)


def unwritable(error: OSError) -> KhtgdvError:
    """Return what to say where standard output takes no more."""
    hint = "Kiểm tra dung lượng đĩa, hoặc ghi vào chỗ khác bằng --output."
    return KhtgdvError(f"Không ghi được kết quả: {why(error)}.", hint)


def why(error: OSError) -> str:
    """Return in Vietnamese why the system refused to write."""
    if error.errno == errno.ENOSPC:
        return "đĩa đã đầy"
    from khtgdv.source.text.files import reason

    return reason(error)


def let_go() -> None:
    """Let standard output lead nowhere: what is still buffered must not fail again at exit."""
    with suppress(OSError, ValueError):
        out = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out)
        os.close(nowhere)


def as_bytes(content: str | bytes) -> bytes:
    """Return content as the bytes of a file."""
    return content if isinstance(content, bytes) else encoded(content)


def say(message: str) -> None:
    """Say something about the run, on standard error; nobody may be listening there."""
    with suppress(OSError):
        sys.stderr.write(f"{visible(message)}\n")
        sys.stderr.flush()


def tell_error(error: KhtgdvError) -> None:
    """Say what is wrong and what to do."""
    say(error.message)
    if error.hint:
        say(sentence(error.hint))


def emit(content: str | bytes, output: Path | None, found: Found) -> None:
    """Write a result to standard output or to a file; never over a file of the plan."""
    if output is None:
        write_out(content)
        return
    folders = [place.folder.resolve() for place in found.places]
    if output.suffix.lower() in (".yaml", ".yml") and output.resolve().parent in folders:
        raise UsageError(f"{output} là tệp của kế hoạch.", "Chọn một tên tệp khác.")
    name = visible(str(output))
    try:
        _room_for(output)
        put(output.resolve(), as_bytes(content))
    except OSError as error:
        hint = "Kiểm tra quyền ghi và chỗ trống; đóng tệp nếu đang mở ở chương trình khác."
        raise KhtgdvError(f"Không ghi được {name}: {why(error)}.", hint) from error
    say(f"Đã ghi {name}")


def _room_for(output: Path) -> None:
    """Refuse a file where a folder stands, or where there is no folder for it."""
    name = visible(str(output))
    if output.is_dir():
        hint = f"Thêm tên tệp, ví dụ {visible(str(output / 'bao-cao.docx'))}"
        raise KhtgdvError(f"Không ghi được {name}: đây là một thư mục.", hint)
    if not output.parent.is_dir():
        hint = "Kiểm tra đường dẫn, hoặc tạo thư mục ấy trước."
        missing = visible(str(output.parent))
        raise KhtgdvError(f"Không ghi được {name}: không có thư mục {missing}.", hint)


def put(target: Path, data: bytes) -> None:
    """Put a file in its place as a whole: a run that breaks off leaves the old one."""
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe has to stay what it is
        return
    import tempfile

    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".khtgdv-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_folder(output: Path) -> bool:
    """Tell whether a path that was given for the result means a folder of files."""
    return not output.suffix or output.is_dir()


def emit_each(contents: Mapping[str, str | bytes], folder: Path, found: Found) -> None:
    """Write results under their names into a folder, which is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"Không tạo được thư mục {visible(str(folder))}: {why(error)}."
        raise KhtgdvError(message, "Kiểm tra đường dẫn và quyền ghi.") from error
    for name, content in contents.items():
        emit(content, folder / name, found)


def keep_from_terminal(name: str, output: Path | None) -> None:
    """Refuse to fill a terminal with the bytes of a format that is no text."""
    from khtgdv.render.formats import FORMATS

    if FORMATS[name].binary and output is None and sys.stdout.isatty():
        hint = f"Thêm --output ten-tep.{name}, hoặc chuyển sang chương trình khác bằng dấu |."
        raise UsageError(f"Định dạng {name} không phải là chữ để hiện trên màn hình.", hint)


def tell_trouble(found: Found, loaded: Loaded) -> None:
    """Say which plan was read where that may surprise, and what could not be read."""
    if found.embedded:
        say("đang dùng kế hoạch gốc kèm theo, chưa có ghi nhận nào")
    for file in loaded.files:
        for words in file.skipped:
            say(f"{visible(file.path)}: {words}")
    if loaded.errors:
        errors = [finding for finding in loaded.findings if finding.level == "error"]
        places = dict.fromkeys(f"{visible(f.path)}:{f.span.line}" for f in errors)
        shown = ", ".join(list(places)[:_PLACES])
        more = f" và {len(places) - _PLACES} chỗ khác" if len(places) > _PLACES else ""
        unread = sum(gap == (0, file.lines) for file in loaded.files for gap in file.gaps)
        whole = f" và {unread} tệp không đọc được" if unread else ""
        left_out = f"bỏ ra {loaded.left_out} dòng{whole}"
        say(f"Dữ liệu có {loaded.errors} lỗi, {left_out}: {shown}{more}")
        say("khtgdv validate cho biết từng lỗi và cách sửa")
