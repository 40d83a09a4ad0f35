"""Where a new row goes and what it is called: IDs tell a row's section and its place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def next_id(ids: Sequence[str], section: str) -> str:
    """Return the ID after the last one of a section."""
    numbers = [int(row.partition("-")[2]) for row in ids if _section(row) == section]
    return f"{section}-{max(numbers, default=0) + 1:02}"


def row_before(ids: Sequence[str], section: str) -> str | None:
    """Return the row after which a new one of a section stands; None at the beginning.

    Sections stand in the order of the paper: the months, then the regular tasks.
    """
    fitting = [row for row in ids if _section(row) and _section(row) <= section]
    last = max(map(_section, fitting), default="")
    return next((row for row in reversed(fitting) if _section(row) == last), None)


def _section(row: str) -> str:
    """Return the section of an ID; an empty text where it is none."""
    section, dash, number = row.partition("-")
    return section if dash and number.isascii() and number.isdigit() else ""
