"""Excel: a summary, then a sheet a table, with typed cells, ready to filter and to print.

Texts are written as texts, whatever they look like: nothing in them is a formula or a link. The
file carries the position as its date: same input, same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from khtgdv.document.document import Tone
from khtgdv.document.headings import headed_rows
from khtgdv.render.paper import CENTERED_KINDS
from khtgdv.text import escape_unsafe, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.document.document import Column, Document, Row, Table
    from khtgdv.render.formats import RenderOptions

# Characters of a column by the kind of its values.
_COLUMN_WIDTHS = {
    "id": 9, "code": 12, "long": 70, "line": 70, "text": 32, "date": 14, "number": 11, "heat": 6,
    "share": 10, "bar": 11, "state": 22, "day": 18, "span": 24,
}  # fmt: skip
_LINE_HEIGHT, _MAX_ROW_HEIGHT = 15.75, 409.0  # points
_MAX_CELL_TEXT = 32_767  # characters a cell takes
_CUT_NOTE = " […: dài quá một ô Excel]"
_NAME = 31  # characters a sheet's name takes
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_BLOCKS = re.compile("[█░]+ ?")  # a bar drawn in a text
_FINAL_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_A4_PAPER = 9
# The ground of a cell by its state, never by its words; light enough for black ink.
_STATE_COLORS = {
    "overdue": "#FFC9C9", "completed": "#C8EFD4", "completed-late": "#C8EFD4",
    "cancelled": "#E5E5E5",
}  # fmt: skip
_SOON_COLOR = "#FFF3B0"
_SUMMARY_TITLE = "Tổng hợp"


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a workbook."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        created = datetime.combine(document.position.as_of, time.min)
        author = document.letterhead.agency
        book.set_properties({"title": document.title, "author": author, "created": created})
        _WorkbookWriter(book, document, options).write()
    return out.getvalue()


class _WorkbookWriter:
    """A workbook in the making: a format is made once, no two sheets have one name."""

    def __init__(self, book: Any, document: Document, options: RenderOptions) -> None:
        self.book, self.document, self.options = book, document, options
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.names: set[str] = set()

    def write(self) -> None:
        """Write the summary, then every table that has rows, part after part."""
        summary = self.add_sheet(_SUMMARY_TITLE)
        tables = [(leaf, table) for leaf in self.document.leaves for table in leaf.tables]
        shown_tables = [
            (leaf, t) for leaf, t in tables if t.rows and t.in_words and not _is_matrix(t)
        ]
        self.write_summary(
            summary, [self.write_table_sheet(leaf, table) for leaf, table in shown_tables]
        )

    def cell_format(self, **properties: Any) -> Any:
        """Return a format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
            self.formats[key] = self.book.add_format(base | properties)
        return self.formats[key]

    def add_sheet(self, title: str) -> Any:
        """Add a sheet, set up to be printed: A4 on its side, one page broad."""
        base_name = _FORBIDDEN_IN_NAME.sub(" ", escape_unsafe(title)).strip()[:_NAME] or "Bảng"
        name, number = base_name, 1
        while name.casefold() in self.names:
            number += 1
            name = f"{base_name[: _NAME - 5]} ({number})"
        self.names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4_PAPER)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P/&N")
        sheet.fit_to_pages(1, 0)
        return sheet

    def write_heading(self, sheet: Any, leaf: Document, title: str) -> int:
        """Write what a sheet is about; return the line after it."""
        letterhead = leaf.letterhead
        sheet.write_string(0, 0, escape_unsafe(title), self.cell_format(bold=True, font_size=14))
        subtitles = [
            text
            for text in (
                letterhead.parent,
                letterhead.agency,
                leaf.printed_subtitle,
                letterhead.filter_text,
            )
            if text
        ]
        for number, text in enumerate(subtitles, 1):
            sheet.write_string(number, 0, escape_unsafe(text), self.cell_format(italic=True))
        return len(subtitles) + 2

    def write_table_sheet(self, leaf: Document, table: Table) -> tuple[str, int]:
        """Write a table on a sheet of its own; return the sheet's name and how many rows it has."""
        prefix = f"{leaf.file_stem} " if leaf.file_stem and self.document.parts else ""
        title = _FINAL_BRACKETS.sub("", table.title or table.section) or leaf.title
        sheet = self.add_sheet(f"{prefix}{title.capitalize()}")
        head_row = self.write_heading(sheet, leaf, " · ".join(dict.fromkeys((leaf.title, title))))
        bottom = self.write_table(sheet, table, head_row)
        for number, line in enumerate(table.footer.splitlines(), bottom + 2):
            sheet.write_string(number, 0, escape_unsafe(line), self.cell_format(italic=True))
        sheet.freeze_panes(head_row + 1, 1)
        sheet.repeat_rows(head_row)
        last = bottom - (table.total is not None)
        sheet.autofilter(head_row, 0, last, len(table.page_columns) - 1)
        return sheet.get_name(), len(table.rows)

    def write_table(self, sheet: Any, table: Table, head_row: int) -> int:
        """Write a table's head, rows and total; return its last line."""
        columns = table.page_columns
        head = self.cell_format(
            bold=True,
            border=1,
            bg_color="#DDE6F0",
            align="center",
            valign="vcenter",
            text_wrap=True,
        )
        for column_index, column in enumerate(columns):
            sheet.set_column(column_index, column_index, _COLUMN_WIDTHS[column.kind])
            sheet.write_string(head_row, column_index, escape_unsafe(column.title), head)
        last = head_row
        for heading, row in headed_rows(self.options.with_progress(table.rows)):
            if heading:
                last += 1
                self.write_section_heading(sheet, last, len(columns), heading)
            last += 1
            self.write_row(sheet, last, columns, row)
        self.colour_matrix(sheet, columns, head_row + 1, last)
        if table.total:
            last += 1
            self.write_row(sheet, last, columns, table.total, bold=True)
        return last

    def write_section_heading(self, sheet: Any, line: int, width: int, heading: str) -> None:
        """Write the heading of a section across the columns, in cells that are not joined.

        A filter and a sorting work on joined cells no more.
        """
        look = self.cell_format(bold=True, bg_color="#F2F2F2")
        sheet.write_string(line, 0, one_line(heading), look)
        for column_index in range(1, width):
            sheet.write_blank(line, column_index, None, look)

    def write_row(
        self, sheet: Any, row_index: int, columns: Iterable[Column], row: Row, *, bold: bool = False
    ) -> None:
        """Write a row, as high as its longest text needs: Excel does not measure it by itself."""
        lines = 1
        for column_index, column in enumerate(columns):
            align = "center" if column.kind in CENTERED_KINDS else "left"
            properties: dict[str, Any] = {
                "border": 1,
                "text_wrap": True,
                "align": align,
                "bold": bold,
            }
            if column.kind == "state" and (colour := _state_color(row, column)):
                properties["bg_color"] = colour
            value, number_format = _value_and_format(row, column)
            if isinstance(value, str):
                sheet.write_string(row_index, column_index, value, self.cell_format(**properties))
                lines = max(lines, _line_count(value, _COLUMN_WIDTHS[column.kind]))
            elif isinstance(value, date):
                sheet.write_datetime(
                    row_index,
                    column_index,
                    value,
                    self.cell_format(**properties, num_format=number_format),
                )
            else:
                sheet.write_number(
                    row_index,
                    column_index,
                    value,
                    self.cell_format(**properties, num_format=number_format),
                )
        sheet.set_row(row_index, min(lines * _LINE_HEIGHT + 3, _MAX_ROW_HEIGHT))

    def colour_matrix(self, sheet: Any, columns: Iterable[Column], first: int, last: int) -> None:
        """Colour the cells of a matrix by their number."""
        heat = [place for place, column in enumerate(columns) if column.kind == "heat"]
        if heat:
            scale = {"type": "3_color_scale", "min_color": "#FFFFFF", "mid_color": "#FFE08A",
                     "max_color": "#F28C28"}  # fmt: skip
            sheet.conditional_format(first, heat[0], last, heat[-1], scale)

    def write_summary(self, sheet: Any, sheets: list[tuple[str, int]]) -> None:
        """Write the first sheet: the figures, what the workbook holds, a matrix with its chart."""
        line = self.write_heading(sheet, self.document, self.document.title)
        for text in self.document.figures:
            sheet.write_string(line, 0, escape_unsafe(_BLOCKS.sub("", text)), self.cell_format())
            line += 1
        for name, rows in sheets:
            sheet.write_url(
                line, 0, f"internal:'{name}'!A1", self.cell_format(font_color="#0B4F9E"), name
            )
            sheet.write_string(line, 1, f"{rows} dòng", self.cell_format())
            line += 1
        if self.document.footer:
            sheet.write_string(
                line, 0, escape_unsafe(self.document.footer), self.cell_format(italic=True)
            )
            line += 1
        for table in self.document.tables:
            if _is_matrix(table) and table.rows:
                line = self.write_matrix(sheet, table, line + 1)
        sheet.set_column(0, 0, _COLUMN_WIDTHS["text"])

    def write_matrix(self, sheet: Any, table: Table, line: int) -> int:
        """Write a matrix as a heat map with a chart of its sums; return the line after both."""
        title = table.title or table.section or self.document.title
        sheet.write_string(line, 0, escape_unsafe(title), self.cell_format(bold=True))
        head_row = line + 1
        bottom = self.write_table(sheet, table, head_row)
        heat = [place for place, c in enumerate(table.page_columns) if c.kind == "heat"]
        chart = self.book.add_chart({"type": "column", "subtype": "stacked"})
        for number in range(head_row + 1, head_row + 1 + len(table.rows)):
            chart.add_series({
                "name": [sheet.get_name(), number, 0],
                "categories": [sheet.get_name(), head_row, heat[0], head_row, heat[-1]],
                "values": [sheet.get_name(), number, heat[0], number, heat[-1]],
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_y_axis({"major_gridlines": {"visible": True}, "num_format": "0"})
        chart.set_size({"width": 900, "height": 340})
        sheet.insert_chart(bottom + 2, 0, chart)
        return bottom + 20


def _is_matrix(table: Table) -> bool:
    return any(column.kind == "heat" for column in table.page_columns)


def _state_color(row: Row, column: Column) -> str:
    default = _SOON_COLOR if row.tone is Tone.SOON else ""
    return _STATE_COLORS.get(str(row.values.get(column.key)), default)


def _value_and_format(row: Row, column: Column) -> tuple[str | float | date, str]:
    """Return the value of a cell with its number format; what has no type of Excel's is a text."""
    value = row.values.get(column.key)
    if isinstance(value, bool) or value is None or column.kind in ("state", "bar", "day"):
        return _cell_text(row.text(column.key)), ""
    if isinstance(value, date):
        return value, "dd/mm/yyyy"
    if isinstance(value, int | float):
        hides_zero = column.kind == "heat"
        return value, "0%" if column.kind == "share" else "0;-0;" if hides_zero else "General"
    return _cell_text(row.text(column.key)), ""


def _cell_text(text: str) -> str:
    """Return a text as a cell takes it: where Excel's own limit cuts it, that is said."""
    safe_text = escape_unsafe(text)
    return (
        safe_text
        if len(safe_text) <= _MAX_CELL_TEXT
        else safe_text[: _MAX_CELL_TEXT - len(_CUT_NOTE)] + _CUT_NOTE
    )


def _line_count(text: str, width: int) -> int:
    return sum(-(-max(len(line), 1) // width) for line in text.split("\n"))
