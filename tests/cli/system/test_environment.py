from __future__ import annotations

import io
import os
import sys
import time
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.system import environment
from khtgdv.cli.system.environment import account_name, moment_now
from khtgdv.errors import UsageError

if TYPE_CHECKING:
    from tests.conftest import Run


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make standard output a terminal of 132 columns."""
    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(environment, "sys", SimpleNamespace(stdout=Terminal()))
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((132, 40)))


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="TZ is not read here")
@pytest.mark.parametrize(
    ("zone", "text"),
    [
        ("Asia/Ho_Chi_Minh", "UTC+07:00"),
        ("UTC", "UTC (UTC+00:00)"),
        ("EST+5", "EST (UTC-05:00)"),
        ("<+0530>-5:30", "UTC+05:30"),
    ],
)
def test_the_time_zone_is_that_of_the_machine(
    zone: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        with monkeypatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            assert environment.time_zone() == text
    finally:
        time.tzset()


def test_today_is_the_clock_or_what_the_variable_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", "2026-02-10")
    assert environment.today() == date(2026, 2, 10)
    monkeypatch.delenv("KHTGDV_TODAY")
    before = date.today()  # noqa: DTZ011 - as the office's calendar has it
    assert before <= environment.today() <= date.today()  # noqa: DTZ011


@pytest.mark.parametrize("fixed", ["hôm nay", "2026-02-30", "31/03/2026"])
def test_a_clock_that_is_no_day(fixed: str, run: Run) -> None:
    ran = run("list", today=fixed)
    assert ran.status == 2
    assert ran.err.startswith(f'KHTGDV_TODAY="{fixed}" không phải một ngày')


def test_paths_are_shown_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert environment.display_path(tmp_path / "kế hoạch" / "a.yaml") == str(
        Path("kế hoạch/a.yaml")
    )
    assert environment.display_path(tmp_path) == "."
    assert environment.display_path(tmp_path.parent) == str(tmp_path.parent)


@pytest.mark.parametrize(
    ("columns", "width"),
    [("80", 80), ("10", 40), ("0", 132), ("", 132), ("-1", 132), ("x", 132), ("²", 132)],
)
@pytest.mark.usefixtures("terminal")
def test_the_width_of_a_terminal(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert environment.terminal_width() == width


@pytest.mark.usefixtures("terminal")
def test_a_tiny_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((7, 2)))
    assert environment.terminal_width() == 40


@pytest.mark.usefixtures("terminal")
def test_a_terminal_that_does_not_know_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert environment.terminal_width(Terminal()) == 80
    closed = Terminal()
    monkeypatch.setattr(closed, "fileno", io.StringIO().fileno)
    assert environment.terminal_width(closed) is None


def test_a_pipe_is_as_wide_as_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.delenv("COLUMNS", raising=False)
    assert environment.terminal_width() is None


@pytest.mark.parametrize(
    ("choice", "variables", "expected"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("auto", {"TERM": "xterm"}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {}, False),
    ],
)
@pytest.mark.usefixtures("terminal")
def test_colours_on_a_terminal(
    choice: str, variables: dict[str, str], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert environment.use_color(choice) is expected


def test_colours_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    for choice, expected in (("auto", False), ("always", True), ("never", False)):
        assert environment.use_color(choice) is expected
    with pytest.raises(UsageError, match="Không có cách tô màu"):
        environment.use_color("đỏ")


def test_colours_reach_the_screen_only_when_asked(run: Run) -> None:
    asked = ("overdue", "--month", "1", "--color")
    assert "\x1b[31m" in run(*asked, "always").out
    for choice in ("auto", "never"):
        assert "\x1b" not in run(*asked, choice).out
    plain = run(*asked, "always", "--format", "json").out
    assert "\x1b" not in plain


def test_when_it_is_and_who_runs_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHTGDV_TODAY", raising=False)
    assert datetime.fromisoformat(moment_now()).tzinfo is not None
    monkeypatch.setenv("KHTGDV_TODAY", "2026-03-31")
    assert moment_now() == "2026-03-31"
    monkeypatch.setattr("getpass.getuser", lambda: "lan")
    assert account_name() == "lan"

    def refuse() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", refuse)
    assert account_name() == ""
