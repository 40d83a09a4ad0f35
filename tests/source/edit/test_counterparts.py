"""Recording an inspection or the task that is the same work says what is left open in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TODAY = "2026-10-31"
TASKS = """\
  - {id: T09-01, task: Kiểm tra phong trào, lead: VP, start: 2026-09, due: 2026-10}
  - {id: T09-02, task: Kiểm tra việc khác, lead: VP, start: 2026-09, due: 2026-10}
  - {id: TX-01, task: Kiểm tra hằng tháng, lead: VP, repeat: month}
  - {id: T09-03, task: Kiểm tra đã xong, lead: VP, completed: 2026-09-30}
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra phong trào
    units: [{names: [Kiến An, An Hải]}]
    related: [T09-01, TX-01, T09-03]
  - {id: KT-02, content: Khảo sát, related: [T09-02]}
  - {id: KT-03, content: Giám sát}
"""
KT_01_OPEN = "KT-01 là việc liên quan, còn 2 trên 2 nơi chưa ghi kiểm tra"
T09_01_OPEN = "T09-01 là việc liên quan, chưa ghi hoàn thành"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def caution(run: Run, folder: Path, *arguments: str) -> str:
    ran = run(*arguments, cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    return ran.out.splitlines()[0].partition(" (lưu ý: ")[2].removesuffix(")")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["done", "T09-01"], KT_01_OPEN),
        (["cancel", "T09-01", "--reason", "trùng"], KT_01_OPEN),
        (["done", "KT-01"], f"còn 2 trên 2 nơi chưa ghi kiểm tra; {T09_01_OPEN}"),
        (["visit", "KT-01", "Kiến An", "An Hải"], T09_01_OPEN),
        (["visit", "KT-01", "Kiến An"], ""),
        (["done", "T09-02"], "KT-02 là việc liên quan, chưa ghi hoàn thành"),
        (["done", "KT-02"], "T09-02 là việc liên quan, chưa ghi hoàn thành"),
        (["done", "T09-02", "KT-02"], ""),
        (["done", "KT-03"], ""),
        (["update", "T09-03", "--note", "đã lưu"], ""),
        (["start", "T09-01"], ""),
    ],
)
def test_what_is_left_open_in_the_other(
    arguments: list[str], told: str, run: Run, folder: Path
) -> None:
    assert caution(run, folder, *arguments) == told


def test_what_was_visited_counts(run: Run, folder: Path) -> None:
    caution(run, folder, "visit", "KT-01", "Kiến An")
    told = caution(run, folder, "done", "T09-01")
    assert told == "KT-01 là việc liên quan, còn 1 trên 2 nơi chưa ghi kiểm tra"
    assert caution(run, folder, "visit", "KT-01", "An Hải") == ""


def test_the_plan_that_ships(run: Run, plan_folder: Path) -> None:
    def told(*arguments: str) -> str:
        ran = run(*arguments, "--dry-run", cwd=plan_folder, today=TODAY)
        return ran.err.splitlines()[0].partition(" (lưu ý: ")[2]

    assert told("done", "T09-04") == (
        "KT-02 là việc liên quan, còn 15 trên 15 nơi chưa ghi kiểm tra)"
    )
    assert "T05-07 là việc liên quan" in told("done", "KT-03")


def test_a_plan_without_inspections_or_with_a_broken_one(
    run: Run, write_plan: WritePlan, folder: Path
) -> None:
    alone = write_plan(TASKS, folder="alone")
    assert caution(run, alone, "done", "T09-01") == ""
    path = folder / "inspections_2026.yaml"
    path.write_text("inspections: 5\n", encoding="utf-8")
    assert run("done", "T09-01", cwd=folder, today=TODAY).status == 0
    path.write_text("inspections:\n- x\n- {id: KT-01, related: [T09-02]}\n", encoding="utf-8")
    assert run("done", "T09-02", cwd=folder, today=TODAY).status == 0
