"""The frozen dataclasses of khtgdv against those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError
from typing import Any, ClassVar

import pytest
from pydantic import TypeAdapter

from khtgdv import frozen
from khtgdv.plan.model import Extension
from khtgdv.plan.values import Text


def _make(decorator: Any, field: Any, **options: Any) -> Any:
    @decorator(frozen=True, **options)
    class Base:
        id: str
        notes: tuple[str, ...] = ()

    @decorator(frozen=True, **options)
    class Sample(Base):
        tags: dict[str, int] = field(default_factory=dict, hash=False)
        count: int = field(default=0)

    return Sample


@frozen.dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: int = 2


OURS = _make(frozen.dataclass, frozen.field)
THEIRS = _make(dataclasses.dataclass, dataclasses.field)
CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    (("a",), {}),
    (("a", ("x",), {"t": 1}, 3), {}),
    (("a",), {"count": 2}),
    ((), {"id": "b", "tags": {}}),
)


@pytest.mark.parametrize(("args", "given"), CALLS)
def test_a_value_is_what_the_standard_decorator_makes(
    args: tuple[Any, ...], given: dict[str, Any]
) -> None:
    ours, theirs = OURS(*args, **given), THEIRS(*args, **given)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert repr(ours) == repr(theirs)
    assert ours == OURS(*args, **given)
    assert hash(ours) == hash(OURS(*args, **given))
    assert dataclasses.replace(ours, id="z").id == "z"


def test_equal_means_every_field_and_the_same_class() -> None:
    assert OURS("a", tags={"t": 1}) != OURS("a", tags={"t": 2})
    assert hash(OURS("a", tags={"t": 1})) == hash(OURS("a", tags={"t": 2}))
    assert OURS("a") != _make(frozen.dataclass, frozen.field)("a")


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), (("a", (), {}, 1, 5), {}), (("a",), {"colour": 1}), ((), {"colour": 1})],
)
def test_a_wrong_call_is_refused(args: tuple[Any, ...], given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Sample"):
        OURS(*args, **given)


def test_fields_that_want_their_names_are_not_set_by_place() -> None:
    named = _make(frozen.dataclass, frozen.field, slots=True, kw_only=True)
    assert named(id="a").id == "a"
    with pytest.raises(TypeError):
        named("a")


def test_nothing_changes_a_value() -> None:
    pair = Pair(1)
    with pytest.raises(FrozenInstanceError):
        pair.left = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del pair.left
    assert not hasattr(pair, "__dict__")


def test_a_value_can_be_copied_and_sent() -> None:
    pair = Pair(1, 5)
    assert copy.deepcopy(pair) == pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301 - our own


def test_pydantic_validates_into_it() -> None:
    assert TypeAdapter(Pair).validate_python({"left": "4"}) == Pair(4, 2)


def test_a_changed_copy_is_what_the_standard_one_is() -> None:
    whole = OURS("a", ("x",), {"t": 1}, 3)
    assert frozen.replace(whole, id="b", count=4) == dataclasses.replace(whole, id="b", count=4)
    assert frozen.replace(Pair(1), right=5) == Pair(1, 5)


def test_the_standard_form_is_there_for_who_asks() -> None:
    ours, theirs = dataclasses.fields(OURS), dataclasses.fields(THEIRS)
    for one, other in zip(ours, theirs, strict=True):
        assert (one.name, one.type, one.default, one.hash, one.kw_only) == (
            other.name, other.type, other.default, other.hash, other.kw_only,
        )  # fmt: skip
        assert one.default_factory is other.default_factory
    assert dataclasses.is_dataclass(Pair)
    assert OURS.__match_args__ == THEIRS.__match_args__
    assert dataclasses.asdict(Pair(1)) == {"left": 1, "right": 2}


def test_annotations_are_values_where_their_module_says_what_they_name() -> None:
    hints = frozen.hints_of(Extension)
    assert (hints["reason"], hints["document"]) == (Text, Text | None)
    assert frozen.annotations_of(Extension)["reason"] == "Text"
    assert frozen.hints_of(Pair) == frozen.annotations_of(Pair) == {"left": "int", "right": "int"}


def test_a_class_variable_is_no_field() -> None:
    @frozen.dataclass(frozen=True)
    class Sample:
        told: ClassVar[str] = "a"
        plain: ClassVar = "b"
        id: str

    Sample.__annotations__["told"] = ClassVar[str]  # as without `from __future__`
    again = frozen.dataclass(frozen=True)(Sample)
    assert [field.name for field in frozen.fields(again)] == ["id"]
    assert (again.told, again("x").id) == ("a", "x")


def test_a_default_that_can_be_changed_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Sample\.notes"):

        @frozen.dataclass(frozen=True)
        class Sample:
            notes: list[str] = []  # noqa: RUF012 - that is what is refused


def test_what_is_no_field_is_not_replaced() -> None:
    with pytest.raises(TypeError, match="Pair has not all of middle"):
        frozen.replace(Pair(1), middle=2)  # type: ignore[call-arg]


def test_only_classes_of_this_form_are_told_as_such() -> None:
    assert [frozen.is_frozen(kind) for kind in (Pair, OURS, THEIRS, str, Pair(1))] == [
        True, True, False, False, False,
    ]  # fmt: skip
