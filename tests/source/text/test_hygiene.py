"""Ordinary characters: whatever looks for bad ones finds nothing in them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from khtgdv.source.text.hygiene import is_clean, sanitize
from khtgdv.source.text.sourcefile import SourceFile
from khtgdv.source.text.spaces import replace_odd_spaces
from khtgdv.source.yaml.parser import find_scalars
from khtgdv.text import ORDINARY_CHARACTERS, has_unsafe

LETTERS = [char for char in map(chr, range(0x10000)) if re.match(f"[{ORDINARY_CHARACTERS}]", char)]


def cleaned(text: str) -> tuple[str, list[str]]:
    file = SourceFile("a.yaml", text)
    fit = replace_odd_spaces(file, sanitize(file), find_scalars)
    return fit, [finding.code for finding in file.findings]


def test_every_ordinary_character() -> None:
    text = "".join(f"{char}{char}a" for char in LETTERS)
    assert cleaned(text) == (text, [])
    assert "\t" not in LETTERS
    assert not has_unsafe(text)


@given(st.lists(st.sampled_from([*LETTERS, "\r\n", "  id: "])).map("".join))
def test_ordinary_characters_in_any_order(text: str) -> None:
    directives = any(line.startswith("%") for line in text.split("\n"))
    assert is_clean(text) is not directives
    assert cleaned(text) == (text, []) or directives


@given(st.text())
def test_what_is_found_is_not_ordinary(text: str) -> None:
    assert cleaned(text) == (text, []) or not is_clean(text)
