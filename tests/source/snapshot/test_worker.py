"""A process that reads plans answers as long as its parent is there, and not a moment longer."""

from __future__ import annotations

import gc
import io
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.find import find_plans
from khtgdv.source.snapshot import worker
from khtgdv.source.snapshot.encode import unpack_plan
from khtgdv.source.snapshot.messages import receive, send
from khtgdv.source.snapshot.requests import PlanRequest
from khtgdv.source.snapshot.worker import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import WritePlan

ROW = [{"id": "T01-01", "task": "Việc", "lead": "VP", "start": "2026-01", "due": "2026-01"}]


def shown(path: Path) -> str:
    return f"<{path.name}>"


@pytest.fixture(autouse=True)
def garbage_is_looked_for() -> Iterator[None]:
    yield
    gc.enable()


def wanted(folder: Path) -> list[PlanRequest]:
    [place] = find_plans((folder,), None, folder).folders
    return [PlanRequest(place, (str(place.folder), 2026), exact=False)]


def test_what_is_asked_is_answered(write_plan: WritePlan) -> None:
    requests, results, ended = io.BytesIO(), io.BytesIO(), list[int]()
    for message in (shown, wanted(write_plan(ROW)), wanted(write_plan(ROW, folder="khác"))):
        send(requests, pickle.dumps(message))
    requests.seek(0)
    serve(requests, results, ended.append)
    assert ended == [0]
    results.seek(0)
    names = []
    while (answer := receive(results)) is not None:
        [plan] = pickle.loads(answer)  # noqa: S301 - our own
        names.append(unpack_plan(plan).entry.display_name)
    assert names == ["<plan>", "<khác>"]


def test_a_parent_that_says_nothing() -> None:
    ended: list[int] = []
    serve(io.BytesIO(), io.BytesIO(), ended.append)
    assert ended == [0]


def test_half_a_message_is_none() -> None:
    assert receive(io.BytesIO((9).to_bytes(8, "little") + b"half")) is None


def test_a_parent_that_is_gone_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    def gone(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(worker, "serve", gone)
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    worker.main()
    assert ended == [0]


# Starts a worker, says which it is, and waits to be killed.
PARENT = """
import pathlib, sys, time
from khtgdv.source.snapshot import parallel_read
with parallel_read._worker(str) as process:
    print(process.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes there")
def test_a_killed_parent_takes_it_along() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)  # noqa: S603 - our own
    with parent:
        assert parent.stdout
        child = Path("/proc") / parent.stdout.readline().decode().strip()
        assert child.exists()
        parent.kill()
        assert parent.stdout.read() == b""  # nobody else holds the stream
    for _ in range(600):
        if not child.exists() or ") Z" in (child / "stat").read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    pytest.fail("still there")
