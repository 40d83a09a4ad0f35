"""The words of one command put in order: each value to its option, each word to its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_origin

from khtgdv.cli.arguments.command_table import command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.typed.kinds import kind_of
from khtgdv.cli.typed.option_names import end_of_run, looks_like_option, option_named, option_words
from khtgdv.cli.typed.readers import is_document_number
from khtgdv.errors import UsageError
from khtgdv.frozen import MISSING
from khtgdv.text import escape_unsafe, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from khtgdv.cli.typed.readers import WordReader

_FOR_EVERY_COMMAND = frozenset({"--help", "-h"})
_AND = frozenset({"va", "cua", "voi"})  # between two words, and of no meaning there
# The option that a period is for, where it is not the position.
_PERIOD_OPTIONS = {"upcoming": "--due", "remind": "--due"}


class UnknownOptionError(Exception):
    """The line has an option that the command has not, or two values for one: nobody can tell."""


class LineBuilder:
    """Puts the words behind a command in order.

    `is_guess` tells that a word was taken for something that its place does not say.
    """

    def __init__(self, command: str, reader: WordReader) -> None:
        """Take the command and what tells the kinds of words."""
        known = parameters(command_function(command))
        self.is_guess = False
        self._command = command
        self._reader = reader
        self._options = {name: each for each in known for name in each.declaration.names}
        self._places = [each for each in known if not each.declaration.names]
        self._place_kinds = [kind_of(place) for place in self._places]
        self._positional: list[str] = []
        self._given: list[str] = []

    @property
    def arguments(self) -> list[str]:
        """The line in order: the command, its words, its options."""
        return [self._command, *self._positional, *self._given]

    @property
    def is_complete(self) -> bool:
        """Whether the line has what the command cannot do without, and no word too many."""
        if not self._places:
            return not self._positional
        if self._place_kinds == ["ids"] and self.is_guess:
            return bool(self._positional) and all(map(self._reader.is_row, self._positional))
        is_needed = self._places[0].default is MISSING
        return not is_needed or bool(self._positional) or "--help" in self._given

    def take(self, words: Sequence[str]) -> None:
        """Take the words behind the command; UnknownOptionError for an option it has not."""
        place = 0
        while place < len(words):
            if looks_like_option(words[place]):
                place += 1 + self._take_option(words[place], words[place + 1 :])
            else:
                end = end_of_run(words, place)
                self._take_words(words[place:end])
                place = end

    def _take_option(self, word: str, following: Sequence[str]) -> int:
        """Take an option and its value; return how many of the words behind it that was."""
        if word in _FOR_EVERY_COMMAND:
            self._given.append(word)
            return 0
        named = option_named(word, self._options)
        if named is None:
            raise UnknownOptionError
        name, value = named
        if self._options[name].type_hint is bool:
            if value is not None:
                raise UnknownOptionError
            self._given.append(name)
            return 0
        if value is not None:
            self._set(name, [value])
            return 0
        run = following[: end_of_run(following)] or following[:1]
        length = self._length(name, run)
        self._set(name, run[:length])
        return length

    def _set(self, name: str, words: Sequence[str], *, is_guess: bool = False) -> None:
        value = self._value(name, words)
        if (
            is_guess
            and name in self._given
            and get_origin(self._options[name].type_hint) is not list
        ):
            raise UnknownOptionError
        self.is_guess |= is_guess or len(words) > 1 or list(words) != [value]
        self._given += [name, value] if words else [name]

    def _value(self, name: str, words: Sequence[str]) -> str:
        """Return the words of a value as one: several departments get their commas."""
        text = " ".join(words)
        kind = kind_of(self._options[name])
        if kind == "departments":
            return self._reader.with_commas(text)
        if kind == "number" and self._options[name].type_hint != str | None:
            return re.sub("[^0-9]+$", "", text) or text
        return text

    def _length(self, name: str, run: Sequence[str]) -> int:
        """Return how many of the words behind an option are its value."""
        kind = kind_of(self._options[name])
        if len(run) <= 1:
            return len(run)
        if kind in ("text", "name"):
            return self._length_of_text(name, run, is_name=kind == "name")
        length = self._reader.longest(kind, run) if kind in self._reader.readers else 0
        return length or (len(run) if kind and not self._places else 1)

    def _length_of_text(self, name: str, run: Sequence[str], *, is_name: bool) -> int:
        """Return how many words are a text: all, but for the rows behind a name or a number."""
        if "ids" not in self._place_kinds:
            return len(run)
        rows = [place for place, word in enumerate(run) if place and self._reader.is_id(word)]
        if is_name:
            return rows[0] if rows else len(run)
        if len(rows) < len(run) - 1:
            return len(run)
        if self._positional and not re.search("[0-9]", run[0]):
            words = escape_unsafe(" ".join(run))
            message = f'Không rõ "{words}" là nội dung hay có cả mã nhiệm vụ.'
            raise UsageError(message, f'đặt nội dung trong dấu nháy kép: {name} "{words}"')
        return 1

    def _take_words(self, run: Sequence[str]) -> None:
        """Take words that are no option's value: each to the place that its kind has."""
        first_kind = self._place_kinds[0] if self._places else None
        if first_kind in ("", "text", "name"):
            self._positional += run
            return
        if first_kind == "departments" and not self._reader.longest("departments", run):
            self._positional.append(" ".join(run))
            return
        place = 0
        while place < len(run):
            length = self._take_first(run[place:])
            if not length:
                self._positional.append(run[place])
            place += length or 1

    def _take_first(self, words: Sequence[str]) -> int:
        """Take the first words that are of one kind; return how many they are."""
        if name_key(words[0]) in _AND:
            return 1
        if not self._places and "--task" in self._options:
            self._set("--task", words, is_guess=True)
            return len(words)
        for kind, take in self._takers().items():
            if (length := self._reader.longest(kind, words)) and take(words[:length]):
                return length
        return self._take_named(words) or self._take_rest(words)

    def _take_rest(self, words: Sequence[str]) -> int:
        """Take the number of a paper, or why something is: what rows and days are not."""
        if self._positional and "--result" in self._options and is_document_number(words[0]):
            self._set("--result", words[:1], is_guess=True)
            return 1
        if self._positional and "--reason" in self._options and "--reason" not in self._given:
            self._set("--reason", words, is_guess=True)
            return len(words)
        return 0

    def _takers(self) -> dict[str, Callable[[Sequence[str]], bool]]:
        """Return what takes the words of a kind, kind by kind; it tells whether it could."""
        return {
            "ids": self._take_ids,
            "departments": self._take_departments,
            "day": self._take_day,
            "period": self._take_period,
            "number": self._take_number,
        }

    def _take_ids(self, words: Sequence[str]) -> bool:
        if "ids" in self._place_kinds:
            self._positional.append(" ".join(words))
            self.is_guess |= len(words) > 1
            return True
        return self._set_first(("--id",), words)

    def _take_departments(self, words: Sequence[str]) -> bool:
        if self._place_kinds[:1] == ["departments"]:
            self._positional.append(self._reader.with_commas(" ".join(words)))
            self.is_guess |= len(words) > 1
            return True
        return self._set_first(("--department", "--lead"), words)

    def _take_day(self, words: Sequence[str]) -> bool:
        if "period" in self._place_kinds:
            return False
        return self._set_first(("--to",) if self._needs_deadline else ("--on", "--as-of"), words)

    def _take_period(self, words: Sequence[str]) -> bool:
        if "period" in self._place_kinds:
            self._positional += words
            return True
        if self._needs_deadline:
            return self._set_first(("--to",), words)
        if option := _PERIOD_OPTIONS.get(self._command):
            return self._reader.unit_of(words) != "number" and self._set_first((option,), words)
        return self._take_position(words)

    def _take_position(self, words: Sequence[str]) -> bool:
        """Take a period that says how far a report looks, or what it looks at.

        Where a day is asked for it is told that a period is none.
        """
        if "--on" in self._options:
            return self._set_first(("--on",), words)
        unit = self._reader.unit_of(words)
        if unit in ("month", "number") and "--month" in self._options:
            return self._set_first(("--month",), words)
        if unit == "week" and "--week" in self._options:
            return self._set_first(("--week",), words)
        ends = self._reader.ends_of(words)
        if ends and "--from" in self._options:
            self._set("--from", [ends[0]], is_guess=True)
            return self._set_first(("--to",), [ends[1]])
        return ends is not None and self._set_first(("--as-of",), [ends[1]])

    def _take_number(self, words: Sequence[str]) -> bool:
        return self._set_first(("--within",), words)

    def _take_named(self, words: Sequence[str]) -> int:
        """Take words that call an option without dashes, and its value: `lý do chờ ý kiến`."""
        named = option_words(words, self._options)
        if named is None:
            return 0
        name, begin = named
        if self._options[name].type_hint is bool:
            self._set(name, (), is_guess=True)
            return begin
        if len(words) == begin:
            return 0
        length = self._length(name, words[begin:])
        self._set(name, words[begin : begin + length], is_guess=True)
        return begin + length

    @property
    def _needs_deadline(self) -> bool:
        return "--to" in self._options and "--from" not in self._options

    def _set_first(self, names: Sequence[str], words: Sequence[str]) -> bool:
        """Give words to the first of some options that the command has; tell whether it has one."""
        name = next((name for name in names if name in self._options), None)
        if name:
            self._set(name, words, is_guess=True)
        return name is not None
