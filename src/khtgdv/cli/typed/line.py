"""The command line that was meant by one that cannot be run as it was typed.

`quá hạn tháng 3`, `T03-12`, `-d VP overdue`, `done T03-12 hôm qua`, `list -d phòng tt th`: words
stand where their kind belongs, values are one text, the command has its own name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from khtgdv.cli.arguments.command_names import HELP, NamedCommand, command_at
from khtgdv.cli.arguments.command_table import COMMANDS, VIEW
from khtgdv.cli.typed.builder import LineBuilder, UnknownOptionError
from khtgdv.cli.typed.command_place import find_command
from khtgdv.cli.typed.option_names import end_of_run
from khtgdv.cli.typed.readers import WordReader
from khtgdv.cli.typed.slips import mended
from khtgdv.errors import UsageError
from khtgdv.plan.ids import INSPECTION_SECTION, REGULAR_SECTION, section_code
from khtgdv.text import escape_unsafe, name_key, nfc
from khtgdv.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SECTIONS = (REGULAR_SECTION, INSPECTION_SECTION)
_DEFAULT_COMMAND = "summary"
_PROGRAM_WORDS = {"version": "--version", "phienban": "--version", "v": "--version"}
# Before what is asked for: `việc quá hạn của VP`, `các việc tháng 3`.
_WORK = frozenset({"viec", "cacviec", "nhiemvu", "cacnhiemvu", "congviec"})


class MeantLine(NamedTuple):
    """A line that can be run, and whether it should be told: it was not plain what was meant."""

    arguments: list[str]
    is_guess: bool

    @property
    def text(self) -> str:
        """The line as one types it."""
        return " ".join(["khtgdv", *map(_quoted, self.arguments)])


def _quoted(word: str) -> str:
    is_plain = word and not set(word) & set(" \t;&|<>()$`\\\"'*?[]#~")
    return word if is_plain else f'"{word}"'


def meant_line(typed: Sequence[str]) -> MeantLine | None:
    """Return the line that was meant; None where that is the line itself, or nobody can tell."""
    if not all(map(str.strip, typed)):
        return None  # a value that is blank is no slip of words
    words = [*_in_curly_quotes([nfc(word) for word in typed])]
    _refuse_year(words)
    found = find_command(words)
    line = _of_command(*found) if found else _of_program(words) or _of_words(words)
    return line if line and line.arguments != list(typed) else None


def _of_program(words: Sequence[str]) -> MeantLine | None:
    """Return the line of what asks about the program itself: its version, its help."""
    text = " ".join(words)
    option = "--help" if text == "?" else _PROGRAM_WORDS.get(name_key(text))
    return MeantLine([option], is_guess=False) if option else None


def _refuse_year(words: Sequence[str]) -> None:
    """Refuse `năm sau`: next year to one who looks, to another the plan that is to be made."""
    text = " ".join(words)
    if " " in text and name_key(text) in ("namsau", "sangnam"):
        message = f'"{escape_unsafe(text)}" là xem việc của năm sau hay lập kế hoạch năm sau?'
        hint = 'khtgdv list --due "năm sau" để xem, khtgdv rollover để lập dự thảo'
        raise UsageError(message, hint)


def _of_command(command: str, words: Sequence[str]) -> MeantLine | None:
    """Return the line of a command; what is no row is not shown but listed: `xem phòng tt th`."""
    if command == HELP:
        named = command_at(words)
        page = [named.name, "--help"] if named and named.name in COMMANDS else ["--help"]
        return MeantLine([*words, "--help"] if words and not named else page, is_guess=False)
    if (without_slips := mended(command, words)) != [*words]:
        return _without_slips(command, without_slips)
    reader = WordReader(_data_folders(words))
    end = end_of_run(words)
    if command == "list" and (rows := _of_department_then(reader, words[:end])):
        line = _of_command(command, [*rows, *words[end:]])
        return line and MeantLine(line.arguments, is_guess=True)
    if command == "show" and (named := _to_look_at(words, reader)):
        line = _of_command(named.name, words[named.word_count :])
        return line and MeantLine(line.arguments, is_guess=True)
    builder = LineBuilder(command, reader)
    try:
        builder.take(words)
    except UnknownOptionError:
        return None
    return MeantLine(builder.arguments, builder.is_guess) if builder.is_complete else None


def _without_slips(command: str, words: Sequence[str]) -> MeantLine | None:
    """Return the line of words whose slips were mended; who records is asked whether it is that."""
    if COMMANDS[command].family != VIEW:
        meant = MeantLine([command, *words], is_guess=True).text
        raise UsageError("Chưa ghi gì: câu lệnh chưa rõ.", f"có phải: {escape_unsafe(meant)}")
    line = _of_command(command, words)
    return line and MeantLine(line.arguments, is_guess=True)


def _to_look_at(words: Sequence[str], reader: WordReader) -> NamedCommand | None:
    """Return the looking command that is meant by words after `show`, which are no row."""
    named = command_at(words)
    if named and named.name in COMMANDS and COMMANDS[named.name].family == VIEW:
        return named
    run = words[: end_of_run(words)]
    is_department = bool(run) and reader.longest("departments", run) == len(run)
    return NamedCommand("department", 0) if is_department else None


def _of_words(words: Sequence[str]) -> MeantLine | None:
    """Return the line of words that name no command: rows are shown, a department has its list."""
    words = mended("", words)
    end = end_of_run(words)
    first, rest = words[:end], words[end:]
    if not first:
        return _of_command(_DEFAULT_COMMAND, rest) if rest else None
    if work := next((n for n in (2, 1) if name_key(" ".join(first[:n])) in _WORK), 0):
        return _of_work([*words[work:]])
    reader = WordReader(_data_folders(words))
    command = _command_for(reader, first)
    _refuse_number(first)
    if command is None and section_code(" ".join(first)) in _SECTIONS:
        return MeantLine(["list", "--section", section_code(first[0]), *rest], is_guess=True)
    in_order = _of_list(reader, first) if command in (None, "list") else first
    line = in_order and _of_command(command or "list", [*in_order, *rest])
    return MeantLine(line.arguments, is_guess=True) if line else None


def _refuse_number(words: Sequence[str]) -> None:
    """Refuse a number alone that may be a month and a row."""
    if len(words) == 1 and re.fullmatch("0?[1-9]|1[0-2]", words[0]):
        hint = f"khtgdv calendar --month {words[0]}, hoặc khtgdv show với cả mã của việc"
        raise UsageError(f'"{words[0]}" là tháng {words[0]} hay số của một việc?', hint)


def _of_work(words: Sequence[str]) -> MeantLine | None:
    """Return the line of what is asked about work; nothing is recorded by such words."""
    words = words[1:] if words and name_key(words[0]) == "cua" else words
    end = end_of_run(words)
    if rows := _of_department_then(WordReader(_data_folders(words)), words[:end]):
        words = ["list", *rows, *words[end:]]
    found = find_command(words)
    if found and COMMANDS[found[0]].family != VIEW:
        return None
    line = _of_command(*found) if found else _of_words(words)
    return MeantLine(line.arguments, is_guess=True) if line else None


def _of_list(reader: WordReader, words: Sequence[str]) -> list[str] | None:
    """Return the options of a list of rows: of a state, of a time, of a department's time."""
    if reader.longest("states", words) == len(words):
        return ["--state", " ".join(words)]
    length = reader.longest("departments", words)
    time = words[length:]
    if not time or reader.longest("period", time) < len(time) or reader.unit_of(time) == "number":
        return None
    department = ["--department", " ".join(words[:length])] if length else []
    return [*department, "--during", " ".join(time)]


