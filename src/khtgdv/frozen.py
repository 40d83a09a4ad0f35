"""Frozen dataclasses that cost nothing to define.

To import `dataclasses` (and with it `inspect`, `ast`, `dis`) costs as much as a bare Python, and
its decorator compiles six functions a class, nearly a millisecond: a command that defines forty
classes before it reads its first row would wait for that longest of all. Here the functions are
written once and shared. Who asks a class for its fields in the standard's form, as pydantic and
`dataclasses` itself do, gets them made then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

T = TypeVar("T")
if TYPE_CHECKING:  # what a type checker sees
    from dataclasses import MISSING as MISSING  # noqa: PLC0414
    from dataclasses import Field as Field  # noqa: PLC0414
    from dataclasses import dataclass as dataclass  # noqa: PLC0414
    from dataclasses import field as field  # noqa: PLC0414
    from dataclasses import fields as fields  # noqa: PLC0414
    from dataclasses import replace as replace  # noqa: PLC0414
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

        def decorated(cls: type) -> type:
            found = _own_fields(cls, kw_only=kw_only)
            for one in found:
                if one.default is not MISSING and not slots:
                    setattr(cls, one.name, one.default)
                elif one.name in cls.__dict__:
                    delattr(cls, one.name)
            if slots:
                cls = _with_slots(cls, found)
            for name, method in _METHODS.items():
                setattr(cls, name, method)
            _describe(cls, found)
            return cls

        return decorated

    def fields(kind: Any) -> tuple[Field, ...]:
        """Return the fields of a class of this form, or of its value."""
        return tuple(kind._fields.values())

    def replace(value: Any, /, **changes: Any) -> Any:
        """Return a value with some of its fields changed; TypeError where it has no such field."""
        kind = type(value)
        if not changes.keys() <= kind._fields.keys():
            raise TypeError(f"{kind.__name__} has not all of {', '.join(changes)}")
        made = object.__new__(kind)
        put = object.__setattr__
        for name in kind._names:  # noqa: SLF001 - kept on these classes by `_describe`
            put(made, name, changes[name] if name in changes else getattr(value, name))
        return made


def is_frozen(kind: Any) -> bool:
    """Tell whether a class is of this form."""
    return isinstance(kind, type) and "_fields" in kind.__dict__


def _own_fields(cls: type, *, kw_only: bool) -> list[Any]:
    """Return the fields a class declares itself."""
    found = []
    for name, hint in _annotations(cls).items():
        if _is_class_variable(hint):
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, list | dict | set):
            raise ValueError(f"{cls.__name__}.{name}: a default that can be changed")  # noqa: TRY004 - as the standard does
        one: Any = default if isinstance(default, Field) else field(default=default)
        one.name, one.kw_only = name, kw_only
        found.append(one)
    return found


def _annotations(cls: type) -> dict[str, Any]:
    found: dict[str, Any] = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - `inspect` is slow
    return found


def _is_class_variable(hint: Any) -> bool:
    if isinstance(hint, str):
        return hint.startswith(("ClassVar", "typing.ClassVar"))
    return hint is ClassVar or getattr(hint, "__origin__", None) is ClassVar


def _with_slots(cls: type, found: list[Any]) -> type:
    """Return the class anew, with a slot for each of its own fields."""
    content = dict(cls.__dict__)
    for name in ("__dict__", "__weakref__"):
        content.pop(name, None)
    content["__slots__"] = tuple(one.name for one in found)
    made = type(cls)(cls.__name__, cls.__bases__, content)
    made.__qualname__ = cls.__qualname__
    return made


def _describe(cls: Any, found: list[Any]) -> None:
    """Keep on the class what its shared methods need to know of its fields."""
    every: dict[str, Any] = {}
    for base in reversed(cls.__mro__[1:]):
        every |= base.__dict__.get("_fields", {})
    every |= {one.name: one for one in found}
    cls._fields = every
    cls._names = tuple(every)
    cls._places = tuple(name for name, one in every.items() if not one.kw_only)
    cls._hashed = tuple(name for name, one in every.items() if one.hash is not False)
    cls._defaults = {n: one.default for n, one in every.items() if one.default is not MISSING}
    cls._factories = {
        n: one.default_factory for n, one in every.items() if one.default_factory is not MISSING
    }
    setattr(cls, "__match_args__", cls._places)  # noqa: B010 - a type checker takes it for a constant
    cls.__dataclass_fields__ = _Standard("__dataclass_fields__")
    cls.__dataclass_params__ = _Standard("__dataclass_params__")


class _Standard:
    """What the standard's decorator would have put on a class, made when somebody asks."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, _: object, cls: Any) -> Any:
        import dataclasses

        hints = {
            n: h
            for base in reversed(cls.__mro__)
            for n, h in vars(base).get("__annotations__", {}).items()
        }
        twin = dataclasses.make_dataclass(
            cls.__name__,
            [(name, hints[name], _standard(one)) for name, one in cls._fields.items()],
            init=False, repr=False, eq=False,
        )  # fmt: skip
        for name in ("__dataclass_fields__", "__dataclass_params__"):
            setattr(cls, name, getattr(twin, name))
        return getattr(twin, self.name)


def _standard(one: Any) -> Any:
    import dataclasses

    more = {"hash": one.hash, "kw_only": one.kw_only}
    if one.default is not MISSING:
        return dataclasses.field(default=one.default, **more)
    if one.default_factory is not MISSING:
        return dataclasses.field(default_factory=one.default_factory, **more)
    return dataclasses.field(**more)


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
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


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
