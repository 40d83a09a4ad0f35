"""Patterns of the grammar that are compiled when a text is met that may hold them."""

from __future__ import annotations

import re
from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Match = re.Match[str]
    Words = Iterable[str]


class Pattern:
    """A pattern, and what a text must have for it to be there: a word of each group of `needs`.

    To compile the whole grammar takes longer than Python takes to start, and what most rows say of
    their deadline needs little of it. `verbose` is for a pattern with blanks and notes of its own.
    """

    def __init__(self, pattern: str, *needs: Words, verbose: bool = False) -> None:
        """Keep the pattern."""
        self.pattern = pattern
        self._needs = needs
        self._verbose = verbose

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.VERBOSE if self._verbose else 0)

    def may_be_in(self, text: str) -> bool:
        """Tell whether a text has the words without which the pattern is not there."""
        return all(any(word in text for word in words) for words in self._needs)

    def search(self, text: str, *bounds: int) -> Match | None:
        """Do as `re.Pattern.search`."""
        return self._compiled.search(text, *bounds) if self.may_be_in(text) else None

    def match(self, text: str, *bounds: int) -> Match | None:
        """Do as `re.Pattern.match`."""
        return self._compiled.match(text, *bounds) if self.may_be_in(text) else None

    def fullmatch(self, text: str, *bounds: int) -> Match | None:
        """Do as `re.Pattern.fullmatch`."""
        return self._compiled.fullmatch(text, *bounds) if self.may_be_in(text) else None

    def finditer(self, text: str) -> Iterator[Match]:
        """Do as `re.Pattern.finditer`."""
        return self._compiled.finditer(text) if self.may_be_in(text) else iter(())

    def findall(self, text: str, *bounds: int) -> list[Any]:
        """Do as `re.Pattern.findall`."""
        return self._compiled.findall(text, *bounds) if self.may_be_in(text) else []

    def sub(self, replacement: str | Callable[[Match], str], text: str) -> str:
        """Do as `re.Pattern.sub`."""
        return self.subn(replacement, text)[0]

    def subn(self, replacement: str | Callable[[Match], str], text: str) -> tuple[str, int]:
        """Do as `re.Pattern.subn`."""
        return self._compiled.subn(replacement, text) if self.may_be_in(text) else (text, 0)
