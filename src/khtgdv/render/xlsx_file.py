"""Excel: a summary, then a sheet a table, with typed cells, ready to filter and to print.

Texts are written as texts, whatever they look like: nothing in them is a formula or a link. The
file carries the position as its date: same input, same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from khtgdv.render.formats import not_installed
from khtgdv.render.paper import CENTER
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khtgdv.document.document import Column, Document, Row, Table
    from khtgdv.render.formats import Look

# Characters of a column by the kind of its values.
_WIDTHS = {
    "id": 9, "code": 12, "long": 70, "line": 70, "text": 32, "date": 14, "number": 11, "heat": 6,
    "share": 10, "bar": 11, "state": 22, "day": 18, "span": 24,
}  # fmt: skip
_LINE, _TALLEST = 15.75, 409.0  # points
_LONGEST = 32_767  # characters a cell takes
_CUT = " […: dài quá một ô Excel]"
_NAME = 31  # characters a sheet's name takes
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_BLOCKS = re.compile("[█░]+ ?")  # a bar drawn in a text
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_A4 = 9
# The colour of a cell by the word of its state, light enough for black ink.
_LATE, _SOON, _DONE, _OFF = "#FFC9C9", "#FFF3B0", "#C8EFD4", "#E5E5E5"
_STATES = {
    "quá hạn": _LATE, "vừa hết hạn": _LATE, "còn ": _SOON, "hạn hôm nay": _SOON,
    "hoàn thành": _DONE, "đã hủy": _OFF,
}  # fmt: skip
_LIST = "Tổng hợp"


def render(document: Document, look: Look) -> bytes:
    """Return the document as a workbook."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise not_installed("xlsx") from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        when = datetime.combine(document.position.as_of, time.min)
        author = document.paper.agency
        book.set_properties({"title": document.title, "author": author, "created": when})
        _Book(book, document, look).fill()
    return out.getvalue()


