"""Parquet: one table with a schema that does not depend on its rows. Same input, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from khtgdv.errors import UsageError
from khtgdv.render.formats import missing_library_error
from khtgdv.render.json_text import escape_json, json_value
from khtgdv.text import escape_unsafe

if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.document.document import Document, StorageType, Value
    from khtgdv.render.formats import RenderOptions


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document's one table; UsageError where it has another number of them.

    A table of which no column says how it is stored has no schema, and is refused too.
    """
    del options
    tables = document.data_tables
    columns = (
        [column for column in tables[0].columns if column.storage_type] if len(tables) == 1 else []
    )
    if not columns:
        hint = "Ví dụ: khtgdv export --format parquet --output kho"
        raise UsageError("Định dạng parquet chỉ dùng với lệnh export.", hint)
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise missing_library_error("parquet") from error
    types: dict[StorageType, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "date": pa.date32(),
        "number": pa.int32(),
        "bool": pa.bool_(),
        "json": pa.string(),
    }
    schema = pa.schema([(c.key, types[c.storage_type]) for c in columns if c.storage_type])
    cells = [
        [_CONVERTERS[c.storage_type](row.values.get(c.key)) for row in tables[0].rows]
        for c in columns
        if c.storage_type
    ]
    arrow_table = pa.table(cells, schema=schema)
    sink = pa.BufferOutputStream()
    parquet.write_table(arrow_table, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _to_text(value: Value) -> str | None:
    return None if value is None else escape_unsafe(str(json_value(value)))


def _to_texts(value: Value) -> list[str | None]:
    return [_to_text(item) for item in value] if isinstance(value, tuple) else []


def _to_json(value: Value) -> str | None:
    if not value:
        return None
    return escape_json(json.dumps(value, ensure_ascii=False, default=str))


def _identity(value: Value) -> Value:
    return value


_CONVERTERS: dict[StorageType, Callable[[Value], Any]] = {
    "text": _to_text, "texts": _to_texts, "date": _identity, "number": _identity, "bool": _identity,
    "json": _to_json,
}  # fmt: skip
