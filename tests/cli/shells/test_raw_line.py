"""Lines as they stand in a shell."""

from __future__ import annotations

import pytest

from khtgdv.cli.shells.raw_line import RawLine, read_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("khtgdv ", RawLine(("khtgdv",), "")),
        ("khtgdv ov", RawLine(("khtgdv",), "ov")),
        ('a "b c" d', RawLine(("a", "b c"), "d")),
        ("a '' ", RawLine(("a", ""), "")),
        ('a "b c', RawLine(("a",), "b c", "", '"')),
        ("a 'b\\c", RawLine(("a",), "b\\c", "", "'")),
        ("a b\\ c", RawLine(("a",), "b c")),
        ("a b\\", RawLine(("a",), "b\\")),
        ('a "b\\"c" ', RawLine(("a", 'b"c'), "")),
        ("a --set=due=5", RawLine(("a",), "--set=due=5", "--set=due=")),
        ('a --set="lead=V', RawLine(("a",), "--set=lead=V", "--set=", '"')),
    ],
)
def test_words_and_quotes(text: str, line: RawLine) -> None:
    assert read_line(text, breaks="=:") == line


def test_another_sign_may_escape() -> None:
    assert read_line("a C:\\x` y", escape="`") == RawLine(("a",), "C:\\x y")
