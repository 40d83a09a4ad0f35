"""The words of one command put in order: each value to its option, each word to its place."""

from __future__ import annotations

import re

from khtgdv.cli.arguments.command_table import COMMANDS, WRITE, command_function
from khtgdv.cli.arguments.option_groups import parameters
from khtgdv.cli.typed.kinds import kind_of
from khtgdv.cli.typed.option_names import (
    end_of_run,
    looks_like_option,
    option_named,
    option_words,
    spelled_option,
    with_dashes,
)
from khtgdv.cli.typed.readers import is_document_number
from khtgdv.cli.typed.values import OptionValues
from khtgdv.errors import UsageError
from khtgdv.frozen import MISSING
from khtgdv.query.id_lists import split_row_ids
from khtgdv.text import escape_unsafe, name_key

TYPE_CHECKING = False
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
        self._values = OptionValues(known, reader)
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
        words = [with_dashes(word, self._options) for word in words]
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
            return self._take_spelled(word, following)
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
        length = self._values.length(name, run, has_rows=bool(self._positional))
        self._set(name, run[:length])
        return length

    def _take_spelled(self, word: str, following: Sequence[str]) -> int:
        """Take an option whose name has several words: `--lý do chờ ý kiến`."""
        spelled = spelled_option(word, following, self._options)
        if spelled is None:
            raise UnknownOptionError
        name, length = spelled
        self.is_guess = True
        return length + self._take_option(name, following[length:])

    def _set(self, name: str, words: Sequence[str], *, is_guess: bool = False) -> None:
        value = self._values.value(name, words)
        if name in self._given and not self._options[name].is_list:
            self._refuse_second(name, value, is_guess=is_guess)
        self.is_guess |= is_guess or len(words) > 1 or list(words) != [value]
        self._given += [name, value] if words else [name]

    def _refuse_second(self, name: str, value: str, *, is_guess: bool) -> None:
        """Refuse a second value of an option that has one; where nothing is recorded it counts."""
        if is_guess:
            raise UnknownOptionError
        first = self._given[self._given.index(name) + 1]
        if COMMANDS[self._command].family == WRITE and first != value:
            message = (
                f'{name} có hai giá trị: "{escape_unsafe(first)}" và "{escape_unsafe(value)}".'
            )
            raise UsageError(message, f"chỉ ghi {name} một lần")

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
        if name_key(words[0]) in _AND or self._reader.is_filler(words):
            return 1
        option = f"--{words[0].lower()}"
        if option in self._options and self._options[option].type_hint is not bool:
            self.is_guess = True
            return 1 + self._take_option(option, words[1:])
        if not self._places and "--task" in self._options:
            self._set("--task", words, is_guess=True)
            return len(words)
        for kind, take in self._takers().items():
            is_before_deadline = kind == "ids" and self._needs_deadline
            fitting = self._reader.before_deadline(words) if is_before_deadline else words
            if (length := self._reader.longest(kind, fitting)) and take(words[:length]):
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
            "days": self._take_days,
            "range": self._take_range,
            "day": self._take_day,
            "period": self._take_period,
            "number": self._take_number,
        }

    def _take_ids(self, words: Sequence[str]) -> bool:
        if self._command in ("undo", "redo"):
            message = f"{self._command} không theo mã: mỗi lần ghi được hoàn tác cả lần."
            hint = "các lần ghi: khtgdv undo --list; mở lại một việc: khtgdv reopen T03-12"
            raise UsageError(message, hint)
        if "ids" in self._place_kinds:
            rows = split_row_ids([" ".join(words)])
            self._positional += rows
            self.is_guess |= not set(rows) <= set(words)
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
        if self._reader.ends_somewhere(words) and self._command in _PERIOD_OPTIONS:
            return self._set_first((_PERIOD_OPTIONS[self._command],), words)
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
        if self._command == "calendar" and unit not in ("month", "number", "week"):
            time = escape_unsafe(" ".join(words))
            hint = f'việc của thời gian ấy: khtgdv list --during "{time}"'
            raise UsageError(f'Lịch xem theo tháng hoặc tuần, không theo "{time}".', hint)
        if unit in ("month", "number") and "--month" in self._options:
            return self._set_first(("--month",), words)
        if unit == "week" and "--week" in self._options:
            return self._set_first(("--week",), words)
        ends = self._reader.ends_of(words)
        if ends and "--from" in self._options:
            self._set("--from", [ends[0]], is_guess=True)
            return self._set_first(("--to",), [ends[1]])
        return ends is not None and self._set_first(("--as-of",), [ends[1]])

    def _take_days(self, words: Sequence[str]) -> bool:
        return self._set_first(("--within",), words)

    def _take_range(self, words: Sequence[str]) -> bool:
        """Take a time from one day to another: of what happened then, or is due then."""
        if "--from" not in self._options:
            return self._reader.is_two_ended(words) and self._set_first(("--due",), words)
        ends = self._reader.ends_of(words) if self._reader.is_two_ended(words) else None
        if ends is None:
            return False
        self._set("--from", [ends[0]], is_guess=True)
        return self._set_first(("--to",), [ends[1]])

    def _take_number(self, words: Sequence[str]) -> bool:
        if "number" in self._place_kinds and not self._positional:
            self._positional.append(re.sub("[^0-9]", "", words[0]))
            self.is_guess |= len(words) > 1
            return True
        return False

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
        length = self._values.length(name, words[begin:], has_rows=bool(self._positional))
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
