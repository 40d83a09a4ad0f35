"""Short forms as reports show them; shared by those that list or explain them."""

from __future__ import annotations

from khtgdv.document.document import Column, Table
from khtgdv.language.wording import text_cells
from khtgdv.text import collation_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.document.document import Row
    from khtgdv.query.rows import AnyRow

ABBREVIATION_COLUMNS = (
    Column("short", "Viết tắt", "code"),
    Column("full", "Viết đầy đủ", "line"),
    Column("count", "Số dòng", "number"),
    Column("rows", "Các dòng"),
    Column("place", "Vị trí"),
    Column("plan", "Kế hoạch"),
)


def abbreviation_table(rows: tuple[Row, ...], default: tuple[str, ...], **options: Any) -> Table:
    """Return a table of short forms by the alphabet; `options` are those of Table."""
    title = options.pop("title", "")
    ordered = tuple(sorted(rows, key=lambda row: collation_key(row.text("short"))))
    return Table("abbreviations", title, ABBREVIATION_COLUMNS, default, ordered, **options)


def row_texts(row: AnyRow) -> Iterator[str]:
    """Yield what a row says in the paper's words, who leads it apart."""
    return (text for loc, text in text_cells(row.work) if loc != ("lead_text",))
