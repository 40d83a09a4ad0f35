"""Backlog.md: a Markdown file a task, a department is a label.

It knows deadlines but cannot be asked for what is late, so it is asked for what is not done.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bench.programs.peer import Peer, Question, count_lines
from bench.work import WorkRow

# Without git and without other branches: it is fastest like this.
_CONFIG = """\
project_name: "khtgdv"
default_status: "To Do"
statuses: ["To Do", "In Progress", "Done"]
labels: []
date_format: yyyy-mm-dd
auto_open_browser: false
remote_operations: false
auto_commit: false
filesystem_only: true
check_active_branches: false
task_prefix: "task"
"""


def write(rows: Iterable[WorkRow], folder: Path) -> None:
    """Write the project's folder."""
    tasks = folder / "backlog" / "tasks"
    tasks.mkdir(parents=True)
    (folder / "backlog" / "config.yml").write_text(_CONFIG, encoding="utf-8")
    for number, row in enumerate(rows, 1):
        name = f"task-{number} - {row.id.replace('/', '-')}.md"
        (tasks / name).write_text(task_text(row, number), encoding="utf-8")


def task_text(row: WorkRow, number: int) -> str:
    """Return a task's file."""
    due = f"due_date: '{row.due}'\n" if row.due else ""
    status = "Done" if row.done else "To Do"
    return (
        f"---\nid: TASK-{number}\ntitle: {json.dumps(f'{row.id} {row.text}', ensure_ascii=False)}\n"
        f"status: {status}\nassignee: []\ncreated_date: '2026-01-01 08:00'\n"
        f"labels:\n  - {row.lead}\ndependencies: []\n{due}ordinal: {number * 1000}\n---\n"
    )


PEER = Peer(
    name="Backlog.md",
    commands=("backlog",),
    version=("--version",),
    write=write,
    questions=(
        Question(
            "backlog task list",
            "từng việc chưa xong",
            ("task", "list", "--exclude-status", "Done", "--plain"),
            "open",
            lambda answer: count_lines(answer, "TASK-"),
            max_rows=16_500,
        ),
    ),
)
