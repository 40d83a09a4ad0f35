"""Parquet: one table with a schema that does not depend on its rows. Same input, same bytes."""

from __future__ import annotations

import io
import json

from khtgdv.errors import UsageError
from khtgdv.render.json_text import escape_json, json_value
from khtgdv.text import escape_unsafe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from khtgdv.document.document import Document, StorageType, Value
    from khtgdv.render.formats import RenderOptions


def render(document: Document, options: RenderOptions) -> bytes:
    """Return the document's one table; UsageError where it has another number of them.

    A table of which no column says how it is stored has no schema, and is refused too.
    """
    del options
    tables = document.data_tables
    columns = tables[0].columns if len(tables) == 1 else ()
    storage_types = {c.key: c.storage_type for c in columns if c.storage_type}
    if not storage_types:
        hint = "Ví dụ: khtgdv export --format parquet --output kho"
        raise UsageError("Định dạng parquet chỉ dùng với lệnh export.", hint)
    import pyarrow as pa  # type: ignore[import-untyped]
    from pyarrow import parquet

    types: dict[StorageType, Any] = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "date": pa.date32(),
        "number": pa.int32(),
        "bool": pa.bool_(),
        "json": pa.string(),
    }
    schema = pa.schema([(key, types[kind]) for key, kind in storage_types.items()])
    cells = [
        [_CONVERTERS[kind](row.values.get(key)) for row in tables[0].rows]
        for key, kind in storage_types.items()
    ]
    out = io.BytesIO()
    parquet.write_table(pa.table(cells, schema=schema), out, compression="zstd")
    return out.getvalue()


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
