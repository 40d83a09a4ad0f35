"""Markdown: for chats and wikis, in the words people read."""

from __future__ import annotations

import re

from khtgdv.document.appendix_labels import appendix_label
from khtgdv.document.headings import headed_rows
from khtgdv.frozen import replace
from khtgdv.render.screen_widths import RIGHT_KINDS
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khtgdv.document.document import Document, Row, Table
    from khtgdv.document.issued import IssuedText, ParagraphKind
    from khtgdv.render.formats import RenderOptions

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&])")
_MARKS: dict[ParagraphKind, str] = {
    "section": "## ", "heading": "### ", "text": "", "item": "- ", "subitem": "  - ",
}  # fmt: skip


def render(document: Document, options: RenderOptions) -> str:
    """Return the document as Markdown."""
    del options
    return "\n\n".join(part for leaf in document.leaves for part in _document_parts(leaf)) + "\n"


def _document_parts(document: Document) -> list[str]:
    title = " · ".join(part for part in (document.title, document.subtitle) if part)
    if issued := document.letterhead.issued:
        return [f"# {escape(title)}", *_issued_parts(document, issued)]
    parts = [f"# {escape(title)}", *(escape(line) for line in (*document.lines, *document.figures))]
    level = "###" if any(table.section for table in document.tables) else "##"
    for table in document.tables:
        parts += _table_parts(table, level)
    if document.footer:
        parts.append(escape(document.footer))
    return parts


def _issued_parts(document: Document, issued: IssuedText) -> Iterator[str]:
    """Yield a paper that is sent: whose it is, its text, who signs and gets it, its appendices."""
    names = (escape(name) for name in document.letterhead.names)
    yield "<br>".join((*names, escape(issued.number)))
    for paragraph in issued.paragraphs:
        yield f"{_MARKS[paragraph.kind]}{escape(paragraph.text)}"
    signed = (*(f"**{escape(line)}**" for line in issued.signature.lines), issued.signature.name)
    yield "<br>".join((*signed[:-1], escape(signed[-1])))
    yield "<br>".join(("Nơi nhận:", *map(escape, issued.recipients)))
    tables = {table.name: table for table in document.tables}
    for number, (name, title) in enumerate(issued.appendices.items(), 1):
        heading = f"{appendix_label(number, document.letterhead.form)}. {title}"
        yield from _table_parts(replace(tables[name], title=heading, section="", intro=""), "##")


def escape(text: str) -> str:
    """Return text that Markdown and HTML show as it is, on one line."""
    lines = [_SPECIAL.sub(r"\\\1", escape_unsafe(line.strip())) for line in text.splitlines()]
    return "<br>".join(lines)


def _table_parts(table: Table, level: str) -> list[str]:
    if not table.in_words:
        return []
    parts = [f"## {escape(table.section)}"] if table.section else []
    parts += [escape(line) for line in table.intro.splitlines()]
    if not table.rows:
        return [*parts, escape(table.empty)] if table.empty else parts
    parts += [f"{level} {escape(table.title)}"] if table.title else []
    if table.layout in ("table", "view"):
        parts += _pipe_tables(table, f"{level}#" if table.title else level)
    else:
        parts += [_record_list(table, row) for row in table.rows]
    return [*parts, *(escape(line) for line in table.footer.splitlines())]


def _pipe_tables(table: Table, level: str) -> Iterator[str]:
    """Yield a table, or its parts, each after the heading that the plan has for them."""
    part: list[Row] = []
    for heading, row in headed_rows(table.rows):
        if heading:
            if part:
                yield _pipe_table(table, part)
            yield f"{level} {escape(heading)}"
            part = []
        part.append(row)
    yield _pipe_table(table, part, total=table.total)


def _pipe_table(table: Table, rows: Sequence[Row], total: Row | None = None) -> str:
    columns = table.page_columns
    lines = [
        _pipe_row([escape(column.title) for column in columns]),
        _pipe_row(["---:" if column.kind in RIGHT_KINDS else "---" for column in columns]),
    ]
    lines += [_pipe_row([escape(row.text(c.key)) for c in columns]) for row in rows]
    if total:
        texts = [escape(total.text(column.key)) for column in columns]
        lines.append(_pipe_row([f"**{text}**" if text else "" for text in texts]))
    return "\n".join(lines)


def _pipe_row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _record_list(table: Table, row: Row) -> str:
    pairs = [(column.title, row.text(column.key)) for column in table.page_columns]
    return "\n".join(f"- {escape(title)}: {escape(text)}" for title, text in pairs if text)
