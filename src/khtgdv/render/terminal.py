"""The terminal: Rich tables, headings and footers; a word beside each colour.

Text from files goes in as `Text`, never as markup, and every control character is spelt out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from khtgdv.render.axis import legend
from khtgdv.render.grid import grid, record
from khtgdv.text import broken, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Table
    from khtgdv.render.formats import Look

_ENDLESS = 100_000
_FIGURES = 2  # how far figures are set in


def render(document: Document, look: Look) -> str:
    """Return the document as the terminal shows it."""
    out = _console(look)
    for part in _parts(document, look):
        out.print(part, crop=False)  # a table that does not fit is broader rather than cut
    lines = out.file.getvalue().rstrip("\n").split("\n")  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _console(look: Look) -> Console:
    return Console(
        file=io.StringIO(),
        width=look.width or _ENDLESS,
        force_terminal=look.color,
        no_color=not look.color,
        color_system="truecolor" if look.color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def _parts(document: Document, look: Look) -> Iterator[RenderableType]:
    for leaf in document.leaves:
        yield from _leaf(leaf, look)


def _leaf(document: Document, look: Look) -> Iterator[RenderableType]:
    yield from _heading(document, look)
    for table in document.tables:
        yield from _table(table, look)
    if axes := [table.axis for table in document.tables if table.axis and table.rows]:
        yield Text(legend(axes[0]))
        yield Text()
    if document.footer:
        yield Text(visible(document.footer), "bold")
        yield Text()


def _heading(document: Document, look: Look) -> Iterator[RenderableType]:
    title = Text(visible(document.title), "bold")
    if document.subtitle:
        title.append(f" · {visible(document.subtitle)}", "not bold")
    yield title
    for line in document.lines:
        yield Text(visible(line), "dim")
    yield Text()
    for line in document.figures:
        for part in broken(visible(line), (look.width or _ENDLESS) - _FIGURES):
            yield Padding(Text(part), (0, 0, 0, _FIGURES))
    if document.figures:
        yield Text()


def _section(table: Table) -> Iterator[RenderableType]:
    if table.section:
        yield Text(visible(table.section), "bold")
    for line in table.intro.splitlines():
        yield Text(visible(line))
    if table.section or table.intro:
        yield Text()


def _table(table: Table, look: Look) -> Iterator[RenderableType]:
    if not table.in_words:
        return
    yield from _section(table)
    if not table.rows:
        if table.empty:
            yield Text(visible(table.empty))
            yield Text()
        return
    if table.title:
        yield Text(visible(table.title), "bold")
    if table.layout in ("table", "view"):
        yield grid(table, look)
    for number, row in enumerate(table.rows if table.layout == "record" else ()):
        yield from [Text()] if number else []
        yield record(table, row, look)
    if table.footer:
        yield Text()
    for line in table.footer.splitlines():
        yield Text(visible(line), "bold")
    yield Text()
