"""Workbooks that people filled in, made from one that khtgdv wrote: cells changed, rows moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "Mã"
HIDDEN = ("khtgdv", "khtgdv-ds")


class Book:
    """The sheets of a workbook as lists of rows, which a test changes and saves again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        book = CalamineWorkbook.from_path(str(path))
        self.sheets: dict[str, list[list[Any]]] = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        }
        self.formulas: dict[tuple[int, int], str] = {}

    @property
    def lines(self) -> list[list[Any]]:
        """The rows of the sheet people see."""
        return next(iter(self.sheets.values()))

    @property
    def head(self) -> int:
        return next(n for n, line in enumerate(self.lines) if line[0] == HEAD)

    @property
    def rows(self) -> list[list[Any]]:
        """The rows below the head."""
        return self.lines[self.head + 1 :]

    def column(self, title: str) -> int:
        return self.lines[self.head].index(title)

    def row(self, row_id: str) -> list[Any]:
        return next(line for line in self.rows if line[0] == row_id)

    def cell_name(self, row_id: str, title: str) -> str:
        number = next(n for n, line in enumerate(self.lines, 1) if line[0] == row_id)
        return f"{chr(ord('A') + self.column(title))}{number}"

    def set(self, row_id: str, **values: Any) -> None:
        """Fill in cells of a row; a title's blanks are underscores here."""
        row = self.row(row_id)
        for name, value in values.items():
            row[self.column(TITLES[name])] = value

    def add(self, **values: Any) -> None:
        """Write a row below the last one."""
        row: list[Any] = [""] * len(self.lines[self.head])
        for name, value in values.items():
            row[self.column(TITLES[name])] = value
        self.lines.append(row)

    def save(self, path: Path | None = None) -> Path:
        """Write the sheets as another program would."""
        target = path or self.path
        with xlsxwriter.Workbook(target) as book:
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            for name, lines in self.sheets.items():
                sheet = book.add_worksheet(name)
                if name in HIDDEN:
                    sheet.hide()
                for number, line in enumerate(lines):
                    for place, value in enumerate(line):
                        formula = self.formulas.get((number, place)) if name not in HIDDEN else None
                        if formula is not None:
                            sheet.write_formula(number, place, formula, None, value)
                        elif isinstance(value, date):
                            sheet.write_datetime(number, place, value, day)
                        elif isinstance(value, str):
                            if value:
                                sheet.write_string(number, place, value)
                        else:
                            sheet.write(number, place, value)
        return target


TITLES = {
    "id": "Mã", "section": "Mục", "task": "Nội dung", "lead": "Chủ trì", "due": "Hạn",
    "state": "Tình trạng", "completed": "Hoàn thành ngày", "result": "Kết quả",
    "started": "Bắt đầu ngày", "progress": "Tiến độ (%)", "assignee": "Người thực hiện",
    "notes": "Ghi chú", "to": "Gia hạn đến", "on": "Ngày cho gia hạn",
    "document": "Văn bản gia hạn", "reason": "Lý do gia hạn",
}  # fmt: skip
