"""The markers that read a value from its text, as pydantic meets them."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from khtgdv.fields import BeforeValidator, FieldError, TextParser


def read(text: str) -> int:
    """Read a count of stars."""
    if set(text) <= {"*"}:
        return len(text)
    raise FieldError("invalid-stars", f'"{text}" không phải các dấu sao', "viết ***")


STARS: TypeAdapter[int] = TypeAdapter(Annotated[int, TextParser(read, {"pattern": "^[*]*$"})])


def refused(value: object) -> FieldError:
    with pytest.raises(ValidationError) as caught:
        STARS.validate_python(value)
    (details,) = caught.value.errors()
    error = details["ctx"]["error"]
    assert isinstance(error, FieldError)
    return error


def test_a_text_is_read() -> None:
    assert STARS.validate_python("***") == 3


@pytest.mark.parametrize(
    ("value", "code", "hint"),
    [
        ("x", "invalid-stars", "viết ***"),
        (None, "missing-key", "điền giá trị hoặc xóa khóa"),
        (["*"], "wrong-shape", None),
        ({"a": "*"}, "wrong-shape", None),
        (3, "wrong-shape", None),
    ],
)
def test_what_cannot_be_read_has_a_code_and_a_hint(
    value: object, code: str, hint: str | None
) -> None:
    error = refused(value)
    assert (error.code, error.hint) == (code, hint)
    assert error.message == str(error)


def test_the_schema_says_what_the_text_looks_like() -> None:
    assert STARS.json_schema() == {"type": "string", "pattern": "^[*]*$"}


def test_a_value_is_rewritten_before_it_is_validated() -> None:
    def as_list(value: Any) -> Any:
        return value if isinstance(value, list) else [value]

    adapter: TypeAdapter[tuple[int, ...]] = TypeAdapter(
        Annotated[tuple[Annotated[int, TextParser(read)], ...], BeforeValidator(as_list)]
    )
    assert adapter.validate_python("**") == (2,)
    assert adapter.validate_python(["*", "***"]) == (1, 3)
    assert adapter.json_schema()["items"] == {"type": "string"}


def test_the_schema_is_rewritten_with_the_value() -> None:
    before = BeforeValidator(str, lambda schema: {"anyOf": [schema, {"type": "integer"}]})
    adapter: TypeAdapter[int] = TypeAdapter(Annotated[int, TextParser(read), before])
    assert adapter.json_schema() == {"anyOf": [{"type": "string"}, {"type": "integer"}]}
