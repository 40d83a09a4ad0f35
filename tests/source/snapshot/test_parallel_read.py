"""Plans read for the snapshot: on all cores as by one process, whatever becomes of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.source.find import find_plans
from khtgdv.source.snapshot import parallel_read
from khtgdv.source.snapshot.parallel_read import read_plans
from khtgdv.source.snapshot.requests import PlanRequest
from tests.conftest import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = "  - {id: T01-01, task: Việc, lead: VP, start: 2026-01, due: 2026-01}\n"


@pytest.fixture
def wanted(tmp_path: Path) -> list[PlanRequest]:
    """Return five plans, each with rows of its own; one of them has trouble."""
    for number in range(5):
        rows = "".join(ROW.replace("01-01", f"01-{n:02}") for n in range(1, number + 2))
        write_folder(tmp_path / f"xã {number}", rows + ("\t- x\n" if number == 3 else ""), ())
    return [
        PlanRequest(place, (str(place.folder), year), exact=False)
        for place in find_plans((tmp_path,), None, tmp_path).folders
        for year in place.years
    ]


def kept(plans: Any) -> tuple[list[Any], Counter[Any]]:
    """Return what is kept of plans, but for when their files were looked at, and the counts."""
    counts: Counter[Any] = Counter()
    bare = []
    for one in plans:
        entry = one.entry._replace(signatures=())
        bare.append(one._replace(files_data=b"", entry=entry, count_deltas=()))
        counts.update(dict(one.count_deltas))
    return bare, counts


def test_on_all_cores(wanted: list[PlanRequest], monkeypatch: pytest.MonkeyPatch) -> None:
    here = kept(read_plans(wanted, str))
    assert [one.entry.tasks for one in here[0]] == [1, 2, 3, 3, 5]  # a TAB costs a row
    assert here[1].total() == 14  # nothing ends
    monkeypatch.setattr(parallel_read, "_SINGLE_PROCESS_LIMIT", 2)
    monkeypatch.setattr(parallel_read, "_LEAST", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    there = parallel_read._read_in_processes(wanted, str, 2)
    assert kept(there) == here
    assert kept(read_plans(wanted, str)) == here


@pytest.mark.parametrize(
    "trouble", [parallel_read.WorkerError("killed"), OSError("no more processes")]
)
def test_what_others_do_not_read_is_read_here(
    trouble: Exception, wanted: list[PlanRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kept(read_plans(wanted, str))

    def broken(some: list[PlanRequest], *_: object) -> Iterator[Any]:
        yield from read_plans(some[:2], str)
        raise trouble

    monkeypatch.setattr(parallel_read, "_read_in_processes", broken)
    monkeypatch.setattr(parallel_read, "_SINGLE_PROCESS_LIMIT", 3)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert kept(read_plans(wanted, str)) == here


@pytest.mark.parametrize("cores", [1, None])
def test_where_there_is_one_core_nobody_else_is_asked(
    cores: int | None, wanted: list[PlanRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kept(read_plans(wanted, str))
    monkeypatch.setattr(parallel_read, "_SINGLE_PROCESS_LIMIT", 1)
    monkeypatch.setattr(parallel_read, "_read_in_processes", None)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert kept(read_plans(wanted, str)) == here


def test_a_process_that_ends_is_told(
    wanted: list[PlanRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kept(read_plans(wanted, str))
    monkeypatch.setattr(sys, "path", [])  # what it should run is not found
    with pytest.raises((parallel_read.WorkerError, OSError)):
        list(parallel_read._read_in_processes(wanted, str, 2))
    monkeypatch.setattr(parallel_read, "_SINGLE_PROCESS_LIMIT", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert kept(read_plans(wanted, str)) == here


def test_who_asks_for_no_more_leaves_no_process(
    wanted: list[PlanRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def begin(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        assert options["stderr"] == subprocess.DEVNULL
        assert options["stdin"] == options["stdout"] == subprocess.PIPE
        begun.append(real(*arguments, **options))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", begin)
    monkeypatch.setattr(parallel_read, "_LEAST", 1)
    plans = parallel_read._read_in_processes(wanted, str, 2)
    assert next(plans)
    assert len(begun) == 2
    plans.close()  # type: ignore[attr-defined]
    assert all(process.returncode is not None for process in begun)
