"""A result never takes the place of a plan's file; a name becomes one name on every system."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtgdv.cli.system import result_files
from khtgdv.cli.system.result_files import distinct_stems, file_stem, refuse_plan_file
from khtgdv.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run, WritePlan

ROW = [{"id": "T03-01", "task": "Việc thử", "lead": "VP", "start": "2026-03", "due": "2026-03"}]
COMMANDS: dict[str, list[str]] = {
    "list": ["list", "-f", "json"],
    "validate": ["validate", "-f", "json"],
    "lint": ["lint", "-f", "json"],
    "export": ["export", "-f", "json"],
    "doctor": ["doctor", "-f", "json"],
    "calendar": ["calendar", "-f", "ics"],
    "remind": ["remind", "-f", "json"],
}


def link_to(place: Path, name: str, target: Path) -> Path:
    path = place / name
    path.symlink_to(target)
    return path


def hard_link_to(place: Path, name: str, target: Path) -> Path:
    path = place / name
    path.hardlink_to(target)
    return path


# How a file of a plan may be reached from another folder: by name, spelling, links of both kinds.
WAYS: dict[str, Callable[[Path, Path], Path]] = {
    "its path": lambda plan, _: plan / "tasks_2026.yaml",
    "a way around": lambda plan, _: plan / ".." / plan.name / "tasks_2026.yaml",
    "capitals": lambda plan, _: plan / "TASKS_2026.YAML",
    "an ending that Windows drops": lambda plan, _: plan / "tasks_2026.yaml. ",
    "a stream of NTFS": lambda plan, _: plan / "tasks_2026.yaml::$DATA",
    "a file that is not there yet": lambda plan, _: plan / "inspections_2027.yml",
    "a symbolic link": lambda plan, place: link_to(place, "a.json", plan / "plan_2026.yaml"),
    "two links": lambda plan, place: link_to(
        place, "b.json", link_to(place, "a.json", plan / "plan_2026.yaml")
    ),
    "a link to the folder": lambda plan, place: link_to(place, "x", plan) / "tasks_2026.yaml",
    "a hard link": lambda plan, place: hard_link_to(place, "a.json", plan / "tasks_2026.yaml"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("other", [False, True], ids=["its own", "another plan's"])
def test_no_way_leads_over_a_plan(
    *, way: str, other: bool, run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    plan = write_plan(ROW)
    attacked = write_plan(ROW, folder="khác") if other else plan
    place = tmp_path / "nơi ghi"
    place.mkdir()
    target = WAYS[way](attacked, place)
    before = {path: path.read_bytes() for path in attacked.iterdir()}
    for command in COMMANDS.values():
        ran = run(*command, "--data", plan, "-o", target, cwd=place)
        assert (ran.status, ran.out) == (2, ""), command
        assert "kế hoạch" in ran.err
    relative = os.path.relpath(target, plan)
    assert run("list", "-f", "json", "-o", relative, cwd=plan).status == 2
    assert {path: path.read_bytes() for path in attacked.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_a_schema_is_not_written_through_a_link(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    plan = write_plan(ROW)
    link_to(tmp_path, "tasks.schema.json", plan / "tasks_2026.yaml")
    before = (plan / "tasks_2026.yaml").read_bytes()
    ran = run("schema", "tasks", "--data", plan, "-o", tmp_path)
    assert (ran.status, "là tệp của kế hoạch" in ran.err) == (2, True)
    assert (plan / "tasks_2026.yaml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links are for administrators there")
def test_a_plan_s_file_that_is_a_link_is_known_by_where_it_leads(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    plan = write_plan(ROW)
    store = (plan / "tasks_2026.yaml").rename(tmp_path / "kho.dat")
    (plan / "tasks_2026.yaml").symlink_to(store)
    store.write_text("không đọc được", encoding="utf-8")
    assert run("list", "-f", "json", "--data", plan, "-o", store).status == 2
    assert store.read_text(encoding="utf-8") == "không đọc được"


def test_what_khtgdv_wrote_is_written_over(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    plan = write_plan(ROW)
    for name in ("a.json", "a.yaml", "a.csv", "a.md", "a.txt", "a.html", "a.ics"):
        yaml_named = ["-f", "json"] if name == "a.yaml" else []
        command = ["calendar"] if name == "a.ics" else ["list", *yaml_named]
        for _ in range(2):
            assert run(*command, "--data", plan, "-o", tmp_path / name).status == 0


def test_what_cannot_be_looked_at_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    refuse_plan_file(path, [tmp_path])

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UsageError, match="là tệp của kế hoạch"):
        refuse_plan_file(path, ())


def test_a_plan_s_file_that_is_gone_is_passed_over(
    write_plan: WritePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(ROW)
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    gone = [plan / "tasks_2026.yaml", plan / "plan_2026.yaml"]
    monkeypatch.setattr("khtgdv.source.find.plan_file_paths", lambda _: gone)
    gone[0].unlink()
    assert not result_files._is_one_of(path, [plan])
    refuse_plan_file(path, [plan])


def test_a_result_that_a_group_shares_stays_the_group_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    asked: list[tuple[int, int]] = []

    def chown(_: Path, user: int, group: int) -> None:
        asked.append((user, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", chown, raising=False)
    for data in (b"1", b"2"):
        result_files.replace_file(path, data)
    assert asked == [(-1, path.stat().st_gid)]
    monkeypatch.delattr(os, "chown")
    result_files.replace_file(path, b"3")
    assert path.read_bytes() == b"3"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("KG-VHVN", "KG-VHVN"),
        ("Phòng LLCT, LSĐ", "Phòng LLCT, LSĐ"),
        ("/../../pwned", "pwned"),
        ("..", "khong-ten"),
        ("", "khong-ten"),
        ("a\\b:c", "a-b-c"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("-rf", "rf"),
        ("a\x00\u202eb\n", "a--b"),
        ("ấ" * 300, f"{'ấ' * 66}~"),
    ],
)
def test_a_name_for_a_file(name: str, stem: str) -> None:
    assert file_stem(name).startswith(stem)
    assert len(file_stem(name).encode()) < 220


@given(st.lists(st.text(max_size=300), unique=True, max_size=8))
def test_names_are_one_name_each_and_none_twice(names: list[str]) -> None:
    stems = distinct_stems(names)
    assert list(stems) == names
    assert len({stem.casefold() for stem in stems.values()}) == len(names)
    for stem in stems.values():
        assert Path(stem).name == stem
        assert not stem.startswith((".", "-", " "))
        assert not stem.endswith((".", " "))
        assert len(stem.encode()) < 230
