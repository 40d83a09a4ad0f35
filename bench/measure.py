"""Whole processes, measured one by one and in turn."""

from __future__ import annotations

import math
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.memory import MemoryWatch

ROOT = Path(__file__).resolve().parent.parent
_RUNNER = ROOT / "bench" / "runner.py"
PYTHON_COMMAND = (sys.executable, "-c", "pass")
KHTGDV_COMMAND = (sys.executable, "-m", "khtgdv")
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a process took: seconds, peak memory in MiB."""

    seconds: float
    mib: float


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where processes run: a folder for their output and an environment."""

    folder: Path
    env: Mapping[str, str]

    @property
    def output(self) -> Path:
        """What the last process wrote on standard output."""
        return self.folder / "output"

    def run(self, command: Sequence[str], cwd: Path | None = None) -> Measurement:
        """Run a command to its end; RuntimeError where it fails."""
        with (self.folder / "errors").open("w+b") as errors:
            measurement, status = _wait(self._start(command, cwd, errors.fileno()))
            errors.seek(0)
            return _require_success(measurement, status, command, errors.read())

    def run_on_terminal(self, command: Sequence[str]) -> tuple[Measurement, bytes]:
        """Run a command on a terminal; its memory is that of all its processes together.

        Return also what it showed there. (The largest of them counts whole where that is more.)
        """
        watch = MemoryWatch()
        process = self._start(command, None, watch.terminal)
        watch.start(process.pid)
        measurement, status = _wait(process)
        watch.stop()
        measurement = Measurement(measurement.seconds, max(watch.peak_mib, measurement.mib))
        return _require_success(measurement, status, command, watch.output), watch.output

    def _start(
        self, command: Sequence[str], cwd: Path | None, errors: int
    ) -> subprocess.Popen[bytes]:
        program = shutil.which(command[0]) or command[0]
        words = [sys.executable, "-I", "-S", str(_RUNNER), str(self.output), program, *command[1:]]
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=cwd,
            env=self.env,
        )


def _wait(process: subprocess.Popen[bytes]) -> tuple[Measurement, int]:
    seconds, kib, status = process.communicate()[0].split() or (0, 0, process.returncode)
    return Measurement(float(seconds), int(kib) / 1024), int(status)


def _require_success(
    measurement: Measurement, status: int, command: Sequence[str], output: bytes
) -> Measurement:
    if status:
        words = output.decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: {status}\n{words}")
    return measurement


_HIDDEN_VARIABLES = ("KHTGDV_", "XDG_", "TASK", "LEDGER", "COLUMNS", "PYTHON")


def make_workspace(folder: Path, **env: str) -> Workspace:
    """Return a place with a home of its own, where every program finds the same surroundings."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    fixed_variables = {"HOME": str(home), "TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    inherited_variables = {
        name: text for name, text in os.environ.items() if not name.startswith(_HIDDEN_VARIABLES)
    }
    return Workspace(folder, {**inherited_variables, **fixed_variables, **env})


def run_in_turn(
    jobs: Mapping[Name, Callable[[], Measurement]], runs: int, time_limit: float = math.inf
) -> dict[Name, list[Measurement]]:
    """Run jobs one after the other, again and again; a slow one ends when its time is up."""
    measurements: dict[Name, list[Measurement]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            if sum(figure.seconds for figure in measurements[name]) < time_limit:
                measurements[name].append(job())
    return measurements


def median(measurements: Sequence[Measurement]) -> Measurement:
    """Return the median of the seconds and the largest of the peaks."""
    return Measurement(
        statistics.median(figure.seconds for figure in measurements),
        max(figure.mib for figure in measurements),
    )
