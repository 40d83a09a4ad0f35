"""The named tuples of khtgdv against those of the standard library."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from khtgdv.tuples import NamedTuple


class Place(NamedTuple):
    """A line, and what stands there."""

    line: int
    text: str = "nothing"
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.line}: {self.text}"


class TheirPlace(typing.NamedTuple):
    """The same as the standard makes it."""

    line: int
    text: str = "nothing"
    notes: tuple[str, ...] = ()


OURS: Any = Place
THEIRS: Any = TheirPlace
CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((1,), {}),
    ((1, "a", ("b",)), {}),
    ((1,), {"notes": ("b",)}),
    ((), {"line": 2, "text": "c"}),
)


@pytest.mark.parametrize(("args", "given"), CALLS)
def test_a_tuple_is_what_the_standard_one_is(args: tuple[Any, ...], given: dict[str, Any]) -> None:
    ours, theirs = OURS(*args, **given), THEIRS(*args, **given)
    assert ours == theirs == tuple(ours)
    assert hash(ours) == hash(theirs)
    assert f"Their{ours!r}" == repr(theirs)
    assert (ours.line, ours.text, ours.notes) == (theirs.line, theirs.text, theirs.notes)
    assert ours._replace(line=5) == theirs._replace(line=5)
    assert ours._asdict() == theirs._asdict()
    assert OURS._make(ours) == ours
    assert (OURS._fields, OURS.__match_args__) == (THEIRS._fields, THEIRS.__match_args__)


@pytest.mark.parametrize(
    ("args", "given"),
    [((), {}), ((1, "a", (), 4), {}), ((1,), {"line": 1}), ((1,), {"colour": "red"})],
)
def test_a_wrong_call_is_refused(args: tuple[Any, ...], given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        THEIRS(*args, **given)
    with pytest.raises(TypeError, match="Place"):
        OURS(*args, **given)


def test_items_that_are_too_few_or_unknown_are_refused() -> None:
    with pytest.raises(TypeError):
        OURS._make([])
    with pytest.raises(TypeError):
        OURS(1)._replace(colour="red")


def test_nothing_changes_a_tuple() -> None:
    place = Place(1)
    with pytest.raises(AttributeError):
        place.line = 2  # type: ignore[misc]
    assert not hasattr(place, "__dict__")
    assert place.label == "1: nothing"


def test_a_tuple_can_be_copied_and_sent() -> None:
    place = Place(1, "a")
    sent = pickle.loads(pickle.dumps(place))  # noqa: S301 - our own
    assert sent == copy.deepcopy(place) == place
    assert type(sent) is Place
