from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

from khtgdv.cli.system import progress

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


def seen(monkeypatch: pytest.MonkeyPatch, seconds_a_row: float, rows: int) -> str:
    """Return what a terminal shows of a run through some rows, by a clock of our own."""
    err, clock = Terminal(), iter(range(rows * 10))
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock) * seconds_a_row)
    assert list(progress.with_progress(range(rows))) == list(range(rows))
    return err.getvalue()


def test_a_long_run_is_seen_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = seen(monkeypatch, 0.6, 4)
    assert shown.startswith("\r\x1b[KĐang xuất ███████████████░░░░░░░░░░░░░░░ 50%")
    assert shown.endswith("100%\r\x1b[K")


def test_a_bar_comes_up_at_once_where_it_has_begun_long_ago(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    watch = progress.importing_progress(time.monotonic() - 2)
    assert list(watch(["a", "b"])) == ["a", "b"]
    assert err.getvalue().startswith("\r\x1b[KĐang nhập ███████████████░░░░░░░░░░░░░░░ 50%")


def test_a_short_run_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not seen(monkeypatch, 0.001, 4)


def test_a_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    assert list(progress.with_progress("ab")) == ["a", "b"]
    assert not err.getvalue()


def test_a_run_that_is_left_wipes_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    err, clock = Terminal(), iter(range(100))
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    rows = iter(progress.with_progress("abcd"))
    assert [next(rows), next(rows)] == ["a", "b"]
    del rows
    assert err.getvalue().endswith("\r\x1b[K")


def test_reading_is_told_as_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    err, clock = Terminal(), iter(range(100))
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    assert list(progress.with_reading_progress(iter("abcd"), 4)) == ["a", "b", "c", "d"]
    assert "Đang đọc ███████████████░░░░░░░░░░░░░░░ 50%" in err.getvalue()
