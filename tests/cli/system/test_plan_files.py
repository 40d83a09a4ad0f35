"""What was written is told, with how to take it back; an account without a home just writes."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import pytest

from khtgdv.cli.system import output
from khtgdv.cli.system.plan_files import state_folder
from khtgdv.source.edit import transaction
from tests.support.platforms import POSIX
from tests.support.streams import RefusingStream

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

TASKS = "  - id: T03-01\n    task: Một\n    lead: VP\n"
TODAY = "2026-03-31"


def no_home(*_: object, **__: object) -> Path:
    """Answer as platformdirs does for an account that has no home."""
    raise RuntimeError


@pytest.mark.parametrize("data", [None, os.pathsep])
def test_an_account_without_a_home_writes_and_is_told(
    data: str | None, run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", no_home)
    folder, env = write_plan(TASKS), {"KHTGDV_STATE": None, "KHTGDV_DATA": data}
    ran = run("done", "T03-01", cwd=folder, env=env, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("thêm 1 dòng. Không lưu được để hoàn tác.\n")
    ran = run("undo", cwd=folder, env=env)
    assert (ran.status, "Không có lần ghi nào" in ran.err) == (1, True)
    assert run("list", cwd=folder, env=env).status == 0


@pytest.mark.usefixtures("ordinary_user")
@pytest.mark.parametrize("mode", [0o000, 0o300, 0o500])
def test_a_state_folder_that_is_closed(
    mode: int, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, state, cache = write_plan(TASKS), tmp_path / "state", tmp_path / "cache"
    for place in (state, cache):
        place.mkdir()
        place.chmod(mode)
    env = {"KHTGDV_STATE": str(state), "KHTGDV_CACHE": str(cache)}
    ran = run("done", "T03-01", cwd=folder, env=env, today=TODAY)
    undone = run("undo", cwd=folder, env=env)
    looked = run("list", cwd=folder, env=env)
    for place in (state, cache):
        place.chmod(0o700)
    assert (ran.status, looked.status) == (0, 0)
    kept = "Hoàn tác: khtgdv undo" in ran.out
    assert kept != ("Không lưu được để hoàn tác." in ran.out)
    assert undone.status == (0 if kept else 1)
    assert undone.err == "" or "Không có lần ghi nào" in undone.err


def test_a_state_folder_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KHTGDV_STATE", "của tôi")
    assert state_folder() == tmp_path / "của tôi"


@POSIX
def test_another_name_that_keeps_the_old_file_is_told(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    folder, backup = write_plan(TASKS), tmp_path / "bản sao.yaml"
    path = folder / "tasks_2026.yaml"
    for command in (["done", "T03-01"], ["undo"], ["fmt"]):
        backup.unlink(missing_ok=True)
        backup.hardlink_to(path)
        before = path.read_bytes()
        ran = run(*command, cwd=folder, today=TODAY)
        told = (
            "tasks_2026.yaml còn một tên khác (liên kết cứng); tên ấy giữ nguyên bản cũ, "
            "không đổi theo"
        )
        assert (ran.status, told in ran.out + ran.err) == (0, True)
        assert backup.read_bytes() == before != path.read_bytes()


@pytest.mark.parametrize("written", [0, 1], ids=["before", "after"])
def test_an_interruption_of_the_exchange_loses_no_way_back(
    written: int, run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever presses Ctrl+C twice stops even what was under way."""
    folder = write_plan(TASKS)
    path = folder / "tasks_2026.yaml"
    before = path.read_bytes()
    real = transaction.replace_files

    def interrupted(replacements: Any) -> None:
        if written:
            real(replacements)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(transaction, "replace_files", interrupted)
        ran = run("done", "T03-01", cwd=folder, today=TODAY)
    assert (ran.status, path.read_bytes() != before) == (130, bool(written))
    assert run("undo", cwd=folder).status == (0 if written else 1)
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EPIPE, errno.EIO])
def test_what_was_done_is_told_somewhere(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.TextIOWrapper(RefusingStream(number), "utf-8")  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdout", stream)
    output.confirm("T03-01 hoàn thành\nthêm 1 dòng\n")
    assert capsys.readouterr().err == "T03-01 hoàn thành\nthêm 1 dòng\n"
    stream.detach()


def test_a_stream_that_was_closed_before_we_began(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "__stdout__", None)
    output.confirm("xong\n")
    assert capsys.readouterr().err == "xong\n"


WRITERS = (
    ["done", "T03-01"],
    ["undo"],
    ["add", "--month", "3", "--task", "Mới", "--lead", "VP"],
    ["clarity", "--apply-suggestions"],
    ["fmt"],
    ["init", "mới"],
)


@pytest.mark.parametrize("command", WRITERS, ids=lambda words: words[0])
def test_a_write_that_was_made_is_not_told_as_refused(
    command: list[str], run: Run, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard output fails only once the files are written."""
    folder = write_plan(TASKS.replace("Một", "Báo cáo quý I"))
    if command == ["undo"]:
        run("done", "T03-01", cwd=folder, today=TODAY)
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def refuse(_: object) -> bytes:
        raise OSError(errno.ENOSPC, "full")

    real = output.confirm

    def confirm(content: str) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(output, "as_bytes", refuse)
            real(content)

    for module in ("write_words", "commands.undo", "commands.new_plan", "commands.fmt"):
        monkeypatch.setattr(f"khtgdv.cli.{module}.confirm", confirm)
    ran = run(*command, cwd=folder, today=TODAY)
    assert ran.status == 0
    assert any(word in ran.err for word in ("thêm ", "Đã hoàn tác", "đã sắp lại", "Đã tạo"))
    after = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert (folder / "mới").is_dir() if command[0] == "init" else after != before
