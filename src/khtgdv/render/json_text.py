"""JSON: the contract `khtgdv/1`. Keys are only ever added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain

from khtgdv.dates.periods import DateRange
from khtgdv.document.lazy_rows import LazyRows
from khtgdv.text import encode_utf8, replace_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from khtgdv.document.document import Document, Table, Value
    from khtgdv.render.formats import RenderOptions

SCHEMA = "khtgdv/1"
_ROWS_MARK = object()  # the rows of a table, which are written by themselves
_ROWS_PLACEHOLDER = "\x1f"  # theirs; it stands in no text that was written: there it is spelt out
_ESCAPED = r'["\\\x00-\x1f]'
_ESCAPES = {chr(code): f"\\u{code:04x}" for code in range(0x20)} | {
    '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t",
}  # fmt: skip
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
    return replace_unsafe(text, _spelt_out)


def _spelt_out(character: str) -> str:
    from json import dumps

    return dumps(character)[1:-1]


def _dump(value: Any, end: str) -> str:
    """Return a value as `json.dumps` writes it with an indent of 2, in a third of the time.

    `end` is a line's end and the blanks the value itself stands behind.
    """
    if isinstance(value, str):
        return _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        items = [f"{_quoted(key)}: {_dump(value[key], f'{end}  ')}" for key in value]
        return _bracket("{}", items, end)
    if isinstance(value, tuple | list):
        inner = f"{end}  "
        items = [_quoted(item) if type(item) is str else _dump(item, inner) for item in value]
        return _bracket("[]", items, end)
    return _ROWS_PLACEHOLDER if value is _ROWS_MARK else _plain(value)


def _plain(value: Any) -> str:
    """Return a truth, a number, a day or a range of days."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else f'"{value}"'


def _quoted(text: str) -> str:
    """Return a text as `json` writes it, whose import takes as long as that of ten modules of ours.

    Most texts need no look at each letter.
    """
    if not text.isprintable() or '"' in text or "\\" in text:
        text = re.sub(_ESCAPED, lambda match: _ESCAPES[match[0]], text)
    return f'"{text}"'


def _bracket(brackets: str, items: list[str], end: str) -> str:
    if not items:
        return brackets
    return f"{brackets[0]}{end}  {f',{end}  '.join(items)}{end}{brackets[1]}"


def json_value(value: Value) -> Any:
    """Return one value as JSON has it: dates, periods and ranges in ISO form."""
    return str(value) if isinstance(value, date | DateRange) else value
