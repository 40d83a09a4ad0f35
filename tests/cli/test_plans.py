"""Which plan a command reads, and which of its years."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, RunResult, WritePlan

EMBEDDED = (
    "đang dùng kế hoạch mẫu kèm chương trình, chưa có ghi nhận nào\n"
    'tạo kế hoạch của cơ quan mình: khtgdv init "Kế hoạch của tôi" --empty; '
    "đã có ở nơi khác thì chọn: khtgdv use THƯ-MỤC\n"
)


def row(name: str, due: str = "2026-03", **facts: str) -> dict[str, str]:
    return {
        "id": "T01-01",
        "task": name,
        "lead": "VP",
        "start": due[:4] + "-01",
        "due": due,
        **facts,
    }


def names(ran: RunResult) -> list[str]:
    tables: dict[str, list[dict[str, Any]]] = ran.json["tables"]
    return [str(row["task"]) for rows in tables.values() for row in rows if "task" in row]


def test_the_plan_that_ships_is_the_last_resort(run: Run, tmp_path: Path) -> None:
    ran = run("overdue", "--month", "3", "--format", "json", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, EMBEDDED)
    assert len(ran.json["tables"]["overdue"]) == 49


def test_an_empty_variable_is_none(run: Run, tmp_path: Path) -> None:
    assert run("list", cwd=tmp_path, env={"KHTGDV_DATA": ""}).err == EMBEDDED


@pytest.mark.parametrize("inside", [".", "data", "data/con", "con/cháu"])
def test_the_nearest_plan_upwards(inside: str, run: Run, write_plan: WritePlan) -> None:
    root = write_plan([row("gần")], folder="cơ quan/data").parent
    (root / inside).mkdir(parents=True, exist_ok=True)
    ran = run("list", "-f", "json", cwd=root / inside)
    assert (ran.err, names(ran)) == ("", ["gần"])


def test_a_folder_of_its_own_goes_before_its_data(run: Run, write_plan: WritePlan) -> None:
    write_plan([row("trong data")], folder="x/data")
    folder = write_plan([row("chính nó")], folder="x")
    assert names(run("list", "-f", "json", cwd=folder)) == ["chính nó"]


def test_the_variable_goes_before_the_working_folder(run: Run, write_plan: WritePlan) -> None:
    here, named = write_plan([row("ở đây")], folder="a"), write_plan([row("biến")], folder="b b")
    env = {"KHTGDV_DATA": str(named)}
    assert names(run("list", "-f", "json", cwd=here, env=env)) == ["biến"]
    env = {"KHTGDV_DATA": os.pathsep.join([str(named), str(here)])}
    assert names(run("list", "-f", "json", env=env)) == ["biến", "ở đây"]


def test_the_option_goes_before_the_variable_and_may_be_repeated(
    run: Run, write_plan: WritePlan
) -> None:
    one, two = write_plan([row("một")], folder="thư mục một"), write_plan([row("hai")], folder="2")
    env = {"KHTGDV_DATA": str(write_plan([row("ba")], folder="3"))}
    ran = run("list", "-f", "json", "--data", two, "--data", one, "--data", two, env=env)
    assert names(ran) == ["hai", "một"]


def test_a_folder_of_folders(run: Run, write_plan: WritePlan) -> None:
    for name in ("Xã B", "Xã A/2026", ".ẩn"):
        write_plan([row(name)], folder=f"huyện/{name}")
    folder = write_plan([row("ngoài")], folder="ngoài").parent / "huyện"
    ran = run("list", "-f", "json", "--data", folder)
    assert names(ran) == ["Xã A/2026", "Xã B"]
    assert ran.json["plan"] == ["Xã A/2026", "Xã B"]
    assert ran.status == 0


def test_plans_of_one_name_are_told_apart_by_their_paths(run: Run, write_plan: WritePlan) -> None:
    folders = [write_plan([row(name)], folder=f"{name}/xã A") for name in ("một", "hai")]
    other = write_plan([row("ba")], folder="hai/xã B")
    data = ("--data", folders[0].parent, "--data", folders[1].parent)
    ran = run("list", "-f", "json", *data)
    assert ran.json["plan"] == [folders[0].as_posix(), folders[1].as_posix(), other.name]


def test_a_folder_without_a_plan(run: Run, tmp_path: Path) -> None:
    ran = run("list", "--data", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "tasks_<năm>.yaml" in ran.err


def test_a_working_folder_that_is_gone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("khtgdv.cli.system.environment.Path.cwd", gone)
    ran = run("list")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        "Thư mục đang đứng không còn nữa.\nChuyển sang một thư mục khác (cd) rồi chạy lại.\n"
    )


@pytest.fixture
def three_years(write_plan: WritePlan) -> Path:
    write_plan([row("cũ", "2024-03", completed="2024-03-02")], year=2024)
    write_plan([row("tồn đọng", "2025-03")], year=2025)
    return write_plan([row("năm nay")], year=2026)


@pytest.mark.parametrize(
    ("arguments", "today", "expected"),
    [
        ("list", "2026-06-01", ["năm nay"]),
        ("list", "2025-06-01", ["tồn đọng"]),
        ("list", "2030-06-01", ["năm nay"]),
        ("list --year 2024", "2026-06-01", ["cũ"]),
        ("list --as-of 2025-12-31", "2026-06-01", ["tồn đọng"]),
        ("list --as-of 2029-12-31", "2026-06-01", ["năm nay"]),
        ("list --month 3/2024", "2026-06-01", ["cũ"]),
        ("list --month 3 --year 2025", "2026-06-01", ["tồn đọng"]),
        ("overdue", "2026-06-01", ["tồn đọng", "năm nay"]),
        ("overdue --year 2026", "2026-06-01", ["năm nay"]),
        ("upcoming --within 400", "2025-03-01", ["tồn đọng", "năm nay"]),
        ("upcoming --within 400 --year 2026", "2025-03-01", ["năm nay"]),
        ("summary", "2026-06-01", ["tồn đọng", "năm nay"]),
        ("summary --year 2025", "2026-06-01", ["tồn đọng"]),
    ],
)
def test_years(
    arguments: str, today: str, expected: list[str], three_years: Path, run: Run
) -> None:
    ran = run(*arguments.split(), "-f", "json", "--data", three_years, today=today)
    assert (ran.status, names(ran)) == (0, expected)


def test_an_unfinished_year_is_counted_in_the_heading(three_years: Path, run: Run) -> None:
    summary = run("summary", "--data", three_years, today="2026-06-01").out
    assert summary.startswith("TỔNG QUAN NĂM 2025 - 2026 · ngày 01/6/2026\n")


def test_a_folder_without_the_year_in_focus_shows_its_newest(
    run: Run, write_plan: WritePlan
) -> None:
    write_plan([row("A nay")], folder="h/A")
    write_plan([row("B cũ", "2025-03")], folder="h/B", year=2025)
    folder = write_plan([row("A cũ", "2025-03")], folder="h/A", year=2025).parent
    assert names(run("list", "-f", "json", "--data", folder)) == ["A nay", "B cũ"]


def test_a_year_no_plan_has(run: Run, three_years: Path) -> None:
    ran = run("list", "--year", "2027", "--data", three_years)
    assert (ran.status, ran.err) == (
        2,
        "Không có kế hoạch năm 2027.\nCác năm có kế hoạch: 2024, 2025, 2026\n",
    )


def test_a_plan_with_trouble_shows_its_healthy_rows(run: Run, write_plan: WritePlan) -> None:
    wrong = "- {id: T01-02, task: hỏng, lead: XX, start: 2026-01}\n"
    folder = write_plan(f"- {{id: T01-01, task: lành, lead: VP, start: 2026-01}}\n{wrong}")
    ran = run("list", "-f", "json", cwd=folder)
    assert (ran.status, names(ran)) == (1, ["lành"])
    assert "1 dòng" in ran.err
    assert "tasks_2026.yaml:3" in ran.err
