"""Files are replaced whole, all or none, by one writer at a time; what fails leaves no trace."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from khtgdv.source.edit import transaction
from khtgdv.source.edit.transaction import (
    LOCK_NAME,
    FileReplacement,
    NotWrittenError,
    lock_files,
    replace_files,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="as POSIX has it")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    paths = [folder / "một.yaml", folder / "hai.yaml"]
    for path in paths:
        path.write_bytes(b"old")
    return paths


def swap(*paths: Path, old: bytes = b"old") -> None:
    replace_files([FileReplacement(path, old, b"new") for path in paths])


def contents(paths: list[Path]) -> list[bytes]:
    """Return what files hold, and make sure that nothing else stands beside them."""
    assert sorted(paths[0].parent.iterdir()) == sorted(paths)
    return [path.read_bytes() for path in paths]


def test_all_files_are_replaced(files: list[Path]) -> None:
    with lock_files(files):
        swap(*files)
    assert contents(files) == [b"new", b"new"]


@POSIX
def test_mode_and_symbolic_link_stay(files: list[Path], tmp_path: Path) -> None:
    files[0].chmod(0o640)
    link = tmp_path / "liên kết.yaml"
    link.symlink_to(files[0])
    with lock_files([link]):
        assert (files[0].parent / LOCK_NAME).exists()
        swap(link)
    assert link.is_symlink()
    assert contents(files) == [b"new", b"old"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o640


def test_what_somebody_else_wrote_stays(files: list[Path]) -> None:
    files[1].write_bytes(b"theirs")
    with pytest.raises(NotWrittenError, match="vừa được chương trình khác sửa"):
        swap(*files)
    assert contents(files) == [b"old", b"theirs"]


def test_a_file_that_is_gone(files: list[Path]) -> None:
    files[0].unlink()
    with pytest.raises(NotWrittenError, match="không có tệp này"):
        swap(files[0])
    with pytest.raises(NotWrittenError, match=r"Không đọc được .*một\.yaml: không có tệp này"):
        transaction.read_bytes(files[0])


def failing(monkeypatch: pytest.MonkeyPatch, times: int, error: BaseException) -> list[str]:
    """Let the first so many exchanges of the second file fail; return the names of all."""
    asked: list[str] = []
    real = Path.replace

    def replace(self: Path, target: Any) -> Path:
        asked.append(Path(target).name)
        if Path(target).name == "hai.yaml" and asked.count("hai.yaml") <= times:
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(transaction, "_RETRY_PAUSES", (0.0, 0.0))
    return asked


def test_the_first_file_is_taken_back_where_the_second_fails(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = failing(monkeypatch, 1, OSError(errno.EIO, "hỏng"))
    with pytest.raises(NotWrittenError, match="Tệp cũ còn nguyên"):
        swap(*files)
    assert contents(files) == [b"old", b"old"]
    assert asked == ["một.yaml", "hai.yaml", "một.yaml"]


def test_an_interruption_takes_back_as_well(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, 1, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        swap(*files)
    assert contents(files) == [b"old", b"old"]


def test_a_scanner_that_holds_a_file_is_waited_for(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, 2, PermissionError(errno.EACCES, "đang dùng"))
    swap(*files)
    assert contents(files) == [b"new", b"new"]


def test_a_program_that_holds_a_file_is_told(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, 3, PermissionError(errno.EACCES, "đang dùng"))
    with pytest.raises(NotWrittenError, match="không có quyền"):
        swap(*files)
    assert contents(files) == [b"old", b"old"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "ổ đĩa đầy hoặc tệp quá giới hạn. Tệp cũ còn nguyên."),
        (errno.EROFS, "ổ đĩa chỉ cho đọc. Tệp cũ còn nguyên."),
        (errno.EIO, f"hệ điều hành báo lỗi {errno.EIO}. Tệp cũ còn nguyên."),
    ],
)
def test_a_disk_that_takes_nothing(
    code: int, said: str, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NotWrittenError) as caught:
        swap(*files)
    assert caught.value.message.endswith(said)
    assert caught.value.hint
    assert contents(files) == [b"old", b"old"]


@pytest.mark.usefixtures("ordinary_user")
def test_a_file_or_folder_that_may_only_be_read(files: list[Path]) -> None:
    files[0].chmod(0o444)
    with pytest.raises(NotWrittenError, match="không có quyền"):
        swap(files[0])
    files[0].parent.chmod(0o555)
    try:
        with pytest.raises(NotWrittenError, match="không có quyền"), lock_files(files):
            pass
    finally:
        files[0].parent.chmod(0o755)
    assert contents(files) == [b"old", b"old"]


def test_a_file_that_may_only_be_read_is_left(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    with pytest.raises(NotWrittenError, match="không có quyền"):
        swap(files[0])
    assert contents(files) == [b"old", b"old"]


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
def test_a_drive_without_locks(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def flock(*_: int) -> None:
        raise OSError(errno.ENOSYS, "no locks here")

    monkeypatch.setattr(fcntl, "flock", flock)
    with lock_files(files):
        swap(*files)
    assert contents(files) == [b"new", b"new"]


def test_systems_without_owners_or_folders_to_open(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "chown", raising=False)
    real = os.open

    def no_folders(path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "a folder")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", no_folders)
    swap(*files)
    assert contents(files) == [b"new", b"new"]
