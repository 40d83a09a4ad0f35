"""A law of reading, whatever happens to a file: no row of it disappears in silence.

`mutate` changes the text of a list of rows as people and programs do: lines moved, indents changed,
values swapped, signs that open a text, keys written twice, look-alike and pasted characters.
`row_lines` reads the text without any parser: rows are the lines that begin with `- id:`. The rows
that were read and those that were told as left out must together be as many.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

_ROW_LINE = re.compile(r"\s*- +(?:\{ *)?id *:(?:\s|$)")
_KEY = re.compile(r"( *(?:- )?[a-z_]+):( .*|)$")
_INDICATORS = ("|", ">", "|-", ">-", "|2", ">+")
_TEXT_KEYS = ("ghi_chu", "note", "due", "notes", "task", "coordinating", "x", "'y'")
_LOOKALIKES = {
    ":": "\uff1a", "-": "\u2013", " ": "\u00a0", '"': "\u201d", "'": "\u2019", "i": "\u0456",
    "a": "\u0430", "#": "\uff03", ",": "\uff0c", "e": "\u0435", "2": "\uff12",
}  # fmt: skip
_PASTED = (
    "• ", "\u2013 ", "1. ", "\t", "\u200b", "\ufeff", "\u00a0\u00a0", "“", "”", "a: b ", "[x", "{y",
    "*",     "&a ", "!t ", "%", "@", "`", "|", ">", "'", '"', "#", " #", ": ", "- ",
    "\u202e", "?", "]", "}",
)  # fmt: skip


def row_lines(text: str) -> int:
    """Return how many lines of a text begin a row."""
    return sum(_ROW_LINE.match(line) is not None for line in text.split("\n"))


def _any_line(rng: random.Random, lines: Sequence[str]) -> int:
    return rng.randrange(1, len(lines))


def _row_start(rng: random.Random, lines: Sequence[str]) -> int:
    starts = [number for number, line in enumerate(lines) if _ROW_LINE.match(line)]
    return rng.choice(starts or [1])


def move_line(rng: random.Random, lines: list[str]) -> list[str]:
    """Move a line that begins no row to another place."""
    line = lines.pop(_any_line(rng, lines))
    lines.insert(_any_line(rng, lines), line)
    return lines


def swap_values(rng: random.Random, lines: list[str]) -> list[str]:
    """Put the values of two keys in each other's place."""
    keys = [(n, match) for n, line in enumerate(lines) if (match := _KEY.match(line))]
    (one, first), (other, second) = rng.choice(keys), rng.choice(keys)
    lines[one] = f"{first[1]}:{second[2]}"
    lines[other] = f"{second[1]}:{first[2]}"
    return lines


def indent(rng: random.Random, lines: list[str]) -> list[str]:
    """Move some lines to the right."""
    first, width = _any_line(rng, lines), rng.randrange(1, 9)
    for number in range(first, min(first + rng.choice((1, 1, 2, 5, 12)), len(lines))):
        lines[number] = " " * width + lines[number]
    return lines


def outdent(rng: random.Random, lines: list[str]) -> list[str]:
    """Move some lines to the left, as far as they go."""
    first, width = _any_line(rng, lines), rng.choice((1, 2, 4, 4, 99))
    for number in range(first, min(first + rng.choice((1, 1, 2, 5, 12)), len(lines))):
        blank = len(lines[number]) - len(lines[number].lstrip(" "))
        lines[number] = lines[number][min(blank, width) :]
    return lines


def indent_row(rng: random.Random, lines: list[str]) -> list[str]:
    """Move a whole row."""
    first, width = _row_start(rng, lines), rng.choice((1, 2, 2, 4, 6))
    after = (n for n in range(first + 1, len(lines)) if _ROW_LINE.match(lines[n]))
    for number in range(first, next(after, len(lines))):
        lines[number] = " " * width + lines[number] if lines[number] else ""
    return lines


def open_text(rng: random.Random, lines: list[str]) -> list[str]:
    """Put a sign that opens a text behind a key."""
    keys = [n for n, line in enumerate(lines) if re.match(r" *(?:- )?[a-z_]+:", line)]
    number = rng.choice(keys)
    lines[number] = f"{lines[number].partition(':')[0]}: {rng.choice(_INDICATORS)}"
    return lines


def insert_key(rng: random.Random, lines: list[str]) -> list[str]:
    """Put a key at the left margin above a row or anywhere, with a text, a value or nothing."""
    value = rng.choice((*_INDICATORS, "", "2026-03", "[a, b]", '"x"', "{}"))
    number = rng.choice((_row_start(rng, lines), _any_line(rng, lines)))
    lines.insert(number, f"{rng.choice(_TEXT_KEYS)}: {value}".rstrip())
    return lines


def second_key(rng: random.Random, lines: list[str]) -> list[str]:
    """Write the key of the list once more."""
    number = rng.choice((_row_start(rng, lines), _any_line(rng, lines), len(lines)))
    lines.insert(number, rng.choice(("tasks:", "tasks: []", "tasks: |", "tasks: x", "tasks: {}")))
    return lines


def second_value(rng: random.Random, lines: list[str]) -> list[str]:
    """Repeat a line that begins no row."""
    number = _any_line(rng, lines)
    if not _ROW_LINE.match(lines[number]):
        lines.insert(_any_line(rng, lines), lines[number])
    return lines


def look_alike(rng: random.Random, lines: list[str]) -> list[str]:
    """Put a character in place of one that looks like it."""
    number = _any_line(rng, lines)
    places = [n for n, sign in enumerate(lines[number]) if sign in _LOOKALIKES]
    if places:
        place = rng.choice(places)
        line = lines[number]
        lines[number] = line[:place] + _LOOKALIKES[line[place]] + line[place + 1 :]
    return lines


def paste(rng: random.Random, lines: list[str]) -> list[str]:
    """Put pasted characters anywhere in a line."""
    number = _any_line(rng, lines)
    place = rng.randrange(len(lines[number]) + 1)
    lines[number] = lines[number][:place] + rng.choice(_PASTED) + lines[number][place:]
    return lines


def drop_line(rng: random.Random, lines: list[str]) -> list[str]:
    """Leave a line out."""
    del lines[_any_line(rng, lines)]
    return lines


MUTATIONS: tuple[Callable[[random.Random, list[str]], list[str]], ...] = (
    move_line, swap_values, indent, outdent, indent_row, open_text, insert_key, second_key,
    second_value, look_alike, paste, drop_line,
)  # fmt: skip


def mutate(rng: random.Random, text: str, most: int = 3) -> str:
    """Return a text changed in one to `most` ways; its first line stays the first."""
    lines = text.split("\n")
    for _ in range(rng.randrange(1, most + 1)):
        lines = _changed(rng, lines)
    return "\n".join(lines)


def mutate_bytes(rng: random.Random, data: bytes) -> bytes:
    """Change the lines of a file in one way, whatever its bytes are."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    return "\n".join(_changed(rng, lines)).encode("utf-8", "surrogateescape")


def _changed(rng: random.Random, lines: list[str]) -> list[str]:
    try:
        return rng.choice(MUTATIONS)(rng, lines)
    except (IndexError, ValueError):  # nothing is left that could be changed so
        return lines
