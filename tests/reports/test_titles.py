"""What tables and columns are called in every report, also where no screen shows them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.listening.listener import Listener, heard_by
from khtgdv.cli.main import run_command

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import WritePlan

TASKS = """\
  - {id: T03-01, task: Một, lead: VP, start: 2026-03, due: 2026-03}
  - {id: TX-01, task: Hai, lead: VP, repeat: month}
"""
INSPECTIONS = """\
  - {id: KT-01, content: Kiểm tra, units: [{kind: Xã, names: [An Hải]}], due: 2026-04}
"""
LINES = (
    "list", "show T03-01", "overdue", "upcoming", "workload", "workload --count start",
    "workload --count active", "department VP", "calendar --month 3", "timeline", "inspections",
    "inspections --units", "report 2026-Q1", "changes --week 12", "clarity",
    "references", "glossary", "summary", "summary --by leader", "summary --by department",
    "summary --by focus", "validate", "lint", "lint --list", "doctor",
)  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_what_is_called_how(
    line: str, write_plan: WritePlan, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHTGDV_TODAY", "2026-04-02")
    folder = write_plan(TASKS, INSPECTIONS)
    with heard_by(listener := Listener()):
        run_command([*line.split(), "--data", str(folder)])
    assert listener.document is not None
    titles = [listener.document.title]
    for leaf in listener.document.leaves:
        for table in leaf.tables:
            columns = "; ".join(f"{column.key}: {column.title}" for column in table.columns)
            titles.append(f"{table.name}: {table.title} [{columns}] {table.empty}")
    assert "\n".join(titles) == snapshot
