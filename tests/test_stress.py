"""Signals at any moment, many writers beside `fmt` and `undo`: nothing lost, no record lost.

The suite tries a few; KHTGDV_SIGNALS=500 sends as many, KHTGDV_ROUNDS=50 KHTGDV_WRITERS=10 has
ten writers in each of fifty rounds.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from khtgdv.source.edit.locks import lock_files
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Run

SIGNALS = int(os.environ.get("KHTGDV_SIGNALS", "5"))
ROUNDS = int(os.environ.get("KHTGDV_ROUNDS", "1"))
WRITERS = int(os.environ.get("KHTGDV_WRITERS", "3"))
UNDOS = 3
FILES = ["inspections_2026.yaml", "plan_2026.yaml", "tasks_2026.yaml"]
NOTHING_TO_UNDO = "Không có lần ghi nào của khtgdv để hoàn tác"
PATIENCE_ENDED = "Có người khác đang ghi vào"
REFUSALS_OF_UNDO = (NOTHING_TO_UNDO, "đã được sửa sau lần ghi ấy")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


class Office:
    """A plan folder, and the program run on it in processes of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tasks = folder / "tasks_2026.yaml"
        self.state = folder.parent / "state"

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        # A child that measures its coverage writes more than the plan, and is killed amid that.
        own = {name: text for name, text in os.environ.items() if not name.startswith("COVERAGE_")}
        own |= {"KHTGDV_STATE": str(self.state), "KHTGDV_TODAY": "2026-03-31"}
        return subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "khtgdv", *arguments, "--data", str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=own,
        )

    def end(self, *arguments: str) -> tuple[int, str]:
        """Run the program to its end; return its exit status and all that it said."""
        process = self.begin(*arguments)
        out, err = process.communicate(timeout=300)
        return process.returncode, out.decode() + err.decode()

    @property
    def notes(self) -> list[str]:
        """The notes of all rows; a torn file cannot be read."""
        rows = yaml.safe_load(self.tasks.read_text(encoding="utf-8"))["tasks"]
        assert len(rows) == 165
        return sorted(note for row in rows for note in row.get("notes", ()))


@pytest.fixture
def office(plan_folder: Path) -> Office:
    return Office(plan_folder)


