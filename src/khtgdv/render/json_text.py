"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from khtgdv.made import Form, Made
from khtgdv.periods import Range
from khtgdv.text import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.document import Document, Row, Table, Value
    from khtgdv.render.formats import Look

SCHEMA = "khtgdv/1"
CUT = "\x1f"  # stands in no text that was written: there it is spelt out
_LATER = object()  # a value in whose place there is a cut
_TABLES, _TABLE, _ROW = b"\n  ", b"\n    ", "\n      "  # the ends of their lines


def render(document: Document, look: Look) -> bytes:
    """Return the document as JSON, in real UTF-8."""
    del look
    at = document.position
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
        "tables": _LATER,
    }
    before, after = _pieces(contract, "\n")
    tables = [
        b"%b: %b" % (encoded(encode_basestring(table.name)), _joined(b"[]", _rows(table), _TABLE))
        for table in document.data_tables
    ]
    return b"".join((before, _joined(b"{}", tables, _TABLES), after, b"\n"))


def _rows(table: Table) -> list[bytes]:
    """Return the rows of a table, of which most may have been written before."""
    if not isinstance(table.rows, Made):
        return [b"".join(_pieces(row.values, _ROW)) for row in table.rows]
    values = _Values()
    return [
        b"".join((head, values[first], middle, values[second], tail))
        for (head, middle, tail), first, second in table.rows.pieces(Form("json", _cut))
    ]


class _Values(dict[Any, bytes]):
    """Values in JSON, each written once."""

    def __missing__(self, value: Value) -> bytes:
        self[value] = made = b"".join(_pieces(value, ""))
        return made


def _cut(row: Row, at: Sequence[str]) -> tuple[bytes, ...]:
    """Return a row in the pieces that stand before, between and after some of its values."""
    return _pieces({**row.values, **dict.fromkeys(at, _LATER)}, _ROW)


def _pieces(value: Any, end: str) -> tuple[bytes, ...]:
    """Return a value as the pieces that stand around whatever is to be written later."""
    return tuple(encoded(escaped(piece)) for piece in _written(value, end).split(CUT))


def _joined(brackets: bytes, items: list[bytes], end: bytes) -> bytes:
    if not items:
        return brackets
    inner = end + b"  "
    return b"".join((brackets[:1], inner, (b"," + inner).join(items), end, brackets[1:]))


def encoded(text: str) -> bytes:
    """Return a text as the bytes of a file; what UTF-8 has no form for is spelt out."""
    return text.encode("utf-8", "backslashreplace")


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
