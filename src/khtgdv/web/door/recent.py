"""A few things kept by name; the oldest are forgotten."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from khtgdv.hints import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """At most so many things, whoever puts them in from whatever thread."""

    def __init__(self, most: int) -> None:
        """Begin with none."""
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def keep(self, name: str, value: T) -> None:
        """Keep a thing under a name."""
        with self._lock:
            self._kept[name] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, name: str) -> T | None:
        """Return the thing of a name, None where it is not there any more."""
        return self._kept.get(name)

    def take(self, name: str) -> T | None:
        """Return the thing of a name and forget it: of two who ask one gets it."""
        with self._lock:
            return self._kept.pop(name, None)
