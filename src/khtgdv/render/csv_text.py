"""CSV: the values of the JSON contract, a row a line, for spreadsheets and scripts.

It starts with a BOM, without which Excel takes UTF-8 for a code page. A cell that a spreadsheet
would take for a formula gets the usual leading apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from khtgdv.dates.periods import DateRange
from khtgdv.document.lazy_rows import values
from khtgdv.text import encode_utf8, escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.document.document import Document, Table, Value
    from khtgdv.render.formats import RenderOptions

_BOM = "\ufeff"
_LINE_END = "\r\n"
_WRITER_TYPES = frozenset({type(None), int, date})
_DAYS = (date, DateRange)
_WORDS = {None: "", True: "true", False: "false"}
# Some spreadsheets read the full-width signs of East Asian keyboards as the plain ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class _Lines(list[bytes]):
    """Lines as the bytes of a file; what a writer writes into."""

    def write(self, line: str) -> None:
        """Take one more."""
        self.append(encode_utf8(line))


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document's tables as one CSV, with the table's name first where it has several."""
    del options
    tables = document.data_tables
    keys = list(dict.fromkeys(c.key for table in tables for c in table.data_columns))
    multiple_tables = len(tables) > 1
    lines = _Lines([encode_utf8(_BOM)])
    writer = csv.writer(lines, lineterminator=_LINE_END)
    writer.writerow(["table", *keys] if multiple_tables else keys)
    for table in tables:
        writer.writerows(_rows_of_cells(table, keys, [table.name] if multiple_tables else []))
    return b"".join(lines)


def _rows_of_cells(table: Table, keys: list[str], leading_cells: list[Any]) -> Iterator[list[Any]]:
    """Yield the rows of a table, whose cells stand where the document has their keys."""
    data_keys = frozenset(column.key for column in table.data_columns)
    for row in values(table.rows, [key if key in data_keys else "" for key in keys]):
        # The writer itself gives nothing, a number and a date the form they have here.
        cells = [
            value if (kind := type(value)) in _WRITER_TYPES
            else _CELLS.get(kind, cell)(value)
            for value in row
        ]  # fmt: skip
        yield [*leading_cells, *cells]


def cell(value: Value) -> str:
    """Return a value as one cell: ISO dates, lists joined by `; `, never a formula."""
    text = _text(value)
    if text.startswith(_FORMULA_STARTS) and not isinstance(value, int | float):
        return f"'{text}"
    return text


# Rows have most words in common.
_text_cell: Callable[[str], str] = lru_cache(maxsize=4096)(cell)
_shown: Callable[[str], str] = lru_cache(maxsize=4096)(escape_unsafe)


def _list_cell(values: tuple[Any, ...]) -> str:
    """Return a list as one cell; most have no item, or one text."""
    if len(values) > 1 or (values and type(values[0]) is not str):
        return cell(values)
    return _text_cell(values[0]) if values else ""


_CELLS: dict[type, Callable[[Any], str]] = {str: _text_cell, tuple: _list_cell}


def _text(value: Value) -> str:
    if isinstance(value, str):
        return _shown(value)
    if isinstance(value, _DAYS):
        return str(value)
    if isinstance(value, tuple):
        nested = any(type(item) is not str and isinstance(item, Mapping) for item in value)
        return (" | " if nested else "; ").join(map(_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{k}: {_text(item)}" for k, item in value.items() if item is not None)
    return _WORDS[value] if value is None or isinstance(value, bool) else str(value)
