"""Word and Excel files as offices make them by hand, each with what of it is hard to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def word_file(
    path: Path, tables: Iterable[Sequence[Sequence[str]]], paragraphs: Iterable[str] = ()
) -> Path:
    """Write tables of texts; a row of one text is one cell over the whole table.

    The text `^` goes on with the cell above, `<` with the cell at its left.
    """
    import docx

    doc = docx.Document()
    for text in paragraphs:
        doc.add_paragraph(text)
    for rows in tables:
        width = max(map(len, rows))
        table = doc.add_table(rows=0, cols=width)
        for texts in rows:
            cells = table.add_row().cells
            for number, text in enumerate(texts):
                if text not in ("^", "<"):
                    cells[number].text = text
            if len(texts) == 1:
                cells[0].merge(cells[-1])
        _merge(table, rows)
        doc.add_paragraph("")
    doc.save(str(path))
    return path


def _merge(table: Any, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text == "^":
                cell = table.cell(row - 1, column).merge(table.cell(row, column))
                _drop_empty_paragraphs(cell)
            elif text == "<":
                cell = table.cell(row, column - 1).merge(table.cell(row, column))
                _drop_empty_paragraphs(cell)


def _drop_empty_paragraphs(cell: Any) -> None:
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    """Write sheets; `<` and `^` merge as in `word_file`, dates stay dates."""
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row in range(len(rows)):
                _write_row(sheet, rows, row, day)
    return path


def _write_row(sheet: Any, rows: Sequence[Sequence[object]], row: int, day: Any) -> None:
    from datetime import date

    values = rows[row]
    for column, value in enumerate(values):
        span = 1
        while column + span < len(values) and values[column + span] == "<":
            span += 1
        down = 1
        while (
            row + down < len(rows)
            and column < len(rows[row + down])
            and (rows[row + down][column] == "^")
        ):
            down += 1
        if value in ("<", "^"):
            continue
        if span > 1 or down > 1:
            sheet.merge_range(row, column, row + down - 1, column + span - 1, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, day)
        else:
            sheet.write(row, column, value)
