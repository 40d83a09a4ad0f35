"""Files are replaced whole, all or none, by one writer at a time; what fails leaves no trace."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from khtgdv.source.edit import exchange, transaction
from khtgdv.source.edit.locks import LOCK_NAME, lock_files
from khtgdv.source.edit.refusals import NotWrittenError
from khtgdv.source.edit.transaction import FileReplacement, read_bytes, replace_files
from tests.support.platforms import POSIX
from tests.support.rights import is_root, ordinary_rights
from tests.support.two_files import contents, swap


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
        read_bytes(files[0])


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
    monkeypatch.setattr(exchange, "_system_swap", lambda: None)
    monkeypatch.setattr(exchange, "RETRY_PAUSES", (0.0, 0.0))
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


class Raced:
    """Another program that saves between the comparison and the exchange."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        real = exchange.swap_names

        def swap_names(new: Path, target: Path) -> bool:
            if target == path:
                path.write_bytes(b"theirs")
            return real(new, target)

        monkeypatch.setattr(transaction, "swap_names", swap_names)


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="where two names are swapped")
@pytest.mark.parametrize("number", [0, 1])
def test_what_is_saved_at_the_last_moment_stays(
    number: int, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    Raced(monkeypatch, files[number])
    with pytest.raises(NotWrittenError, match="vừa được chương trình khác sửa"):
        swap(*files)
    expected = [b"old", b"old"]
    expected[number] = b"theirs"
    assert contents(files) == expected


@pytest.mark.parametrize("two", [0, 1], ids=["swapped", "renamed"])
def test_a_file_that_goes_at_the_last_moment(
    two: int, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(new: Path, target: Path) -> bool:
        target.unlink()
        return exchange.swap_names(new, target)

    monkeypatch.setattr(transaction, "swap_names", gone)
    if two:
        answer_swaps_with(monkeypatch, errno.ENOENT)
    with pytest.raises(NotWrittenError, match="không có tệp này"):
        replace_files([FileReplacement(files[0], b"old", b"new")])
    assert list(files[0].parent.iterdir()) == [files[1]]


def test_an_interruption_once_a_file_was_renamed(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was renamed without a way back stays; the command line lets no Ctrl+C in there."""

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exchange, "_system_swap", lambda: None)
    monkeypatch.setattr(transaction, "_sync_folder", interrupt)
    with pytest.raises(KeyboardInterrupt):
        swap(files[0])
    assert contents(files) == [b"new", b"old"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.EPERM])
def test_a_drive_that_cannot_swap_names(
    number: int, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_swaps_with(monkeypatch, number)
    swap(*files)
    assert contents(files) == [b"new", b"new"]


def test_a_swap_that_fails(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    answer_swaps_with(monkeypatch, errno.EIO)
    with pytest.raises(NotWrittenError, match="Tệp cũ còn nguyên"):
        swap(*files)
    assert contents(files) == [b"old", b"old"]


def answer_swaps_with(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(*_: bytes) -> int:
        ctypes.set_errno(number)
        return -1

    monkeypatch.setattr(exchange, "_system_swap", lambda: fail)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_the_call_of_another_system(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Library:
        """The library of macOS, as far as it goes."""

        def renamex_np(self, *arguments: object) -> int:
            return len(arguments) - 3

    def library(_: object, **__: object) -> Library:
        if system == "win32":
            raise TypeError
        return Library()

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(ctypes, "CDLL", library)
    assert exchange.swap_names(Path("a"), Path("b")) == (system == "darwin")


@POSIX
def test_a_file_with_another_name_is_cut_from_it_and_that_is_told(
    files: list[Path], tmp_path: Path
) -> None:
    backup = tmp_path / "bản sao.yaml"
    backup.hardlink_to(files[0])
    replaced = replace_files([FileReplacement(path, b"old", b"new") for path in files])
    assert replaced == (files[0],)
    assert (backup.read_bytes(), contents(files)) == (b"old", [b"new", b"new"])


@POSIX
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    fifo, loop, big = tmp_path / "ống", tmp_path / "vòng", tmp_path / "lớn"
    os.mkfifo(fifo)
    loop.symlink_to(loop)
    with big.open("wb") as stream:
        stream.truncate(9 * 2**20)
    for path, reason in (
        (fifo, "không phải một tệp thường"),
        (Path(os.devnull), "không phải một tệp thường"),
        (tmp_path, "đây là một thư mục"),
        (loop, "liên kết dẫn lòng vòng"),
        (big, "tệp quá mức 8 MB"),
    ):
        with pytest.raises(NotWrittenError, match=f"Không đọc được .*: {reason}"):
            read_bytes(path)


@POSIX
@pytest.mark.parametrize(
    ("mode", "member", "written"),
    [(0o664, 1, 1), (0o664, 0, 0), (0o644, 0, 1), (0o660, 0, 0)],
)
def test_a_file_of_a_group_stays_the_group_s(
    mode: int, member: int, written: int, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    files[0].chmod(mode)
    asked: list[tuple[int, int]] = []
    group = files[0].stat().st_gid
    real = Path.stat

    def chown(_: Path, user: int, of_group: int) -> None:
        asked.append((user, of_group))
        if user != -1 or not member:
            raise PermissionError(errno.EPERM, "no")

    def stat_of(self: Path, **options: bool) -> os.stat_result:
        found = real(self, **options)
        if self.suffix == ".tmp" and not member:
            return os.stat_result([*found[:5], group + 1, *found[6:]])
        return found

    monkeypatch.setattr(os, "chown", chown)
    monkeypatch.setattr(Path, "stat", stat_of)
    if written:
        swap(files[0])
    else:
        with pytest.raises(NotWrittenError, match="tệp chung của một nhóm"):
            swap(files[0])
    monkeypatch.undo()
    assert (-1, group) in asked
    assert contents(files)[0] == (b"new" if written else b"old")
    assert stat.S_IMODE(files[0].stat().st_mode) == mode


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


@pytest.mark.skipif(not is_root(), reason="root alone gives a file to any group")
@pytest.mark.parametrize("member", [0, 1])
def test_a_real_group(member: int, files: list[Path]) -> None:
    group, mine = 54321, os.getgroups()
    os.chown(files[0], -1, group)
    files[0].chmod(0o664)
    os.setgroups([*mine, group] if member else mine)
    try:
        with ordinary_rights():
            if member:
                swap(files[0])
            else:
                with pytest.raises(NotWrittenError, match="tệp chung của một nhóm"):
                    swap(files[0])
    finally:
        os.setgroups(mine)
    assert (files[0].stat().st_gid, files[0].stat().st_mode & 0o777) == (group, 0o664)
    assert contents(files)[0] == (b"new" if member else b"old")
