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

from khtgdv.render.json_text import plain
from khtgdv.text import visible

if TYPE_CHECKING:
    from khtgdv.document import Document, Table, Value
    from khtgdv.render.formats import Look

_BOM = "\ufeff"
_AS_IT_IS = frozenset({type(None), int, date})
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document, look: Look) -> str:
    """Return the document's tables as one CSV, with the table's name first where it has several."""
    del look
    tables = document.data_tables
    keys = list(dict.fromkeys(c.key for table in tables for c in table.data_columns))
    several = len(tables) > 1
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", *keys] if several else keys)
    for table in tables:
        writer.writerows(_lines(table, keys, several=several))
    return _BOM + out.getvalue()


def _lines(table: Table, keys: list[str], *, several: bool) -> list[list[Any]]:
    own = {column.key for column in table.data_columns}
    lead = [table.name] if several else []
    places = [key if key in own else "" for key in keys]
    # The writer itself gives nothing, a number and a date the form they have here.
    return [
        lead + [
            value if type(value := row.values.get(key)) in _AS_IT_IS else cell(value)
            for key in places
        ]
        for row in table.rows
    ]  # fmt: skip


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