def test_signals_at_any_moment(office: Office, run: Run) -> None:
    chance = random.Random(16)  # noqa: S311 - moments, no secrets
    expected: set[str] = set()
    for number in range(SIGNALS):
        note = f"n{number:04}"
        command = chance.choice([["update", f"T03-{number % 9 + 1:02}", "--note", note]] * 3 + [
            ["undo", "--dry-run"], ["fmt"], ["validate"], ["list"], ["summary", "-f", "json"],
        ])  # fmt: skip
        if command == ["fmt"]:
            office.tasks.write_bytes(office.tasks.read_bytes().replace(b"\n\n  - id", b"\n  - id"))
        process = office.begin(*command)
        time.sleep(chance.uniform(0.0, 0.7))
        sent = chance.choice([signal.SIGINT] * 3 + [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
        process.send_signal(sent)
        out, err = process.communicate(timeout=120)
        said, status = out.decode() + err.decode(), process.returncode
        if "Traceback" in said and not re.search(r'File "[^"]*khtgdv[^"]*\.py"', said):
            continue  # before Python was there and had found the program
        assert "Traceback" not in said, (command, sent, said)
        assert "Lỗi trong khtgdv" not in said, (command, sent, said)
        refused = command[0] == "undo" and any(words in said for words in REFUSALS_OF_UNDO)
        assert status in ((1,) if refused else (0, 130, -sent)), (command, sent, status, said)
        notes = set(office.notes)
        assert notes - {note} == expected, (command, sent)
        told = f"{note}\n" in said or "thêm 1 dòng" in said or "thêm 2 dòng" in said
        if status in (0, 130) and command[0] == "update":
            assert (note in notes) == told, (command, sent, said)
        expected = notes
    assert run("validate", "--data", office.folder).status == 0
    assert office.end("update", "T03-01", "--note", "cuối")[0] == 0
    assert set(office.notes) == expected | {"cuối"}
    assert sorted(os.listdir(office.folder)) == FILES  # noqa: PTH208 - names
    assert office.end("undo", "--dry-run")[0] == 0


@pytest.mark.parametrize("number", range(ROUNDS))
def test_writers_beside_fmt_and_undo(number: int, office: Office, run: Run) -> None:
    loose = office.tasks.read_bytes().replace(b"\n\n  - id", b"\n  - id")
    office.tasks.write_bytes(loose)
    commands = [
        ["update", f"T03-{writer % 4 + 1:02}", "--note", f"w{writer:02}"]
        for writer in range(WRITERS)
    ] + [["fmt"], *[["undo"]] * UNDOS]
    random.Random(number).shuffle(commands)  # noqa: S311 - an order, no secret
    with ThreadPoolExecutor(len(commands)) as pool:
        ended = list(pool.map(lambda command: office.end(*command), commands))
    undone: list[str] = []
    refused: list[str] = []
    undone_notes: list[str] = []
    for command, (status, said) in zip(commands, ended, strict=True):
        lines = re.findall("^Đã hoàn tác: (.*)$", said, re.MULTILINE)
        if status == 1 and PATIENCE_ENDED in said:
            refused.append(command[-1])  # who waited a minute in vain is told, and wrote nothing
        elif command == ["undo"]:
            assert (status, len(lines)) == (0, 1) or (status, NOTHING_TO_UNDO in said) == (1, True)
        else:
            assert status == 0, said
        undone += lines
        gone, stays = (
            re.findall(f"^[{sign}].*(w[0-9]{{2}})$", said, re.MULTILINE) for sign in "-+"
        )
        undone_notes += set(gone) - set(stays)
    made = [note for note in (f"w{writer:02}" for writer in range(WRITERS)) if note not in refused]
    assert office.notes == sorted(set(made) - set(undone_notes))
    assert len(undone_notes) == len(set(undone_notes))
    # What is kept for undo is all that was written and not taken back: down to the beginning.
    steps = list((office.state / "undo").rglob("*.json"))
    assert len(steps) == len(made) + ("fmt" not in refused) - len(undone)
    env = {"KHTGDV_STATE": str(office.state)}
    for _ in steps:
        assert run("undo", "--data", office.folder, env=env).status == 0
    assert run("undo", "--data", office.folder, env=env).status == 1
    assert office.tasks.read_bytes() == loose
    assert sorted(os.listdir(office.folder)) == FILES  # noqa: PTH208 - names


# A record that is slow between what is kept for undo and the exchange, as on a network drive.
SLOW = """
import sys, time
from khtgdv.source.edit import transaction
real = transaction.swap_names
def slow(*names):
    print("at it", flush=True)
    time.sleep(2)
    return real(*names)
transaction.swap_names = slow
from khtgdv.cli.main import run
sys.exit(run(["done", "T01-03", "--data", sys.argv[1]]))
"""


def test_an_undo_waits_for_a_record_that_is_under_way(office: Office) -> None:
    assert office.end("done", "T01-02")[0] == 0
    own = {**os.environ, "KHTGDV_STATE": str(office.state), "KHTGDV_TODAY": "2026-03-31"}
    slow = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-c", SLOW, str(office.folder)], stdout=subprocess.PIPE, env=own
    )
    assert slow.stdout
    assert slow.stdout.readline() == b"at it\n"
    with ThreadPoolExecutor(3) as pool:
        looks = [pool.submit(office.end, "undo", "--dry-run") for _ in range(2)]
        shown = [look.result() for look in looks]
    slow.communicate()
    assert [status for status, _ in shown] == [0, 0]
    assert len(list(office.state.rglob("*.json"))) == 2
    with ThreadPoolExecutor(2) as pool:
        undone = list(pool.map(lambda _: office.end("undo"), range(2)))
    assert [status for status, _ in undone] == [0, 0]
    told = "".join(said for _, said in undone)
    assert re.findall("Đã hoàn tác: (T01-0[23])", told).count("T01-02") == 1
    assert office.tasks.read_bytes() == (ROOT / "data" / "tasks_2026.yaml").read_bytes()


def test_who_waits_is_told(office: Office) -> None:
    with lock_files([office.tasks]):
        process = office.begin("done", "T01-02")
        assert process.stderr
        said = process.stderr.readline().decode()
    assert said == "đang chờ người khác ghi xong (tối đa 60 giây)\n"
    out, err = process.communicate(timeout=120)
    assert (process.returncode, "thêm 1 dòng" in out.decode(), err) == (0, True, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_record_that_cannot_be_told_on_standard_output_is_told_elsewhere(office: Office) -> None:
    command = [sys.executable, "-m", "khtgdv", "done", "T01-02", "--data", str(office.folder)]
    own = {**os.environ, "KHTGDV_STATE": str(office.state), "KHTGDV_TODAY": "2026-03-31"}
    for redirection in (">/dev/full", ">&-"):
        script = f'"$@" {redirection}'
        ran = subprocess.run(  # noqa: S603 - ours
            ["sh", "-c", script, "sh", *command],  # noqa: S607 - the system's own
            env=own, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        assert (ran.returncode, "thêm 1 dòng" in ran.stderr.decode()) == (0, True)
        assert office.end("undo")[0] == 0
