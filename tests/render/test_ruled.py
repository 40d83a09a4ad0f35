"""What is drawn here is what Rich's own table would draw, escape sequences and all."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khtgdv.render.ruled import Form, Ruled

if TYPE_CHECKING:
    from rich.console import RenderableType

STYLES = ["", "red", "dim", "black on #fff3b0"]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    made = Text(draw(st.text("abđệ日 \n\t", max_size=20)), draw(st.sampled_from(STYLES)))
    for start in draw(st.lists(st.integers(0, 19), max_size=2)):
        made.stylize(draw(st.sampled_from(["green", "not dim bold"])), start, start + 3)
    return made


@st.composite
def tables(draw: st.DrawFn) -> tuple[Ruled, Table]:
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
        form = Form(
            draw(st.integers(1, 12)),
            draw(st.sampled_from(["left", "right"])),
            draw(st.booleans()),
            draw(st.sampled_from(["fold", "ellipsis"])),
            draw(st.sampled_from(["", "dim"])),
        )
        forms.append(form)
        theirs.add_column(
            titles[place], footer=totals[place] if totals else "", width=form.width,
            justify=form.justify, no_wrap=form.no_wrap, overflow=form.overflow, style=form.style,
        )  # fmt: skip
    for cells in rows:
        theirs.add_row(*cells)
    return Ruled(forms, rows, titles, totals, padding, " "), theirs


def shown(part: RenderableType) -> list[str]:
    """Return the lines of a part, without the blanks that the terminal leaves out as well."""
    out = io.StringIO()
    Console(
        file=out, width=200, force_terminal=True, color_system="truecolor", legacy_windows=False
    ).print(part, crop=False)
    return [line.rstrip() for line in out.getvalue().splitlines()]


@given(tables())
def test_a_table_is_drawn_as_rich_draws_it(both: tuple[Ruled, Table]) -> None:
    ours, theirs = both
    assert shown(ours) == shown(theirs)
