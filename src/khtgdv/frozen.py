"""Frozen dataclasses that cost nothing to define.

To import `dataclasses` (and with it `inspect`, `ast`, `dis`) costs as much as a bare Python, and
its decorator compiles six functions a class, nearly a millisecond: a command that defines forty
classes before it reads its first row would wait for that longest of all. Here the functions are
written once and shared. Who asks a class for its fields in the standard's form, as pydantic and
`dataclasses` itself do, gets them made then.
"""

from __future__ import annotations

import sys
from types import MemberDescriptorType

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a type checker sees
    from collections.abc import Callable
    from dataclasses import MISSING as MISSING  # noqa: PLC0414
    from dataclasses import Field as Field  # noqa: PLC0414
    from dataclasses import dataclass as dataclass  # noqa: PLC0414
    from dataclasses import field as field  # noqa: PLC0414
    from dataclasses import fields as fields  # noqa: PLC0414
    from dataclasses import replace as replace  # noqa: PLC0414
    from typing import Any
else:

    class MISSING:
        """Stands for no default."""

    class Field:
        """One field of a class: its name and its default, or what makes it."""

        __slots__ = ("default", "default_factory", "hash", "kw_only", "name")

        def __init__(self, default: Any, default_factory: Any, hash: Any) -> None:  # noqa: A002 - the standard's name
            """Take what the standard's `field` takes."""
            self.name = ""
            self.default = default
            self.default_factory = default_factory
            self.hash = hash
            self.kw_only = False

    def field(*, default: Any = MISSING, default_factory: Any = MISSING, hash: Any = None) -> Any:  # noqa: A002 - as above
        """Say more of a field than its default."""
        return Field(default, default_factory, hash)

    def dataclass(*, frozen: bool, slots: bool = False, kw_only: bool = False) -> Any:
        """Do as the standard decorator does with these arguments; only for frozen classes."""
        assert frozen  # noqa: S101 - a class that changes takes the standard decorator

        def decorate(cls: type) -> type:
            declared = _declared_fields(cls)
            attributes = {**_SHARED_ATTRIBUTES, "_declared": (declared, kw_only)}
            if slots:
                return _with_slots(cls, declared, attributes)
            for name, default in declared.items():
                if isinstance(default, Field) and default.default is MISSING:
                    delattr(cls, name)
                elif isinstance(default, Field):
                    setattr(cls, name, default.default)
            for name, attribute in attributes.items():
                setattr(cls, name, attribute)
            return cls

        return decorate

    def fields(kind: Any) -> tuple[Field, ...]:
        """Return the fields of a class of this form, or of its value."""
        return tuple(kind._fields.values())

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a value with some of its fields changed; TypeError where it has no such field."""
        kind = type(value)
        if not changes.keys() <= kind._fields.keys():
            raise TypeError(f"{kind.__name__} has not all of {', '.join(changes)}")
        copy = object.__new__(kind)
        set_attribute = object.__setattr__
        for name in kind._names:  # noqa: SLF001 - kept on these classes by `_store_field_tables`
            set_attribute(copy, name, changes[name] if name in changes else getattr(value, name))
        return copy


def is_frozen(kind: Any) -> bool:
    """Tell whether a class is of this form."""
    return isinstance(kind, type) and "_declared" in kind.__dict__


def _declared_fields(cls: type) -> dict[str, Any]:
    """Return what a class says of each field it declares itself: its default, a Field, MISSING."""
    declared = {}
    for name, hint in _annotations(cls).items():
        if _is_class_variable(hint):
            continue
        declared[name] = default = cls.__dict__.get(name, MISSING)
        if isinstance(default, list | dict | set):
            raise ValueError(f"{cls.__name__}.{name}: a default that can be changed")  # noqa: TRY004 - as the standard does
    return declared


def _annotations(cls: type) -> dict[str, Any]:
    annotations: dict[str, Any] = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - `inspect` is slow
    return annotations


def annotations_of(kind: type) -> dict[str, Any]:
    """Return the annotations of a class and its bases, as they stand there."""
    return {
        name: hint for cls in reversed(kind.__mro__) for name, hint in _annotations(cls).items()
    }


def hints_of(kind: type) -> dict[str, Any]:
    """Return the annotations of a class and its bases; as values where its module says `HINTS`.

    These are the modules that define what annotations name: only who asks for them needs them.
    """
    defining = getattr(sys.modules.get(kind.__module__), "HINTS", None)
    if defining is None:
        return annotations_of(kind)
    from importlib import import_module
    from typing import get_type_hints

    names = {n: hint for name in defining for n, hint in vars(import_module(name)).items()}
    return get_type_hints(kind, localns=names, include_extras=True)


def _is_class_variable(hint: Any) -> bool:
    return str(hint).startswith(("ClassVar", "typing.ClassVar"))


def _with_slots(cls: type, declared: dict[str, Any], attributes: dict[str, Any]) -> type:
    """Return the class anew, with a slot for each of its own fields and with some attributes."""
    left_out = {"__dict__", "__weakref__", *declared}
    content = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    content |= {"__slots__": tuple(declared), "__qualname__": cls.__qualname__, **attributes}
    return type(cls)(cls.__name__, cls.__bases__, content)


class _LazyTable:
    """What the shared methods need to know of a class's fields, made when one is first called."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _: object, cls: Any) -> Any:
        _store_field_tables(next(kind for kind in cls.__mro__ if is_frozen(kind)))
        return getattr(cls, self.name)


