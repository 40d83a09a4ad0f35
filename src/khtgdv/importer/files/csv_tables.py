"""A CSV file as one table, whatever separates its columns and however it is encoded."""

from __future__ import annotations

import csv
import io

from khtgdv.importer.files.grid import Cell, TableFile, UnreadableTableError, clean_text, make_grid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_SEPARATORS = ",;\t|"
_SAMPLE = 20_000  # characters from which the separator is told
_MAX_BYTES = 64 * 2**20


def read_tables(path: Path) -> TableFile:
    """Return the one table of a CSV file."""
    data = path.read_bytes()[: _MAX_BYTES + 1]
    if len(data) > _MAX_BYTES:
        message = f"{path.name} lớn hơn 64 MB, chưa nhập gì."
        raise UnreadableTableError(message, "tách thành nhiều tệp")
    text = _decode(data, path)
    rows = csv.reader(io.StringIO(text), delimiter=_separator(text[:_SAMPLE]))
    try:
        grid = make_grid("bảng 1", ([Cell(clean_text(value)) for value in row] for row in rows))
    except csv.Error as error:
        message = f"{path.name} không phải một tệp CSV đọc được."
        raise UnreadableTableError(message, "lưu lại từ Excel dạng CSV UTF-8") from error
    return TableFile(path, [grid], [c.text for row in grid.rows[:12] for c in row if c.text])


def _decode(data: bytes, path: Path) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text or "\0" in text:
        message = f"{path.name} không lưu bằng bảng mã UTF-8."
        raise UnreadableTableError(message, 'trong Excel chọn "CSV UTF-8" khi lưu')
    return text


def _separator(sample: str) -> str:
    """Return the separator that a sample has most of outside quotation marks."""
    outside = "".join(sample.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)