def _of_department_then(reader: WordReader, words: Sequence[str]) -> list[str] | None:
    """Return the options of a list where words are a department and a time behind it."""
    options = _of_list(reader, words) if words else None
    return options if options and len(options) > len(("--during", "T3")) else None


def _command_for(reader: WordReader, words: Sequence[str]) -> str | None:
    """Return the command that looks at what some words are."""
    if _are_ids(reader, words):
        return "show"
    if reader.longest("departments", words) == len(words):
        return "department"
    if reader.longest("period", words) < len(words):
        return None
    unit = reader.unit_of(words)
    return "calendar" if unit in ("month", "week") else None if unit == "number" else "list"


def _are_ids(reader: WordReader, words: Sequence[str]) -> bool:
    place = 0
    while place < len(words) and (length := reader.longest("ids", words[place:])):
        place += length
    return place == len(words)


def _data_folders(words: Sequence[str]) -> list[Path]:
    pairs = pairwise(words)
    folders = [Path(value) for name, value in pairs if name == "--data"]
    return folders + [Path(word.partition("=")[2]) for word in words if word.startswith("--data=")]


def _in_curly_quotes(words: Sequence[str]) -> Iterator[str]:
    """Yield words with what stands in curly quotes as one: to a shell these are letters."""
    place = 0
    while place < len(words):
        end = place
        if words[place][:1] in ("“", "‘"):
            marks = "”" if words[place][0] == "“" else "’"
            rest = range(place, len(words))
            end = next((n for n in rest if words[n].endswith(tuple(marks))), -1)
            if end >= 0:
                yield " ".join(words[place : end + 1])[1:-1]
                place = end + 1
                continue
        yield words[place]
        place += 1
