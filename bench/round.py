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

from bench.measure import PYTHON, Figure, Place, in_turn, median, place
from bench.peers import OURS, PEERS, find
from bench.programs.peer import Peer, Question
from bench.results import Cost
from bench.work import Work

_RUNS = 11
_PATIENCE = 6.0  # seconds for all runs of a question at one size
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Asked:
    """A question about so many rows, with the command that asks it and the right answer."""

    peer: Peer
    question: Question
    command: tuple[str, ...]
    place: Place
    where: Path
    expected: int

    def ask(self) -> Figure:
        """Ask it."""
        return self.place.run(self.command, self.where)

    def answer(self) -> int:
        """Ask it, and return what was answered."""
        self.ask()
        return self.question.count(self.place.output.read_text(encoding="utf-8"))

    def cost(self, rows: int, figure: Figure, base: Figure, answer: int) -> Cost:
        """Return what it took, and what was answered."""
        return Cost(
            program=self.peer.name,
            question=self.question.name,
            what=self.question.what,
            rows=rows,
            ms=figure.seconds * 1000,
            ratio=figure.seconds / base.seconds,
            mib=figure.mib,
            answer=answer,
            expected=self.expected,
        )


class Round:
    """All programs, asked about the work of so many plans; what goes wrong is kept, and told."""

    def __init__(self, folder: Path, plans: int, say: Callable[[str], None]) -> None:
        """Write everything below a folder."""
        self.folder = folder
        self.work = Work(plans, datetime.now(UTC).date())
        self.expected = self.work.expected()
        self.failed: list[str] = []
        self._say = say

    def measure(self, peers: Sequence[Peer] = (OURS, *PEERS)) -> list[Cost]:
        """Write the work into each program, and ask its questions in turn.

        The first answer is not timed: it is held against the right one, and fills the caches.
        """
        able = [peer for peer in peers if find(peer) and self._questions(peer)]
        asked = [
            one
            for peer in able
            for one in self._tried(f"ghi vào {peer.name}", self._written, peer) or ()
        ]
        tried = {one: self._tried(one.question.name, one.answer) for one in asked}
        answers = {one: answer for one, answer in tried.items() if answer is not None}
        self._tell("đo")
        base = partial(place(self.folder).run, PYTHON)
        found = in_turn({None: base} | {one: one.ask for one in answers}, _RUNS, _PATIENCE)
        bare = median(found.pop(None))
        shutil.rmtree(self.folder)
        rows = self.expected.rows
        return [one.cost(rows, median(found[one]), bare, answer) for one, answer in answers.items()]

    def _written(self, peer: Peer) -> list[Asked]:
        """Write the work into a program."""
        own = self.folder / peer.name
        own.mkdir(parents=True)
        peer.write(self.work, own)
        fill = partial(_filled, folder=own, today=self.work.today)
        where = place(own / "run", **{name: fill(text) for name, text in peer.env.items()})
        return [
            Asked(
                peer=peer,
                question=one,
                command=(find(peer) or "", *map(fill, one.arguments)),
                place=where,
                where=own,
                expected=getattr(self.expected, one.asked),
            )
            for one in self._questions(peer)
        ]

    def _questions(self, peer: Peer) -> list[Question]:
        """Return what can be asked about so many rows."""
        return [one for one in peer.questions if self.expected.rows <= one.most]

    def _tried(self, name: str, job: Callable[P, T], *args: P.args, **more: P.kwargs) -> T | None:
        self._tell(name)
        try:
            return job(*args, **more)
        except (RuntimeError, ValueError, LookupError, OSError, SubprocessError) as error:
            self.failed.append(f"{name}, {self.expected.rows} dòng: {error}")
            self._tell(f"KHÔNG ĐO ĐƯỢC {name}: {error}")
            return None

    def _tell(self, text: str) -> None:
        self._say(f"{self.expected.rows} dòng: {text}")


def _filled(text: str, folder: Path, today: date) -> str:
    known = {
        "folder": str(folder),
        "first": str(date(today.year - 1, 1, 1)),
        "yesterday": str(date.fromordinal(today.toordinal() - 1)),
        "today": str(today),
    }
    for name, word in known.items():
        text = text.replace(f"{{{name}}}", word)
    return text
