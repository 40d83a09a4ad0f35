"""Copies beside a plan are told once each, by `validate`, `doctor` and every write."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from khtgdv.source.plan_names import read_names
from tests.conftest import PLAN_TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

ROW = "  - {id: T01-01, task: Việc, lead: VP, start: 2026-01, due: 2026-01}\n"
COPIES = (
    "tasks_2026 (1).yaml",
    "tasks_2026.sync-conflict-20260915-081500-ABCDEFG.yaml",
    "tasks_2026 (bản sao xung đột của Lan 2026-09-15).yaml",
    "tasks_2026-MAYTINH02.yaml",
    "tasks_2026.yml",
    "Tasks_2026.yaml",
    "tasks_2026.yaml.txt",
    "TASKS_2026.YAML",
    "plan_2026 - Copy.yaml",
    "Copy of plan_2026.yaml",
    "Bản sao của tasks_2026.yaml",
    "tasks-2026.yaml",
    "tasks_2026.yaml.bak",
    "tasks_2026.yaml~",
    "inspections_2026 (2).yml",
)
OTHERS = (
    "tasks_2026.docx", "kế hoạch tasks_2026.yaml", "tasks_20261.yaml", "tasks.yaml", "plan.yml",
    ".tasks_2026.yaml.swp", "tasks_2026.schema.json", "plan_2026 ghi chú.txt", "mytasks_2026.yaml",
)  # fmt: skip


@pytest.fixture
def plan(write_plan: WritePlan) -> Path:
    return write_plan(ROW, ())


def findings(run: Run, *arguments: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run("validate", *arguments, "--format", "json").json["tables"][
        "findings"
    ]
    return rows


@pytest.mark.parametrize("name", COPIES)
def test_each_is_told_once_and_keeps_nobody_from_writing(name: str, plan: Path, run: Run) -> None:
    (plan / name).write_text("tasks:\n", encoding="utf-8")
    [finding] = findings(run, "--data", plan)
    assert (finding["code"], finding["level"]) == ("file-copy", "warning")
    assert finding["path"].endswith(name)
    assert (
        run("doctor", "--data", plan, "--format", "json").json["tables"]["doctor"][0]["warnings"]
        == 1
    )
    assert name in run("doctor", "--data", plan).err
    written = run("done", "T01-01", "--on", "5/1/2026", "--data", plan)
    assert written.status == 0
    assert written.err.count(name) == 1
    assert run("fmt", plan).err.count(name) == 1
    assert name not in run("fmt", "--check", "--data", plan).err
    ran = run("validate", "--strict", "--data", plan)
    assert ran.status == 1
    assert "mã kết thúc 1: với --strict, cảnh báo cũng tính như lỗi" in ran.out


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_none(name: str, plan: Path, run: Run) -> None:
    (plan / name).write_text("tasks:\n", encoding="utf-8")
    assert findings(run, "--data", plan) == []
    assert run("list", "--data", plan).status == 0


def test_a_name_says_which_file_it_is_like() -> None:
    names = read_names(("Tasks_2027 (1).YML", "plan_2026.yaml", "plan_2026.yaml.old"))
    assert names.years == (2026,)
    assert [(one.name, one.plan_file) for one in names.lost] == [
        ("Tasks_2027 (1).YML", "tasks_2027.yaml")
    ]
    assert [one.name for one in names.copies] == ["plan_2026.yaml.old"]


@pytest.mark.parametrize(
    "copy", ["plan - Copy", "plan (1)", "Copy of plan", "Bản sao của plan", "plan/cũ", "PLAN_old"]
)
def test_a_whole_folder_copied(copy: str, plan: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / "copy")
    shutil.move(tmp_path / "copy", tmp_path / copy)
    [finding] = findings(run, "--data", plan)
    assert (finding["code"], finding["level"]) == ("plan-copy", "warning")
    written = run("done", "T01-01", "--on", "5/1/2026", "--data", plan)
    assert written.status == 0
    assert "cùng số, cơ quan và năm" in written.err


def test_folders_of_one_plan_below_a_folder(plan: Path, run: Run, tmp_path: Path) -> None:
    for name in ("một", "hai", "ba", "bốn"):
        shutil.copytree(plan, tmp_path / "x" / name)
    [finding] = findings(run, "--data", tmp_path / "x")
    assert finding["code"] == "plan-copy"
    (tmp_path / "x/ba/plan_2026.yaml").write_text(
        PLAN_TEMPLATE.format(year=2026).replace("01-KH", "02-KH"), encoding="utf-8"
    )
    assert "ba" not in findings(run, "--data", tmp_path / "x")[0]["message"]


def test_another_plan_beside_it_is_no_copy(plan: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / "plan 2")
    (tmp_path / "plan 2/plan_2026.yaml").write_text(
        PLAN_TEMPLATE.format(year=2026).replace("Ban thử", "Ban khác"), encoding="utf-8"
    )
    shutil.copytree(plan, tmp_path / "planet")
    assert findings(run, "--data", plan) == []


def test_a_folder_data_is_called_as_the_one_around_it(
    write_plan: WritePlan, run: Run, tmp_path: Path
) -> None:
    plan = write_plan(ROW, folder="Kế hoạch/data")
    shutil.copytree(tmp_path / "Kế hoạch", tmp_path / "Kế hoạch - Copy")
    [finding] = findings(run, "--data", plan)
    assert finding["code"] == "plan-copy"


@pytest.mark.parametrize(
    "damage",
    [
        "<<<<<<< HEAD\n  - {code: A, name: B}\n=======\n>>>>>>> x\n",
        '  - {code: "A\n',
        "\t- x\n  - [\n",
    ],
)
def test_a_write_beside_a_plan_file_that_cannot_be_read_stops(
    damage: str, plan: Path, run: Run
) -> None:
    file = plan / "plan_2026.yaml"
    file.write_text(file.read_text("utf-8").replace("groups:\n", f"{damage}groups:\n"), "utf-8")
    before = (plan / "tasks_2026.yaml").read_bytes()
    ran = run("done", "T01-01", "--on", "5/1/2026", "--data", plan)
    assert ran.status == 1
    assert "plan_2026.yaml đang có lỗi nên chưa ghi gì:" in ran.err
    assert (plan / "tasks_2026.yaml").read_bytes() == before
