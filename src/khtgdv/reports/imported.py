"""`import`: the rows that tables came to, and every cell that was not understood."""

from __future__ import annotations

from khtgdv.document.document import Column, Document, Row, Table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from khtgdv.dates.periods import Position
    from khtgdv.document.document import Value

_ROW_COLUMNS = (
    Column("id", "Mã", "id"),
    Column("task", "Nội dung", "long"),
    Column("lead", "Chủ trì", "code"),
    Column("coordinating", "Phối hợp", below_text=True),
    Column("start", "Bắt đầu"),
    Column("due", "Hạn"),
    Column("due_text", "Kết thúc (nguyên văn)"),
    Column("repeat", "Định kỳ"),
)
_UNREAD_COLUMNS = (
    Column("table", "Bảng"),
    Column("row", "Dòng", "number"),
    Column("column", "Cột"),
    Column("text", "Nguyên văn", "long"),
    Column("reason", "Vì sao chưa đọc được"),
)


def build(
    rows: Iterable[Mapping[str, object]],
    unread: Sequence[tuple[str, int, str, str, str]],
    position: Position,
    lines: tuple[str, ...],
    footer: str,
) -> Document:
    """Return what was read, row by row, and what was not."""
    read_rows = tuple(Row(_values(row)) for row in rows)
    keys = [column.key for column in _UNREAD_COLUMNS]
    unread_rows = tuple(Row(dict(zip(keys, cell, strict=True))) for cell in unread)
    default = ("id", "task", "lead", "due", "due_text")
    tables = (
        Table("rows", "", _ROW_COLUMNS, default, read_rows, layout="data"),
        Table("unread", "CHỖ CẦN XEM LẠI", _UNREAD_COLUMNS, tuple(keys), unread_rows,
              empty="Mọi ô đều đã đọc được."),
    )  # fmt: skip
    return Document("import", "NHẬP KẾ HOẠCH", position, (), tables, lines=lines, footer=footer)


def _values(row: Mapping[str, object]) -> dict[str, Value]:
    """Return a row of a file under the columns' names; lists become texts."""
    values: dict[str, Any] = {column.key: row.get(column.key) for column in _ROW_COLUMNS}
    values["task"] = row.get("task") or row.get("content")
    for key in ("lead", "coordinating"):
        value = values[key]
        values[key] = "; ".join(value) if isinstance(value, list) else value
    values["repeat"] = values["repeat"] and str(values["repeat"])
    return values
