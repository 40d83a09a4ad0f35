"""The frozen dataclasses of khtgdv against those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest
from pydantic import TypeAdapter

from khtgdv import frozen


def _make(decorator: Any, **options: Any) -> Any:
    @decorator(frozen=True, **options)
    class Base:
        id: str
        notes: tuple[str, ...] = ()

    @decorator(frozen=True, **options)
    class Sample(Base):
        tags: dict[str, int] = field(default_factory=dict, hash=False)
        count: int = 0

    return Sample


@frozen.dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: int = 2


OURS, THEIRS = _make(frozen.dataclass), _make(dataclasses.dataclass)
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
    assert OURS("a") != _make(frozen.dataclass)("a")


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), (("a", (), {}, 1, 5), {}), (("a",), {"colour": 1}), ((), {"colour": 1})],
)
def test_a_wrong_call_is_refused(args: tuple[Any, ...], given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Sample"):
        OURS(*args, **given)


def test_fields_that_want_their_names_are_not_set_by_place() -> None:
    named = _make(frozen.dataclass, slots=True, kw_only=True)
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
    assert frozen.replaced(whole, id="b", count=4) == dataclasses.replace(whole, id="b", count=4)
    assert frozen.replaced(Pair(1), right=5) == Pair(1, 5)
