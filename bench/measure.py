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

from bench.memory import Watch

ROOT = Path(__file__).resolve().parent.parent
_RUNNER = ROOT / "bench" / "runner.py"
PYTHON = (sys.executable, "-c", "pass")
KHTGDV = (sys.executable, "-m", "khtgdv")
Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a process took: seconds, peak memory in MiB."""

    seconds: float
    mib: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where processes run: a folder for their output and an environment."""

    folder: Path
    env: Mapping[str, str]

    @property
    def output(self) -> Path:
        """What the last process wrote on standard output."""
        return self.folder / "output"

    def run(self, command: Sequence[str], where: Path | None = None) -> Figure:
        """Run a command to its end; RuntimeError where it fails."""
        with (self.folder / "errors").open("w+b") as errors:
            figure, status = _ended(self._start(command, where, errors.fileno()))
            errors.seek(0)
            return _passed(figure, status, command, errors.read())

    def watched(self, command: Sequence[str]) -> tuple[Figure, bytes]:
        """Run a command on a terminal; its memory is that of all its processes together.

        Return also what it showed there. (The largest of them counts whole where that is more.)
        """
        watch = Watch()
        process = self._start(command, None, watch.terminal)
        watch.follow(process.pid)
        figure, status = _ended(process)
        watch.end()
        figure = Figure(figure.seconds, max(watch.mib, figure.mib))
        return _passed(figure, status, command, watch.shown), watch.shown

    def _start(
        self, command: Sequence[str], where: Path | None, errors: int
    ) -> subprocess.Popen[bytes]:
        program = shutil.which(command[0]) or command[0]
        words = [sys.executable, "-I", "-S", str(_RUNNER), str(self.output), program, *command[1:]]
        return subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=where,
            env=self.env,
        )


def _ended(process: subprocess.Popen[bytes]) -> tuple[Figure, int]:
    seconds, kib, status = process.communicate()[0].split() or (0, 0, process.returncode)
    return Figure(float(seconds), int(kib) / 1024), int(status)


def _passed(figure: Figure, status: int, command: Sequence[str], told: bytes) -> Figure:
    if status:
        words = told.decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{' '.join(command)}: {status}\n{words}")
    return figure


_HIDDEN = ("KHTGDV_", "XDG_", "TASK", "LEDGER", "COLUMNS", "PYTHONPATH")


def place(folder: Path, **env: str) -> Place:
    """Return a place with a home of its own, where every program finds the same surroundings."""
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    fixed = {"HOME": str(home), "TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    kept = {name: text for name, text in os.environ.items() if not name.startswith(_HIDDEN)}
    return Place(folder, {**kept, **fixed, **env})


def in_turn(
    jobs: Mapping[Name, Callable[[], Figure]], runs: int, patience: float = math.inf
) -> dict[Name, list[Figure]]:
    """Run jobs one after the other, again and again; a slow one ends when its time is up."""
    found: dict[Name, list[Figure]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            if sum(figure.seconds for figure in found[name]) < patience:
                found[name].append(job())
    return found


def median(figures: Sequence[Figure]) -> Figure:
    """Return the median of the seconds and the largest of the peaks."""
    return Figure(
        statistics.median(figure.seconds for figure in figures),
        max(figure.mib for figure in figures),
    )
