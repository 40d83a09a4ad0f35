"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import Range
from khtgdv.document.lazy_rows import Form, Made, filled
from khtgdv.text import UNSAFE, encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document.document import Document, Row, Table, Value
    from khtgdv.render.formats import Look

SCHEMA = "khtgdv/1"
CUT = "\x1f"  # stands in no text that was written: there it is spelt out
_LATER = object()  # a value in whose place there is a cut
_ROW = "\n      "  # what stands before each row


def render(document: Document, look: Look) -> bytes:
    """Return the document as JSON, in real UTF-8."""
    del look
    at, found = document.position, {table.name: _rows(table) for table in document.data_tables}
    contract = {
        "schema": SCHEMA,
        "report": document.report,
        "position": {
            "as_of": at.as_of.isoformat(),
            "closed": at.closed,
            "forecast": at.forecast,
        },
        "plan": list(document.plans),
        "filter": document.filter,
        "tables": {name: [_LATER] if rows else [] for name, rows in found.items()},
    }
    before, *others = _pieces(contract, "\n")
    written = [encoded(f",{_ROW}").join(rows) for rows in found.values() if rows]
    between = chain.from_iterable(zip(written, others, strict=True))
    return b"".join((before, *between, b"\n"))


def _rows(table: Table) -> list[bytes]:
    """Return the rows of a table, of which most may have been written before."""
    if isinstance(table.rows, Made):
        return filled(table.rows, Form("json", _cut), _value)
    return [b"".join(_pieces(row.values, _ROW)) for row in table.rows]


@cache
def _value(value: Value) -> bytes:
    return b"".join(_pieces(value, ""))


def _cut(row: Row, at: Sequence[str]) -> tuple[bytes, ...]:
    """Return a row in the pieces that stand before, between and after some of its values."""
    return _pieces({**row.values, **dict.fromkeys(at, _LATER)}, _ROW)


def _pieces(value: Any, end: str) -> tuple[bytes, ...]:
    """Return a value as the pieces that stand around whatever is to be written later."""
    return tuple(encoded(escaped(piece)) for piece in _written(value, end).split(CUT))


def escaped(text: str) -> str:
    """Return a text of JSON in which what would steer a terminal or hide itself is escaped."""
    return UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def _written(value: Any, end: str) -> str:
    """Return a value as `json.dumps` writes it with an indent of 2, in a third of the time.

    `end` is a line's end and the blanks the value itself stands behind.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        items = [f"{encode_basestring(key)}: {_written(value[key], f'{end}  ')}" for key in value]
        return _between("{}", items, end)
    if isinstance(value, tuple | list):
        inner = f"{end}  "
        items = [
            encode_basestring(item) if type(item) is str else _written(item, inner)
            for item in value
        ]
        return _between("[]", items, end)
    return CUT if value is _LATER else json.dumps(plain(value))


def _between(brackets: str, items: list[str], end: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{end}  {f',{end}  '.join(items)}{end}{brackets[1]}"


def plain(value: Value) -> Any:
    """Return one value as JSON has it: dates, periods and ranges in ISO form."""
    return str(value) if isinstance(value, date | Range) else value
