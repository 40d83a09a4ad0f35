"""What stands for parts of `typing` at run time."""

from __future__ import annotations

from typing import Any

from khtgdv.hints import Annotated, Generic, TypeVar

T = TypeVar("T", bound=str)


class Box(Generic[T]):
    __slots__ = ("content",)

    def __init__(self, content: T) -> None:
        self.content = content


def test_what_is_said_of_a_type_is_kept_with_it() -> None:
    said: Any = Annotated[list[str], "several", 2]
    origin, metadata = said.__origin__, said.__metadata__
    assert (origin, metadata) == (list[str], ("several", 2))


def test_a_generic_class_is_the_same_of_whatever() -> None:
    assert Box[str] is Box
    assert Box[str]("a").content == "a"
