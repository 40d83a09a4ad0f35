"""A document as plain text that reads well in any font and any mail program."""

from __future__ import annotations

from khtgdv.text import escape_unsafe, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Row, Table


def plain_text(document: Document) -> str:
    """Return the document as plain text: lists, no columns."""
    parts = [escape_unsafe(line) for line in (*document.lines, *document.figures)]
    for table in document.tables:
        if table.layout != "data":
            parts += _table_text(table)
    if document.footer:
        parts.append(escape_unsafe(document.footer))
    return "\n\n".join(parts) + "\n"


def _table_text(table: Table) -> Iterator[str]:
    rows = [f"{number}. {_row_text(table, row)}" for number, row in enumerate(table.rows, 1)]
    if rows:
        yield "\n".join([escape_unsafe(table.title), *rows])


def _row_text(table: Table, row: Row) -> str:
    """Return a row: what it is, and below it what else is known, each with its title."""
    columns = [column for column in table.page_columns if row.text(column.key)]
    head = [row.text(column.key) for column in columns if column.kind in ("id", "long")]
    rest = [f"{c.title}: {row.text(c.key)}" for c in columns if c.kind not in ("id", "long")]
    lines = [one_line(": ".join(head)), one_line(" · ".join(rest))]
    return "\n   ".join(line for line in lines if line)
