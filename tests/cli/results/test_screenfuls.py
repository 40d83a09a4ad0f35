"""Our own pager: what its keys do."""

from __future__ import annotations

import os
import re
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.results import screenfuls

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES = [str(number) for number in range(1, 31)]


def shown(
    keys: list[str], monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]
) -> list[str]:
    """Return what stood on the screen of ten lines, page by page, when some keys were pressed."""
    pressed: Iterator[str] = iter(keys)
    monkeypatch.setattr(screenfuls, "terminal_height", lambda: 10)
    monkeypatch.setattr(screenfuls, "terminal_width", lambda: 80)
    monkeypatch.setattr(screenfuls, "_key_reader", lambda: lambda: next(pressed))
    screenfuls.turn_pages(LINES)
    assert list(pressed) == []
    text = capture.readouterr().out.decode().replace(screenfuls._CLEAR_LINE, "")
    pages = re.split(r"\x1b\[7m.*?\x1b\[0m", text)
    return [" ".join((page.split()[0], page.split()[-1])) for page in pages if page.strip()]


@pytest.mark.parametrize(
    ("keys", "pages"),
    [
        ([" ", "x", "q"], ["1 9", "10 18"]),
        ([" ", "f", "\x1b[6~"], ["1 9", "10 18", "19 27", "28 30"]),
        (["\r", "j", "q"], ["1 9", "10 10", "11 11"]),
        ([" ", "b", "b", "\x1b"], ["1 9", "10 18", "1 9", "1 9"]),
        ([""], ["1 9"]),
    ],
)
def test_keys(
    keys: list[str],
    pages: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert shown(keys, monkeypatch, capsysbinary) == pages


def test_the_prompt_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenfuls, "terminal_width", lambda: 40)
    assert screenfuls._prompt(9, 30) == " 9/30 · q: thoát "
    monkeypatch.setattr(screenfuls, "terminal_width", lambda: 80)
    assert screenfuls._prompt(9, 30) == (
        " dòng 9/30 · phím cách: xem tiếp · b: quay lại · q: thoát "
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal there")
def test_a_key_is_read_without_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import termios

    master, slave = os.openpty()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(fileno=lambda: slave))
    before = termios.tcgetattr(slave)
    os.write(master, b"\x1b[6~")
    assert screenfuls._key_reader()() == "\x1b[6~"
    assert termios.tcgetattr(slave) == before
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(("sent", "key"), [("q", "q"), ("\xe0Q", "\xe0Q"), ("\x00I", "\xe0I")])
def test_a_key_of_windows(sent: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter(sent)
    console = SimpleNamespace(getwch=lambda: next(letters))
    monkeypatch.setattr(screenfuls, "import_module", {"msvcrt": console}.__getitem__)
    monkeypatch.setattr(screenfuls, "os", SimpleNamespace(name="nt"))
    assert screenfuls._key_reader()() == key
