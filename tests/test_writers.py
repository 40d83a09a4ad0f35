"""Real processes that write at once, are killed, or find no room: never a lost or torn record.

The suite tries a few; KHTGDV_WRITES=12 has each of the four writers make twelve records, and
KHTGDV_KILLS=40 kills as many at random moments.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.support.platforms import POSIX

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Run

    Process = subprocess.Popen[bytes]

WRITES = int(os.environ.get("KHTGDV_WRITES", "2"))
KILLS = int(os.environ.get("KHTGDV_KILLS", "4"))
FILES = ["inspections_2026.yaml", "plan_2026.yaml", "tasks_2026.yaml"]


def begin(folder: Path, *arguments: str, **more: Any) -> Process:
    """Start khtgdv in a process of its own."""
    own = {"KHTGDV_STATE": str(folder.parent / "state")}
    return launch("-m", "khtgdv", *arguments, "--data", str(folder), own=own, **more)


def launch(*arguments: str, own: Mapping[str, str] | None = None, **more: Any) -> Process:
    """Start our own interpreter."""
    # A child that measures its coverage writes more than the plan, and is killed amid that.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**kept, "KHTGDV_TODAY": "2026-03-31", **(own or {})},
        **more,
    )


def finished(process: Process) -> tuple[int, str]:
    """Wait for a process; return its exit status and what it said to the reader."""
    _, err = process.communicate(timeout=120)
    return process.returncode, err.decode()


def notes(folder: Path) -> dict[str, list[str]]:
    """Return the notes of every row that has some; a torn file cannot be read."""
    text = (folder / "tasks_2026.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["tasks"]
    assert len(rows) == 165
    return {row["id"]: row["notes"] for row in rows if "notes" in row}


def test_four_writers_at_once_lose_nothing(plan_folder: Path, run: Run) -> None:
    def write(writer: int) -> list[tuple[int, str]]:
        # The first row is written by all of them, the others by one each.
        rows = ["T03-01", f"T03-{writer + 2:02}"]
        return [
            finished(begin(plan_folder, "update", row, "--note", f"{writer}-{number}"))
            for number in range(WRITES)
            for row in [rows[number % 2]]
        ]

    with ThreadPoolExecutor(4) as pool:
        ended = [end for writer in pool.map(write, range(4)) for end in writer]
    assert ended == [(0, "")] * (4 * WRITES)
    made = sorted(note for row in notes(plan_folder).values() for note in row)
    assert made == sorted(f"{writer}-{number}" for writer in range(4) for number in range(WRITES))
    assert sorted(os.listdir(plan_folder)) == FILES  # noqa: PTH208 - names
    assert run("validate", "--data", plan_folder).status == 0


@POSIX
def test_a_killed_writer_leaves_a_whole_file_and_hinders_nobody(
    plan_folder: Path, run: Run
) -> None:
    chance = random.Random(4)  # noqa: S311 - moments, no secrets
    for number in range(KILLS):
        process = begin(plan_folder, "update", "T03-01", "--note", f"{number}")
        time.sleep(chance.uniform(0.02, 0.5))
        process.kill()
        finished(process)
        # Each record is there whole or not at all, and the ones before it stay.
        kept = notes(plan_folder).get("T03-01", [])
        assert kept == sorted(set(kept), key=int)
        assert run("validate", "--data", plan_folder).status == 0
    assert finished(begin(plan_folder, "update", "T03-01", "--note", f"{KILLS}")) == (0, "")
    assert notes(plan_folder)["T03-01"][-1] == f"{KILLS}"
    assert sorted(os.listdir(plan_folder)) == FILES  # noqa: PTH208 - names


def few_bytes() -> None:
    """Let a process write only small files, as a disk that is nearly full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


@POSIX
def test_no_room_leaves_the_old_file(plan_folder: Path) -> None:
    path = plan_folder / "tasks_2026.yaml"
    before = path.read_bytes()
    status, said = finished(begin(plan_folder, "done", "T03-01", preexec_fn=few_bytes))
    assert status == 1
    assert said.splitlines() == [
        f"Không ghi được {path}: ổ đĩa đầy hoặc tệp quá giới hạn. Tệp cũ còn nguyên.",
        "Giải phóng chỗ trống rồi chạy lại",
    ]
    assert path.read_bytes() == before
    assert sorted(os.listdir(plan_folder)) == FILES  # noqa: PTH208 - names


# Two writes from one process, which has kept what it needs of the first.
TWO_WRITES = """
import sys
from khtgdv.cli.main import run
run(["done", "T03-01", "--data", sys.argv[1]])
sys.exit(run(["done", "T03-01", "--data", sys.argv[2]]))
"""


@pytest.mark.usefixtures("ordinary_user")
def test_a_folder_that_may_only_be_read_is_left(plan_folder: Path) -> None:
    mine = Path(shutil.copytree(plan_folder, plan_folder.parent / "của tôi"))
    before = (plan_folder / "tasks_2026.yaml").read_bytes()
    plan_folder.chmod(0o555)
    status, said = finished(launch("-c", TWO_WRITES, str(mine), str(plan_folder)))
    plan_folder.chmod(0o755)
    assert status == 1
    told = f"Không ghi được {plan_folder}: không có quyền. Tệp cũ còn nguyên."
    assert said.splitlines() == [told, "Kiểm tra quyền ghi vào thư mục và tệp"]
    assert (plan_folder / "tasks_2026.yaml").read_bytes() == before
