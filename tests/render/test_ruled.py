"""What is drawn here is what Rich's own table would draw, escape sequences and all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khtgdv.render.ruled import ColumnForm, RuledTable, cell_width
from khtgdv.text import ORDINARY_CHARACTERS

if TYPE_CHECKING:
    from rich.console import RenderableType

STYLES = ["", "red", "dim", "black on #fff3b0"]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    text = Text(draw(st.text("abđệ日 \xa0\n\t", max_size=30)), draw(st.sampled_from(STYLES)))
    for start in draw(st.lists(st.integers(0, 19), max_size=2)):
        text.stylize(draw(st.sampled_from(["green", "not dim bold"])), start, start + 3)
    return text


@st.composite
def tables(draw: st.DrawFn) -> tuple[RuledTable, Table]:
    """Return a table of ours, and the same one of Rich's."""
    count = draw(st.integers(1, 4))
    row = st.lists(texts(), min_size=count, max_size=count)
    titles, totals, rows = draw(row), draw(row | st.just([])), draw(st.lists(row, max_size=3))
    left, right = padding = draw(st.sampled_from([(0, 0), (0, 1), (1, 1)]))
    theirs = Table(
        box=box.SIMPLE_HEAD, show_edge=False, show_footer=bool(totals),
        padding=(0, right, 0, left), header_style="bold", footer_style="bold",
    )  # fmt: skip
    forms = []
    for place in range(count):
        form = ColumnForm(draw(st.integers(1, 12)), draw(st.booleans()), draw(st.booleans()))
        forms.append(form)
        theirs.add_column(
            titles[place], footer=totals[place] if totals else "", width=form.width,
            justify="right" if form.right else "left", no_wrap=form.no_wrap,
        )  # fmt: skip
    for cells in rows:
        theirs.add_row(*cells)
    return RuledTable(forms, rows, titles, totals, padding), theirs


def shown(part: RenderableType, *, color: bool) -> list[str]:
    """Return the lines of a part, without the blanks that the terminal leaves out as well."""
    out = io.StringIO()
    Console(
        file=out, width=200, force_terminal=color, color_system="truecolor" if color else None,
        legacy_windows=False, no_color=not color,
    ).print(part, crop=False)  # fmt: skip
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("color", [True, False])
@given(tables=tables())
def test_a_table_is_drawn_as_rich_draws_it(
    tables: tuple[RuledTable, Table], *, color: bool
) -> None:
    ours, theirs = tables
    assert shown(ours, color=color) == shown(theirs, color=color)


def test_a_text_is_as_broad_as_rich_reckons_it() -> None:
    letters = "".join(filter(str.isprintable, map(chr, range(0x20, 0x3000))))
    assert [cell_width(letter) for letter in letters] == [cell_len(letter) for letter in letters]
    assert cell_width(ORDINARY_CHARACTERS) == cell_len(ORDINARY_CHARACTERS)
    assert cell_width("日本") == 4
