"""What was recorded of a row, held against itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

ROW = """\
- id: T03-01
  task: a
  lead: VP
  start: 2026-03
  due: 2026-05
  {facts}
  steps: [{{text: Báo cáo, due: 2026-06-15}}]
"""


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ("notes: [a]", ["step-after-deadline"]),
        # Of two extensions on one day the later in the file is in force.
        (("extensions: [{to: 2026-06-10, on: 2026-04-01, reason: a},"
         " {to: 2026-06, on: 2026-04-01, reason: b}]"), []),
        # One that was decided after the row was done is not.
        ("completed: 2026-05-10\n  extensions: [{to: 2026-06, on: 2026-05-20, reason: a}]",
         ["extension-after-close", "step-after-deadline"]),
    ],
)  # fmt: skip
def test_steps_are_due_by_the_deadline_in_force(
    facts: str, codes: list[str], run: Run, write_plan: WritePlan
) -> None:
    ran = run("validate", write_plan(ROW.format(facts=facts)), "--format", "json")
    assert sorted(row["code"] for row in ran.json["tables"]["findings"]) == codes
