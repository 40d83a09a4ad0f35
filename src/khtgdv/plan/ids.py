"""Where a row stands and what it is called: IDs tell a row's section and its place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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


def year_of(wanted: Iterable[str], years: Mapping[int, Mapping[str, bool]], focus: int) -> int:
    """Return the year whose rows are meant; UsageError where that is not certain.

    IDs begin anew each year. `years` has the rows of each year, and whether they are left over:
    such a row of an earlier year may well be the one that is meant.
    """
    found: dict[int, str] = {}
    for row in wanted:
        holding = [year for year, rows in years.items() if row in rows]
        left = [year for year in holding if year < focus and years[year][row]]
        if focus in holding and left:
            told = ", ".join(str(year) for year in sorted({focus, *left}))
            hint = "chọn một năm, ví dụ --year " + str(focus)
            raise UsageError(f"{row} có trong kế hoạch của nhiều năm: {told}.", hint)
        found[focus if focus in holding else max(holding)] = row
    if len(found) > 1:
        told = ", ".join(f"{row} (năm {year})" for year, row in sorted(found.items()))
        raise UsageError(f"Các mã thuộc nhiều năm: {told}.", "ghi từng năm một")
    return next(iter(found), focus)