def _store_field_tables(cls: Any) -> None:
    """Keep on the class what its shared methods need to know of its fields."""
    specs: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        specs |= base._fields if is_frozen(base) else {}
    declared, kw_only = cls._declared
    for name, default in declared.items():
        specs[name] = spec = default if isinstance(default, Field) else field(default=default)
        spec.name, spec.kw_only = name, kw_only
    cls._fields = specs
    cls._names = tuple(specs)
    cls._places = tuple(name for name, spec in specs.items() if not spec.kw_only)
    cls._arity = len(specs) if len(cls._places) == len(specs) else -1
    cls._setters = tuple(_field_setter(cls, name) for name in specs)
    cls._hashed = tuple(name for name, spec in specs.items() if spec.hash is not False)
    cls._defaults = {n: spec.default for n, spec in specs.items() if spec.default is not MISSING}
    cls._factories = {
        n: spec.default_factory for n, spec in specs.items() if spec.default_factory is not MISSING
    }
    setattr(cls, "__match_args__", cls._places)  # noqa: B010 - a type checker takes it for a constant


def _field_setter(cls: type, name: str) -> Callable[[Any, Any], None]:
    """Return what sets a field of a value that is being made."""
    slot = getattr(cls, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda instance, value: object.__setattr__(instance, name, value)


class _LazyStandardAttribute:
    """What the standard's decorator would have put on a class, made when somebody asks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _: object, cls: Any) -> Any:
        import dataclasses

        hints = hints_of(cls)
        standard_class = dataclasses.make_dataclass(
            cls.__name__,
            [(name, hints[name], _standard_field(spec)) for name, spec in cls._fields.items()],
            init=False, repr=False, eq=False,
        )  # fmt: skip
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(cls, name, getattr(standard_class, name))
        return getattr(standard_class, self.name)


def _standard_field(spec: Any) -> Any:
    import dataclasses

    options = {"hash": spec.hash, "kw_only": spec.kw_only}
    if spec.default is not MISSING:
        return dataclasses.field(default=spec.default, **options)
    if spec.default_factory is not MISSING:
        return dataclasses.field(default_factory=spec.default_factory, **options)
    return dataclasses.field(**options)


def _init(self: Any, *args: Any, **keywords: Any) -> None:
    if not keywords and len(args) == self._arity:
        for set_field, value in zip(self._setters, args):  # noqa: B905 - costs as much as a field
            set_field(self, value)
        return
    values = self._defaults | dict(zip(self._places, args, strict=False)) | keywords
    for name, factory in self._factories.items():
        if name not in values:
            values[name] = factory()
    names = self._names
    if len(values) != len(names) or len(args) > len(self._places):
        raise TypeError(_argument_error(self, values, args))
    set_attribute = object.__setattr__
    try:
        for name in names:
            set_attribute(self, name, values[name])
    except KeyError:
        raise TypeError(_argument_error(self, values, args)) from None


def _argument_error(self: Any, values: dict[str, Any], args: tuple[Any, ...]) -> str:
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


def _refuse_change(self: Any, name: str, value: object = None) -> None:
    del value
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _reduce(self: Any) -> Any:
    return _rebuild, (type(self), tuple(getattr(self, name) for name in self._names))


def _rebuild(cls: Any, values: tuple[Any, ...]) -> Any:
    return cls(**dict(zip(cls._names, values, strict=True)))


_TABLES = (
    "_fields", "_names", "_places", "_arity", "_setters", "_hashed", "_defaults", "_factories",
    "__match_args__",
)  # fmt: skip
_SHARED_ATTRIBUTES: dict[str, Any] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse_change,
    "__delattr__": _refuse_change,
    "__reduce__": _reduce,
    **{name: _LazyTable(name) for name in _TABLES},
    **{
        name: _LazyStandardAttribute(name)
        for name in ("__dataclass_fields__", "__dataclass_params__")
    },
}
