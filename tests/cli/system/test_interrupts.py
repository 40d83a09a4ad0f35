"""Ctrl+C waits for a change of files to be whole; before and after a command it ends at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.system import interrupts
from khtgdv.cli.system.interrupts import (
    interruptible,
    interrupts_deferred,
    interrupts_ignored,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    handler, hook = signal.getsignal(signal.SIGINT), sys.unraisablehook
    yield
    signal.signal(signal.SIGINT, handler)
    sys.unraisablehook = hook


def press() -> None:
    """Press Ctrl+C."""
    signal.raise_signal(signal.SIGINT)


def test_what_has_begun_comes_to_its_end() -> None:
    steps: list[str] = []

    def write() -> None:
        with interrupts_deferred():
            press()
            steps.append("written")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert steps == ["written"]
    with interrupts_deferred():
        steps.append("again")
    with pytest.raises(KeyboardInterrupt):
        press()


def test_who_presses_twice_is_obeyed() -> None:
    steps: list[str] = []

    def write() -> None:
        with interrupts_deferred():
            press()
            press()
            steps.append("not reached")

    with pytest.raises(KeyboardInterrupt):
        write()
    assert steps == []


def test_what_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts_deferred(), interruptible():
        press()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_another_thread_hears_nothing_of_it() -> None:
    steps: list[str] = []

    def write() -> None:
        with interrupts_deferred():
            steps.append("written")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert steps == ["written"]


def test_before_and_after_a_command_it_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    with pytest.raises(KeyboardInterrupt), interruptible():
        press()
    assert ended == []
    press()
    assert ended == [130]


def test_where_nobody_hears_it_the_program_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended: list[int] = []
    told: list[Any] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(sys, "__unraisablehook__", told.append)

    class Cleaned:
        """What raises something while it is cleaned up."""

        def __init__(self, error: BaseException) -> None:
            self.error = error

        def __del__(self) -> None:
            raise self.error

    sys.unraisablehook = interrupts._end_unraisable
    Cleaned(ValueError("hỏng"))
    assert (ended, len(told)) == ([], 1)
    Cleaned(KeyboardInterrupt())
    assert ended == [130]
    assert capsys.readouterr() == ("", "")


def test_a_thread_leaves_it_to_the_program() -> None:
    heard: list[Any] = []

    def ignore() -> None:
        with interrupts_ignored():
            heard.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=ignore)
    thread.start()
    thread.join()
    assert heard == [before]
