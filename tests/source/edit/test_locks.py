"""One writer at a time, whatever the drive; who waits is told, and no lock file stays."""

from __future__ import annotations

import errno
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.edit import locks
from khtgdv.source.edit.locks import LOCK_NAME, lock_files
from khtgdv.source.edit.refusals import NotWrittenError
from tests.support.platforms import POSIX
from tests.support.two_files import contents, swap

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_killed_writer_left_is_swept(files: list[Path]) -> None:
    left = files[0].parent / ".một.yaml.khtgdv-abc.tmp"
    theirs = files[0].parent / ".một.yaml.swp"
    for path in (left, theirs):
        path.write_bytes(b"")
    (files[0].parent / LOCK_NAME).write_bytes(b"")
    with lock_files(files):
        assert theirs.exists()
        assert not left.exists()
        theirs.unlink()
    assert contents(files) == [b"old", b"old"]


def test_who_comes_later_waits(files: list[Path]) -> None:
    order: list[str] = []

    def first() -> None:
        with lock_files(files):
            order.append("in")
            began.set()
            time.sleep(0.2)
            order.append("out")

    began = threading.Event()
    thread = threading.Thread(target=first)
    thread.start()
    began.wait(10)
    with lock_files(files):
        order.append("second")
    thread.join()
    assert order == ["in", "out", "second"]
    assert contents(files) == [b"old", b"old"]


def test_patience_has_an_end(files: list[Path]) -> None:
    with (
        lock_files(files),
        pytest.raises(NotWrittenError, match="Có người khác đang ghi vào"),
        lock_files(files, timeout=0),
    ):
        pass
    assert contents(files) == [b"old", b"old"]


def test_a_folder_that_cannot_be_locked(tmp_path: Path) -> None:
    with (
        pytest.raises(NotWrittenError, match="Không ghi được"),
        lock_files([tmp_path / "không có" / "tệp.yaml"]),
    ):
        pass


@POSIX
@pytest.mark.parametrize("name", ["ENOSYS", "ENOLCK", "EOPNOTSUPP", "ENOTSUP", "EINVAL"])
def test_a_drive_without_locks(
    name: str, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch, getattr(errno, name))
    with lock_files(files):
        with (
            pytest.raises(NotWrittenError, match="Có người khác đang ghi vào") as caught,
            lock_files(files, timeout=0),
        ):
            pass
        assert caught.value.hint == (
            "chờ người đó xong rồi chạy lại; chắc chắn không còn ai đang ghi thì xóa tệp "
            ".khtgdv.lock ở đó"
        )
        swap(*files)
    assert contents(files) == [b"new", b"new"]


@POSIX
def test_a_drive_whose_locks_fail_takes_nothing(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch, errno.EIO)
    with pytest.raises(NotWrittenError, match="Không ghi được"), lock_files(files):
        pass
    assert contents(files) == [b"old", b"old"]


def without_locks(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the system answer every lock with an error."""
    import fcntl

    def flock(*_: int) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)


def test_windows_locks_wherever_it_writes(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert locks._has_locks(files[0].parent)


@pytest.mark.parametrize(("timeout", "notices"), [(60.0, ["wait"]), (0.0, [])])
def test_who_waits_for_long_is_told(
    timeout: float, notices: list[str], files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_NOTICE_DELAY", 0.01)
    told: list[str] = []
    holder = threading.Event()

    def hold() -> None:
        with lock_files(files):
            began.set()
            holder.wait(10)

    began = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    began.wait(10)

    def tell() -> None:
        told.append("wait")
        holder.set()

    try:
        with lock_files(files, timeout, tell):
            assert timeout
    except NotWrittenError:
        assert not timeout
    holder.set()
    thread.join()
    assert told == notices
    assert contents(files) == [b"old", b"old"]
