"""Patterns compiled late: a text that has none of the words they need does not hold them."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.schedule.words import dates, reading, rule_patterns, spelling, ties, weekdays
from khtgdv.schedule.words.patterns import Pattern
from khtgdv.schedule.words.spelling import spell
from khtgdv.text import nfc

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = (dates, reading, rule_patterns, spelling, ties, weekdays)
WORDINGS = (Path(__file__).parent / "wordings.txt").read_text(encoding="utf-8").split("\n")
SIGNS = (" ", " ", " ", ", ", "-", " - ", "/", ".", ":", "; ", "(", ")", "  ", " và ", " đến ")
FIGURES = ("1", "2", "3", "05", "10", "15", "2026", "20", "iv", "i", "3", "٣")


def patterns_of(value: Any) -> Iterator[Pattern]:
    """Yield the patterns in a value, however deep."""
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from patterns_of(item)


PATTERNS = {
    pattern.pattern: pattern
    for module in MODULES
    for value in vars(module).values()
    for pattern in patterns_of(value)
}
WORDS = sorted({word for p in PATTERNS for word in re.findall(r"[a-zà-ỹđ]+", p)} - {"s", "d", "b"})


def texts() -> Iterator[str]:
    """Yield what people write, and what they might: words of the grammar in any order."""
    for line in WORDINGS:
        words = line.rsplit(" = ", 1)[0]
        yield from (words, nfc(words).lower(), spell(words))
    rng = random.Random(22)  # noqa: S311 - chance that can be repeated
    for _ in range(3000):
        parts = [rng.choice((*WORDS, *FIGURES * 20)) for _ in range(rng.randrange(1, 8))]
        yield "".join(part + rng.choice(SIGNS) for part in parts).strip()


def test_a_pattern_needs_its_words() -> None:
    compiled = [(p, re.compile(p.pattern, re.VERBOSE * p._verbose)) for p in PATTERNS.values()]
    assert len(compiled) > 80
    found = dict.fromkeys(PATTERNS, 0)
    for text in texts():
        for pattern, plain in compiled:
            if match := plain.search(text):
                assert pattern.may_be_in(text), (pattern.pattern, text, match)
                found[pattern.pattern] += 1
    assert sum(map(bool, found.values())) > 0.9 * len(found)


def test_where_its_words_are_missing_nothing_is_found_and_nothing_compiled() -> None:
    pattern = Pattern("(", ("quý",), ("1", "2"))  # it could not be compiled
    text = "quý III"
    assert {pattern.search(text), pattern.match(text), pattern.fullmatch(text)} == {None}
    assert (list(pattern.finditer(text)), pattern.findall(text)) == ([], [])
    assert (pattern.sub("x", text), pattern.subn("x", text)) == (text, (text, 0))
    with pytest.raises(re.error):
        pattern.search("quý 1")


def test_where_they_are_it_does_as_the_library() -> None:
    pattern, plain = Pattern(r"quý (\d)", ("quý",)), re.compile(r"quý (\d)")
    for text in ("quý 1, quý 2", "quý 1", "đến quý 1"):
        for name in ("search", "match", "fullmatch"):
            own, theirs = getattr(pattern, name)(text), getattr(plain, name)(text)
            assert (own and own.span()) == (theirs and theirs.span())
        assert pattern.findall(text, 1) == plain.findall(text, 1)
        assert [m.span() for m in pattern.finditer(text)] == [
            m.span() for m in plain.finditer(text)
        ]
        assert pattern.subn("Q", text) == plain.subn("Q", text)
    assert Pattern("quý \\s [12] # một trong hai", verbose=True).fullmatch("quý 2")
