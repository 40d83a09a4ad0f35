"""Which files tables are read from, and what no reader is let near: bombs, locked files, others."""

from __future__ import annotations

import re
import zipfile
import zlib
from importlib import import_module

from khtgdv.errors import MissingLibraryError
from khtgdv.importer.files.grid import MAX_COLUMNS, MAX_ROWS, TableFile, UnreadableTableError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The reader of each kind of file.
READERS = {
    ".docx": "khtgdv.importer.files.docx_tables",
    ".xlsx": "khtgdv.importer.files.xlsx_tables",
    ".xlsm": "khtgdv.importer.files.xlsx_tables",
    ".csv": "khtgdv.importer.files.csv_tables",
}
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB: a locked file, or one before 2007
_MAX_UNPACKED = 200 * 2**20  # bytes; a plan's Word file unpacks to some hundred thousand
_MAX_MEMBERS = 5_000
_MAX_WORD_ROWS = 5_000  # a Word file is held in memory as a whole
_WORD_ROW, _CHUNK = b"</w:tr>", 2**20
# A cell of a sheet that holds something: its place.
_FILLED_CELL = rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]*(?<!/)>'
_LONGEST_TAG = 512  # bytes
_MIXED_UP = {".doc": ".docx", ".xls": ".xlsx", ".odt": ".docx", ".ods": ".xlsx", ".pdf": ".docx"}


def read_table_file(path: Path) -> TableFile:
    """Return the tables of a file; UnreadableTableError, in words, where it has none to read."""
    suffix = check_file(path)
    try:
        read: TableFile = import_module(READERS[suffix]).read_tables(path)
    except ImportError as error:
        raise missing_library(suffix) from error
    return read


def missing_library(suffix: str) -> MissingLibraryError:
    """Return what to say where the library for a kind of file is not installed."""
    message = f"Đọc tệp {suffix} cần thêm thư viện chưa cài trên máy này."
    return MissingLibraryError(message, "import")


def check_file(path: Path) -> str:
    """Return the kind of a file that may be read; UnreadableTableError, in words, of any other."""
    suffix = path.suffix.lower()
    if suffix not in READERS:
        better = _MIXED_UP.get(suffix, ".docx, .xlsx hay .csv")
        message = f'Không đọc được tệp dạng "{suffix or path.name}".'
        raise UnreadableTableError(message, f"mở tệp rồi lưu lại dạng {better}")
    try:
        if not path.is_file():
            message = (
                f"Không có tệp {path.name}."
                if not path.exists()
                else f"{path.name} không phải tệp."
            )
            raise UnreadableTableError(message, "kiểm tra lại đường dẫn")
        if suffix != ".csv":
            _check_package(path)
    except OSError as error:
        message = f"Không mở được {path.name}."
        raise UnreadableTableError(
            message, "đóng tệp ở chương trình khác, kiểm tra quyền đọc"
        ) from error
    return suffix


def _check_package(path: Path) -> None:
    """Refuse what is no Office file, is locked, or would unpack to more than any plan has."""
    with path.open("rb") as file:
        if file.read(8) == _COMPOUND_FILE:
            message = f"{path.name} có mật khẩu, hoặc là tệp Word, Excel đời cũ."
            raise UnreadableTableError(message, "bỏ mật khẩu, lưu lại dạng .docx hay .xlsx")
    too_large = UnreadableTableError(
        f"{path.name} quá lớn so với một kế hoạch, chưa nhập gì.",
        "chép bảng kế hoạch sang một tệp mới rồi nhập tệp ấy",
    )
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            unpacked = sum(member.file_size for member in members)
            if unpacked > _MAX_UNPACKED or len(members) > _MAX_MEMBERS:
                raise too_large
            rows = sum(_count_rows(package, member) for member in members)
            area = max((_filled_area(package, member) for member in members), default=0)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        message = f"{path.name} bị hỏng hoặc không phải tệp Word, Excel."
        raise UnreadableTableError(message, "lấy lại tệp từ nguồn, hoặc mở rồi lưu lại") from error
    if rows > _MAX_WORD_ROWS or area > MAX_ROWS * MAX_COLUMNS:
        raise too_large


def _count_rows(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Return how many rows of tables a member has, read to its end: a lie of its size shows."""
    return sum(chunk.count(_WORD_ROW) for chunk in _chunks(package, member, len(_WORD_ROW) - 1))


def _filled_area(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Return how many cells a sheet has from its first to its last filled one.

    That many are made by who reads it, were there only the last.
    """
    rows = columns = 0
    if member.filename.startswith("xl/worksheets/"):
        for chunk in _chunks(package, member, _LONGEST_TAG):
            for letters, digits in re.findall(_FILLED_CELL, chunk):
                rows, columns = max(rows, int(digits)), max(columns, column_number(letters))
    return rows * columns


def column_number(letters: bytes) -> int:
    """Return the number of a column: 1 of `A`, 27 of `AA`."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _chunks(package: zipfile.ZipFile, member: zipfile.ZipInfo, overlap: int) -> Iterator[bytes]:
    """Yield a member piece by piece, each with the end of the one before."""
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            piece = rest + chunk
            yield piece
            rest = piece[-overlap:]
