"""Values read from text: every scalar of a file is text until one of these reads it.

The markers below are metadata of `typing.Annotated`. They speak pydantic's protocol by the names
of their methods only, so that the model needs no pydantic to exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class FieldError(ValueError):
    """A value that cannot be read; `code` names the kind of trouble, `hint` what to write."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        """Keep the code of the catalogue, the Vietnamese message and the hint."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class FromText:
    """Metadata: the value is read from one text by `read`, which raises FieldError."""

    read: Callable[[str], object]
    schema: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Any:
        """Tell pydantic how to read the value."""
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, core: object, handler: object) -> dict[str, Any]:
        """Tell editors what the text looks like."""
        return {"type": "string", **self.schema}

    def _validate(self, value: object) -> object:
        if value is None:
            raise FieldError("missing-key", "khóa không có giá trị", "điền giá trị hoặc xóa khóa")
        if not isinstance(value, str):
            raise FieldError("wrong-shape", "cần một giá trị đơn, không phải danh sách hay nhóm")
        return self.read(value)


@dataclass(frozen=True)
class Before:
    """Metadata: the raw value is rewritten by `rewrite` before it is validated."""

    rewrite: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Any]) -> Any:
        """Tell pydantic what to do first."""
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.rewrite, handler(source))
