"""calcurse: an all-day event on a task's last day; one that is done begins with a sign."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.programs.peer import OVERDUE_ROWS, Peer, Question, count_lines
from bench.work import WorkRow


def write(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write its events, and the file of tasks without a day, which must be there."""
    (folder / "todo").touch()
    with (folder / "apts").open("w", encoding="utf-8") as file:
        for row in rows:
            if row.due:
                done = "x" if row.done else "o"
                file.write(f"{row.due:%m/%d/%Y} [1] {done} {row.lead} {row.id} {row.text}\n")


PEER = Peer(
    name="calcurse",
    commands=("calcurse",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "calcurse -Q",
            OVERDUE_ROWS,
            ("-q", "--read-only", "-D", "{folder}", "-C", "{folder}", "--input-datefmt", "4",
             "-Q", "--filter-pattern", "^o ", "--format-event", "%m\\n",
             "--from", "{first}", "--to", "{yesterday}"),
            "overdue",
            lambda answer: count_lines(answer, "/xa-"),
            max_rows=16_500,  # its time grows with the square
        ),
    ),
)  # fmt: skip
