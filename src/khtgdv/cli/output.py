"""Where the result goes, and what is said about the run on standard error."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.source.find import Found
    from khtgdv.source.loaded import Loaded

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
    return KhtgdvError(f"Không ghi được kết quả: {_why(error)}.", hint)


def _why(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "đĩa đã đầy"
    from khtgdv.source.files import reason

    return reason(error)


def let_go() -> None:
    """Let standard output lead nowhere: what is still buffered must not fail again at exit."""
    with suppress(OSError, ValueError):
        out = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, out)
        os.close(nowhere)


def as_bytes(content: str | bytes) -> bytes:
    """Return content as the bytes of a file; what UTF-8 has no form for is spelt out."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def say(message: str) -> None:
    """Say something about the run, on standard error; nobody may be listening there."""
    with suppress(OSError):
        sys.stderr.write(f"{visible(message)}\n")
        sys.stderr.flush()


def tell_error(error: KhtgdvError) -> None:
    """Say what is wrong and what to do."""
    say(error.message)
    if error.hint:
        say(error.hint)


def emit(content: str | bytes, output: Path | None, found: Found) -> None:
    """Write a result to standard output or to a file; never over a file of the plan."""
    if output is None:
        write_out(content)
        return
    folders = [place.folder.resolve() for place in found.places]
    if output.suffix.lower() in (".yaml", ".yml") and output.resolve().parent in folders:
        raise UsageError(f"{output} là tệp của kế hoạch.", "Chọn một tên tệp khác.")
    try:
        output.write_bytes(as_bytes(content))
    except OSError as error:
        message = f"Không ghi được {visible(str(output))}: {_why(error)}."
        raise KhtgdvError(message, "Kiểm tra thư mục và quyền ghi.") from error
    say(f"Đã ghi {visible(str(output))}")


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
        say(f"Dữ liệu có {loaded.errors} lỗi, bỏ ra {loaded.left_out} dòng: {shown}{more}")
        say("khtgdv validate cho biết từng lỗi và cách sửa")
