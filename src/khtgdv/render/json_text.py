"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import DateRange
from khtgdv.document.lazy_rows import LazyRows
from khtgdv.text import encode_utf8, replace_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khtgdv.document.document import Document, Table, Value
    from khtgdv.render.formats import RenderOptions

SCHEMA = "khtgdv/1"
_ROWS_MARK = object()  # the rows of a table, which are written by themselves
_ROWS_PLACEHOLDER = "\x1f"  # theirs; it stands in no text that was written: there it is spelt out
_ROW_INDENT = "\n      "  # what stands before each row


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document as JSON, in real UTF-8."""
    del options
    at = document.position
    rows = {
        table.name: encode_utf8(f",{_ROW_INDENT}").join(_row_texts(table))
        for table in document.data_tables
    }
    contract = {
        "schema": SCHEMA,
        "report": document.report,
        "position": {"as_of": at.as_of.isoformat(), "closed": at.closed, "forecast": at.forecast},
        "plan": list(document.plans),
        "filter": document.filter,
        "tables": {name: [_ROWS_MARK] if text else [] for name, text in rows.items()},
    }
    before, *parts = (
        encode_utf8(escape_json(part)) for part in _dump(contract, "\n").split(_ROWS_PLACEHOLDER)
    )
    between = chain.from_iterable(zip(filter(None, rows.values()), parts, strict=True))
    return b"".join((before, *between, b"\n"))


def _row_texts(table: Table) -> Iterator[bytes]:
    """Yield the rows of a table, with all their values."""
    return (encode_utf8(escape_json(_dump(row, _ROW_INDENT))) for row in _values(table))


def _values(table: Table) -> Iterator[Mapping[str, Value]]:
    if not isinstance(table.rows, LazyRows):
        return (row.values for row in table.rows)
    keys = [column.key for column in table.columns]
    return (dict(zip(keys, row, strict=True)) for row in table.rows.values(keys))


def escape_json(text: str) -> str:
    """Return a text of JSON in which what would steer a terminal or hide itself is escaped."""
    return replace_unsafe(text, lambda character: json.dumps(character)[1:-1])


def _dump(value: Any, end: str) -> str:
    """Return a value as `json.dumps` writes it with an indent of 2, in a third of the time.

    `end` is a line's end and the blanks the value itself stands behind.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        items = [f"{encode_basestring(key)}: {_dump(value[key], f'{end}  ')}" for key in value]
        return _bracket("{}", items, end)
    if isinstance(value, tuple | list):
        inner = f"{end}  "
        items = [
            encode_basestring(item) if type(item) is str else _dump(item, inner) for item in value
        ]
        return _bracket("[]", items, end)
    return _ROWS_PLACEHOLDER if value is _ROWS_MARK else json.dumps(json_value(value))


def _bracket(brackets: str, items: list[str], end: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{end}  {f',{end}  '.join(items)}{end}{brackets[1]}"


def json_value(value: Value) -> Any:
    """Return one value as JSON has it: dates, periods and ranges in ISO form."""
    return str(value) if isinstance(value, date | DateRange) else value
