"""A document as it stands on A4 paper: what Word and PDF both print, decided once.

Widths are millimetres, colours six hexadecimal digits. Every text is safe to print as it is: it
may have line breaks, and what cannot be shown is spelt out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from khtgdv.document.document import Tone
from khtgdv.frozen import dataclass
from khtgdv.render.heat import hottest, step
from khtgdv.text import sentence, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Column, Document, Row, Table

Align = Literal["left", "center", "right"]
# A4 landscape; the margins of Nghị định 30/2020 and Hướng dẫn 36-HD/VPTW turned with the sheet.
PAGE = (297.0, 210.0)
MARGINS = {"top": 20.0, "right": 15.0, "bottom": 15.0, "left": 25.0}
ROOM = PAGE[0] - MARGINS["left"] - MARGINS["right"]
FIXED: dict[str, float] = {
    "id": 18, "code": 40, "date": 26, "number": 20, "heat": 10.5, "share": 20, "bar": 26,
    "state": 38, "span": 46,
}  # fmt: skip
NUMBER, _LABEL = 15.0, 60.0
_SHARES = {"long": 5.0, "line": 5.0, "text": 2.0, "day": 1.0}
_LEAST = 0.3  # of the room, for texts
CENTER = ("number", "heat", "share", "id", "code", "date", "bar", "span")
# Five steps of heat, light enough for black ink and told apart on a printer without colour.
HEAT = ("", "FFF3C4", "FFE08A", "FFC25C", "F79B4B")
_TONES = {Tone.LATE: "9B1C1C", Tone.SOON: "7A4A00", Tone.DONE: "1F5F3A"}
_HEAVY = 8
DATED = "………, ngày … tháng … năm ……"
SIGNED = "(ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a small note below it, the colours of the ink and the ground."""

    text: str
    note: str = ""
    ink: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a grid: its head, a row, a heading across all columns, or the total."""

    kind: Literal["head", "row", "group", "total"]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its head is repeated on each page. A `small` one has too many columns for more."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    lines: tuple[Line, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: the heading of a section or of a table, or a sentence."""

    kind: Literal["section", "heading", "sentence"]
    text: str


Block = Grid | Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report on paper, beginning on a page of its own."""

    banner: tuple[str, ...]
    agency: tuple[str, ...]
    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...]


def sheets(document: Document) -> list[Sheet]:
    """Return the reports of a document as they are printed one after the other."""
    return [_sheet(leaf) for leaf in document.leaves]


def _sheet(leaf: Document) -> Sheet:
    paper = leaf.paper
    blocks = [block for table in leaf.tables for block in _blocks(table)]
    if not any(table.layout == "figures" for table in leaf.tables):
        blocks[:0] = [Words("sentence", visible(line)) for line in leaf.figures]
    blocks[:0] = [Words("sentence", visible(line)) for line in paper.opening.splitlines()]
    if leaf.footer:
        blocks += [Words("sentence", visible(line)) for line in leaf.footer.splitlines()]
    return Sheet(
        banner=paper.banner,
        agency=tuple(visible(name).upper() for name in (paper.agency, paper.unit) if name),
        title=visible(paper.title or leaf.title),
        lines=tuple(
            visible(line) for line in (leaf.below and f"({leaf.below})", paper.only) if line
        ),
        blocks=tuple(blocks),
        signatures=paper.signatures,
    )


def _blocks(table: Table) -> Iterator[Block]:
    if table.layout == "data":
        return
    if table.section:
        yield Words("section", visible(table.section))
    for line in table.intro.splitlines():
        yield Words("sentence", visible(line))
    if not table.rows:
        if table.empty:
            yield Words("sentence", visible(table.empty))
        return
    if table.title:
        yield Words("heading", visible(table.title))
    yield from _grids(table)
    for line in table.footer.splitlines():
        yield Words("sentence", visible(line))


def _grids(table: Table) -> Iterator[Grid]:
    if table.layout in ("record", "figures"):
        for row in table.rows:
            yield _record(table, row)
    else:
        yield _grid(table, table.on_paper)


def _record(table: Table, row: Row) -> Grid:
    """Return one row as a list of what is known of it."""
    pairs = [(column.title, row.text(column.key)) for column in table.on_paper]
    lines = tuple(
        Line("row", (Cell(visible(sentence(title))), Cell(visible(text))))
        for title, text in pairs
        if text
    )
    return Grid((_LABEL, ROOM - _LABEL), ("left", "left"), lines)


def _grid(table: Table, columns: Sequence[Column]) -> Grid:
    lead: tuple[float, ...] = (NUMBER,) if table.numbered else ()
    return Grid(
        widths=(*lead, *widths(columns, ROOM - sum(lead))),
        aligns=(*(["center"] if table.numbered else []), *map(_align, columns)),  # type: ignore[arg-type]
        lines=tuple(_lines(table, columns)),
        small=len(columns) > _HEAVY,
    )


def _align(column: Column) -> Align:
    return "center" if column.kind in CENTER else "left"


def widths(columns: Sequence[Column], room: float) -> tuple[float, ...]:
    """Return the width of each column: what is short gets what it needs, texts share the rest."""
    fixed = [FIXED.get(column.kind, 0.0) for column in columns]
    shares = [_SHARES.get(column.kind, 0.0) for column in columns]
    taken = sum(fixed)
    if not any(shares):
        return tuple(width * room / taken for width in fixed)
    squeezed = min(1.0, room * (1 - _LEAST) / taken) if taken else 1.0
    left = (room - taken * squeezed) / sum(shares)
    return tuple(f * squeezed + s * left for f, s in zip(fixed, shares, strict=True))


def _lines(table: Table, columns: Sequence[Column]) -> Iterator[Line]:
    titles = [visible(column.printed or column.title.upper()) for column in columns]
    yield Line("head", tuple(map(Cell, [*(["TT"] if table.numbered else []), *titles])))
    most = hottest(table.rows, columns)
    number, group = 0, ""
    for row in table.rows:
        if row.group != group:
            number, group = 0, row.group
            yield Line("group", (Cell(visible(group)),))
        number += 1
        lead = [_number(table, row, number)] if table.numbered else []
        yield Line("row", (*lead, *(_cell(row, column, most) for column in columns)))
    if table.total:
        cells = (Cell(visible(table.total.on_paper(column.key))) for column in columns)
        yield Line("total", (*([Cell("")] if table.numbered else []), *cells))


def _number(table: Table, row: Row, number: int) -> Cell:
    """Return a row's number; its ID stands below unless somebody chose the columns."""
    keys = [column.key for column in table.columns if column.kind == "id"]
    note = "" if table.chosen is not None else row.text(keys[0])
    return Cell(f"{number}", note=visible(note))


def _cell(row: Row, column: Column, most: int) -> Cell:
    text = visible(row.on_paper(column.key))
    if column.kind == "heat":
        value = row.number(column.key)
        ground = HEAT[step(value, most, len(HEAT) - 1)]
        return Cell(text if value else "", ground=ground)
    ink = _TONES.get(row.tone, "") if column.kind == "state" else ""
    return Cell(text, ink=ink)
