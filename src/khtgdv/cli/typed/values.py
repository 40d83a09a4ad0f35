"""The words behind an option: how many of them are its value, and what value that is."""

from __future__ import annotations

import re

from khtgdv.cli.typed.kinds import kind_of
from khtgdv.errors import UsageError
from khtgdv.text import escape_unsafe, name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from khtgdv.cli.arguments.option_groups import Parameter
    from khtgdv.cli.typed.readers import WordReader

_UNITS = frozenset({"d", "ngay", "dong", "lan", "bang", ""})  # behind a number, and of no weight


class OptionValues:
    """Reads the values of a command's options out of the words behind them."""

    def __init__(self, known: Sequence[Parameter], reader: WordReader) -> None:
        """Take the parameters of a command and what tells the kinds of words."""
        self._reader = reader
        self._options = {name: each for each in known for name in each.declaration.names}
        places = [each for each in known if not each.declaration.names]
        self._has_places = bool(places)
        self._takes_rows = "ids" in map(kind_of, places)

    def value(self, name: str, words: Sequence[str]) -> str:
        """Return the words of a value as one: departments get their commas, weeks are days."""
        text = " ".join(words)
        kind = kind_of(self._options[name])
        if kind == "departments":
            return self._reader.with_commas(text)
        if kind == "days":
            return str(days) if (days := self._reader.days(text)) is not None else text
        if kind == "number" and self._options[name].type_hint != str | None:
            number = re.fullmatch("([0-9]+)(.*)", text)
            return number[1] if number and name_key(number[2]) in _UNITS else text
        return text

    def length(self, name: str, run: Sequence[str], *, has_rows: bool) -> int:
        """Return how many of the words behind an option are its value."""
        kind = kind_of(self._options[name])
        if len(run) <= 1:
            return len(run)
        if kind in ("text", "name"):
            return self._length_of_text(name, run, is_name=kind == "name", has_rows=has_rows)
        if kind in self._reader.readers and (length := self._reader.longest(kind, run)):
            return length
        if kind == "departments":
            return len(run)  # of nobody: that is told of all of the words
        if not kind or (self._has_places and not self._takes_rows):
            return 1
        return self._length_before_rows(run)

    def _rows(self, run: Sequence[str]) -> list[int]:
        """Return the places of the rows in words, but for the first word."""
        return [place for place, word in enumerate(run) if place and self._reader.is_id(word)]

    def _length_before_rows(self, run: Sequence[str]) -> int:
        rows = self._rows(run) if self._takes_rows else []
        return rows[0] if rows else len(run)

    def _length_of_text(
        self, name: str, run: Sequence[str], *, is_name: bool, has_rows: bool
    ) -> int:
        """Return how many words are a text: all, but for the rows behind a name or a number."""
        if is_name or not self._takes_rows:
            return self._length_before_rows(run)
        if len(self._rows(run)) < len(run) - 1:
            return len(run)
        if has_rows and not re.search("[0-9]", run[0]):
            words = escape_unsafe(" ".join(run))
            message = f'Không rõ "{words}" là nội dung hay có cả mã nhiệm vụ.'
            raise UsageError(message, f'đặt nội dung trong dấu nháy kép: {name} "{words}"')
        return 1
