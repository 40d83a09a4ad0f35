"""CSV: the values of the JSON contract, a row a line, for spreadsheets and scripts.

It starts with a BOM, without which Excel takes UTF-8 for a code page. A cell that a spreadsheet
would take for a formula gets the usual leading apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from khtgdv.made import Form, Made
from khtgdv.render.json_text import CUT, encoded, plain
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from khtgdv.document import Document, Row, Table, Value
    from khtgdv.render.formats import Look

_BOM = "\ufeff"
_END = "\r\n"
_AS_IT_IS = frozenset({type(None), int, date})
_QUOTED = re.compile(r'[",\r\n]')  # what has none of these the writer leaves as it is
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document, look: Look) -> bytes:
    """Return the document's tables as one CSV, with the table's name first where it has several."""
    del look
    tables = document.data_tables
    keys = list(dict.fromkeys(c.key for table in tables for c in table.data_columns))
    several, fields = len(tables) > 1, _Fields()
    lines = [encoded(_BOM + _lines([["table", *keys] if several else keys]))]
    for table in tables:
        lines += _written(table, keys, [table.name] if several else [], fields)
    return b"".join(lines)


def _written(table: Table, keys: list[str], lead: list[Any], fields: _Fields) -> Iterable[bytes]:
    own = [column.key for column in table.data_columns]
    begin = keys.index(own[0]) if own else 0
    rest = len(keys) - begin - len(own)
    together = keys[begin : len(keys) - rest] == own
    if isinstance(table.rows, Made) and table.chosen is None and together:
        before = _lines([[*lead, *[""] * begin, CUT]]).removesuffix(CUT + _END)
        form, after = Form("csv", partial(_cut, own)), encoded("," * rest + _END)
        return _kept(table.rows.pieces(form), fields, encoded(before), after)
    places = [key if key in own else "" for key in keys]
    return [encoded(_lines([*lead, *_cells(row, places)] for row in table.rows))]


def _kept(
    rows: Iterable[tuple[tuple[bytes, ...], Value, Value]],
    fields: _Fields, before: bytes, after: bytes,
) -> list[bytes]:  # fmt: skip
    """Return the lines of rows of which most may have been written before."""
    return [
        b"".join((before, head, fields[first], middle, fields[second], tail, after))
        for (head, middle, tail), first, second in rows
    ]


class _Fields(dict[Any, bytes]):
    """Values as they stand between two commas, each written once."""

    def __missing__(self, value: Value) -> bytes:
        text = cell(value)
        if _QUOTED.search(text):
            text = _lines([[text, ""]]).removesuffix(f",{_END}")
        self[value] = made = encoded(text)
        return made


def _cut(own: list[str], row: Row, at: Sequence[str]) -> tuple[bytes, ...]:
    """Return a row's own cells in the pieces that stand before, between and after some of them."""
    cells = [CUT if key in at else value for key, value in zip(own, _cells(row, own), strict=True)]
    return tuple(map(encoded, _lines([cells]).removesuffix(_END).split(CUT)))


def _cells(row: Row, keys: Iterable[str]) -> list[Any]:
    # The writer itself gives nothing, a number and a date the form they have here.
    return [
        value if type(value := row.values.get(key)) in _AS_IT_IS else cell(value) for key in keys
    ]


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
