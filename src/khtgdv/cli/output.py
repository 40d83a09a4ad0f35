"""Where the result goes, and what is said about the run on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from khtgdv.source.find import Found
    from khtgdv.source.load import Loaded

_PLACES = 10


def write_out(content: str | bytes) -> None:
    """Write a result to standard output, in UTF-8 whatever the system's code page."""
    sys.stdout.flush()
    sys.stdout.buffer.write(as_bytes(content))
    sys.stdout.buffer.flush()


def as_bytes(content: str | bytes) -> bytes:
    """Return content as the bytes of a file; what UTF-8 has no form for is spelt out."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def say(message: str) -> None:
    """Say something about the run, on standard error."""
    sys.stdout.flush()
    sys.stderr.write(f"{message}\n")
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
        from khtgdv.source.files import reason

        message = f"Không ghi được {visible(str(output))}: {reason(error)}."
        raise KhtgdvError(message, "Kiểm tra thư mục và quyền ghi.") from error
    say(f"Đã ghi {visible(str(output))}")


def tell_trouble(found: Found, loaded: Loaded) -> None:
    """Say which plan was read where that may surprise, and what could not be read."""
    if found.embedded:
        say("đang dùng kế hoạch gốc kèm theo, chưa có ghi nhận nào")
    for file in loaded.files:
        if file.stopped is not None:
            say(f"{visible(file.path)}: chỉ đọc được đến dòng {file.stopped}")
    if loaded.errors:
        errors = [finding for finding in loaded.findings if finding.level == "error"]
        places = dict.fromkeys(f"{visible(f.path)}:{f.span.line}" for f in errors)
        shown = ", ".join(list(places)[:_PLACES])
        more = f" và {len(places) - _PLACES} chỗ khác" if len(places) > _PLACES else ""
        say(f"Dữ liệu có {loaded.errors} lỗi, bỏ ra {loaded.left_out} dòng: {shown}{more}")
        say("khtgdv validate cho biết từng lỗi và cách sửa")
