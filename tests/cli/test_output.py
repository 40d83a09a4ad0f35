from __future__ import annotations

import errno
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli import output
from khtgdv.errors import KhtgdvError

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.mark.parametrize(
    ("name", "starts"),
    [
        ("việc tháng 3.csv", b"\xef\xbb\xbftable,id,task"),
        ("a.json", b'{\n  "schema": "khtgdv/1"'),
        ("a.MD", "# NHIỆM VỤ QUÁ HẠN".encode()),
        ("a.txt", "NHIỆM VỤ QUÁ HẠN".encode()),
    ],
)
def test_the_suffix_chooses_the_format(name: str, starts: bytes, run: Run, tmp_path: Path) -> None:
    ran = run("overdue", "--month", "3", "-o", tmp_path / name, "--color", "always")
    assert (ran.status, ran.out, ran.err) == (0, "", f"Đã ghi {tmp_path / name}\n")
    written = (tmp_path / name).read_bytes()
    assert written.startswith(starts)
    assert b"\x1b" not in written


def test_the_format_goes_before_the_suffix(run: Run, tmp_path: Path) -> None:
    run("list", "--output", tmp_path / "a.csv", "--format", "json")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"{")


def test_a_file_is_as_wide_as_needed(run: Run, tmp_path: Path) -> None:
    run("list", "-o", tmp_path / "a.txt", env={"COLUMNS": "80"})
    lines = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) > 200


@pytest.mark.parametrize("name", ["tasks_2026.yaml", "plan_2026.yaml", "mới.YML"])
def test_never_over_the_plan(name: str, run: Run, plan_folder: Path) -> None:
    before = {path: path.read_bytes() for path in plan_folder.iterdir()}
    target = plan_folder / "x" / ".." / name
    (plan_folder / "x").mkdir()
    ran = run("list", "-f", "json", "--data", plan_folder, "-o", target)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"{target} là tệp của kế hoạch.\nChọn một tên tệp khác.\n"
    assert {path: path.read_bytes() for path in plan_folder.iterdir() if path.is_file()} == before


def test_other_files_may_stand_beside_the_plan(run: Run, plan_folder: Path) -> None:
    assert run("list", "-o", plan_folder / "a.csv", "--data", plan_folder).status == 0
    assert run("list", "-f", "json", "-o", plan_folder.parent / "a.yaml").status == 0


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    for path, why in ((tmp_path / "không có" / "a.csv", "không có tệp này"), (tmp_path, "")):
        ran = run("list", "-f", "csv", "-o", path)
        assert (ran.status, ran.out) == (1, "")
        first, second = ran.err.splitlines()
        assert first.startswith(f"Không ghi được {path}: {why}")
        assert second == "Kiểm tra thư mục và quyền ghi."


class Broken(io.RawIOBase):
    """A stream that refuses every byte."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _: Any, /) -> int:
        raise OSError(self.number, "refused")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a standard stream refuse every byte with an error of some number."""

    def make(name: str, number: int) -> None:
        stream = io.TextIOWrapper(Broken(number), "utf-8", write_through=True)  # type: ignore[type-var]
        monkeypatch.setattr(sys, name, stream)

    return make


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EINVAL])
def test_a_reader_that_left_is_no_trouble(number: int, broken: Any) -> None:
    broken("stdout", number)
    output.write_out("x" * 100_000)


@pytest.mark.parametrize(
    ("number", "why"), [(errno.ENOSPC, "đĩa đã đầy"), (errno.EIO, "hệ điều hành báo lỗi 5")]
)
def test_an_output_that_takes_no_more(number: int, why: str, broken: Any) -> None:
    broken("stdout", number)
    with pytest.raises(KhtgdvError, match=f"Không ghi được kết quả: {why}"):
        output.write_out("x")


def test_nobody_listens_on_standard_error(broken: Any) -> None:
    broken("stderr", errno.EPIPE)
    output.say("không ai nghe")


def test_bytes_go_out_as_they_are() -> None:
    assert output.as_bytes(b"\xff") == b"\xff"
    assert output.as_bytes("đ\ud800") == "đ\\ud800".encode()


def test_what_is_said_has_no_escape_sequence(capsys: pytest.CaptureFixture[str]) -> None:
    output.tell_error(KhtgdvError("\x1b[31mđỏ"))
    assert capsys.readouterr().err == "\\x1b[31mđỏ\n"


def test_the_terminal_is_let_go_where_it_is_one(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "out"
    with path.open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        output.let_go()
        stream.write("đi đâu mất")
    assert Path(path).read_bytes() == b""
