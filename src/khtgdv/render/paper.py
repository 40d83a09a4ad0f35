"""A document as it stands on A4 paper: what Word and PDF both print, decided once.

Widths are millimetres, colours six hexadecimal digits. Every text is safe to print as it is: it
may have line breaks, and what cannot be shown is spelt out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from khtgdv.document.document import Tone
from khtgdv.document.headings import rows_by_heading
from khtgdv.frozen import dataclass, replace
from khtgdv.render.column_widths import fit_columns
from khtgdv.render.heat import heat_maximum, heat_step
from khtgdv.render.table_lines import TableBlock, TableCell, TableLine
from khtgdv.render.upright import UprightSheet, upright_sheet
from khtgdv.text import escape_unsafe, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Column, Document, Row, Table
    from khtgdv.document.issued import IssuedText
    from khtgdv.render.table_lines import Align

# A4 landscape; the margins of Nghị định 30/2020 and Hướng dẫn 36-HD/VPTW turned with the sheet.
PAGE_SIZE = (297.0, 210.0)
MARGINS = {"top": 20.0, "right": 15.0, "bottom": 15.0, "left": 25.0}
TEXT_WIDTH = PAGE_SIZE[0] - MARGINS["left"] - MARGINS["right"]
_LABEL_WIDTH = 60.0
CENTERED_KINDS = ("number", "heat", "share", "id", "code", "date", "bar", "span")
# Five steps of heat, light enough for black ink and told apart on a printer without colour.
HEAT_COLORS = ("", "FFF3C4", "FFE08A", "FFC25C", "F79B4B")
_TONE_COLORS = {Tone.LATE: "9B1C1C", Tone.SOON: "7A4A00", Tone.DONE: "1F5F3A"}
AGENCY_SHARE = 0.52  # of the sheet's width, for the left part of its head
_CAPITAL_WIDTH, _LETTER_WIDTH = 3.4, 2.2  # of bold letters of a head, about
_DATE_LINE = "{}, ngày … tháng … năm ……"
_BLANK_PLACE = "………"
_MOST_SENTENCES = 4  # below a table, that stay with its last row
SIGNATURE_HINT = "(ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: the heading of a section or of a table, or a sentence."""

    kind: Literal["section", "heading", "sentence"]
    text: str


