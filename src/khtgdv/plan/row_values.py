"""The kinds of value that only rows have: their leads, units, rules; read from text.

Nothing but what reads files needs them.
"""

from __future__ import annotations

from typing import Annotated, Any

from khtgdv.fields import BeforeValidator, FieldError, NonEmptyList
from khtgdv.plan.repetition import RepeatRule
from khtgdv.plan.values import PERIOD_KIND_PARSER, DepartmentCode, Text

_MAX_RULES = 20


def normalize_rules(value: object) -> object:
    """Bring `repeat` to a list of rules: `month` and one mapping are short forms."""
    items = value if isinstance(value, list) else [value]
    if len(items) > _MAX_RULES:
        message = f"một dòng có quá {_MAX_RULES} lịch định kỳ"
        raise FieldError("wrong-shape", message, "gộp các kỳ cùng loại bằng in: [1, 2, …]")
    return [{"every": rule} if isinstance(rule, str) else rule for rule in items]


def rules_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Bring the JSON Schema of a list of rules to what `normalize_rules` takes."""
    forms = [PERIOD_KIND_PARSER.json_schema, schema["items"]]
    return {"anyOf": [*forms, {**schema, "items": {"anyOf": forms}}]}


def normalize_leads(value: object) -> object:
    """Bring `lead` to a list: one name is the short form."""
    return value if isinstance(value, list) else [value]


def leads_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Let editors take what `normalize_leads` takes."""
    return {"anyOf": [schema["items"], schema]}


# The departments that lead: as the file names them, then, once it was read, by their codes.
Leads = Annotated[
    tuple[DepartmentCode, ...], NonEmptyList(), BeforeValidator(normalize_leads, leads_schema)
]
UnitNames = Annotated[tuple[Text, ...], NonEmptyList()]
RepeatRules = Annotated[tuple[RepeatRule, ...], BeforeValidator(normalize_rules, rules_schema)]
