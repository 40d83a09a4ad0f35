"""A table of a document as it is printed: its lines, widths by what is in them, its heading."""

from __future__ import annotations

from khtgdv.document.document import Tone
from khtgdv.document.headings import rows_by_heading
from khtgdv.document.heat import heat_maximum, heat_step
from khtgdv.frozen import replace
from khtgdv.render.column_widths import bands, fit_columns, least_widths, measure_columns
from khtgdv.render.span_cells import span_cells, span_heads
from khtgdv.render.table_lines import TableBlock, TableCell, TableLine, TextBlock
from khtgdv.text import escape_unsafe, sentence_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Column, ColumnKind, Row, Table
    from khtgdv.document.time_axis import TimeAxis
    from khtgdv.render.table_lines import Align, Block

_LABEL_WIDTH = 60.0
CENTERED_KINDS = ("number", "heat", "share", "id", "code", "date", "bar", "span")
# Five steps of heat, light enough for black ink and told apart on a printer without colour.
HEAT_COLORS = ("", "FFF3C4", "FFE08A", "FFC25C", "F79B4B")
_TONE_COLORS = {Tone.LATE: "9B1C1C", Tone.SOON: "7A4A00", Tone.DONE: "1F5F3A"}


def blocks_of(table: Table, room: float) -> Iterator[Block]:
    """Yield what a table is on a sheet that has so much room, in millimetres."""
    if table.layout == "data":
        return
    if table.section:
        yield TextBlock("section", escape_unsafe(table.section))
    for line in table.intro.splitlines():
        yield TextBlock("sentence", escape_unsafe(line))
    if not table.rows:
        if table.empty:
            yield TextBlock("sentence", escape_unsafe(table.empty))
        return
    if title := table.printed_title or table.title:
        yield TextBlock("heading", escape_unsafe(title))
    yield from _table_blocks(table, room)
    for line in (table.printed_footer or table.footer).splitlines():
        yield TextBlock("sentence", escape_unsafe(line))


def _table_blocks(table: Table, room: float) -> Iterator[Block]:
    if table.layout in ("record", "figures"):
        for row in table.rows:
            # Between two tables there must be a text: Word runs them into one.
            yield from _record_heading(table, row)
            yield _record_block(table, row, room)
    else:
        yield from _column_blocks(table, table.printed_columns, room)


def _record_heading(table: Table, row: Row) -> Iterator[TextBlock]:
    codes = (row.text(column.key) for column in table.columns if column.kind == "id")
    return (TextBlock("heading", escape_unsafe(code)) for code in codes)


def _record_block(table: Table, row: Row, room: float) -> TableBlock:
    """Return one row as a list of what is known of it."""
    pairs = [(column.title, row.printed_text(column.key)) for column in table.printed_columns]
    lines = tuple(
        TableLine(
            "row", (TableCell(escape_unsafe(sentence_case(title))), TableCell(escape_unsafe(text)))
        )
        for title, text in pairs
        if text
    )
    return TableBlock((_LABEL_WIDTH, room - _LABEL_WIDTH), ("left", "left"), lines)


def _column_blocks(table: Table, columns: Sequence[Column], room: float) -> Iterator[Block]:
    """Yield a table; one with more columns than a sheet holds in several, one below the other."""
    lines = tuple(_table_lines(table, columns))
    kinds: list[ColumnKind] = ["id"] if table.numbered else []
    for column in columns:
        kinds += [column.kind] if (axis := _axis(table, column)) is None else _kinds_of(axis)
    extents = measure_columns(lines, kinds)
    naming = [place for place, kind in enumerate(kinds) if kind == "id"]
    together = bands(least_widths(extents, room), naming, room)
    for number, places in enumerate(together, 1):
        if number > 1:
            yield TextBlock("heading", f"Các cột tiếp theo ({number}/{len(together)})")
        band = [kinds[place] for place in places]
        widths, size = fit_columns([extents[place] for place in places], band, room)
        aligns: tuple[Align, ...] = tuple("center" if k in CENTERED_KINDS else "left" for k in band)
        yield TableBlock(widths, aligns, _cut(lines, places), size)


def _cut(lines: tuple[TableLine, ...], places: Sequence[int]) -> tuple[TableLine, ...]:
    """Return the lines of a table with the cells of some columns."""
    if len(places) == len(lines[0].cells):
        return lines
    return tuple(
        line
        if line.kind == "group"
        else replace(line, cells=tuple(line.cells[place] for place in places))
        for line in lines
    )


def _axis(table: Table, column: Column) -> TimeAxis | None:
    """Return the axis that a column has cells over; None where it is one cell."""
    return table.axis if column.kind == "span" else None


def _kinds_of(axis: TimeAxis) -> list[ColumnKind]:
    return ["heat" for _ in span_heads(axis)]  # alike and narrow, as months are elsewhere


def _table_lines(table: Table, columns: Sequence[Column]) -> Iterator[TableLine]:
    head = [TableCell("TT")] if table.numbered else []
    head += [cell for column in columns for cell in _head_cells(table, column)]
    yield TableLine("head", tuple(head))
    max_heat = heat_maximum(table.rows, columns)
    for heading, rows in rows_by_heading(table.rows):
        if heading:
            yield TableLine("group", (TableCell(escape_unsafe(heading)),))
        for number, row in enumerate(rows, 1):
            cells = [_number_cell(table, row, number)] if table.numbered else []
            for column in columns:
                cells += _row_cells(table, row, column, max_heat)
            yield TableLine("row", tuple(cells))
    if table.total:
        cells = [TableCell("")] if table.numbered else []
        for column in columns:
            axis = _axis(table, column)
            text = escape_unsafe(table.total.printed_text(column.key))
            cells += [TableCell(text)] if axis is None else span_cells(None, axis)
        yield TableLine("total", tuple(cells))


def _head_cells(table: Table, column: Column) -> list[TableCell]:
    if (axis := _axis(table, column)) is not None:
        return span_heads(axis)
    return [TableCell(escape_unsafe(column.printed_title or column.title.upper()))]


def _row_cells(table: Table, row: Row, column: Column, max_heat: int) -> list[TableCell]:
    if (axis := _axis(table, column)) is not None:
        return span_cells(row.values.get(column.key), axis)
    return [_table_cell(row, column, max_heat)]


def _number_cell(table: Table, row: Row, number: int) -> TableCell:
    """Return a row's number: the paper's own, else its place, and below it the row's ID.

    The ID does not stand there where somebody chose the columns.
    """
    if row.paper_number:
        return TableCell(escape_unsafe(row.paper_number))
    keys = [column.key for column in table.columns if column.kind == "id"]
    note = "" if table.choice is not None else row.text(keys[0])
    return TableCell(f"{number}", note=escape_unsafe(note))


def _table_cell(row: Row, column: Column, max_heat: int) -> TableCell:
    text = escape_unsafe(row.printed_text(column.key))
    if column.kind == "heat":
        value = row.number(column.key)
        background = HEAT_COLORS[heat_step(value, max_heat, len(HEAT_COLORS) - 1)]
        return TableCell(text if value else "", ground=background)
    ink = _TONE_COLORS.get(row.tone, "") if column.kind == "state" else ""
    return TableCell(text, ink=ink)
