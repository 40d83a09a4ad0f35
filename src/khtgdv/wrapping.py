"""Text in lines that fit a screen: how broad it is there, and where it may be broken."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate

from khtgdv.text import is_ordinary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FIGURE_SEPARATOR = " · "  # between two figures of a line
_DASH = "- "  # of an item of a list
_COLOR_CODE = re.compile(r"\x1b\[[0-9;]*m")
# What stays on one line where it can: a word, and what stands between straight quotation marks,
# which somebody may copy into a command.
_WORDS = re.compile(r'(?:"[^"]*"|[^\s"])+|"')
# What somebody is to type: it has a line of its own where the whole text does not fit one.
_COMMAND = re.compile(r"(?<=: )(?:khtgdv|git|pip|export) .*")
# A command that is to be pasted stays whole even where the screen is too narrow for it.
_PASTED = re.compile(r"(?<=bằng lệnh: ).*")
_NO_BLANKS = re.compile(r"\S+")
# A word too long for a line is broken here.
_AFTER_SLASH, _AFTER_HYPHEN = re.compile(r"(?<=[/\\])"), re.compile(r"(?<=[_-])")


def display_width(text: str) -> int:
    """Return how many columns of a screen a text takes, its colours left out."""
    if "\x1b" in text:
        text = _COLOR_CODE.sub("", text)
    return len(text) if is_ordinary(text) else sum(map(_character_width, text))


@cache
def _character_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap_text(text: str, width: int | None, hanging: int = 0) -> str:
    """Return a text in lines of a width at most, broken between words; None has all the room.

    Its own lines stay; what goes on stands as deep as its line, and `hanging` columns deeper.
    """
    if width is None:
        return text
    return "\n".join(part for line in text.split("\n") for part in wrap_line(line, width, hanging))


def wrap_line(line: str, width: int, hanging: int = 0) -> list[str]:
    """Return one line as lines of a width at most; an item of a list hangs behind its dash."""
    if display_width(line) <= width:
        return [line]
    text = line.lstrip()
    indent = " " * min(len(line) - len(text), width // 2)
    deeper = indent + " " * (hanging + (len(_DASH) if text.startswith(_DASH) else 0))
    pasted = _PASTED.search(line)
    command = pasted or _COMMAND.search(line)
    if command and (pasted or display_width(f"{deeper}{command[0]}") <= width):
        before = line[: command.start()].rstrip()
        return [*wrap_line(before, width, hanging), f"{deeper}{command[0]}"]
    lines = [indent]
    for gap, word in _fitting_words(line, width - len(deeper)):
        longer = f"{lines[-1]}{gap}{word}" if lines[-1].strip() else f"{lines[-1]}{word}"
        if display_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(f"{deeper}{word}")
    return [text for text in lines if text.strip()]


def _fitting_words(line: str, room: int) -> Iterator[tuple[str, str]]:
    """Yield the words of a line, each with the blanks before it and none broader than the room."""
    end = 0
    for match in _WORDS.finditer(line):
        gap, end = line[end : match.start()], match.end()
        word = match[0]
        if display_width(word) <= room:
            yield gap, word
            continue
        for quoted in word.split(" "):
            for part in _pieces(quoted, room):
                yield gap, part
                gap = ""
            gap = " "


def _pieces(word: str, room: int) -> Iterator[str]:
    """Yield a word that has no room in pieces: of a path its names, of others what fits."""
    piece = ""
    for part in _parts(word, room):
        if piece and display_width(piece + part) > room:
            yield piece
            piece = ""
        piece += part
        while display_width(piece) > room:
            length = max(1, cut_length(piece, room))
            yield piece[:length]
            piece = piece[length:]
    if piece:
        yield piece


def _parts(word: str, room: int) -> Iterator[str]:
    """Yield the names of a path; what is broader than the room by its hyphens too."""
    for name in _AFTER_SLASH.split(word):
        yield from _AFTER_HYPHEN.split(name) if display_width(name) > room else [name]


def word_breaks(text: str, width: int) -> list[int]:
    """Return where in a text the words are broken that are broader than a column."""
    breaks: list[int] = []
    for match in _NO_BLANKS.finditer(text):
        # No character takes more than two columns: most words need no look at theirs.
        if 2 * len(match[0]) > width and display_width(match[0]) > width:
            parts = list(_pieces(match[0], width))
            breaks += list(accumulate(map(len, parts[:-1]), initial=match.start()))[1:]
    return breaks


def cut_length(text: str, room: int) -> int:
    """Return how many characters of a text fit into so many columns."""
    widths = accumulate(map(_character_width, text))
    return sum(width <= room for width in widths)


def shorten(text: str, room: int, *, from_start: bool = False) -> str:
    """Return a text that fits: whole words of its beginning (or its end), and a sign for more."""
    if display_width(text) <= room:
        return text
    if from_start:
        return shorten(text[::-1], room)[::-1]
    head = text[: cut_length(text, room - 1)]
    if not text[len(head)].isspace():
        head = head.rpartition(" ")[0] if " " in head else head
    return f"{head.rstrip()}…"


def wrap_figures(line: str, width: int) -> list[str]:
    """Return a line of figures in lines that fit, broken between two figures where that can be."""
    first, *others = line.split(FIGURE_SEPARATOR)
    lines = [first]
    for figure in others:
        longer = f"{lines[-1]}{FIGURE_SEPARATOR}{figure}"
        if display_width(longer) > width:
            lines.append(figure)
        else:
            lines[-1] = longer
    return [part for figures in lines for part in wrap_line(figures, width)]
