"""Excel: a summary, then a sheet a table, with typed cells, ready to filter and to print.

Texts are written as texts, whatever they look like: nothing in them is a formula or a link. Totals
and shares are formulas of ours, colours follow the words of a state. The file carries the position
as its date: same input, same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import datetime, time

from khtgdv.render.sheet_cells import COLUMN_WIDTHS, print_on_its_side, with_total_below
from khtgdv.render.sheet_formulas import Grid, row_formula, state_line, visible_count
from khtgdv.render.sheet_names import SheetNames, in_small_letters, quoted
from khtgdv.render.sheet_tables import SheetWriter
from khtgdv.text import escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.document.document import Document, Row, Table
    from khtgdv.render.formats import RenderOptions

_BLOCKS = re.compile("[█░]+ ?")  # a bar drawn in a text
_FINAL_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_LINES_OF_A_PAGE = 60  # that are legible where one page has to hold them
_SUMMARY_TITLE = "Tổng hợp"


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as a workbook."""
    if document.form is not None:
        from khtgdv.render.form_workbook import render_form

        return render_form(document.form, document.position.as_of)
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        created = datetime.combine(document.position.as_of, time.min)
        author = document.letterhead.agency
        book.set_properties({"title": document.title, "author": author, "created": created})
        _WorkbookWriter(book, document, options).write()
    return out.getvalue()


class _WorkbookWriter:
    """A workbook in the making: no two sheets have one name."""

    def __init__(self, book: Any, document: Document, options: RenderOptions) -> None:
        self.book, self.document = book, document
        self.tables = SheetWriter(book, options)
        self.cell_format = self.tables.cell_format
        self.names = SheetNames()

    def write(self) -> None:
        """Write the summary, then every table that has rows, part after part."""
        summary = self.add_sheet(_SUMMARY_TITLE)
        tables = [(leaf, table) for leaf in self.document.leaves for table in leaf.tables]
        shown_tables = [
            (leaf, with_total_below(table))
            for leaf, table in tables
            if table.rows and table.in_words and not _is_matrix(table)
        ]
        self.write_summary(
            summary, [self.write_table_sheet(leaf, table) for leaf, table in shown_tables]
        )

    def add_sheet(self, title: str) -> Any:
        """Add a sheet, set up to be printed: A4 on its side, one page broad."""
        sheet = self.book.add_worksheet(self.names.add(title))
        print_on_its_side(sheet)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
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

    def write_table_sheet(self, leaf: Document, table: Table) -> tuple[Grid, int]:
        """Write a table on a sheet of its own; return where its rows are, and how many."""
        prefix = f"{leaf.file_stem} " if leaf.file_stem and self.document.parts else ""
        title = _FINAL_BRACKETS.sub("", table.title or table.section) or leaf.title
        sheet = self.add_sheet(f"{prefix}{title if table.axis else in_small_letters(title)}")
        head_row = self.write_heading(sheet, leaf, " · ".join(dict.fromkeys((leaf.title, title))))
        grid, bottom = self.tables.write_table(sheet, table, head_row)
        for number, line in enumerate(table.footer.splitlines(), bottom + 2):
            sheet.write_string(number, 0, escape_unsafe(line), self.cell_format(italic=True))
        if grid.has("state"):
            formula, words = state_line(table.rows, grid)
            sheet.write_formula(head_row - 1, 0, formula, self.cell_format(bold=True), words)
        sheet.freeze_panes(head_row + 1, 1)
        sheet.repeat_rows(head_row)
        return grid, len(table.rows)

    def write_summary(self, sheet: Any, sheets: list[tuple[Grid, int]]) -> None:
        """Write the first sheet: the figures, what the workbook holds, a matrix with its chart."""
        line = self.write_heading(sheet, self.document, self.document.title)
        line = self.write_contents(sheet, sheets, self.write_figures(sheet, line))
        if self.document.footer:
            footer = escape_unsafe(self.document.footer)
            sheet.write_string(line, 0, footer, self.cell_format(italic=True))
            line += 1
        for table in self.document.tables:
            if _is_matrix(table) and table.rows:
                line = self.write_matrix(sheet, table, line + 1)
        sheet.set_column(0, 0, COLUMN_WIDTHS["text"])
        sheet.fit_to_pages(1, int(line <= _LINES_OF_A_PAGE))

    def write_figures(self, sheet: Any, line: int) -> int:
        """Write the figures one below the other, else as the lines they are; return the next."""
        for table in self.document.tables:
            if table.layout == "figures":
                for row in table.rows:
                    line = self.write_numbers(sheet, table, row, line)
                return line + 1
        for text in self.document.figures:
            sheet.write_string(line, 0, escape_unsafe(_BLOCKS.sub("", text)), self.cell_format())
            line += 1
        return line

    def write_numbers(self, sheet: Any, table: Table, row: Row, first: int) -> int:
        """Write the numbers of a row, each on a line with its name; return the line after."""
        grid = Grid(sheet.get_name(), table.page_columns, first, first, is_upright=True)
        for line, column in enumerate(grid.columns, first):
            name = escape_unsafe(sentence_case(column.title))
            sheet.write_string(line, 0, name, self.cell_format(text_wrap=True))
            look = self.cell_format(
                align="right", bold=True, num_format="0%" if column.kind == "share" else "0"
            )
            found = row_formula(row, column, grid, line)
            if found:
                sheet.write_formula(line, 1, found[0], look, found[1])
            else:
                sheet.write_number(line, 1, row.number(column.key), look)
        return first + len(grid.columns)

    def write_contents(self, sheet: Any, sheets: list[tuple[Grid, int]], line: int) -> int:
        """Write the names of the sheets as links, with how many of their rows are seen."""
        for grid, row_count in sheets:
            link = f"internal:{quoted(grid.sheet)}!A1"
            sheet.write_url(line, 0, link, self.cell_format(font_color="#0B4F9E"), grid.sheet)
            if grid.has("state"):
                formula, words = visible_count(grid, row_count)
                sheet.write_formula(line, 1, formula, self.cell_format(), words)
            else:
                sheet.write_string(line, 1, f"{row_count} dòng", self.cell_format())
            line += 1
        return line

    def write_matrix(self, sheet: Any, table: Table, line: int) -> int:
        """Write a matrix as a heat map with a chart of its sums; return the line after both."""
        title = table.title or table.section or self.document.title
        sheet.write_string(line, 0, escape_unsafe(title), self.cell_format(bold=True))
        head_row = line + 1
        grid, bottom = self.tables.write_table(sheet, table, head_row)
        heat = [place for place, c in enumerate(grid.columns) if c.kind == "heat"]
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
