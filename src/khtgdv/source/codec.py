"""Values of the model as plain ones that `marshal` keeps, and back, exactly as they were.

A text, a number, a truth or None is itself. A tuple becomes a list; everything else becomes a
tuple whose first item tells what it is, so the model's own fields decide what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any

from khtgdv import model
from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.periods import Period
from khtgdv.workdays import Workdays

_PLAIN = frozenset({str, int, bool, type(None)})
_DATE, _MAPPING, _PERIOD, _FIRST = range(4)
_HELD = (*vars(model).values(), Workdays, Diagnostic, Span)
KINDS: tuple[type, ...] = tuple(
    dict.fromkeys(kind for kind in _HELD if isinstance(kind, type) and is_dataclass(kind))
)
_CODES = {kind: number for number, kind in enumerate(KINDS, _FIRST)}


def plain(value: Any) -> Any:
    """Return a value of the model as a plain one; KeyError for what the model does not have."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if kind is Period:
        return (_PERIOD, value.start.toordinal(), value.end.toordinal(), value.every)
    if kind is date:
        return (_DATE, value.toordinal())
    if isinstance(value, Mapping):
        return (_MAPPING, [plain(key) for key in value], [plain(item) for item in value.values()])
    return (_CODES[kind], *(plain(getattr(value, name)) for name in _names(kind)))


def value_of(kept: Any) -> Any:
    """Return the value that a plain one stands for."""
    if type(kept) is list:
        return tuple([value_of(item) for item in kept])
    if type(kept) is not tuple:
        return kept
    code = kept[0]
    if code == _DATE:
        return date.fromordinal(kept[1])
    if code == _PERIOD:
        return Period(date.fromordinal(kept[1]), date.fromordinal(kept[2]), kept[3])
    if code == _MAPPING:
        keys = [value_of(key) for key in kept[1]]
        return dict(zip(keys, map(value_of, kept[2]), strict=True))
    kind = KINDS[code - _FIRST]
    values = [item if type(item) in _PLAIN else value_of(item) for item in kept[1:]]
    return kind(**dict(zip(_names(kind), values, strict=True)))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
