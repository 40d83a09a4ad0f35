"""Where a row stands and what it is called: IDs tell a row's section and its place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khtgdv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def next_id(ids: Sequence[str], section: str) -> str:
    """Return the ID after the last one of a section."""
    numbers = [int(row.partition("-")[2]) for row in ids if _section_of(row) == section]
    return f"{section}-{max(numbers, default=0) + 1:02}"


def row_to_insert_after(ids: Sequence[str], section: str) -> str | None:
    """Return the row after which a new one of a section stands; None at the beginning.

    Sections stand in the order of the paper: the months, then the regular tasks.
    """
    rows_up_to_section = [row for row in ids if _section_of(row) and _section_of(row) <= section]
    last = max(map(_section_of, rows_up_to_section), default="")
    return next((row for row in reversed(rows_up_to_section) if _section_of(row) == last), None)


def section_of(row: str) -> str:
    """Return the section that an ID begins with: `T03` of `T03-12`."""
    return row.rpartition("-")[0]


def _section_of(row: str) -> str:
    """Return the section of an ID; an empty text where it is none."""
    section, dash, number = row.partition("-")
    return section if dash and number.isascii() and number.isdigit() else ""


def year_of(
    row_ids: Iterable[str], years: Mapping[int, Mapping[str, bool]], focus_year: int
) -> int:
    """Return the year whose rows are meant; UsageError where that is not certain.

    IDs begin anew each year. `years` has the rows of each year, and whether they are left over:
    such a row of an earlier year may well be the one that is meant.
    """
    row_by_year: dict[int, str] = {}
    for row in row_ids:
        holding = [year for year, rows in years.items() if row in rows]
        years_with_open_row = [year for year in holding if year < focus_year and years[year][row]]
        if focus_year in holding and years_with_open_row:
            year_list = ", ".join(str(year) for year in sorted({focus_year, *years_with_open_row}))
            hint = "chọn một năm, ví dụ --year " + str(focus_year)
            raise UsageError(f"{row} có trong kế hoạch của nhiều năm: {year_list}.", hint)
        row_by_year[focus_year if focus_year in holding else max(holding)] = row
    if len(row_by_year) > 1:
        year_list = ", ".join(f"{row} (năm {year})" for year, row in sorted(row_by_year.items()))
        raise UsageError(f"Các mã thuộc nhiều năm: {year_list}.", "ghi từng năm một")
    return next(iter(row_by_year), focus_year)
