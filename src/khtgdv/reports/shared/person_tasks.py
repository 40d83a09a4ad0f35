"""The rows given to each person, as the plan says: beside the figures of `workload --by`."""

from __future__ import annotations

from khtgdv.document.document import Column, Row, Table
from khtgdv.frozen import replace
from khtgdv.query.cells import stream_rows
from khtgdv.query.persons import PERSON_LABELS, persons_by_text, text_of
from khtgdv.reports.shared.rows import TASK_COLUMNS, default_columns, task_row
from khtgdv.text import collation_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from khtgdv.query.persons import PersonKey
    from khtgdv.query.selection import Selection


def person_tasks_table(key: PersonKey, selection: Selection) -> Table:
    """Return the tasks of each person, in the order of names; one of several stands under each."""
    tasks = [
        (text, row) for row in stream_rows(selection.tasks) if (text := text_of(row.work, key))
    ]
    persons = persons_by_text(text for text, _ in tasks)
    rows = [
        (person, task_row(row, selection.position))
        for text, row in tasks
        for person in persons[text]
    ]
    rows.sort(key=lambda pair: collation_key(pair[0]))
    default = ("person", "id", "task", "lead", "deadline", "state")
    return Table(
        "tasks",
        "NHIỆM VỤ CỦA TỪNG NGƯỜI",
        (Column("person", PERSON_LABELS[key]), *TASK_COLUMNS),
        default_columns(default, selection),
        tuple(_with_person(row, person) for person, row in rows),
        empty=f"Chưa nhiệm vụ nào ghi {PERSON_LABELS[key].lower()}.",
    )


def _with_person(row: Row, person: str) -> Row:
    return replace(row, values={"person": person, **row.values})
