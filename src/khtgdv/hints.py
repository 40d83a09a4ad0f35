"""The few parts of `typing` that a class or a command needs when it is made, without its import.

To import `typing` costs a quarter of a bare Python, for what nothing but a type checker looks at.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a type checker sees
    from typing import Annotated as Annotated  # noqa: PLC0414
    from typing import Any
    from typing import Generic as Generic  # noqa: PLC0414
    from typing import TypeVar as TypeVar  # noqa: PLC0414
else:

    class Annotated:
        """A type with something said of it, for who asks us and nobody else."""

        __slots__ = ("__metadata__", "__origin__")

        def __init__(self, origin: Any, *metadata: Any) -> None:
            """Keep both under the standard's names."""
            self.__origin__ = origin
            self.__metadata__ = metadata

        def __class_getitem__(cls, items: tuple[Any, ...]) -> Annotated:
            """Return the first item with what the others say of it."""
            return cls(*items)

    class Generic:
        """Base of a class that is generic to a type checker."""

        __slots__ = ()

        def __class_getitem__(cls, _: object) -> type:
            """Return the class: of whatever, it is the same one."""
            return cls

    def TypeVar(name: str, *_: object, **__: object) -> str:  # noqa: N802 - the standard's name
        """Return what stands for a type where a generic class is defined."""
        return name
