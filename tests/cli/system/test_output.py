from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.cli.results.delivery import Destination, emit
from khtgdv.cli.system import output
from khtgdv.errors import KhtgdvError, UsageError
from khtgdv.source.find import PlanSearch
from khtgdv.wrapping import display_width
from tests.support.streams import RefusingStream

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


KEEP_FREE = "Kiểm tra quyền ghi và chỗ trống; đóng tệp nếu đang mở ở chương trình khác."


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    for path, why, hint in (
        (tmp_path / "không có" / "a.csv", "không có thư mục", "hoặc tạo thư mục ấy trước"),
        (tmp_path / "tệp" / "a.csv", "không có thư mục", "hoặc tạo thư mục ấy trước"),
        (tmp_path / f"{'x' * 300}.csv", "hệ điều hành báo lỗi", KEEP_FREE),
    ):
        ran = run("list", "-f", "csv", "-o", path)
        assert (ran.status, ran.out) == (1, "")
        first, second = ran.err.splitlines()
        assert first.startswith(f"Không ghi được {path}: {why}")
        assert hint in second
    assert [path.name for path in tmp_path.iterdir()] == ["tệp"]


def test_a_file_is_exchanged_as_a_whole(run: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "b.csv"
    target.write_bytes("cũ".encode())
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("list", "-o", link, "--force").status == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"\xef\xbb\xbfid,task")
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]


def test_a_new_file_is_as_open_as_any(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    run("list", "-o", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_device_stays_one(run: Run) -> None:
    if not Path(os.devnull).exists():
        pytest.skip("no such device here")
    assert run("list", "-f", "csv", "-o", os.devnull).status == 0
    assert not Path(os.devnull).is_file()


def test_bytes_are_not_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    output.refuse_binary_on_terminal("docx", None)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UsageError) as caught:
        output.refuse_binary_on_terminal("docx", None)
    output.refuse_binary_on_terminal("docx", Path("a.docx"))
    output.refuse_binary_on_terminal("md", None)
    assert (caught.value.message, caught.value.hint) == (
        "Định dạng docx không phải là chữ để hiện trên màn hình.",
        "Thêm --output ten-tep.docx, hoặc chuyển sang chương trình khác bằng dấu |.",
    )


def test_the_parts_of_a_report_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "phòng"
    ran = run("department", "--department", "all", "--data", "data", "-f", "docx", "-o", out)
    assert (ran.status, ran.out) == (0, "")
    codes = ["LLCT-LSD", "KG-VHVN", "TT-TH", "TT-BCXB", "DVCCQNN", "DT-CH", "VP"]
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{code}.docx" for code in codes)
    one = run("department", "VP", "--data", "data", "-f", "docx", "-o", tmp_path / "VP.docx")
    assert one.status == 0
    assert (out / "VP.docx").read_bytes() == (tmp_path / "VP.docx").read_bytes()


def test_a_folder_that_cannot_be_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    ran = run("department", "all", "-f", "md", "-o", tmp_path / "tệp" / "x")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(f"Không tạo được thư mục {tmp_path / 'tệp' / 'x'}: ")


def test_a_folder_needs_a_format(run: Run, tmp_path: Path) -> None:
    ran = run("department", "all", "-o", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "Thêm --format" in ran.err


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make a standard stream refuse every byte with an error of some number."""

    def make(name: str, number: int) -> None:
        stream = io.TextIOWrapper(RefusingStream(number), "utf-8", write_through=True)  # type: ignore[type-var]
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
        output.detach_stdout()
        stream.write("đi đâu mất")
    assert Path(path).read_bytes() == b""


def test_a_run_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: Any) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes("cũ".encode())
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        emit("mới", Destination(target, force=True), PlanSearch((), ""))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ["cũ".encode()]


@pytest.mark.uncounted
@pytest.mark.parametrize("width", [60, 80])
def test_what_is_said_fits_the_screen(width: int, run: Run, plan_folder: Path) -> None:
    env = {"COLUMNS": str(width)}
    for arguments in (
        ("list", "--department", "phong ttth x"),
        ("done", "T03-12", "--result", "145-BC/BTGDVTU", "--dry-run"),
        ("done", "T03-12", "T01-09", "T99-01"),
        ("extend", "T03-12", "--to", "2026-11", "--on", "2026-03-20", "--reason", "chờ ý kiến"),
        ("undo",),
        ("lint", "--explain", "body-spelling"),
        ("fmt", "--diff"),
    ):  # fmt: skip
        ran = run(*arguments, cwd=plan_folder, env=env)
        lines = f"{ran.out}{ran.err}".splitlines()
        assert lines
        assert max(map(display_width, lines)) <= width, arguments
    folder = plan_folder.parent / "năm sau"
    ran = run("rollover", "--into", folder, cwd=plan_folder, env=env)
    assert max(map(display_width, f"{ran.out}{ran.err}".splitlines())) <= width


def test_a_table_in_a_pipe_is_as_broad_as_most_screens(run: Run) -> None:
    piped = run("list", "--data", "data").out.splitlines()
    assert 100 < max(map(display_width, piped)) <= 120
    assert max(map(display_width, run("list", "--data", "data", "--wide").out.splitlines())) > 200
    narrow = run("list", "--data", "data", env={"COLUMNS": "70"}).out.splitlines()
    assert max(map(display_width, narrow)) <= 70
