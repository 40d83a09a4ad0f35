"""Values of the model as plain ones that `marshal` keeps, and back, exactly as they were.

A text, a number, a truth or None is itself. A tuple becomes a list; everything else becomes a
tuple whose first item tells what it is, so the model's own fields decide what is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from khtgdv.dates.periods import Period
from khtgdv.diagnostics import Diagnostic, Span
from khtgdv.frozen import fields, is_frozen
from khtgdv.plan import model
from khtgdv.plan.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Callable

    from khtgdv.dates.periods import Every

# What a plan's own file says; the rest is known from its place or kept row by row.
_KNOWN = ("name", "folder", "year", "tasks", "inspections")
SAID = tuple(field.name for field in fields(model.Plan) if field.name not in _KNOWN)
_PLAIN = frozenset({str, int, bool, type(None)})
_DATE, _MAPPING, _PERIOD, _FIRST = range(4)
_HELD = (*vars(model).values(), Workdays, Diagnostic, Span)
KINDS: tuple[type, ...] = tuple(
    dict.fromkeys(kind for kind in _HELD if isinstance(kind, type) and is_frozen(kind))
)


def plain(value: Any) -> Any:
    """Return a value of the model as a plain one; KeyError for what the model does not have."""
    kind: Any = type(value)
    if kind is tuple:
        return [item if type(item) in _PLAIN else plain(item) for item in value] if value else []
    if kind is Period:
        return (_PERIOD, value.start.toordinal(), value.end.toordinal(), value.every)
    if kind is date:
        return (_DATE, value.toordinal())
    if kind in _PLAIN:
        return value
    if kind is dict or isinstance(value, Mapping):
        return (_MAPPING, [plain(key) for key in value], [plain(item) for item in value.values()])
    code, fields_of = _READERS[kind]
    items = [item if type(item) in _PLAIN else plain(item) for item in fields_of(value)]
    return (code, *items)


def value_of(kept: Any) -> Any:
    """Return the value that a plain one stands for."""
    if type(kept) is list:
        return tuple([item if type(item) in _PLAIN else value_of(item) for item in kept])
    if type(kept) is not tuple:
        return kept
    code = kept[0]
    if code >= _FIRST:
        return _made(code - _FIRST, kept)
    if code == _DATE:
        return date.fromordinal(kept[1])
    if code == _PERIOD:
        return _period(*kept[1:])
    keys = [value_of(key) for key in kept[1]]
    return dict(zip(keys, map(value_of, kept[2]), strict=True))


def _made(number: int, kept: tuple[Any, ...]) -> Any:
    """Return a value of a kind without its `__init__`: it was whole when it was kept."""
    kind, names = _LAYOUTS[number]
    new = object.__new__(kind)
    items = [item if type(item) in _PLAIN else value_of(item) for item in kept[1:]]
    for name, item in zip(names, items, strict=True):
        _put(new, name, item)
    return new


def made(kind: Any, values: Mapping[str, Any]) -> Any:
    """Return a value of a kind that has every field it needs, without its `__init__`."""
    new = object.__new__(kind)
    for name, value in values.items():
        _put(new, name, value)
    return new


@lru_cache(maxsize=4096)  # rows are many, their months few
def _period(start: int, end: int, every: Every) -> Period:
    return Period(date.fromordinal(start), date.fromordinal(end), every)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# Each kind with its code, and what reads all its fields; there are at least two.
_READERS: dict[Any, tuple[int, Callable[[Any], tuple[Any, ...]]]] = {
    kind: (number, attrgetter(*_names(kind))) for number, kind in enumerate(KINDS, _FIRST)
}
_put = object.__setattr__
_LAYOUTS: tuple[tuple[Any, tuple[str, ...]], ...] = tuple((k, _names(k)) for k in KINDS)