Block = TableBlock | TextBlock


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report on paper, beginning on a page of its own, or one appendix of a paper.

    A paper that is sent begins with its `upright` part, which has no blocks; each of its appendices
    has a `label` and no head.
    Below the agency and below the title stands a mark, or a line is drawn, as long as told; below
    the banner a line as long as told, else its last line is underlined. One without a date line
    has no head at all.
    """

    banner: tuple[str, ...]
    agency: tuple[str, ...]
    date_line: str
    agency_mark: str
    title_mark: str
    agency_rule: float
    banner_rule: float
    title_rule: float
    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]
    label: str = ""
    upright: UprightSheet | None = None


def first_kept(blocks: Sequence[Block]) -> int:
    """Return from which block on a sheet stays with its signatures: its last table or sentence.

    Below the table may stand a few sentences.
    """
    last = len(blocks) - 1
    for number in range(last, max(last - _MOST_SENTENCES, 0) - 1, -1):
        block = blocks[number]
        if isinstance(block, TableBlock):
            return number
        if block.kind != "sentence":
            break
    return max(last, 0)


def sheets(document: Document) -> list[Sheet]:
    """Return the reports of a document as they are printed one after the other."""
    return [sheet for leaf in document.leaves for sheet in _sheets(leaf)]


def _sheets(leaf: Document) -> Iterator[Sheet]:
    paper = leaf.letterhead
    if paper.issued is None:
        yield _sheet(leaf)
        return
    yield _bare_sheet(upright=upright_sheet(paper, paper.issued))
    yield from appendices(leaf, paper.issued)


def appendices(leaf: Document, issued: IssuedText) -> Iterator[Sheet]:
    """Yield the tables that go with a paper, each on a sheet of its own."""
    tables = {table.name: table for table in leaf.tables}
    several = len(issued.appendices) > 1
    for number, (name, title) in enumerate(issued.appendices.items(), 1):
        yield _bare_sheet(
            label=f"Phụ lục {number}" if several else "Phụ lục",
            title=escape_unsafe(title).upper(),
            lines=(f"({escape_unsafe(issued.enclosed)})",),
            blocks=tuple(_blocks(_as_appendix(tables[name]))),
        )


def _as_appendix(table: Table) -> Table:
    """Return a table as it goes with a signed paper: its rows have numbers and no codes."""
    rows = tuple(
        replace(row, paper_number=row.paper_number or f"{number}")
        for number, row in enumerate(table.rows, 1)
    )
    return replace(table, rows=rows, title="", section="", intro="")


def _bare_sheet(**parts: Any) -> Sheet:
    """Return a sheet without a head."""
    empty: dict[str, Any] = {
        "banner": (), "agency": (), "date_line": "", "agency_mark": "", "title_mark": "",
        "agency_rule": 0.0, "banner_rule": 0.0, "title_rule": 0.0, "title": "", "lines": (),
        "blocks": (), "signatures": (),
    }  # fmt: skip
    return Sheet(**{**empty, **parts})


def _sheet(leaf: Document) -> Sheet:
    paper = leaf.letterhead
    blocks = [block for table in leaf.tables for block in _blocks(table)]
    if not any(table.layout == "figures" for table in leaf.tables):
        blocks[:0] = [TextBlock("sentence", escape_unsafe(line)) for line in leaf.figures]
    blocks[:0] = [TextBlock("sentence", escape_unsafe(line)) for line in paper.opening.splitlines()]
    if leaf.footer:
        blocks += [TextBlock("sentence", escape_unsafe(line)) for line in leaf.footer.splitlines()]
    agency = tuple(escape_unsafe(name).upper() for name in paper.names)
    title = escape_unsafe(paper.title or leaf.title)
    place = escape_unsafe(paper.place) or _BLANK_PLACE
    is_party, is_state = paper.form == "party", paper.form == "state"
    return Sheet(
        banner=paper.banner,
        agency=agency,
        date_line="" if paper.is_bare else _DATE_LINE.format(place),
        agency_mark="*" if is_party and agency else "",
        title_mark="-----" if is_party else "",
        agency_rule=_rule(agency[-1:], AGENCY_SHARE, 0.4) if is_state else 0.0,
        banner_rule=_rule(paper.banner[-1:], 1 - AGENCY_SHARE, 1.0) if is_state else 0.0,
        title_rule=_rule((title,), 1.0, 0.4) if is_state else 0.0,
        title=title,
        lines=tuple(
            escape_unsafe(line)
            for line in (leaf.printed_subtitle and f"({leaf.printed_subtitle})", paper.filter_text)
            if line
        ),
        blocks=tuple(blocks),
        signatures=paper.signatures,
    )


def _rule(texts: Sequence[str], room: float, share: float) -> float:
    """Return how long a line is drawn below a text: a share of the text in its part of the sheet.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: from a third to a half of the line of words, and all of it
    below the motto.
    """
    letters = sum(_CAPITAL_WIDTH if c.isupper() else _LETTER_WIDTH for c in "".join(texts))
    return round(share * min(letters, room * TEXT_WIDTH), 1)


def _blocks(table: Table) -> Iterator[Block]:
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
    yield from _table_blocks(table)
    for line in (table.printed_footer or table.footer).splitlines():
        yield TextBlock("sentence", escape_unsafe(line))


def _table_blocks(table: Table) -> Iterator[Block]:
    if table.layout in ("record", "figures"):
        for row in table.rows:
            # Between two tables there must be a text: Word runs them into one.
            yield from _record_heading(table, row)
            yield _record_block(table, row)
    else:
        yield _table_block(table, table.printed_columns)


def _record_heading(table: Table, row: Row) -> Iterator[TextBlock]:
    codes = (row.text(column.key) for column in table.columns if column.kind == "id")
    return (TextBlock("heading", escape_unsafe(code)) for code in codes)


def _record_block(table: Table, row: Row) -> TableBlock:
    """Return one row as a list of what is known of it."""
    pairs = [(column.title, row.printed_text(column.key)) for column in table.printed_columns]
    lines = tuple(
        TableLine(
            "row", (TableCell(escape_unsafe(sentence_case(title))), TableCell(escape_unsafe(text)))
        )
        for title, text in pairs
        if text
    )
    return TableBlock((_LABEL_WIDTH, TEXT_WIDTH - _LABEL_WIDTH), ("left", "left"), lines)


def _table_block(table: Table, columns: Sequence[Column]) -> TableBlock:
    lines = tuple(_table_lines(table, columns))
    kinds = (*(("id",) if table.numbered else ()), *(column.kind for column in columns))
    widths, size = fit_columns(lines, kinds, TEXT_WIDTH)
    aligns: tuple[Align, ...] = tuple("center" if k in CENTERED_KINDS else "left" for k in kinds)
    return TableBlock(widths, aligns, lines, size)


def _table_lines(table: Table, columns: Sequence[Column]) -> Iterator[TableLine]:
    titles = [escape_unsafe(column.printed_title or column.title.upper()) for column in columns]
    yield TableLine("head", tuple(map(TableCell, [*(["TT"] if table.numbered else []), *titles])))
    max_heat = heat_maximum(table.rows, columns)
    for heading, rows in rows_by_heading(table.rows):
        if heading:
            yield TableLine("group", (TableCell(escape_unsafe(heading)),))
        for number, row in enumerate(rows, 1):
            leading_cells = [_number_cell(table, row, number)] if table.numbered else []
            yield TableLine(
                "row", (*leading_cells, *(_table_cell(row, column, max_heat) for column in columns))
            )
    if table.total:
        cells = (
            TableCell(escape_unsafe(table.total.printed_text(column.key))) for column in columns
        )
        yield TableLine("total", (*([TableCell("")] if table.numbered else []), *cells))


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
