"""org-mode's agenda in an Emacs without a window: a department is a tag, late is a search."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.programs.peer import OVERDUE_ROWS, Peer, Question, count_lines
from bench.work import WorkRow

_SETTINGS = """\
(require 'org-agenda)
(setq org-agenda-files '("{folder}/plan.org")
      org-agenda-custom-commands
      '(("q" "late" tags-todo "DEADLINE<\\"<today>\\"")))
"""


def write(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the agenda's settings and its one file."""
    settings = _SETTINGS.replace("{folder}", str(folder))
    (folder / "agenda.el").write_text(settings, encoding="utf-8")
    with (folder / "plan.org").open("w", encoding="utf-8") as file:
        file.writelines(map(heading_text, rows))


def heading_text(row: WorkRow) -> str:
    """Return a heading of the outline."""
    closed = f"CLOSED: [{row.done:%Y-%m-%d}] " if row.done else ""
    deadline = f"DEADLINE: <{row.due:%Y-%m-%d}>" if row.due else ""
    state, tag = "DONE" if row.done else "TODO", row.lead.replace("-", "_")
    times = f"{closed}{deadline}".strip()
    return f"* {state} {row.id} {row.text} :{tag}:\n" + (f"  {times}\n" if times else "")


PEER = Peer(
    name="org-agenda (Emacs)",
    commands=("emacs",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "org-agenda",
            OVERDUE_ROWS,
            ("-Q", "--batch", "-l", "{folder}/agenda.el", "--eval", '(org-batch-agenda "q")'),
            "overdue",
            lambda answer: count_lines(answer, "TODO "),
            max_rows=16_500,
        ),
    ),
)
