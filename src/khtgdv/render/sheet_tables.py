"""Tables on the sheets of a workbook: head, rows, totals, colours that follow what stands there."""

from __future__ import annotations

from datetime import date

from khtgdv.document.document import Row
from khtgdv.document.headings import headed_rows
from khtgdv.render.paper_tables import CENTERED_KINDS
from khtgdv.render.sheet_cells import (
    CellFormats,
    column_width,
    row_height,
    sheet_columns,
    value_and_format,
)
from khtgdv.render.sheet_formulas import (
    CANCELLED,
    COUNTED_KINDS,
    FINISHED,
    LATE,
    SOON,
    Formula,
    Grid,
    is_sum,
    row_formula,
    total_formula,
)
from khtgdv.text import escape_unsafe, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from khtgdv.document.document import Column, Table
    from khtgdv.render.formats import RenderOptions

# The ground of a state, by the words it begins with or has in it; light enough for black ink.
_STATE_COLORS = (
    *(("begins with", words, "#C8EFD4") for words in FINISHED),
    *(("begins with", words, "#E5E5E5") for words in CANCELLED),
    *(("begins with", words, "#FFC9C9") for words in LATE),
    *(("containing", words, "#FFF3B0") for words in SOON),
)
_HEAT_SCALE = {
    "type": "3_color_scale", "min_color": "#FFFFFF", "mid_color": "#FFE08A", "max_color": "#F28C28",
}  # fmt: skip
_SUM_OF_LINES = "Cộng các dòng trên"


class SheetWriter:
    """A workbook whose tables are written."""

    def __init__(self, book: Any, options: RenderOptions) -> None:
        """Take the workbook."""
        self.options, self.formats = options, CellFormats(book)
        self.cell_format = self.formats.of_cell

    def write_table(self, sheet: Any, table: Table, head_row: int) -> tuple[Grid, int]:
        """Write a table's head, rows and total; return where its rows are, and its last line."""
        columns = sheet_columns(table)
        widths = [column_width(column, table.rows) for column in columns]
        self._write_head(sheet, columns, widths, head_row)
        places: list[tuple[int, Row]] = []
        line = head_row
        for heading, row in headed_rows(table.rows):
            line += 1
            if heading:
                self._write_section_heading(sheet, line, len(columns), heading)
                line += 1
            places.append((line, row))
        grid = Grid(sheet.get_name(), columns, head_row + 1, line, tuple(widths))
        for place, row in self.options.with_progress(places):
            self._write_row(sheet, grid, place, row, _row_formulas(row, grid, place))
        sheet.autofilter(head_row, 0, line, len(columns) - 1)
        self._colour(sheet, grid)
        return grid, self._write_totals(sheet, table, grid)

    def _write_head(
        self, sheet: Any, columns: Sequence[Column], widths: Sequence[int], line: int
    ) -> None:
        """Write the titles of columns, as high as their words need."""
        look = self.cell_format(
            bold=True, border=1, bg_color="#DDE6F0", align="center", valign="vcenter",
            text_wrap=True,
        )  # fmt: skip
        titles = [escape_unsafe(column.title) for column in columns]
        for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(line, place, title, look)
        sheet.set_row(line, row_height(zip(titles, widths, strict=True), bold=True))

    def _write_section_heading(self, sheet: Any, line: int, width: int, heading: str) -> None:
        """Write the heading of a section across the columns, in cells that are not joined.

        A filter and a sorting work on joined cells no more.
        """
        look = self.cell_format(bold=True, bg_color="#F2F2F2")
        sheet.write_string(line, 0, one_line(heading), look)
        for place in range(1, width):
            sheet.write_blank(line, place, None, look)

    def _write_row(
        self, sheet: Any, grid: Grid, line: int, row: Row, formulas: Mapping[str, Formula]
    ) -> None:
        """Write a row, as high as its longest text needs; totals are bold."""
        cells = [(column, *value_and_format(row, column)) for column in grid.columns]
        is_total = line > grid.last
        for place, (column, value, number_format) in enumerate(cells):
            look = self.cell_format(
                border=1,
                text_wrap=True,
                align="center" if column.kind in CENTERED_KINDS else "left",
                bold=is_total,
                num_format="0%" if column.kind == "share" else number_format or "General",
            )
            if column.key in formulas:
                sheet.write_formula(line, place, formulas[column.key][0], look,
                                    formulas[column.key][1])  # fmt: skip
            elif isinstance(value, str):
                sheet.write_string(line, place, value, look)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, look)
            else:
                sheet.write_number(line, place, value, look)
        texts = [
            (value, width)
            for (_, value, _), width in zip(cells, grid.widths, strict=True)
            if isinstance(value, str)
        ]
        sheet.set_row(line, row_height(texts, bold=is_total))

    def _write_totals(self, sheet: Any, table: Table, grid: Grid) -> int:
        """Write the total below a table; return the last line.

        One that is not the sum of the lines above, as a task with several leads counts in it once,
        stands below that sum, as a number.
        """
        total, line = table.total, grid.last
        if total is None:
            return line
        exact = is_sum(total, table.rows, grid.columns)
        sums = total if exact else _sum_row(table.rows, grid.columns)
        for row in (sums,) if exact else (sums, total):
            line += 1
            formulas = _total_formulas(row, table.rows, grid, line) if row is sums else {}
            self._write_row(sheet, grid, line, row, formulas)
        return line

    def _colour(self, sheet: Any, grid: Grid) -> None:
        """Colour states by their words and a matrix by its numbers, also once they are changed."""
        kinds = [column.kind for column in grid.columns]
        for place, kind in enumerate(kinds):
            if kind == "state":
                for criteria, words, color in _STATE_COLORS:
                    look = self.formats.of({"bg_color": color})
                    rule = {"type": "text", "criteria": criteria, "value": words, "format": look,
                            "stop_if_true": True}  # fmt: skip
                    sheet.conditional_format(grid.first, place, grid.last, place, rule)
        if "heat" in kinds:
            first, last = kinds.index("heat"), len(kinds) - 1 - kinds[::-1].index("heat")
            sheet.conditional_format(grid.first, first, grid.last, last, _HEAT_SCALE)


def _row_formulas(row: Row, grid: Grid, line: int) -> dict[str, Formula]:
    """Return the formulas of a row by the keys of its columns."""
    found = {column.key: row_formula(row, column, grid, line) for column in grid.columns}
    return {key: formula for key, formula in found.items() if formula}


def _total_formulas(total: Row, rows: Sequence[Row], grid: Grid, line: int) -> dict[str, Formula]:
    """Return the formulas of the sums of columns, and of the share that these make."""
    sums = {column.key: total_formula(column, rows, grid) for column in grid.columns}
    shares = {key: f for key, f in _row_formulas(total, grid, line).items() if not sums[key]}
    return shares | {key: formula for key, formula in sums.items() if formula}


def _sum_row(rows: Sequence[Row], columns: Sequence[Column]) -> Row:
    """Return the sums of columns as a row."""
    counted = [column.key for column in columns if column.kind in COUNTED_KINDS]
    sums = {key: sum(row.number(key) for row in rows) for key in counted}
    return Row(sums, {columns[0].key: _SUM_OF_LINES})
