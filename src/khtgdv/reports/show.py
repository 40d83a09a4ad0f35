"""`show`: everything that is known of some rows."""

from __future__ import annotations

from khtgdv.document.document import Row
from khtgdv.frozen import replace
from khtgdv.language.abbreviations import abbreviations_of
from khtgdv.plan.ids import SECTION_TITLES
from khtgdv.reports.shared.abbreviation_table import abbreviation_table, row_texts
from khtgdv.reports.shared.frame import unsigned_document
from khtgdv.reports.shared.rows import (
    INSPECTION_COLUMNS,
    TASK_COLUMNS,
    default_columns,
    inspection_table,
    task_table,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.document.document import Column, Document, Table
    from khtgdv.query.selection import Selection


def build(selection: Selection) -> Document:
    """Return the rows of the selection, each with all its values."""
    task_keys, inspection_keys = _keys(TASK_COLUMNS), _keys(INSPECTION_COLUMNS)
    tasks = task_table(
        "tasks", "", selection.tasks, selection, default=task_keys, layout="record", worksheet=()
    )
    inspections = inspection_table(
        "inspections",
        "",
        selection.inspections,
        selection,
        default=inspection_keys,
        printed=inspection_keys,
        layout="record",
    )
    tables = [_without_plain_values(table) for table in (tasks, inspections)] + [
        _abbreviations_table(selection)
    ]
    tables = [table for table in tables if table.rows]
    return unsigned_document("show", "CHI TIẾT", selection, tables)


def _abbreviations_table(selection: Selection) -> Table:
    """Return the short forms that the rows use, explained."""
    rows = {
        (row.plan_name, short.short): Row(
            {"short": short.short, "full": short.full, "place": short.place, "plan": row.plan_name}
        )
        for row in selection.rows
        for short in abbreviations_of(row.plan.abbreviations).find_in(row_texts(row))
    }
    default = default_columns(("short", "full"), selection)
    return abbreviation_table(tuple(rows.values()), default, title="CHỮ VIẾT TẮT")


def _without_plain_values(table: Table) -> Table:
    """Leave out the signed deadline where it is the one in force, a section that the ID tells."""
    rows = (replace(row, words={**row.words, **_plain_words(row)}) for row in table.rows)
    return table.with_rows(tuple(rows))


def _plain_words(row: Row) -> dict[str, str]:
    words = {"due": ""} if row.text("due") == row.text("deadline") else {}
    return words | ({"section": ""} if row.values.get("section") in SECTION_TITLES else {})


def _keys(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.key for column in columns if column.key != "days_overdue")
