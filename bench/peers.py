"""The same work in other programs: written into their own files, asked in turn, answers checked.

bench/peers.sh installs them; one that is not there is named loudly and not measured.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bench.measure import PYTHON, ROOT, Figure, Place, in_turn, median, place
from bench.programs import backlog, calcurse, journal, khtgdv, org, taskwarrior, vdir
from bench.programs.peer import Peer, Question
from bench.results import Cost
from bench.work import Expected, Work

OURS = khtgdv.PEER
PEERS = (
    taskwarrior.PEER,
    journal.LEDGER,
    journal.HLEDGER,
    calcurse.PEER,
    vdir.TODOMAN,
    vdir.KHAL,
    backlog.PEER,
    org.PEER,
)
# Where bench/peers.sh puts what Debian does not have.
_HERE = (ROOT / "build/peers/node_modules/.bin", ROOT / "build/peers/venv/bin")
_RUNS = 11
_PATIENCE = 8.0  # seconds for all runs of a question at one size


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


def find(peer: Peer) -> str | None:
    """Return the program, or None where it is not installed."""
    path = os.pathsep.join([*map(str, _HERE), os.environ.get("PATH", os.defpath)])
    return next(filter(None, (shutil.which(name, path=path) for name in peer.commands)), None)


def versions() -> dict[str, str]:
    """Return the version of each program, empty where it is not installed."""
    return {peer.name: _version(peer) for peer in PEERS}


def _version(peer: Peer) -> str:
    program = find(peer)
    if program is None:
        return ""
    command = [program, *peer.version]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    words = (run.stdout or run.stderr).split("\n")[0].replace(",", " ").split()
    return next((word for word in words if word[0].isdigit()), "?")


def measure(folder: Path, plans: int, say: Callable[[str], None]) -> list[Cost]:
    """Write the work of so many plans into each program and ask its questions in turn.

    The first answer is not timed: it is held against the right one, and fills the caches.
    """
    work = Work(plans, datetime.now(UTC).date())
    expected = work.expected()
    rows = f"{expected.rows} dòng"
    asked = [one for peer in (OURS, *PEERS) for one in _written(peer, work, folder, expected, say)]
    answers = {}
    for one in asked:
        say(f"{rows}: hỏi lần đầu {one.question.name}")
        answers[one] = one.answer()
    say(f"{rows}: đo")
    base = partial(place(folder).run, PYTHON)
    found = in_turn({None: base} | {one: one.ask for one in asked}, _RUNS, _PATIENCE)
    bare = median(found[None])
    shutil.rmtree(folder)
    return [one.cost(expected.rows, median(found[one]), bare, answers[one]) for one in asked]


def _written(
    peer: Peer, work: Work, folder: Path, expected: Expected, say: Callable[[str], None]
) -> Iterator[Asked]:
    """Write the work into a program, where it is installed and can bear it; yield its questions."""
    program, own = find(peer), folder / peer.name
    questions = [one for one in peer.questions if expected.rows <= one.most]
    if program is None or not questions:
        return
    say(f"{expected.rows} dòng: ghi vào {peer.name}")
    own.mkdir(parents=True)
    peer.write(work, own)
    fill = partial(_filled, folder=own, today=work.today)
    where = place(own / "run", **{name: fill(text) for name, text in peer.env.items()})
    for question in questions:
        command = (program, *map(fill, question.arguments))
        yield Asked(peer, question, command, where, own, getattr(expected, question.asked))


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
