"""Values of the model as plain ones that `marshal` keeps, and back, exactly as they were.

A text, a number, a truth, None and whatever is empty is itself. A tuple becomes a list; everything
else becomes a tuple whose first item tells what it is, so the model's own fields decide what is
kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter

from khtgdv.dates.periods import Period
from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.frozen import fields, is_frozen
from khtgdv.plan import model, office
from khtgdv.plan.repetition import RepeatRule
from khtgdv.plan.reporting import PeriodReporting, Reporting, WeekReporting
from khtgdv.plan.workdays import WorkCalendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from khtgdv.dates.periods import PeriodKind

# What a plan's own file says; the rest is known from its place or kept row by row.
_KNOWN = ("name", "folder", "year", "tasks", "inspections")
PART_FIELDS = tuple(field.name for field in fields(model.Plan) if field.name not in _KNOWN)
_PLAIN = frozenset({str, int, bool, type(None)})
_DATE_TAG, _MAPPING_TAG, _PERIOD_TAG, _FIRST_TYPE_TAG = range(4)
_CANDIDATE_TYPES = (
    *vars(model).values(),
    *vars(office).values(),
    RepeatRule,
    PeriodReporting,
    Reporting,
    WeekReporting,
    WorkCalendar,
    Diagnostic,
    Span,
)
FROZEN_TYPES: tuple[type, ...] = tuple(
    dict.fromkeys(kind for kind in _CANDIDATE_TYPES if isinstance(kind, type) and is_frozen(kind))
)


def encode_value(value: Any) -> Any:
    """Return a value of the model as a plain one; KeyError for what the model does not have."""
    value_type: Any = type(value)
    if value_type is tuple:
        return [item if type(item) in _PLAIN else encode_value(item) for item in value] or ()
    if value_type is Period:
        return (_PERIOD_TAG, value.start.toordinal(), value.end.toordinal(), value.kind)
    if value_type is date:
        return (_DATE_TAG, value.toordinal())
    if value_type in _PLAIN:
        return value
    if value_type not in _TAGS and isinstance(value, Mapping):
        pairs = (list(map(encode_value, value)), list(map(encode_value, value.values())))
        return (_MAPPING_TAG, *pairs) if value else {}
    tag, read_fields = _field_reader(value_type)
    return (
        tag,
        *[
            item if not item or type(item) in _PLAIN else encode_value(item)
            for item in read_fields(value)
        ],
    )


def decode_value(data: Any) -> Any:
    """Return the value that a plain one stands for."""
    if type(data) is list:
        return tuple([item if type(item) in _PLAIN else decode_value(item) for item in data])
    if type(data) is not tuple or not data:
        return data
    tag = data[0]
    if tag >= _FIRST_TYPE_TAG:
        return _decode_instance(FROZEN_TYPES[tag - _FIRST_TYPE_TAG], data[1:])
    if tag == _DATE_TAG:
        return date.fromordinal(data[1])
    if tag == _PERIOD_TAG:
        return _decode_period(data)
    keys = [decode_value(key) for key in data[1]]
    return dict(zip(keys, map(decode_value, data[2]), strict=True))


def _decode_instance(value_type: Any, data: tuple[Any, ...]) -> Any:
    """Return a value of a kind without its `__init__`: it was whole when it was kept."""
    instance = object.__new__(value_type)
    for set_field, item in zip(_field_setters(value_type), data):  # noqa: B905 - costs as much as a field
        plain = not item or type(item) in _PLAIN
        set_field(instance, item if plain else decode_value(item))
    return instance


@lru_cache(maxsize=4096)  # rows are many, their months few
def _decode_period(data: tuple[int, int, int, PeriodKind]) -> Period:
    _, start, end, kind = data
    return Period(date.fromordinal(start), date.fromordinal(end), kind)


def _names(value_type: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(value_type))


_TAGS = {kind: number for number, kind in enumerate(FROZEN_TYPES, _FIRST_TYPE_TAG)}


@cache
def _field_reader(value_type: Any) -> tuple[int, Callable[[Any], tuple[Any, ...]]]:
    """Return the tag of a kind, and what reads all its fields; there are at least two."""
    return _TAGS[value_type], attrgetter(*_names(value_type))


@cache
def _field_setters(value_type: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(value_type, name).__set__ for name in _names(value_type))
