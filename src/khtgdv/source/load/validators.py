"""pydantic's core set up to read the kinds of row, from the annotations of the model itself.

`pydantic.TypeAdapter` makes the same of them (a test holds the two against each other), but to
import it and let it look at the model costs more than to read a plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic_core import SchemaValidator, core_schema

from khtgdv.frozen import MISSING, Field, fields, hints_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import CoreSchema


@cache
def row_validator(kind: type) -> SchemaValidator:
    """Return what validates mappings into a kind of row."""
    return SchemaValidator(schema_of(kind))


def schema_of(kind: Any) -> CoreSchema:
    """Return in pydantic's words what an annotation of the model takes; KeyError for a new form."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        return _annotated_schema(inner, marks)
    if None.__class__ in get_args(kind):
        return core_schema.nullable_schema(schema_of(get_args(kind)[0]))
    return _SCHEMA_BUILDERS[get_origin(kind)](kind)


def _annotated_schema(inner: Any, markers: list[Any]) -> CoreSchema:
    """Let each mark make what it wants of what stands before it, as pydantic's protocol says."""
    make: Callable[[Any], CoreSchema] = schema_of
    for marker in markers:
        make = partial(marker.__get_pydantic_core_schema__, handler=make)
    return make(inner)


def _tuple_schema(kind: Any) -> CoreSchema:
    item, _ = get_args(kind)
    return core_schema.tuple_schema([schema_of(item)], variadic_item_index=0)


def _mapping_schema(kind: Any) -> CoreSchema:
    key, value = map(schema_of, get_args(kind))
    return core_schema.dict_schema(key, value, strict=False)


def _dataclass_schema(kind: Any) -> CoreSchema:
    hints = hints_of(kind)
    config = kind.__pydantic_config__
    alias = config.get("alias_generator", lambda _name: None)
    parts = [
        core_schema.dataclass_field(
            field.name, _with_default(field, schema_of(hints[field.name])),
            validation_alias=alias(field.name),
        )
        for field in fields(kind)
    ]  # fmt: skip
    return core_schema.dataclass_schema(
        kind,
        core_schema.dataclass_args_schema(kind.__name__, parts),
        [field.name for field in fields(kind)],
        slots=True,
        config={"extra_fields_behavior": config["extra"]},
    )


def _with_default(field: Field[Any], inner_schema: CoreSchema) -> CoreSchema:
    if field.default_factory is not MISSING:
        return core_schema.with_default_schema(inner_schema, default_factory=field.default_factory)
    if field.default is not MISSING:
        return core_schema.with_default_schema(inner_schema, default=field.default)
    return inner_schema


_SCHEMA_BUILDERS: dict[Any, Callable[[Any], CoreSchema]] = {
    None: _dataclass_schema,
    tuple: _tuple_schema,
    Mapping: _mapping_schema,
}
