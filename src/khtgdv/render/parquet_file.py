"""Parquet: one table with a schema that does not depend on its rows. Same input, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from khtgdv.errors import UsageError
from khtgdv.render.formats import not_installed
from khtgdv.render.json_text import escaped, plain
from khtgdv.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.document.document import Document, StoredKind, Value
    from khtgdv.render.formats import Look


def render(document: Document, look: Look) -> bytes:
    """Return the document's one table; UsageError where it has another number of them.

    A table of which no column says how it is stored has no schema, and is refused too.
    """
    del look
    tables = document.data_tables
    columns = [column for column in tables[0].columns if column.stored] if len(tables) == 1 else []
    if not columns:
        hint = "Ví dụ: khtgdv export --format parquet --output kho"
        raise UsageError("Định dạng parquet chỉ dùng với lệnh export.", hint)
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise not_installed("parquet") from error
    types: dict[StoredKind, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "date": pa.date32(),
        "number": pa.int32(),
        "bool": pa.bool_(),
        "json": pa.string(),
    }
    schema = pa.schema([(c.key, types[c.stored]) for c in columns if c.stored])
    cells = [
        [_AS[c.stored](row.values.get(c.key)) for row in tables[0].rows]
        for c in columns
        if c.stored
    ]
    made = pa.table(cells, schema=schema)
    sink = pa.BufferOutputStream()
    parquet.write_table(made, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _text(value: Value) -> str | None:
    return None if value is None else visible(str(plain(value)))


def _texts(value: Value) -> list[str | None]:
    return [_text(item) for item in value] if isinstance(value, tuple) else []


def _json(value: Value) -> str | None:
    if not value:
        return None
    return escaped(json.dumps(value, ensure_ascii=False, default=str))


def _itself(value: Value) -> Value:
    return value


_AS: dict[StoredKind, Callable[[Value], Any]] = {
    "text": _text, "texts": _texts, "date": _itself, "number": _itself, "bool": _itself,
    "json": _json,
}  # fmt: skip
