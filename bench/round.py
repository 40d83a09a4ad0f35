"""The same work in every program: written into its own files, asked in turn, answers checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from subprocess import SubprocessError
from typing import ParamSpec, TypeVar

from bench.measure import (
    PYTHON_COMMAND,
    Measurement,
    Workspace,
    make_workspace,
    median,
    run_in_turn,
)
from bench.peers import OUR_PEER, PEERS, find_program
from bench.programs.peer import Peer, Question
from bench.results import Cost
from bench.work import Work

_RUNS = 11
_TIME_LIMIT = 6.0  # seconds for all runs of a question at one size
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class PreparedQuestion:
    """A question about so many rows, with the command that asks it and the right answer."""

    peer: Peer
    question: Question
    command: tuple[str, ...]
    workspace: Workspace
    cwd: Path
    expected: int

    def ask(self) -> Measurement:
        """Ask it."""
        return self.workspace.run(self.command, self.cwd)

    def answer(self) -> int:
        """Ask it, and return what was answered."""
        self.ask()
        return self.question.count(self.workspace.output.read_text(encoding="utf-8"))

    def cost(self, rows: int, measurement: Measurement, baseline: Measurement, answer: int) -> Cost:
        """Return what it took, and what was answered."""
        return Cost(
            program=self.peer.name,
            question=self.question.name,
            what=self.question.what,
            rows=rows,
            ms=measurement.seconds * 1000,
            ratio=measurement.seconds / baseline.seconds,
            mib=measurement.mib,
            answer=answer,
            expected=self.expected,
        )


class PeerComparison:
    """All programs, asked about the work of so many plans; what goes wrong is kept, and told."""

    def __init__(self, folder: Path, plans: int, say: Callable[[str], None]) -> None:
        """Write everything below a folder."""
        self.folder = folder
        self.work = Work(plans, datetime.now(UTC).date())
        self.expected = self.work.expected()
        self.failed: list[str] = []
        self._say = say

    def measure(self, peers: Sequence[Peer] = (OUR_PEER, *PEERS)) -> list[Cost]:
        """Write the work into each program, and ask its questions in turn.

        The first answer is not timed: it is held against the right one, and fills the caches.
        """
        measurable_peers = [peer for peer in peers if find_program(peer) and self._questions(peer)]
        questions = [
            one
            for peer in measurable_peers
            for one in self._try(f"ghi vào {peer.name}", self._write_into, peer) or ()
        ]
        attempts = {one: self._try(one.question.name, one.answer) for one in questions}
        answers = {one: answer for one, answer in attempts.items() if answer is not None}
        self._log("đo")
        run_baseline = partial(make_workspace(self.folder).run, PYTHON_COMMAND)
        measurements = run_in_turn(
            {None: run_baseline} | {one: one.ask for one in answers}, _RUNS, _TIME_LIMIT
        )
        baseline = median(measurements.pop(None))
        shutil.rmtree(self.folder)
        rows = self.expected.rows
        return [
            one.cost(rows, median(measurements[one]), baseline, answer)
            for one, answer in answers.items()
        ]

    def _write_into(self, peer: Peer) -> list[PreparedQuestion]:
        """Write the work into a program."""
        peer_folder = self.folder / peer.name
        peer_folder.mkdir(parents=True)
        peer.write(self.work, peer_folder)
        fill = partial(_fill_placeholders, folder=peer_folder, today=self.work.today)
        workspace = make_workspace(
            peer_folder / "run", **{name: fill(text) for name, text in peer.env.items()}
        )
        return [
            PreparedQuestion(
                peer=peer,
                question=one,
                command=(find_program(peer) or "", *map(fill, one.arguments)),
                workspace=workspace,
                cwd=peer_folder,
                expected=getattr(self.expected, one.row_set),
            )
            for one in self._questions(peer)
        ]

    def _questions(self, peer: Peer) -> list[Question]:
        """Return what can be asked about so many rows."""
        return [one for one in peer.questions if self.expected.rows <= one.max_rows]

    def _try(self, name: str, job: Callable[P, T], *args: P.args, **options: P.kwargs) -> T | None:
        self._log(name)
        try:
            return job(*args, **options)
        except (RuntimeError, ValueError, LookupError, OSError, SubprocessError) as error:
            self.failed.append(f"{name}, {self.expected.rows} dòng: {error}")
            self._log(f"KHÔNG ĐO ĐƯỢC {name}: {error}")
            return None

    def _log(self, text: str) -> None:
        self._say(f"{self.expected.rows} dòng: {text}")


def _fill_placeholders(text: str, folder: Path, today: date) -> str:
    placeholders = {
        "folder": str(folder),
        "first": str(date(today.year - 1, 1, 1)),
        "yesterday": str(date.fromordinal(today.toordinal() - 1)),
        "today": str(today),
    }
    for name, value in placeholders.items():
        text = text.replace(f"{{{name}}}", value)
    return text
