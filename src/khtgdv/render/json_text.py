"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from khtgdv.periods import Range
from khtgdv.text import UNSAFE

if TYPE_CHECKING:
    from khtgdv.document import Document, Table, Value
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
        "filter": plain(document.filter),
        "tables": {table.name: _rows(table) for table in document.data_tables},
    }
    # Letters stay letters; what would steer a terminal or hide itself is escaped.
    text = json.dumps(contract, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _rows(table: Table) -> list[Any]:
    return [plain(row.values) for row in table.rows]


def plain(value: Value) -> Any:
    """Return a value as JSON has it: dates and periods in ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Range):
        return str(value)
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
