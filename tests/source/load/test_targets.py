"""What `validate` reads: plans, files by name or any other, each in its plan; how it is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khtgdv.source.find import find_plans, is_folder, path_exists
from khtgdv.source.load.validate import find_node
from khtgdv.source.text.sourcefile import Mark, SourceFile
from khtgdv.source.yaml.nodes import PlacedMapping
from khtgdv.source.yaml.parser import parse_root
from khtgdv.source.yaml.syntax_errors import explain

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

GOOD = "- {id: T01-01, task: a, lead: VP, start: 2026-01}\n"
BAD = "- {id: T01-01, task: a, lead: XY, start: 2026-01}\n"


def test_files_and_folders_each_plan_once(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    one, two = write_plan(BAD, folder="units/một"), write_plan(BAD, folder="units/hai")
    again = [one / "tasks_2026.yaml", one / "plan_2026.yaml", one, tmp_path / "units"]
    ran = run("validate", *again, "--format", "json", cwd=tmp_path)
    paths = [Path(row["path"]).as_posix() for row in ran.json["tables"]["findings"]]
    assert paths == ["units/một/tasks_2026.yaml", "units/hai/tasks_2026.yaml", "units/hai"]
    assert ran.json["tables"]["findings"][-1]["code"] == "plan-copy"
    assert two.exists()


def test_a_year_of_several(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(GOOD)
    write_plan(BAD.replace("2026", "2027"), year=2027)
    assert run("validate", folder, "--year", "2026").status == 0
    assert run("validate", "--data", folder, "--year", "2027").status == 1


def test_a_year_that_is_not_there(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan()
    for line in (["validate", folder], ["validate", "--data", folder]):
        ran = run(*line, "--year", 2031)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == "Không có kế hoạch năm 2031.\nCác năm có kế hoạch: 2026\n"


def test_a_loose_file_beside_a_plan_file(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(GOOD)
    (folder / "nháp.yaml").write_text(f"tasks:\n{BAD}", encoding="utf-8")
    ran = run("validate", folder / "nháp.yaml")
    assert ran.status == 1
    assert "nháp.yaml:2:31: lỗi: đơn vị chủ trì" in ran.out


def test_a_loose_file_alone_is_held_against_the_shipped_plan(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(f"tasks:\n{GOOD}", encoding="utf-8")
    assert run("validate", file).status == 0
    file.write_text("inspections:\n- {id: KT-01, content: a, lead: XY}\n", encoding="utf-8")
    assert "unknown-department" in run("validate", file).out


def test_a_loose_plan_file(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    text = (write_plan(GOOD) / "plan_2026.yaml").read_text(encoding="utf-8")
    for name, status in (("kế hoạch.yaml", 0), ("plan_2030.yaml", 1)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("validate", tmp_path / name).status == status
    (tmp_path / "x.yaml").write_text("plan: {}\n", encoding="utf-8")
    assert "missing-key" in run("validate", tmp_path / "x.yaml").out


def test_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("validate", tmp_path / "không có.yaml")
    assert (ran.status, ran.err.splitlines()[1]) == (2, "Kiểm tra lại đường dẫn.")


def test_github_annotations_are_chosen_in_actions(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(BAD, folder="a, b%:c")
    ran = run("validate", folder, env={"GITHUB_ACTIONS": "true"})
    assert ran.out.startswith("::error file=")
    assert "a%2C b%25%3Ac" in ran.out
    assert "line=2,col=31,endColumn=32,title=unknown-department::" in ran.out
    assert "1 lỗi trong 1 tệp" in ran.err
    assert run("validate", folder, "--format", "github").out == ran.out


@pytest.mark.parametrize("written", ["md", "csv"])
def test_other_formats(written: str, run: Run, write_plan: WritePlan) -> None:
    assert "unknown-department" in run("validate", write_plan(BAD), "--format", written).out


def test_the_shipped_plan_is_said_to_be_checked(run: Run, tmp_path: Path) -> None:
    ran = run("validate", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "đã kiểm tra kế hoạch mẫu kèm chương trình\n")


def test_plans_too_deep_or_closed_are_not_found(
    tmp_path: Path, write_plan: WritePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(GOOD, folder="gần/a")
    write_plan(GOOD, folder="xa/1/2/3/4/5/6/7")
    closed = tmp_path / "kín"
    closed.mkdir()
    scan = os.scandir

    def refuse(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [place.name for place in find_plans((tmp_path,), None, tmp_path).folders] == ["gần/a"]


def test_what_cannot_be_looked_at_counts_as_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert path_exists(tmp_path)
    assert not path_exists(tmp_path / "x")

    def refuse(path: Path) -> None:
        raise PermissionError(13, str(path))

    monkeypatch.setattr(Path, "lstat", refuse)
    monkeypatch.setattr(Path, "is_dir", refuse)
    assert path_exists(tmp_path)
    assert not is_folder(tmp_path)


def test_an_error_without_a_place_is_told_at_the_last_value() -> None:
    assert explain(ValueError("x"), (), [], Mark(3, 1, 3, 2)).mark == Mark(3, 1, 3, 2)


def test_a_place_that_is_not_there_is_its_parents() -> None:
    node = PlacedMapping((None, None))
    assert find_node(node, ("extensions", 0, "to")) is node


def test_a_quoted_text_of_several_lines_is_no_trouble() -> None:
    file = SourceFile("x", 'tasks:\n  - task: "một\n\n      hai"\n')
    root, stopped = parse_root(file)
    assert (root, stopped, file.findings) == ({"tasks": [{"task": "một\nhai"}]}, None, [])


def test_without_a_year_no_date_is_out_of_range(run: Run, tmp_path: Path) -> None:
    rows = (
        "tasks:\n- id: TX-01\n  task: a\n  lead: VP\n  repeat: month\n"
        "  started: 2001-01-01\n  log: {2001-01: 2001-01-31}\n"
    )
    plan = "plan: {}\ndepartments:\n- {code: VP, name: Văn phòng}\n"
    (tmp_path / "x.yaml").write_text(plan + rows, encoding="utf-8")
    ran = run("validate", tmp_path / "x.yaml", "--format", "json")
    assert {row["code"] for row in ran.json["tables"]["findings"]} == {"missing-key"}
    text = (plan + rows).replace(
        "{}", "{year: 2026, number: 1, date: 2026-01-01, title: a, agency: b}"
    )
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    assert "[date-out-of-range]" in run("validate", tmp_path / "x.yaml").out
