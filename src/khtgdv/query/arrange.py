"""Sorting, limiting and choosing columns: the same for every report and every format."""

from __future__ import annotations

from datetime import date

from khtgdv.dates.periods import Period
from khtgdv.document.document import Document, Row, Table, Value, format_value
from khtgdv.errors import UsageError
from khtgdv.frozen import dataclass, replace
from khtgdv.plan.ids import INSPECTION_SECTION, row_number, section_of, section_order
from khtgdv.text import closest_match, collation_key, escape_unsafe, listed, suggestion_hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

SCREEN_ROW_LIMIT = 500  # rows of a table on a screen, unless somebody asks for more


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What was asked for: sort keys (`-` for descending), columns, the most rows of a table."""

    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    limit: int | None = None
    screen: bool = False
    """Whether it goes to a screen, where nobody reads thousands of rows unasked."""


def names_in(text: str | None) -> tuple[str, ...]:
    """Return the names of columns that an option lists."""
    return tuple(listed(text or ""))


def arrange(document: Document, arrangement: Arrangement) -> Document:
    """Return the document with its tables sorted, cut and narrowed as asked."""
    if arrangement.limit is not None and arrangement.limit < 0:
        raise UsageError("Số dòng của --limit phải từ 0 trở lên.", "Ví dụ: --limit 20; 0 là hết")
    tables = [table for leaf in document.leaves for table in leaf.tables]
    titles = {column.key: column.title for table in tables for column in table.columns}
    arrangement = _with_keys(arrangement, titles)
    _require_columns(
        titles, [name.removeprefix("-") for name in arrangement.sort], "cột để sắp xếp"
    )
    _require_columns(titles, arrangement.columns, "cột")
    if document.parts:
        parts = tuple(_arrange_tables(part, arrangement) for part in document.parts)
        return replace(document, parts=parts)
    return _arrange_tables(document, arrangement)


def _with_keys(arrangement: Arrangement, titles: Mapping[str, str]) -> Arrangement:
    """Return what was asked for with the keys of columns that were called by their titles."""
    if not (arrangement.sort or arrangement.columns):
        return arrangement
    from khtgdv.query.choices import column_named

    sort = (
        (name[:1] if name[:1] == "-" else "", name.removeprefix("-")) for name in arrangement.sort
    )
    return replace(
        arrangement,
        sort=tuple(sign + column_named(name, titles) for sign, name in sort),
        columns=tuple(column_named(name, titles) for name in arrangement.columns),
    )


def _arrange_tables(document: Document, arrangement: Arrangement) -> Document:
    tables = (_arrange_table(table, arrangement, document.ranks) for table in document.tables)
    return replace(document, tables=tuple(tables))


def _require_columns(titles: Mapping[str, str], names: Iterable[str], label: str) -> None:
    for name in names:
        if name not in titles:
            called = {**{title: key for key, title in titles.items()}, **{k: k for k in titles}}
            near = called.get(closest_match(name, called) or "")
            columns = ", ".join(f"{key} ({titles[key]})" for key in sorted(titles))
            hint = suggestion_hint(near, f"Các cột: {columns}")
            raise UsageError(f'Không có {label} "{escape_unsafe(name)}".', hint)


def _arrange_table(
    table: Table, arrangement: Arrangement, ranks: Mapping[str, tuple[str, ...]]
) -> Table:
    keys = {column.key for column in table.columns}
    rows = table.rows
    for name in reversed(arrangement.sort):
        column_key = name.removeprefix("-")
        if column_key in keys:
            ordered = sort_rows(rows, column_key, ranks, descending=name.startswith("-"))
            # The paper's own order is gone.
            rows = tuple(
                replace(
                    row, paper_heading="", section_heading="", section_place=None, paper_number=""
                )
                for row in ordered
            )
    selected_columns = tuple(name for name in arrangement.columns if name in keys) or None
    table = replace(table, rows=rows, choice=selected_columns)
    return _limit_rows(table, arrangement)


def _limit_rows(table: Table, arrangement: Arrangement) -> Table:
    limit, hint = arrangement.limit, "--limit 0 để xem hết."
    if limit and table.of_groups:
        limit = None  # figures stand whole, or they would not add up
    if limit is None and arrangement.screen:
        limit, hint = SCREEN_ROW_LIMIT, "--limit 0 để xem hết, --output TỆP để ghi hết ra tệp."
    if not limit or len(table.rows) <= limit or table.layout != "table":
        return table
    note = f"Chỉ hiện {limit} trên {len(table.rows)} dòng; {hint}"
    footer = "\n".join(part for part in (table.footer, note) if part)
    return replace(table, rows=table.rows[:limit], footer=footer)


def sort_rows(
    rows: Sequence[Row], name: str, ranks: Mapping[str, tuple[str, ...]], *, descending: bool
) -> list[Row]:
    """Return rows sorted by one key, those without a value last in both directions."""
    rank = {value: index for index, value in enumerate(ranks.get(name, ()))}
    order = ranks.get("section") or (*section_order(()), INSPECTION_SECTION)
    sections = {value: index for index, value in enumerate(order)}
    with_value = [row for row in rows if row.values.get(name) not in (None, "", ())]
    without_value = [row for row in rows if row.values.get(name) in (None, "", ())]

    def sort_key(row: Row) -> Any:
        return _comparison_key(row.values[name], rank, sections)

    return sorted(with_value, key=sort_key, reverse=descending) + without_value


def _comparison_key(
    value: Value, rank: Mapping[str, int], sections: Mapping[str, int]
) -> tuple[Any, ...]:
    """Return a key by which values of one column compare: never two types against each other.

    IDs compare by their sections in the order of the paper, then by their numbers.
    """
    if isinstance(value, str) and value in rank:
        return (0, rank[value])
    if isinstance(value, int | float):
        return (1, value)
    if isinstance(value, date):
        return (2, value.toordinal())
    if isinstance(value, Period):
        return (2, value.end.toordinal(), value.start.toordinal())
    text = format_value(value)
    if (place := sections.get(section_of(text))) is not None and (number := row_number(text)):
        return (3, place, number)
    return (4, collation_key(text))
