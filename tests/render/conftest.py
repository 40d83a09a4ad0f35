"""Documents made by hand: a renderer needs no plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from khtgdv.dates.periods import Position
from khtgdv.document.document import Column, Document, Row, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khtgdv.document.document import Value


class MakeTable(Protocol):
    """A table of rows; its columns are the keys of the first one, or those given."""

    def __call__(self, *rows: Mapping[str, Value] | Row, **options: Any) -> Table: ...


class MakeDocument(Protocol):
    """A document of tables, or of one table of such rows."""

    def __call__(self, *tables: Table, **options: Any) -> Document: ...


@pytest.fixture(scope="session")
def table() -> MakeTable:
    """Make a table."""

    def make(*rows: Mapping[str, Value] | Row, **options: Any) -> Table:
        table_rows = tuple(row if isinstance(row, Row) else Row(row) for row in rows)
        keys = list(table_rows[0].values) if table_rows else []
        columns = options.pop("columns", tuple(Column(key, key.upper()) for key in keys))
        settings = {"name": "t", "title": "", "default": tuple(c.key for c in columns), **options}
        return Table(columns=columns, rows=table_rows, **settings)

    return make


@pytest.fixture(scope="session")
def document() -> MakeDocument:
    """Make a document."""

    def make(*tables: Table, **options: Any) -> Document:
        position = Position(date(2026, 3, 31), closed=True)
        settings: dict[str, Any] = {"report": "thu", "title": "THỬ", "plans": ("01-KH/THU",)}
        return Document(position=position, tables=tables, **settings | options)

    return make
