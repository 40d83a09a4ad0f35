"""What is longer than the terminal is shown by screenfuls, to a person only."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.results import pager, screenfuls
from khtgdv.errors import UsageError
from tests.support.terminal import on_terminal

if TYPE_CHECKING:
    from tests.conftest import Run

LONG = "".join(f"dòng {number}\n" for number in range(1, 31))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a person sit at a terminal of ten lines, on a machine without a pager."""
    for name in ("PAGER", "CI", "TERM", "LESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    for module in (pager, screenfuls):
        monkeypatch.setattr(module, "terminal_height", lambda: 10)
    monkeypatch.setattr(pager, "_is_typed_at", lambda: True)


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how long the texts were whose pages our own pager was to turn."""
    lengths: list[int] = []
    monkeypatch.setattr(screenfuls, "turn_pages", lambda lines: lengths.append(len(lines)))
    return lengths


def test_a_long_text_is_shown_by_screenfuls(turned: list[int]) -> None:
    pager.show(LONG)
    assert turned == [30]


@pytest.mark.parametrize(
    ("name", "value"), [("CI", "true"), ("TERM", "dumb"), ("PAGER", ""), ("PAGER", "cat")]
)
def test_who_wants_no_pager_gets_all_at_once(
    name: str,
    value: str,
    turned: list[int],
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv(name, value)
    pager.show(LONG)
    assert (turned, capsysbinary.readouterr().out.decode()) == ([], LONG)


@pytest.mark.usefixtures("capsysbinary")
def test_what_fits_and_what_is_no_text_needs_none(
    turned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    pager.show("ngắn\n" * 9)
    pager.show(LONG.encode())
    pager.show(LONG, "never")
    monkeypatch.setattr(pager, "_is_typed_at", lambda: False)
    pager.show(LONG)
    monkeypatch.setattr(pager, "_is_typed_at", lambda: True)
    monkeypatch.setattr(pager, "terminal_height", lambda: None)
    pager.show(LONG)
    assert turned == []
    with pytest.raises(UsageError, match='không có lựa chọn "luon"'):
        pager.show("ngắn", "luon")


def test_somebody_types_only_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert not pager._is_typed_at()


def own_pager(folder: Path, code: str) -> str:
    """Return what runs a pager of these lines of Python, as people write it into PAGER."""
    script = folder / "trang sau.py"
    script.write_text(code, encoding="utf-8")
    return f'"{sys.executable}" "{script}"'


def test_the_reader_s_own_pager_gets_the_text(
    turned: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown = tmp_path / "đã xem"
    code = (
        "import os, sys, pathlib\n"
        f"shown = pathlib.Path({str(shown)!r})\n"
        "shown.write_bytes(os.environb[b'LESS'] + sys.stdin.buffer.read())\n"
    )
    monkeypatch.setenv("PAGER", own_pager(tmp_path, code))
    pager.show(LONG)
    assert shown.read_text(encoding="utf-8") == f"FRX{LONG}"
    monkeypatch.setenv("LESS", "-i")
    pager.show(LONG)
    assert shown.read_text(encoding="utf-8").startswith("-idòng 1")
    assert turned == []


def test_a_pager_may_be_left_before_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAGER", own_pager(tmp_path, "import sys\nsys.stdin.close()\n"))
    pager.show("dòng\n" * 200_000)


def test_less_keeps_the_colours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    less = tmp_path / "less"
    less.write_text("#!/bin/sh\nexit 0\n")
    less.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pager._pager_words() == [str(less), "-R"]
    monkeypatch.setenv("PAGER", "less -S")
    assert pager._pager_words() == [str(less), "-S", "-R"]


@pytest.mark.parametrize("setting", ["khong-co", 'less "', "  x"])
def test_a_pager_that_is_not_there_is_ours(
    setting: str, turned: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", setting)
    pager.show(LONG)
    assert turned == [30]


@pytest.mark.skipif(sys.platform == "win32", reason="what may be run is told otherwise there")
def test_a_pager_that_cannot_be_run_is_ours(
    turned: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "hỏng"
    broken.write_bytes(b"\x7fELF")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGER", str(broken))
    pager.show(LONG)
    assert turned == [30]


def test_a_choice_that_is_none(run: Run) -> None:
    ran = run("list", "--pager", "luôn")
    assert ran.status == 2
    assert ran.err == '--pager: không có lựa chọn "luôn".\nChọn: auto, never\n'


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminal there")
@pytest.mark.parametrize(
    ("arguments", "keys", "pages"),
    [
        (("list", "--data", "data"), " q", 2),
        (("list", "--data", "data"), "\x03", 1),
        (("--help",), "\r\r q", 4),
        (("list", "--data", "data", "--pager", "never"), "", 0),
        (("use",), "", 0),
    ],
)
def test_on_a_terminal(arguments: tuple[str, ...], keys: str, pages: int) -> None:
    environment = {**os.environ, "TERM": "xterm", "KHTGDV_TODAY": "2026-06-17", "PATH": ""}
    status, shown = on_terminal(
        (sys.executable, "-m", "khtgdv", *arguments), environment, keys, ROOT
    )
    assert status == 0
    assert shown.count("q: thoát") == pages
    assert ("\x1b[7m" in shown) == (pages > 0)
