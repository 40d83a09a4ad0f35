"""A document as it stands on A4 paper: what Word and PDF both print, decided once.

Widths are millimetres, colours six hexadecimal digits. Every text is safe to print as it is: it
may have line breaks, and what cannot be shown is spelt out.
"""

from __future__ import annotations

from khtgdv.document.appendix_labels import appendix_label
from khtgdv.frozen import dataclass, replace
from khtgdv.render.letter_widths import text_width
from khtgdv.render.paper_tables import blocks_of
from khtgdv.render.span_cells import span_legend
from khtgdv.render.table_lines import TableBlock, TextBlock
from khtgdv.render.upright import UprightSheet, blank_date_line, upright_sheet
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Document, Table
    from khtgdv.document.issued import IssuedText
    from khtgdv.render.table_lines import Block

# A4 landscape; the margins that 399-QĐ/TW and Nghị định 30/2020/NĐ-CP ask of any sheet.
PAGE_SIZE = (297.0, 210.0)
MARGINS = {"top": 20.0, "right": 15.0, "bottom": 20.0, "left": 30.0}
TEXT_WIDTH = PAGE_SIZE[0] - MARGINS["left"] - MARGINS["right"]
AGENCY_SHARE = 0.52  # of the sheet's width, for the left part of its head
TEXT_SIZE, LABEL_SIZE = 13, 14  # points: outside of tables; of the labels of appendices and pages
_MOST_SENTENCES = 4  # below a table, that stay with its last row
SIGNATURE_HINT = "(ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report on paper, beginning on a page of its own, or one appendix of a paper.

    A paper that is sent begins with its `upright` part, which has no blocks; each of its appendices
    has a `label` and no head.
    Below the agency and below the title stands a mark, or a line is drawn, as long as told; below
    the banner a line as long as told, else its last line is underlined. One without a date line
    has no head at all.
    """

    banner: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    date_line: str = ""
    agency_mark: str = ""
    title_mark: str = ""
    agency_rule: float = 0.0
    banner_rule: float = 0.0
    title_rule: float = 0.0
    title: str = ""
    lines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    signatures: tuple[str, ...] = ()
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
        yield _appendix_sheet(leaf) if paper.label else _sheet(leaf)
        return
    yield Sheet(upright=upright_sheet(paper, paper.issued))
    yield from appendices(leaf, paper.issued)


def appendices(leaf: Document, issued: IssuedText) -> Iterator[Sheet]:
    """Yield the tables that go with a paper, each on a sheet of its own."""
    tables = {table.name: table for table in leaf.tables}
    for number, (name, title) in enumerate(issued.appendices.items(), 1):
        yield Sheet(
            label=appendix_label(number, leaf.letterhead.form),
            title=escape_unsafe(title).upper(),
            lines=(f"({escape_unsafe(issued.enclosed)})",),
            blocks=tuple(blocks_of(_as_appendix(tables[name]), TEXT_WIDTH)),
        )


def _as_appendix(table: Table) -> Table:
    """Return a table as it goes with a signed paper: its rows have numbers and no codes."""
    rows = tuple(
        replace(row, paper_number=row.paper_number or f"{number}")
        for number, row in enumerate(table.rows, 1)
    )
    return replace(table, rows=rows, title="", section="", intro="", layout="table")


def _appendix_sheet(leaf: Document) -> Sheet:
    """Return a list as an appendix: its rows have numbers and no codes."""
    paper = leaf.letterhead
    subtitles = (paper.enclosed, leaf.subtitle, paper.filter_text)
    return Sheet(
        label=paper.label,
        title=escape_unsafe(paper.title or leaf.title),
        lines=tuple(f"({escape_unsafe(line)})" for line in subtitles if line),
        blocks=tuple(map(_without_notes, _leaf_blocks(leaf))),
    )


def _without_notes(block: Block) -> Block:
    if isinstance(block, TextBlock):
        return block
    lines = (
        replace(line, cells=tuple(replace(cell, note="") for cell in line.cells))
        for line in block.lines
    )
    return replace(block, lines=tuple(lines))


def _leaf_blocks(leaf: Document) -> list[Block]:
    """Return what stands between the title and the signatures."""
    blocks: list[Block] = []
    axis = None
    for table in leaf.tables:
        if table.axis and table.rows and axis is None:  # the first lane of a chart
            axis = table.axis
            blocks.append(TextBlock("sentence", span_legend(axis)))
        blocks += blocks_of(table, TEXT_WIDTH)
    if not any(table.layout == "figures" for table in leaf.tables):
        blocks[:0] = [TextBlock("sentence", escape_unsafe(line)) for line in leaf.figures]
    opening = leaf.letterhead.opening.splitlines()
    blocks[:0] = [TextBlock("sentence", escape_unsafe(line)) for line in opening]
    blocks += [TextBlock("sentence", escape_unsafe(line)) for line in leaf.footer.splitlines()]
    return blocks


def _sheet(leaf: Document) -> Sheet:
    paper = leaf.letterhead
    agency = tuple(escape_unsafe(name).upper() for name in paper.names)
    blocks = tuple(_leaf_blocks(leaf))
    if paper.unit:  # a department signs and sends it: codes are for those who keep the plan
        blocks = tuple(map(_without_notes, blocks))
    title = escape_unsafe(paper.title or leaf.title)
    is_party, is_state = paper.form == "party", paper.form == "state"
    return Sheet(
        banner=paper.banner,
        agency=agency,
        date_line="" if paper.is_bare else blank_date_line(paper.place),
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
        blocks=blocks,
        signatures=paper.signatures,
    )


def _rule(texts: Sequence[str], room: float, share: float) -> float:
    """Return how long a line is drawn below a text: a share of the text in its part of the sheet.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: from a third to a half of the line of words, and all of it
    below the motto.
    """
    length = text_width("".join(texts), TEXT_SIZE, bold=True)
    return round(share * min(length, room * TEXT_WIDTH), 1)
