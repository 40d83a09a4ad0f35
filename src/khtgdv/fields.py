"""Values read from text: every scalar of a file is text until one of these reads it.

The markers below are metadata of `typing.Annotated`. They speak pydantic's protocol by the names
of their methods only, so that the model needs no pydantic to exist.
"""

from __future__ import annotations

from khtgdv.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


# What may be one value or several has one word in files and another in the model.
_KEY_BY_FIELD = {"leads": "lead", "half_year": "half-year", "nine_months": "nine-months"}


def key_of(field_name: str) -> str:
    """Return the key that files have for a field of the model: `in_` is written `in`."""
    return _KEY_BY_FIELD.get(field_name) or field_name.rstrip("_")


class FieldError(ValueError):
    """A value that cannot be read; `code` names the kind of trouble, `hint` what to write."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        """Keep the code of the catalogue, the Vietnamese message and the hint."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class TextParser:
    """Metadata: the value is read from one text by `parse`, which raises FieldError."""

    parse: Callable[[str], object]
    schema: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def json_schema(self) -> dict[str, Any]:
        """What the text looks like, for editors."""
        return {"type": "string", **self.schema}

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        """Tell pydantic how to read the value."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, core: object, handler: object) -> dict[str, Any]:
        """Tell editors what the text looks like."""
        return self.json_schema

    def read(self, value: object) -> object:
        """Read a value as a file has it; FieldError where it is no text, or not such a one."""
        if isinstance(value, str):
            return self.parse(value)
        if value is None:
            raise FieldError("missing-key", "khóa không có giá trị", "điền giá trị hoặc xóa khóa")
        raise FieldError("wrong-shape", "cần một giá trị đơn, không phải danh sách hay nhóm")


def text_or_integer_schema(low: int, high: int, message: str) -> dict[str, Any]:
    """Return the part of a JSON Schema by which an editor takes a text of digits for what it reads.

    `50` and `2026` are integers to a YAML program. A bound has no message of its own in editors,
    a wrong type has: outside the bounds nothing but a text is right.
    """
    return {
        "type": ["string", "integer"],
        "if": {"minimum": low, "maximum": high},
        "else": {"type": "string", "errorMessage": message},
        "errorMessage": message,
    }


def _same_schema(schema: Any) -> Any:
    return schema


@dataclass(frozen=True, slots=True)
class BeforeValidator:
    """Metadata: the raw value is rewritten by `rewrite` before it is validated.

    `schema` rewrites the JSON Schema, so that it takes what `rewrite` takes.
    """

    rewrite: Callable[[Any], Any]
    rewrite_schema: Callable[[Any], Any] = _same_schema

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Any]) -> Any:
        """Tell pydantic what to do first."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.rewrite, handler(source))

    def __get_pydantic_json_schema__(self, core: object, handler: Callable[[object], Any]) -> Any:
        """Tell editors what may be written."""
        return self.rewrite_schema(handler(core))


@dataclass(frozen=True)
class OneOrSeveral:
    """Metadata: one text, or a list of texts, each read by `item`; a list of one is the one.

    `listed_schema` tells editors what stands in a list.
    """

    item: TextParser
    listed_schema: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        """Tell pydantic how to read the value."""
        from pydantic_core import core_schema

        item = core_schema.no_info_plain_validator_function(self.item.read)
        items = core_schema.tuple_schema([item], variadic_item_index=0, min_length=1)
        listed = core_schema.no_info_before_validator_function(_as_list, items)
        return core_schema.no_info_after_validator_function(_without_list_of_one, listed)

    def __get_pydantic_json_schema__(self, core: object, handler: object) -> dict[str, Any]:
        """Tell editors what the value looks like."""
        several = {"type": "array", "items": dict(self.listed_schema), "minItems": 1}
        return {"anyOf": [self.item.json_schema, several]}


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _without_list_of_one(items: tuple[object, ...]) -> object:
    return items[0] if len(items) == 1 else items


@dataclass(frozen=True, slots=True)
class NonEmptyList:
    """Metadata: a list needs at least one item. pydantic asks for the first by its own name."""

    min_length: int = 1

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Any]) -> Any:
        """Tell pydantic how long the list must be."""
        return {**handler(source), "min_length": self.min_length}
