"""The sheets of an Excel workbook as tables: dates as people write them, merged cells as one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from khtgdv.dates.periods import format_date
from khtgdv.importer.files.grid import (
    MAX_ROWS,
    Cell,
    TableFile,
    UnreadableTableError,
    clean_text,
    make_grid,
    words_above,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def read_tables(path: Path) -> TableFile:
    """Return the sheets of a workbook that have anything in them."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        grids = [_sheet_grid(book.get_sheet_by_name(name), name) for name in book.sheet_names]
    except UnreadableTableError:
        raise
    except Exception as error:
        message = f"{path.name} không phải một tệp Excel đọc được."
        raise UnreadableTableError(message, "mở bằng Excel rồi lưu lại dạng .xlsx") from error
    filled = [grid for grid in grids if grid.rows]
    words = [text for grid in filled for text in words_above(grid.rows)]
    return TableFile(path, filled, list(dict.fromkeys(words)))


def _sheet_grid(sheet: Any, name: str) -> Any:
    if sheet.height > MAX_ROWS:
        message = f"Trang tính {name} có hơn {MAX_ROWS} dòng, chưa nhập gì."
        raise UnreadableTableError(message, "tách thành nhiều tệp, hoặc xóa dòng trống ở cuối")
    top, left = sheet.start or (0, 0)
    rows = [[Cell(cell_text(v)) for v in row] for row in sheet.to_python(skip_empty_area=True)]
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        _merge(rows, (first_row - top, first_column - left), (last_row - top, last_column - left))
    return make_grid(f"trang tính {name}", rows, top + 1, [name])


def _merge(rows: list[list[Cell]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """Put one cell at every place of a merged range."""
    places = [
        (row, column)
        for row in range(max(first[0], 0), min(last[0] + 1, len(rows)))
        for column in range(max(first[1], 0), min(last[1] + 1, len(rows[row])))
    ]
    if not places:
        return
    origin = rows[places[0][0]][places[0][1]]
    cell = Cell(origin.text, last[1] - first[1] + 1, last[0] - first[0] + 1)
    for row, column in places:
        rows[row][column] = cell


def cell_text(value: Any) -> str:
    """Return what a cell shows: a day as a day, a whole number without a point."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (time, timedelta)):
        return str(value)
    return clean_text(str(value))
