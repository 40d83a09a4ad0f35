from __future__ import annotations

import errno
import gc
import io
import os
import runpy
import signal
import sqlite3
import sys
import unicodedata
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv import __version__
from khtgdv.cli import main
from khtgdv.cli.commands import reports
from khtgdv.errors import SnapshotError
from khtgdv.source.snapshot.survey import SnapshotReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Run, WritePlan


@pytest.fixture(autouse=True)
def _collection() -> Iterator[None]:
    """Undo what a process sets for its last moments: here it would keep files open."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out, ran.err) == (0, f"khtgdv {__version__}\n", "")


def test_bare_command_is_the_summary(run: Run) -> None:
    bare, summary = run(), run("summary")
    assert bare.status == 0
    assert bare.out == summary.out
    assert bare.out.startswith("TỔNG QUAN NĂM 2026")


def test_bare_command_tells_of_broken_data(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: A, lead: XX, start: 2026-01}")
    ran = run(cwd=folder)
    assert ran.status == 1
    assert "khtgdv validate" in ran.err


def test_a_fault_is_ours_and_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "read", failing(ZeroDivisionError("chia\x1b[31m")))
    ran = run("list")
    assert ran.status == 3
    assert ran.out == ""
    assert ran.err == (
        "Lỗi trong khtgdv, không phải trong kế hoạch: ZeroDivisionError: chia\\x1b[31m\n"
        "Xin báo lại kèm lệnh vừa chạy; KHTGDV_DEBUG=1 in thêm chi tiết kỹ thuật.\n"
    )


def test_a_fault_is_shown_whole_on_demand(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "read", failing(ZeroDivisionError("chia")))
    with pytest.raises(ZeroDivisionError):
        run("list", env={"KHTGDV_DEBUG": "1"})


@pytest.mark.parametrize("line", [["list"], ["list", "-fcsv"]], ids=["plain", "read by typer"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), EOFError()], ids=repr)
def test_an_interruption(
    error: BaseException, line: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "read", failing(error))
    ran = run(*line)
    assert (ran.status, ran.out, ran.err.strip()) == (130, "", "")


def test_an_interruption_before_the_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_run_typed", failing(KeyboardInterrupt()))
    assert run("list").status == 130


def test_an_interruption_while_something_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    handler, hook = signal.getsignal(signal.SIGINT), sys.unraisablehook
    monkeypatch.setattr(main, "run", failing(KeyboardInterrupt()))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(SystemExit) as ended:
        main.main(["list"])
    signal.signal(signal.SIGINT, handler)
    monkeypatch.setattr(sys, "unraisablehook", hook)
    assert ended.value.code == 130


@pytest.mark.parametrize(
    ("last_words", "flush_error", "how"),
    [
        (set(), None, "at once"),
        ({"sys"}, None, "in order"),
        (set(), OSError(errno.EPIPE, "nobody reads"), "in order"),
    ],
    ids=["nothing left to do", "somebody has last words", "nobody reads"],
)
def test_a_process_ends_at_once_where_nothing_is_left_to_be_done(
    last_words: set[str], flush_error: OSError | None, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[tuple[str, object]] = []
    monkeypatch.setattr(main, "_HAVE_LAST_WORDS", frozenset(last_words))
    monkeypatch.setattr(os, "_exit", lambda status: ends.append(("at once", status)))
    monkeypatch.setattr(sys, "exit", lambda status: ends.append(("in order", status)))
    if flush_error:
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(flush=failing(flush_error)))
    leave: Callable[[int], object] = main._leave
    leave(1)
    assert ends[0] == (how, 1)


def test_an_error_about_a_file_is_a_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "read", failing(PermissionError(errno.EACCES, "no", "tệp")))
    assert run("list").status == 3


def test_a_help_page_on_a_full_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "khtgdv.cli.arguments.program.write_help", failing(OSError(errno.ENOSPC, "full"))
    )
    ran = run("--help")
    assert ran.status == 1
    assert ran.err.startswith("Không ghi được kết quả: đĩa đã đầy.\n")


def test_streams_that_were_closed_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main.run(["--version"]) == 0
    assert main.run(["lits"]) == 2
    for stream in (sys.stdout, sys.stderr):
        stream.close()


def test_streams_of_another_make_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main.run(["--version"]) == 0
    assert stream.getvalue() == f"khtgdv {__version__}\n"


def test_arguments_may_be_decomposed(run: Run) -> None:
    decomposed = unicodedata.normalize("NFD", "bầu cử đại biểu")
    assert decomposed != "bầu cử đại biểu"
    ran, composed = run("list", decomposed), run("list", "bầu cử đại biểu")
    assert ran.out == composed.out
    assert "phạm vi: chữ bầu cử đại biểu" in ran.out
    state = unicodedata.normalize("NFD", "chưa báo cáo")
    assert run("list", "--state", state).status == 0


@pytest.mark.parametrize("module", ["khtgdv", "khtgdv.__main__"])
def test_run_as_a_module(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handler, hook = signal.getsignal(signal.SIGINT), sys.unraisablehook
    monkeypatch.setattr(sys, "argv", ["khtgdv", "--version"])
    monkeypatch.delitem(sys.modules, "khtgdv.__main__", raising=False)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(module, run_name="__main__")
    signal.signal(signal.SIGINT, handler)
    sys.unraisablehook = hook
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"khtgdv {__version__}\n"


def test_an_ignored_interruption_stays_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["khtgdv", "--version"])
    monkeypatch.delitem(sys.modules, "khtgdv.__main__", raising=False)
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(SystemExit):
            runpy.run_module("khtgdv", run_name="__main__")
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, handler)


def test_importing_the_module_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("khtgdv.__main__", run_name="khtgdv")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("line", [["overdue"], ["list", "--month=3"]])
def test_a_broken_snapshot_costs_time_only(
    line: list[str], run: Run, plan_folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "snapshots"
    env = {"KHTGDV_CACHE": str(cache)}
    whole = (*line, "--data", plan_folder, "-f", "json")
    expected = run(*whole, env=env)
    assert expected.status == 0
    for variable in (env, {"KHTGDV_CACHE": None, "XDG_CACHE_HOME": str(cache)}):
        run(*whole, env=variable)
        for file in cache.rglob("*.sqlite"):
            connection = sqlite3.connect(file)
            with connection:
                connection.execute("UPDATE work SET value = zeroblob(9)")
            connection.close()
        assert run(*whole, env=variable) == expected
        assert run(*whole, env=variable) == expected


@pytest.mark.parametrize("setting", [None, "nơi khác"])
def test_a_snapshot_that_breaks_amid_a_run_is_left_aside(
    setting: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command runs once more without snapshots, and leaves the setting as it was."""
    if setting is None:
        monkeypatch.delenv("KHTGDV_CACHE", raising=False)
    else:
        monkeypatch.setenv("KHTGDV_CACHE", setting)
    seen: list[str | None] = []

    def read(*_: object, **__: object) -> int:
        seen.append(os.environ.get("KHTGDV_CACHE"))
        if len(seen) == 1:
            raise SnapshotError
        return 0

    monkeypatch.setattr(main, "_run_typer", read)
    assert main.run(["list", "--help"]) == 0
    assert seen == [setting, "off"]
    assert os.environ.get("KHTGDV_CACHE") == setting


@pytest.mark.parametrize(("line", "status"), [(("list", "--sort", "zz"), 2), (("history",), 1)])
def test_a_refused_line_lets_go_of_what_was_read(
    line: tuple[str, ...], status: int, run: Run, write_plan: WritePlan
) -> None:
    folder = write_plan("  - {id: T01-01, task: Một, lead: VP}\n")
    run("list", cwd=folder)
    gc.collect()
    gc.disable()
    try:
        assert run(*line, cwd=folder).status == status
        assert not [kept for kept in gc.get_objects() if isinstance(kept, SnapshotReader)]
    finally:
        gc.enable()
