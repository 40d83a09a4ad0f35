"""Frozen dataclasses that cost nothing to define.

`dataclasses.dataclass` compiles six functions a class, nearly a millisecond; a command that
defines forty classes before it reads its first row would wait for that longest of all. Here the
functions are written once and shared; fields, `replace`, `fields`, slots and pydantic work as ever.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what a type checker sees
else:

    def dataclass(*, frozen: bool, slots: bool = False, kw_only: bool = False) -> Any:
        """Do as the standard decorator does with these arguments; only for frozen classes."""
        assert frozen  # noqa: S101 - a class that changes takes the standard decorator

        def decorated(cls: type) -> type:
            for name, method in _METHODS.items():
                setattr(cls, name, method)
            made = dataclasses.dataclass(
                cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
            )
            _describe(made)
            return made

        return decorated


def _describe(cls: Any) -> None:
    """Keep on the class what its shared methods need to know of its fields."""
    fields = dataclasses.fields(cls)
    cls._names = tuple(field.name for field in fields)
    cls._places = tuple(field.name for field in fields if not field.kw_only)
    cls._hashed = tuple(field.name for field in fields if field.hash is not False)
    cls._defaults = {f.name: f.default for f in fields if f.default is not dataclasses.MISSING}
    cls._factories = {
        f.name: f.default_factory for f in fields if f.default_factory is not dataclasses.MISSING
    }


def replaced(value: T, **changes: Any) -> T:
    """Do as the standard `replace` does, for values of these classes that are many."""
    kind: Any = type(value)
    new: T = object.__new__(kind)
    put = object.__setattr__
    for name in kind._names:  # noqa: SLF001 - kept on these classes by `_describe`
        put(new, name, changes[name] if name in changes else getattr(value, name))
    return new


def _init(self: Any, *args: Any, **given: Any) -> None:
    if not given and len(args) == len(self._names) == len(self._places):
        put = object.__setattr__
        for name, value in zip(self._names, args, strict=True):
            put(self, name, value)
        return
    values = self._defaults | dict(zip(self._places, args, strict=False)) | given
    for name, factory in self._factories.items():
        if name not in values:
            values[name] = factory()
    names = self._names
    if len(values) != len(names) or len(args) > len(self._places):
        raise TypeError(_wrong(self, values, args))
    put = object.__setattr__
    try:
        for name in names:
            put(self, name, values[name])
    except KeyError:
        raise TypeError(_wrong(self, values, args)) from None


def _wrong(self: Any, values: dict[str, Any], args: tuple[Any, ...]) -> str:
    missing = [name for name in self._names if name not in values]
    unknown = [name for name in values if name not in self._names]
    return f"{type(self).__name__}: missing {missing}, unknown {unknown}, {len(args)} by place"


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._names)
    return f"{type(self).__qualname__}({parts})"


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return all(getattr(self, name) == getattr(other, name) for name in self._names)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in self._hashed))


def _frozen(self: Any, name: str, value: object = None) -> None:
    del value
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _reduce(self: Any) -> Any:
    return _again, (type(self), tuple(getattr(self, name) for name in self._names))


def _again(cls: Any, values: tuple[Any, ...]) -> Any:
    return cls(**dict(zip(cls._names, values, strict=True)))


_METHODS: dict[str, Any] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__reduce__": _reduce,
}
