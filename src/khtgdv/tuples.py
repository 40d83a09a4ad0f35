"""Named tuples that cost nothing to define.

The standard's compile a function a class, and one more for each annotation: a quarter of a
millisecond, twenty times as much as these.
"""

from __future__ import annotations

import collections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - what a type checker sees
else:

    class _NamedTupleType(type):
        """Makes the annotations of a class the names of its items."""

        def __new__(cls, name: str, bases: tuple[type, ...], content: dict[str, Any]) -> type:
            names = tuple(content.get("__annotations__", ()))
            defaults = {name: content.pop(name) for name in names if name in content}
            content |= {"__slots__": (), "__match_args__": names}
            content |= {"_fields": names, "_field_defaults": defaults}
            for place, item in enumerate(names):
                content[item] = collections._tuplegetter(place, None)  # noqa: SLF001 - the standard's own way
            return super().__new__(cls, name, bases, content)

    class NamedTuple(tuple, metaclass=_NamedTupleType):
        """Does as the standard's does."""

        __slots__ = ()

        def __new__(cls, *args: Any, **keywords: Any) -> Any:
            """Take the items by their place or name; TypeError where one lacks or is too much."""
            if keywords or len(args) != len(cls._fields):
                args = _items(cls, args, keywords)
            return tuple.__new__(cls, args)

        @classmethod
        def _make(cls, items: Any) -> Any:
            return cls(*items)

        def _replace(self, **changes: Any) -> Any:
            return type(self)(**self._asdict() | changes)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            """Return it as it is made."""
            parts = ", ".join(f"{name}={item!r}" for name, item in self._asdict().items())
            return f"{type(self).__name__}({parts})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            """Return what makes it anew, for who copies or sends it."""
            return tuple(self)


def _items(kind: Any, args: tuple[Any, ...], keywords: dict[str, Any]) -> tuple[Any, ...]:
    """Return the items of a tuple in their order."""
    names = kind._fields
    placed = dict(zip(names, args, strict=False))
    items = kind._field_defaults | placed | keywords
    is_twice = len(args) > len(names) or not placed.keys().isdisjoint(keywords)
    try:
        values = tuple(map(items.__getitem__, names))
    except KeyError:
        values = ()
    if is_twice or len(values) != len(items):
        raise TypeError(f"{kind.__name__}: {len(args)} by place, {', '.join(keywords)} by name")
    return values
