"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from khtgdv.periods import Range
from khtgdv.text import UNSAFE

if TYPE_CHECKING:
    from khtgdv.document import Document, Value
    from khtgdv.render.formats import Look

SCHEMA = "khtgdv/1"


def render(document: Document, look: Look) -> str:
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
        "tables": {
            table.name: [row.values for row in table.rows] for table in document.data_tables
        },
    }
    return escaped(_written(contract, "\n")) + "\n"


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
    return json.dumps(plain(value))


def _between(brackets: str, items: list[str], end: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{end}  {f',{end}  '.join(items)}{end}{brackets[1]}"


def plain(value: Value) -> Any:
    """Return one value as JSON has it: dates, periods and ranges in ISO form."""
    return str(value) if isinstance(value, date | Range) else value
