"""The parser's events: where one stands, how many there may be, what their styles mean."""

from __future__ import annotations

from khtgdv.source.yaml.nodes import mark_of_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from khtgdv.source.text.sourcefile import Mark
    from khtgdv.source.yaml.nodes import TextSpan

MAX_EVENTS = 400_000  # as many as 20,000 rows have, with all that is recorded of them
ROW_DEPTH = 2  # the top mapping and the list below one of its keys: rows stand below these
QUOTE_STYLES = frozenset({"'", '"'})


def span_of(event: Any) -> TextSpan:
    """Return where an event stands, as the parser has it."""
    return event.start_mark, event.end_mark


def mark_of_event(event: Any) -> Mark:
    """Return where an event stands."""
    return mark_of_span(span_of(event))


def may_hold_row(text: str, span: TextSpan, style: str, depth: int) -> bool:
    """Tell whether a text of several lines in a block is looked into for rows that it swallowed.

    At the top of a file (`depth` 1) it always is. Below, quotation marks mean what they hold, and
    others must have what every line has that begins a row.
    """
    if depth == 1:
        return True
    start, end = span
    return style not in QUOTE_STYLES and text.find("- ", start.index, end.index) >= 0
