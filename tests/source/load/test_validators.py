"""What pydantic's core is told of the model is what pydantic itself would tell it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from khtgdv.plan import model, office
from khtgdv.plan.workdays import DayOff, DayWorked
from khtgdv.source.load import validators

KINDS = (
    model.Task, model.Inspection, office.PlanDocument, office.Department, office.DepartmentGroup,
    office.FocusArea, office.Body, office.Abbreviation, office.Office, DayOff, DayWorked,
)  # fmt: skip
# What only writers of JSON and of schemas look at.
_UNREAD = {"metadata", "ref", "title", "serialization_alias"}
# What it means where nothing is said.
_UNSAID: dict[str, object] = {
    "frozen": False, "post_init": False, "init": True, "computed_fields": [],
    "collect_init_only": False, "default_factory_takes_data": False,
}  # fmt: skip


def said(schema: Any) -> Any:
    """Return what a schema of pydantic's core says to readers."""
    if isinstance(schema, list):
        return [said(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: said(part)
        for name, part in schema.items()
        if name not in _UNREAD and not (name in _UNSAID and part == _UNSAID[name])
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_same_as_pydantic_makes_of_the_model(kind: type) -> None:
    assert said(validators.schema_of(kind)) == said(TypeAdapter(kind).core_schema)


def test_a_difference_would_be_seen() -> None:
    other = said(validators.schema_of(model.Task))
    other["schema"]["fields"][0]["schema"]["function"]["function"] = str
    assert other != said(TypeAdapter(model.Task).core_schema)


def test_a_form_of_annotation_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        validators.schema_of(list[str])
