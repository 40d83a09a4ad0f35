"""Rules as files write them: what is read, what is refused, that editors refuse the same."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from khtgdv.fields import FieldError
from khtgdv.plan.due_days import due_day_misfit, guess_due_day
from khtgdv.plan.repetition import RepeatRule
from khtgdv.plan.time_values import parse_due_day
from khtgdv.plan.values import PERIOD_KINDS
from khtgdv.source.editors.schema import build_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE = TypeAdapter(RepeatRule)
SCHEMA: dict[str, Any] = build_schema("tasks", ())["definitions"]["RepeatRule"]


@pytest.mark.parametrize(
    ("on", "value"),
    [
        ("20", 20), ("fri", "fri"), ("06-15", "06-15"), (["06-15", "12-15"], ("06-15", "12-15")),
        (["06-15"], "06-15"), ("first working day", "first working day"), ("02-29", "02-29"),
    ],
)  # fmt: skip
def test_days(on: object, value: object) -> None:
    assert RULE.validate_python({"every": "year", "on": on}).on == value


@pytest.mark.parametrize(("after", "value"), [("5", 5), ("2 working days", "2 working days")])
def test_delays(after: str, value: object) -> None:
    assert RULE.validate_python({"every": "month", "after": after}).after == value


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("thứ Sáu", "fri"), ("Thứ 6", "fri"), ("T6", "fri"), ("Friday", "fri"), ("FRI", "fri"),
        ("Chủ nhật", "sun"), ("15/6", "06-15"), ("ngày 05/7", "07-05"), ("ngày 20", "20"),
        ("05", "5"), ("ngày làm việc đầu tiên", "first working day"), ("Tết", None),
        ("32", None), ("15/13", None),
    ],
)  # fmt: skip
def test_what_people_write_for_a_day(text: str, guess: str | None) -> None:
    assert guess_due_day(text) == guess
    if guess:
        assert parse_due_day(guess)
    if text != guess:
        with pytest.raises(FieldError) as error:
            parse_due_day(text)
        assert error.value.hint == (f'có phải "{guess}"?' if guess else error.value.hint)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RepeatRule(every="day", on=5), "bỏ on"),
        (RepeatRule(every="month", on="fri"), "every: week"),
        (RepeatRule(every="week", on=20), "on: fri"),
        (RepeatRule(every="month", on="06-15"), "on: 20"),
        (RepeatRule(every="half-year", on="06-15"), "[06-15, 12-15]"),
        (RepeatRule(every="half-year", on=("06-15", 20)), "[06-15, 12-15]"),
        (RepeatRule(every="half-year", on=("07-05", "12-15")), "after: 5"),
        (RepeatRule(every="nine-months", on="12-15"), "after: 5"),
        (RepeatRule(every="week", on=("mon", "fri")), "on: fri"),
    ],
)
def test_a_day_that_no_period_has(rule: RepeatRule, said: str) -> None:
    reason = due_day_misfit(rule.recurrence)
    assert reason is not None
    assert said in reason[1]


@pytest.mark.parametrize(
    "rule",
    [
        RepeatRule(every="month", on=31), RepeatRule(every="week", on="first working day"),
        RepeatRule(every="half-year", in_=(1,), on="06-15"), RepeatRule(every="year", on="01-10"),
        RepeatRule(every="quarter", in_=(2, 4), on=("06-15", "12-15")),
        RepeatRule(every="quarter", in_=(4, 2), on=("12-15", "06-15")),
        RepeatRule(every="half-year", in_=(1, 9), on=("06-15", "12-15")),  # 9 is told of by itself
    ],
)  # fmt: skip
def test_a_day_that_each_period_has(rule: RepeatRule) -> None:
    assert due_day_misfit(rule.recurrence) is None


def fits(schema: Mapping[str, Any], value: Any) -> bool:
    """Tell whether a value fits the part of JSON Schema that ours speaks."""
    if "if" in schema:
        branch = "then" if fits(schema["if"], value) else "else"
        if not fits(schema.get(branch, {}), value):
            return False
    types = {"string": str, "integer": int, "array": list, "object": dict}
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    tests = (
        not kinds or isinstance(value, tuple(types[kind] for kind in kinds)),
        not isinstance(value, str) or bool(re.search(schema.get("pattern", ""), value)),
        not isinstance(value, int)
        or schema.get("minimum", value) <= value <= schema.get("maximum", value),
        "const" not in schema or value == schema["const"],
        "enum" not in schema or value in schema["enum"],
        "not" not in schema or not fits(schema["not"], value),
        all(fits(part, value) for part in schema.get("allOf", ())),
        "anyOf" not in schema or any(fits(part, value) for part in schema["anyOf"]),
    )
    return all(tests) and (
        _fits_list(schema, value) if isinstance(value, list) else _fits_mapping(schema, value)
    )


def _fits_list(schema: Mapping[str, Any], items: list[Any]) -> bool:
    is_long_enough = "contains" not in schema or any(fits(schema["contains"], i) for i in items)
    return is_long_enough and all(fits(schema.get("items", {}), item) for item in items)


def _fits_mapping(schema: Mapping[str, Any], value: Any) -> bool:
    if not isinstance(value, dict):
        return True
    parts = schema.get("properties", {})
    return (
        set(schema.get("required", ())) <= value.keys()
        and (schema.get("additionalProperties", True) or value.keys() <= parts.keys())
        and all(fits(part, value[key]) for key, part in parts.items() if key in value)
        and all(fits(s, value) for k, s in schema.get("dependencies", {}).items() if k in value)
    )


ON: tuple[object, ...] = (
    None, "1", "31", "0", "32", "fri", "Friday", "06-15", "06-31", "first working day", "first day",
    ["06-15", "12-15"], ["20", "fri"], [],
)  # fmt: skip
AFTER = (None, "5", "0", "366", "367", "2 working days", "1 working day", "5 days", "999")
INTERVAL = (None, 2, 0, 100)


def is_read(rule: dict[str, Any]) -> bool:
    """Tell whether a rule is right; whether days lie in their periods is left out of account."""
    try:
        read = RULE.validate_python(rule)
    except ValidationError:
        return False
    reason = due_day_misfit(read.recurrence) if read.on is not None else None
    counted = reason is not None and ("ngày cho" in reason[0] or "nằm trong" in reason[0])
    return not (read.on and read.after) and (reason is None or counted)


@pytest.mark.parametrize("every", PERIOD_KINDS)
def test_the_schema_refuses_what_the_reader_refuses(every: str) -> None:
    for on, after, interval in product(ON, AFTER, INTERVAL):
        rule = {"every": every, "on": on, "after": after, "interval": interval}
        rule = {key: value for key, value in rule.items() if value is not None}
        texts = {key: str(v) if isinstance(v, int) else v for key, v in rule.items()}
        assert fits(SCHEMA, rule) == is_read(texts), rule


def test_numbers_fit_as_a_yaml_program_reads_them() -> None:
    assert fits(SCHEMA, {"every": "month", "on": 20, "interval": 2})
    assert fits(SCHEMA, {"every": "month", "after": 5})
    for wrong in ({"on": 45}, {"after": 400}, {"interval": 0}, {"on": 20, "after": 5}):
        assert not fits(SCHEMA, {"every": "month", **wrong})
