"""A line as it stands in a shell, up to the cursor: its words, and the one that is being typed."""

from __future__ import annotations

from khtgdv.frozen import dataclass

_BLANKS = " \t\n"


@dataclass(frozen=True, slots=True)
class RawLine:
    """The words before the last one, and the last one: its text, how it stands in the line.

    `kept` is the part of its text that a shell keeps which goes on after a sign of `breaks`;
    `quote` is the quote that is open.
    """

    words: tuple[str, ...]
    typed: str
    kept: str = ""
    quote: str = ""


def read_line(text: str, *, escape: str = "\\", breaks: str = "") -> RawLine:
    """Split a line as a shell does; a quote may be open yet.

    `escape` takes its meaning from the sign behind it. What a shell replaces begins behind the last
    of `breaks`, or behind a quote.
    """
    words: list[str] = []
    word, quote, kept, is_word = "", "", "", False
    place = 0
    while place < len(text):
        sign = text[place]
        place += 1
        if sign == escape and quote != "'" and place < len(text):
            word, place, is_word = word + text[place], place + 1, True
        elif quote:
            quote, word = ("", word) if sign == quote else (quote, word + sign)
        elif sign in "\"'":
            quote, kept, is_word = sign, word, True
        elif sign in _BLANKS:
            words += [word] if is_word else []
            word, kept, is_word = "", "", False
        else:
            word, is_word = word + sign, True
            kept = word if sign in breaks else kept
    return RawLine(tuple(words), word, kept, quote)
