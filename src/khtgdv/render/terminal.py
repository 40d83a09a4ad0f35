"""The terminal: Rich tables, headings and footers; a word beside each colour.

Text from files goes in as `Text`, never as markup, and every control character is spelt out.
"""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from khtgdv.render.axis import legend
from khtgdv.render.grid import grids, record_grid
from khtgdv.text import screen_text
from khtgdv.wrapping import FIGURE_SEPARATOR, wrap_figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Table
    from khtgdv.render.formats import RenderOptions

_ENDLESS = 100_000
_FIGURE_INDENT = 2  # how far figures are set in


def render(document: Document, options: RenderOptions) -> str:
    """Return the document as the terminal shows it."""
    out = _console(options)
    for part in _document_parts(document, options):
        out.print(part, crop=False)  # a table that does not fit is broader rather than cut
    lines = out.file.getvalue().rstrip("\n").split("\n")  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _console(options: RenderOptions) -> Console:
    return Console(
        file=io.StringIO(),
        width=options.width or _ENDLESS,
        force_terminal=options.color,
        no_color=not options.color,
        color_system="truecolor" if options.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _document_parts(document: Document, options: RenderOptions) -> Iterator[RenderableType]:
    for leaf in document.leaves:
        yield from _leaf_parts(leaf, options)


def _leaf_parts(document: Document, options: RenderOptions) -> Iterator[RenderableType]:
    yield from _heading_parts(document, options)
    for table in document.tables:
        yield from _table_parts(table, options)
    if axes := [table.axis for table in document.tables if table.axis and table.rows]:
        yield Text(legend(axes[0]))
        yield Text()
    if footer := document.footer or _count_line(document):
        yield Text(screen_text(footer), "bold")
        yield Text()


def _count_line(document: Document) -> str:
    """Return what the last line tells of several lists: how many rows each of them has."""
    lists = [
        table for table in document.tables if table.numbered and table.rows and not table.repeats
    ]
    if len(lists) < 2:  # noqa: PLR2004 - one list tells it itself
        return ""
    names = ((table.title or document.title).partition(" (")[0] for table in lists)
    counts = zip(names, lists, strict=True)
    line = FIGURE_SEPARATOR.join(f"{name.lower()} ({len(table.rows)})" for name, table in counts)
    return f"Cộng: {line}"


def _heading_parts(document: Document, options: RenderOptions) -> Iterator[RenderableType]:
    title = Text(screen_text(document.title), "bold")
    if document.subtitle:
        title.append(f" · {screen_text(document.subtitle)}", "not bold")
    yield title
    for line in document.lines:
        yield Text(screen_text(line), "dim")
    yield Text()
    for line in document.figures:
        for part in wrap_figures(screen_text(line), (options.width or _ENDLESS) - _FIGURE_INDENT):
            yield Padding(Text(part), (0, 0, 0, _FIGURE_INDENT))
    if document.figures:
        yield Text()


def _section_parts(table: Table) -> Iterator[RenderableType]:
    if table.section:
        yield Text(screen_text(table.section), "bold")
    for line in table.intro.splitlines():
        yield Text(screen_text(line))
    if table.section or table.intro:
        yield Text()


def _table_parts(table: Table, options: RenderOptions) -> Iterator[RenderableType]:
    if not table.in_words or table.repeats:
        return
    yield from _section_parts(table)
    if not table.rows:
        if table.empty:
            yield Text(screen_text(table.empty))
            yield Text()
        return
    if table.title:
        yield Text(screen_text(table.title), "bold")
    if table.layout in ("table", "view"):
        yield from grids(table, options)
    for number, row in enumerate(table.rows if table.layout == "record" else ()):
        yield from [Text()] if number else []
        yield record_grid(table, row, options)
    if table.footer:
        yield Text()
    for line in table.footer.splitlines():
        yield Text(screen_text(line), "bold")
    yield Text()
