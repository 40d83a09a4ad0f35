"""Values of the model come back from their plain form as they were."""

from __future__ import annotations

import marshal
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.plan import model
from khtgdv.source.snapshot.codec import FROZEN_TYPES, decode_value, encode_value
from tests.support.random_plans import plans

if TYPE_CHECKING:
    from khtgdv.plan.model import Plan
    from tests.conftest import MakeRow
    from tests.support.reckoning import Record


def again(value: object) -> object:
    return decode_value(marshal.loads(marshal.dumps(encode_value(value))))  # noqa: S302 - what was just made


@pytest.mark.uncounted
@given(plans())
def test_random_rows(
    make_task: MakeRow, make_inspection: MakeRow, drawn: tuple[list[Record], list[Record]]
) -> None:
    made = [make_task(**row) for row in drawn[0]] + [make_inspection(**row) for row in drawn[1]]
    for work in made:
        assert again(work) == work
        assert type(again(work)) is type(work)


def test_everything_a_plan_says(shipped: Plan) -> None:
    for field in fields(shipped):
        value = getattr(shipped, field.name)
        assert again(value) == value


def test_findings() -> None:
    finding = Diagnostic("a.yaml", Span(3, 4, 5), "alias", "lỗi", None, "T01-01", "x", None, 7)
    assert again((finding,)) == (finding,)


def test_every_kind_of_the_model_is_known() -> None:
    kinds = {kind for kind in vars(model).values() if hasattr(kind, "__pydantic_config__")}
    assert kinds <= set(FROZEN_TYPES)
    assert len(kinds) > 8


def test_what_the_model_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        encode_value(object())
