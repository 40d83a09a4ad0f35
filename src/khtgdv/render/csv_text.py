"""CSV: the values of the JSON contract, a row a line, for spreadsheets and scripts.

It starts with a BOM, without which Excel takes UTF-8 for a code page. A cell that a spreadsheet
would take for a formula gets the usual leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from khtgdv.document.lazy_rows import values
from khtgdv.render.json_text import plain
from khtgdv.text import encoded, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khtgdv.document.document import Document, Table, Value
    from khtgdv.render.formats import Look

_BOM = "\ufeff"
_END = "\r\n"
_AS_IT_IS = frozenset({type(None), int, date})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document, look: Look) -> bytes:
    """Return the document's tables as one CSV, with the table's name first where it has several."""
    del look
    tables = document.data_tables
    keys = list(dict.fromkeys(c.key for table in tables for c in table.data_columns))
    several = len(tables) > 1
    lines = [encoded(_BOM + _lines([["table", *keys] if several else keys]))]
    for table in tables:
        lines += _written(table, keys, [table.name] if several else [])
    return b"".join(lines)


def _written(table: Table, keys: list[str], lead: list[Any]) -> Iterator[bytes]:
    """Yield the lines of a table, whose cells stand where the document has their keys."""
    shown = frozenset(column.key for column in table.data_columns)
    for row in values(table.rows, [key if key in shown else "" for key in keys]):
        # The writer itself gives nothing, a number and a date the form they have here.
        cells = [value if type(value) in _AS_IT_IS else cell(value) for value in row]
        yield encoded(_lines([[*lead, *cells]]))


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=_END).writerows(rows)
    return out.getvalue()


def cell(value: Value) -> str:
    """Return a value as one cell: ISO dates, lists joined by `; `, never a formula."""
    if value == ():
        return ""
    text = visible(value) if isinstance(value, str) else _text(value)
    if text.startswith(_FORMULA) and not isinstance(value, int | float):
        return f"'{text}"
    return text


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        nested = any(isinstance(item, Mapping) for item in value)
        return (" | " if nested else "; ").join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {_text(item)}" for k, item in value.items() if item is not None)
    return visible(str(plain(value)))