class _Book:
    """A workbook in the making: a format is made once, no two sheets have one name."""

    def __init__(self, book: Any, document: Document, look: Look) -> None:
        self.book, self.document, self.look = book, document, look
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.names: set[str] = set()

    def fill(self) -> None:
        """Write the summary, then every table that has rows, part after part."""
        summary = self.sheet(_LIST)
        tables = [(leaf, table) for leaf in self.document.leaves for table in leaf.tables]
        told = [(leaf, t) for leaf, t in tables if t.rows and t.in_words and not _is_matrix(t)]
        self.summary(summary, [self.of_table(leaf, table) for leaf, table in told])

    def style(self, **looks: Any) -> Any:
        """Return a format, made once."""
        key = tuple(sorted(looks.items()))
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
            self.formats[key] = self.book.add_format(base | looks)
        return self.formats[key]

    def sheet(self, title: str) -> Any:
        """Add a sheet, set up to be printed: A4 on its side, one page broad."""
        wanted = _FORBIDDEN.sub(" ", visible(title)).strip()[:_NAME] or "Bảng"
        name, number = wanted, 1
        while name.casefold() in self.names:
            number += 1
            name = f"{wanted[: _NAME - 5]} ({number})"
        self.names.add(name.casefold())
        made = self.book.add_worksheet(name)
        made.set_landscape()
        made.set_paper(_A4)
        made.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        made.set_footer("&C&P/&N")
        made.fit_to_pages(1, 0)
        return made

    def heading(self, sheet: Any, leaf: Document, title: str) -> int:
        """Write what a sheet is about; return the line after it."""
        paper = leaf.paper
        sheet.write_string(0, 0, visible(title), self.style(bold=True, font_size=14))
        told = [text for text in (paper.agency, leaf.below, paper.only) if text]
        for number, text in enumerate(told, 1):
            sheet.write_string(number, 0, visible(text), self.style(italic=True))
        return len(told) + 2

    def of_table(self, leaf: Document, table: Table) -> tuple[str, int]:
        """Write a table on a sheet of its own; return the sheet's name and how many rows it has."""
        mark = f"{leaf.named} " if leaf.named and self.document.parts else ""
        title = _bare(table.title or table.section) or leaf.title
        sheet = self.sheet(f"{mark}{title.capitalize()}")
        top = self.heading(sheet, leaf, " · ".join(dict.fromkeys((leaf.title, title))))
        bottom = self.grid(sheet, table, top)
        for number, line in enumerate(table.footer.splitlines(), bottom + 2):
            sheet.write_string(number, 0, visible(line), self.style(italic=True))
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(top)
        sheet.autofilter(top, 0, top + len(table.rows), len(table.shown) - 1)
        return sheet.get_name(), len(table.rows)

    def grid(self, sheet: Any, table: Table, top: int) -> int:
        """Write a table's head, rows and total; return its last line."""
        columns = table.shown
        head = self.style(
            bold=True,
            border=1,
            bg_color="#DDE6F0",
            align="center",
            valign="vcenter",
            text_wrap=True,
        )
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS[column.kind])
            sheet.write_string(top, place, visible(column.title), head)
        for line, row in enumerate(self.look.steps(table.rows), top + 1):
            self.row(sheet, line, columns, row)
        last = top + len(table.rows)
        self.colours(sheet, columns, top + 1, last)
        if table.total:
            last += 1
            self.row(sheet, last, columns, table.total, bold=True)
        return last

    def row(
        self, sheet: Any, line: int, columns: Iterable[Column], row: Row, *, bold: bool = False
    ) -> None:
        """Write a row, as high as its longest text needs: Excel does not measure it by itself."""
        lines = 1
        for place, column in enumerate(columns):
            align = "center" if column.kind in CENTER else "left"
            looks: dict[str, Any] = {"border": 1, "text_wrap": True, "align": align, "bold": bold}
            value, form = _typed(row, column)
            if isinstance(value, str):
                sheet.write_string(line, place, value, self.style(**looks))
                lines = max(lines, _lines(value, _WIDTHS[column.kind]))
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, self.style(**looks, num_format=form))
            else:
                sheet.write_number(line, place, value, self.style(**looks, num_format=form))
        sheet.set_row(line, min(lines * _LINE + 3, _TALLEST))

    def colours(self, sheet: Any, columns: Iterable[Column], first: int, last: int) -> None:
        """Colour states by their word and the cells of a matrix by their number."""
        for place, column in enumerate(columns):
            for word, colour in _STATES.items() if column.kind == "state" else ():
                rule: dict[str, Any] = {"type": "text", "criteria": "containing", "value": word}
                rule |= {"format": self.book.add_format({"bg_color": colour}), "stop_if_true": True}
                sheet.conditional_format(first, place, last, place, rule)
        heat = [place for place, column in enumerate(columns) if column.kind == "heat"]
        if heat:
            scale = {"type": "3_color_scale", "min_color": "#FFFFFF", "mid_color": "#FFE08A",
                     "max_color": "#F28C28"}  # fmt: skip
            sheet.conditional_format(first, heat[0], last, heat[-1], scale)

    def summary(self, sheet: Any, sheets: list[tuple[str, int]]) -> None:
        """Write the first sheet: the figures, what the workbook holds, a matrix with its chart."""
        line = self.heading(sheet, self.document, self.document.title)
        for text in self.document.figures:
            sheet.write_string(line, 0, visible(_BLOCKS.sub("", text)), self.style())
            line += 1
        for name, rows in sheets:
            sheet.write_url(
                line, 0, f"internal:'{name}'!A1", self.style(font_color="#0B4F9E"), name
            )
            sheet.write_string(line, 1, f"{rows} dòng", self.style())
            line += 1
        if self.document.footer:
            sheet.write_string(line, 0, visible(self.document.footer), self.style(italic=True))
            line += 1
        for table in self.document.tables:
            if _is_matrix(table) and table.rows:
                line = self.matrix(sheet, table, line + 1)
        sheet.set_column(0, 0, _WIDTHS["text"])

    def matrix(self, sheet: Any, table: Table, line: int) -> int:
        """Write a matrix as a heat map with a chart of its sums; return the line after both."""
        title = table.title or table.section or self.document.title
        sheet.write_string(line, 0, visible(title), self.style(bold=True))
        top = line + 1
        bottom = self.grid(sheet, table, top)
        heat = [place for place, c in enumerate(table.shown) if c.kind == "heat"]
        chart = self.book.add_chart({"type": "column", "subtype": "stacked"})
        for number in range(top + 1, top + 1 + len(table.rows)):
            chart.add_series({
                "name": [sheet.get_name(), number, 0],
                "categories": [sheet.get_name(), top, heat[0], top, heat[-1]],
                "values": [sheet.get_name(), number, heat[0], number, heat[-1]],
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_y_axis({"major_gridlines": {"visible": True}, "num_format": "0"})
        chart.set_size({"width": 900, "height": 340})
        sheet.insert_chart(bottom + 2, 0, chart)
        return bottom + 20


def _bare(title: str) -> str:
    """Return a title without what stands in brackets at its end."""
    return _BRACKETS.sub("", title)


def _is_matrix(table: Table) -> bool:
    return any(column.kind == "heat" for column in table.shown)


def _typed(row: Row, column: Column) -> tuple[str | float | date, str]:
    """Return the value of a cell with its number format; what has no type of Excel's is a text."""
    value = row.values.get(column.key)
    if isinstance(value, bool) or value is None or column.kind in ("state", "bar", "day"):
        return _whole(row.text(column.key)), ""
    if isinstance(value, date):
        return value, "dd/mm/yyyy"
    if isinstance(value, int | float):
        zero = column.kind == "heat"
        return value, "0%" if column.kind == "share" else "0;-0;" if zero else "General"
    return _whole(row.text(column.key)), ""


def _whole(text: str) -> str:
    """Return a text as a cell takes it: where Excel's own limit cuts it, that is said."""
    told = visible(text)
    return told if len(told) <= _LONGEST else told[: _LONGEST - len(_CUT)] + _CUT


def _lines(text: str, width: int) -> int:
    return sum(-(-max(len(line), 1) * 10 // (width * 10)) for line in text.split("\n"))
