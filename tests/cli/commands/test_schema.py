from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.cli.commands import schema
from khtgdv.cli.commands.schema import modeline

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

ROOT = Path(__file__).resolve().parents[3]
FILES = ("plan.schema.json", "tasks.schema.json", "inspections.schema.json")


@pytest.mark.parametrize("name", ["plan", "tasks", "inspections"])
def test_one_schema_is_printed(run: Run, name: str) -> None:
    ran = run("schema", name)
    written = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert (ran.status, ran.out, ran.err) == (0, written, "")


def test_all_are_written_and_the_first_lines_named(
    run: Run, plan_folder: Path, tmp_path: Path
) -> None:
    ran = run("schema", "--output", "schemas", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "")
    for name in FILES:
        written = (tmp_path / "schemas" / name).read_bytes()
        assert written == (ROOT / "schemas" / name).read_bytes()
    said = ran.err.replace(os.sep, "/").splitlines()
    assert said[:3] == [f"Đã ghi schemas/{name}" for name in FILES]
    line = "# yaml-language-server: $schema=../schemas/tasks.schema.json"
    assert f"dòng đầu của {plan_folder.name}/tasks_<năm>.yaml: {line}" in said


def test_one_may_be_written_alone(run: Run, plan_folder: Path, tmp_path: Path) -> None:
    ran = run("schema", "plan", "--data", plan_folder, "--output", tmp_path / "a")
    assert ran.status == 0
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["plan.schema.json"]


def test_the_plan_that_ships_with_the_program_is_not_to_be_edited(run: Run, tmp_path: Path) -> None:
    ran = run("schema", "--output", "schemas", cwd=tmp_path)
    assert ran.status == 0
    assert "dòng đầu" not in ran.err
    assert "kế hoạch mẫu kèm chương trình" in ran.err


def test_it_must_be_said_what_is_wanted(run: Run) -> None:
    ran = run("schema")
    assert (ran.status, ran.out) == (2, "")
    assert "khtgdv schema tasks" in ran.err
    assert "--output" in ran.err


@pytest.mark.parametrize(("name", "near"), [("taks", 'Có phải "tasks"? '), ("xyz", "")])
def test_another_name_is_answered_with_the_names(run: Run, name: str, near: str) -> None:
    ran = run("schema", name)
    assert ran.status == 2
    assert ran.err == f'Không có bản "{name}".\n{near}Chọn: plan, tasks, inspections\n'


def test_the_codes_are_those_of_the_plan(run: Run, write_plan: WritePlan) -> None:
    plan = "plan: {year: 2026, number: 1-KH, date: 2026-01-05, title: Thử, agency: Ban}\n"
    folder = write_plan(plan=f"{plan}departments:\n  - {{code: XYZ, name: Phòng XYZ}}\n")
    ran = run("schema", "tasks", "--data", folder, "--year", 2026)
    lead, _ = ran.json["definitions"]["Task"]["properties"]["lead"]["anyOf"]
    assert lead["enum"] == ["XYZ", "Phòng XYZ"]


def test_a_plan_with_mistakes_is_told_of(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("- {id: T01-01, task: a, lead: VP, due: 2026-13}\n")
    ran = run("schema", "tasks", "--data", folder)
    assert ran.status == 1
    assert ran.json["title"] == "Tệp nhiệm vụ"
    assert "tasks_2026.yaml" in ran.err


def test_a_folder_that_cannot_be_made_is_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    ran = run("schema", "--output", tmp_path / "taken" / "schemas")
    assert ran.status == 1
    assert "Không tạo được thư mục" in ran.err


def test_a_suffix_names_a_file_for_one_of_them(run: Run, tmp_path: Path) -> None:
    ran = run("schema", "tasks", "--output", "a.json", cwd=tmp_path)
    assert (ran.status, ran.err.splitlines()[0]) == (0, "Đã ghi a.json")
    assert (tmp_path / "a.json").read_bytes() == (ROOT / "schemas/tasks.schema.json").read_bytes()
    ran = run("schema", "--output", "b.json", cwd=tmp_path)
    assert (ran.status, ran.err) == (
        2,
        "b.json là một tệp, mà có 3 bản.\nGhi vào một thư mục, ví dụ --output schemas\n",
    )


def test_a_blank_in_the_path_is_quoted() -> None:
    line = modeline("../lược đồ 100%/tasks.schema.json")
    assert line == "# yaml-language-server: $schema=../lược%20đồ%20100%25/tasks.schema.json"


def test_another_drive_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_drive(path: object, start: object) -> str:
        raise ValueError(path, start)

    monkeypatch.setattr(os.path, "relpath", other_drive)
    file = tmp_path / "a.json"
    assert schema._relative_path(tmp_path, file) == file.resolve().as_posix()
