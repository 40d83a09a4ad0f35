"""Bytes from the disk as text: what cannot be a plan's file is refused here, before any parser."""

from __future__ import annotations

import re
import stat

from khtgdv.errors import ACCESS_HINT, os_error_reason
from khtgdv.source.find import path_exists
from khtgdv.source.text.hygiene import mark_at_offset
from khtgdv.source.text.sourcefile import Mark, SourceFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from pathlib import Path

    FileOpener = Callable[[Path, str], SourceFile | None]

# What 20,000 rows take, with all that is recorded of them. The worst file within these bounds is
# told of within five seconds.
MAX_BYTES = 8 * 2**20
MAX_LINES = 200_000
_BOM = "\ufeff"
_MAC = "\r"
_UNDECODABLE_LINE = re.compile("[\udc80-\udcff][^\n]*")  # from a line's first byte that is no UTF-8
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_HINT = "mở bằng Notepad hoặc VS Code rồi lưu lại với bảng mã UTF-8"


def read_file(path: Path, display_path: str) -> SourceFile:
    """Read one file; what is wrong with its bytes is among the findings of the result.

    Bytes that are no UTF-8 become U+FFFD, so that the healthy rows can still be read.
    """
    file = SourceFile(display_path)
    _take_bytes(_read_bytes(path, file), file)
    return file


def open_file(path: Path, display_path: str) -> SourceFile | None:
    """Read one file; None where there is none."""
    return read_file(path, display_path) if path_exists(path) else None


def stored_file(data: bytes | None, size: int, display_path: str) -> SourceFile:
    """Return a file that something else has read: its bytes, None where it could not; its size."""
    file = SourceFile(display_path)
    if not _is_too_large(size, file) and data is None:
        message = "không đọc được tệp: nơi lưu không cho mở"
        file.report("unreadable-file", None, message, ACCESS_HINT)
    _take_bytes(data if not file.findings else None, file)
    return file


def _take_bytes(data: bytes | None, file: SourceFile) -> None:
    file.content = data
    if data is not None and max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        message = f"tệp có hơn {MAX_LINES} dòng, quá mức một kế hoạch cần"
        file.report("too-large", None, message, _SPLIT_HINT)
    elif data is not None:
        file.text = _decode(data, file)
        _normalize_line_ends(file)


def _read_bytes(path: Path, file: SourceFile) -> bytes | None:
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            file.report("unreadable-file", None, "không phải một tệp thường", "cần một tệp .yaml")
            return None
        if _is_too_large(before.st_size, file):
            return None
        return _read_stable_bytes(path, before, file)
    except OSError as error:
        file.report(
            "unreadable-file", None, f"không đọc được tệp: {os_error_reason(error)}", ACCESS_HINT
        )
        return None


def _is_too_large(size: int, file: SourceFile) -> bool:
    message = f"tệp lớn {size // 2**20} MB, quá mức {MAX_BYTES // 2**20} MB"
    return size > MAX_BYTES and file.report("too-large", None, message, _SPLIT_HINT)


_SPLIT_HINT = "chia kế hoạch thành nhiều thư mục"


def _read_stable_bytes(path: Path, before: os.stat_result, file: SourceFile) -> bytes | None:
    """Read the bytes, and make sure that nobody wrote into the file meanwhile."""
    with path.open("rb") as stream:
        data = stream.read(before.st_size + 1)
    after = path.stat()
    same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    if not same or len(data) != after.st_size:
        message = "tệp thay đổi trong lúc đọc"
        file.report("unreadable-file", None, message, "chờ chương trình kia lưu xong rồi chạy lại")
        return None
    return data


def _decode(data: bytes, file: SourceFile) -> str:
    if kind := next((kind for sign, kind in _MAGIC_NUMBERS.items() if data.startswith(sign)), None):
        file.report("not-utf8", None, f"đây là {kind}, không phải tệp văn bản", _NOT_TEXT)
        return ""
    if codec := _wide_codec(data):
        file.report("not-utf8", None, f"tệp lưu bằng bảng mã {codec[:6].upper()}", _SAVE_HINT)
        return data.decode(codec, errors="replace").removeprefix(_BOM)
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        file.text = data.decode("utf-8", errors="replace").removeprefix(_BOM)
    text = data.decode("utf-8", errors="surrogateescape").removeprefix(_BOM)
    bad_offsets = [match.start() for match in _UNDECODABLE_LINE.finditer(text)]
    suffix = f" và ở {len(bad_offsets) - 1} dòng khác" if len(bad_offsets) > 1 else ""
    message = f"có byte không thuộc bảng mã UTF-8 ở dòng này{suffix}"
    file.report("not-utf8", mark_at_offset(text, bad_offsets[0]), message, _SAVE_HINT)
    return file.text


def _normalize_line_ends(file: SourceFile) -> None:
    """Report line ends of an old Macintosh or of CRLF made twice, and read the lines they end."""
    kind = _MAC if "\n" not in file.text else "\r\r\n"
    if kind in file.text:
        ends = "\\x0d kiểu máy Mac cũ" if kind == _MAC else "\\x0d\\x0d\\x0a (CRLF hai lần)"
        file.replace_text(file.text.replace(kind, "\n"))
        width = len(file.lines[0])
        message = f"các dòng kết thúc bằng ký tự {ends}"
        hint = "lưu lại với kiểu xuống dòng LF hoặc CRLF"
        file.report("control-character", Mark(0, width, 0, width + 1), message, hint)


_MAGIC_NUMBERS = {
    b"PK\x03\x04": "tệp Word, Excel (.docx, .xlsx) hoặc tệp nén",
    b"\xd0\xcf\x11\xe0": "tệp Word, Excel (.doc, .xls)",
    b"%PDF-": "tệp PDF",
    b"{\\rtf": "tệp RTF",
}
_NOT_TEXT = "kế hoạch là tệp văn bản .yaml: mở bằng Notepad hoặc VS Code, lưu với bảng mã UTF-8"


def _wide_codec(data: bytes) -> str | None:
    """Return the codec of UTF-32 or UTF-16 text, of the latter also without a byte order mark."""
    if data.startswith(_UTF32):
        return "utf-32"
    if data.startswith(_UTF16):
        return "utf-16"
    odd, even = data[1:200:2], data[:200:2]
    if len(odd) > 1 and odd.count(0) * 2 > len(odd) > even.count(0) * 2:
        return "utf-16-le"
    if len(odd) > 1 and even.count(0) * 2 > len(even) > odd.count(0) * 2:
        return "utf-16-be"
    return None
