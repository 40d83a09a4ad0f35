"""Real processes: pipes, code pages, closed and full streams. Never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import khtgdv as package

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.conftest import WritePlan

pytestmark = pytest.mark.uncounted

KHTGDV = [sys.executable, "-m", "khtgdv"]
FULL = Path("/dev/full")
UNSET = ("KHTGDV_DATA", "KHTGDV_DEBUG", "COLUMNS", "NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return {**kept, "KHTGDV_TODAY": "2026-03-31", **more}


def ended(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end; what it writes is kept unless it goes elsewhere."""
    options = {"env": environment(), "stdout": subprocess.PIPE, **options}
    return subprocess.run(command, stderr=subprocess.PIPE, check=False, **options)  # noqa: S603 - ours


def khtgdv(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    program, more = KHTGDV, dict(env or {})
    if more.get("LC_ALL") == "C" and not package.__file__.isascii():
        # A checkout is found through a .pth file, which Python 3.11 and 3.12 read as the locale's:
        # among Vietnamese letters they do not even start. So here it is found without one.
        program = [sys.executable, "-S", *KHTGDV[1:]]
        more["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [*program, *arguments]
    return ended(command, env=environment(**more), cwd=cwd, stdin=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1258"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
    ids=str,
)
def test_no_letter_is_lost_whatever_the_code_page(env: Mapping[str, str]) -> None:
    ran = khtgdv("overdue", "--month", "3", env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    text = ran.stdout.decode()
    assert text.startswith("NHIỆM VỤ QUÁ HẠN · tính đến hết ngày 31/3/2026\n")
    assert "49 trên 165 nhiệm vụ quá hạn" in text
    wrong = khtgdv("lits", env=env)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode().startswith('Không có lệnh "lits".')
    assert "Cách dùng: khtgdv" in khtgdv("--help", env=env).stdout.decode()


@pytest.mark.parametrize("arguments", [["list"], ["list", "--format", "csv"], ["--help"]], ids=str)
def test_a_reader_that_leaves_early(arguments: list[str]) -> None:
    with subprocess.Popen(  # noqa: S603 - ours
        [*KHTGDV, *arguments],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="a device that is always full")
@pytest.mark.parametrize(
    "arguments", [["list"], ["--help"], ["--version"], ["completion"]], ids=str
)
def test_a_disk_that_is_full(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        ran = ended([*KHTGDV, *arguments], stdout=full)
    assert ran.returncode == 1
    assert ran.stderr.decode() == (
        "Không ghi được kết quả: đĩa đã đầy.\n"
        "Kiểm tra dung lượng đĩa, hoặc ghi vào chỗ khác bằng --output.\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors closed by a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed(closed: str, tmp_path: Path) -> None:
    script = f'"$@" {closed}'
    command = ["sh", "-c", script, "sh", *KHTGDV, "overdue", "--month", "3"]
    ran = ended(command)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert (b"" if ">&-" in closed.replace("2>&-", "") else b"NHI") == ran.stdout[:3]
    written = [*command, "--output", str(tmp_path / "a.csv")]
    assert ended(written).returncode == 0
    assert (tmp_path / "a.csv").read_bytes().count(b"overdue,") >= 49


def test_a_path_with_spaces_and_vietnamese_letters(write_plan: WritePlan) -> None:
    row = "- {id: T01-01, task: Ký kết, lead: VP, start: 2026-01, due: 2026-01}"
    folder = write_plan(row, folder="Kế hoạch của phường Kiến An/năm 2026")
    for where in (["--data", str(folder)], ["--data", str(folder.parent)]):
        ran = khtgdv("list", *where, env={"LC_ALL": "C"})
        assert (ran.returncode, ran.stderr) == (0, b"")
        assert "Ký kết" in ran.stdout.decode()
    inside = khtgdv("doctor", cwd=folder, env={"PYTHONIOENCODING": "cp1252"})
    assert inside.returncode == 0
    assert "thư mục kế hoạch gần nhất" in inside.stdout.decode()
    missing = khtgdv("list", "--data", str(folder / "không có"), env={"LC_ALL": "C"})
    assert missing.returncode == 2
    assert "không có" in missing.stderr.decode()


def test_bytes_go_where_a_dash_says(tmp_path: Path) -> None:
    ran = khtgdv("list", "-f", "docx", "-o", "-", cwd=tmp_path)
    assert (ran.returncode, ran.stdout[:4]) == (0, b"PK\x03\x04")
    assert list(tmp_path.iterdir()) == []


def test_a_debugged_fault_has_its_traceback(tmp_path: Path) -> None:
    program = (
        "import khtgdv.cli.arguments.quick as q, khtgdv.cli.main as m; q.parse = 3; m.main([])"
    )
    run = [sys.executable, "-c", program]
    quiet = ended(run, cwd=tmp_path)
    assert quiet.returncode == 3
    assert quiet.stderr.decode().startswith(
        "Lỗi trong khtgdv, không phải trong kế hoạch: TypeError"
    )
    assert b"Traceback" not in quiet.stderr
    loud = ended(run, env=environment(KHTGDV_DEBUG="1"), cwd=tmp_path)
    assert b"Traceback" in loud.stderr
