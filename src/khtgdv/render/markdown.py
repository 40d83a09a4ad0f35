"""Markdown: for chats and wikis, in the words people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khtgdv.text import visible

if TYPE_CHECKING:
    from khtgdv.document.document import Document, Row, Table
    from khtgdv.render.formats import Look

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$&])")
_RIGHT = ("number", "heat", "share")


def render(document: Document, look: Look) -> str:
    """Return the document as Markdown."""
    del look
    return "\n\n".join(part for leaf in document.leaves for part in _parts(leaf)) + "\n"


def _parts(document: Document) -> list[str]:
    title = " · ".join(part for part in (document.title, document.subtitle) if part)
    parts = [f"# {escape(title)}", *(escape(line) for line in (*document.lines, *document.figures))]
    level = "###" if any(table.section for table in document.tables) else "##"
    for table in document.tables:
        parts += _table(table, level)
    if document.footer:
        parts.append(escape(document.footer))
    return parts


def escape(text: str) -> str:
    """Return text that Markdown and HTML show as it is, on one line."""
    lines = [_SPECIAL.sub(r"\\\1", visible(line.strip())) for line in text.splitlines()]
    return "<br>".join(lines)


def _table(table: Table, level: str) -> list[str]:
    if not table.in_words:
        return []
    parts = [f"## {escape(table.section)}"] if table.section else []
    parts += [escape(line) for line in table.intro.splitlines()]
    if not table.rows:
        return [*parts, escape(table.empty)] if table.empty else parts
    parts += [f"{level} {escape(table.title)}"] if table.title else []
    if table.layout in ("table", "view"):
        parts.append(_grid(table))
    else:
        parts += [_record(table, row) for row in table.rows]
    return [*parts, *(escape(line) for line in table.footer.splitlines())]


def _grid(table: Table) -> str:
    columns = table.shown
    lines = [
        _line([escape(column.title) for column in columns]),
        _line(["---:" if column.kind in _RIGHT else "---" for column in columns]),
    ]
    lines += [_line([escape(row.text(c.key)) for c in columns]) for row in table.rows]
    if table.total:
        total = [escape(table.total.text(column.key)) for column in columns]
        lines.append(_line([f"**{text}**" if text else "" for text in total]))
    return "\n".join(lines)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _record(table: Table, row: Row) -> str:
    pairs = [(column.title, row.text(column.key)) for column in table.shown]
    return "\n".join(f"- {escape(title)}: {escape(text)}" for title, text in pairs if text)
