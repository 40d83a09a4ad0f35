"""What is told of a record: a day in the wrong year, an early one, a progress that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TODAY = "2026-03-31"
TASKS = """\
  - {id: T01-03, task: Việc tháng một, lead: VP, start: 2026-01, due: 2026-01}
  - {id: T03-01, task: Việc đang làm, lead: VP, start: 2026-03, started: 2026-03-02}
  - {id: T03-02, task: Việc xong, lead: VP, started: 2026-03-02, completed: 2026-03-20}
  - {id: T03-03, task: Hủy, lead: VP, started: 2026-03-02, cancelled: {on: 2026-03-20, reason: a}}
  - {id: T03-04, task: Việc định kỳ, lead: VP, start: 2026-02, started: 2026-03-02, repeat: month}
"""
INSPECTIONS = """\
  - {id: KT-01, content: Kiểm tra, units: [{names: [Kiến An, An Hải, KIẾN AN]}], start: 2026-03}
"""
# What is recorded on a day of last year, by each command that takes one.
LAST_YEAR = [
    ["done", "T01-03"],
    ["done", "KT-01"],
    ["start", "T01-03"],
    ["extend", "T01-03", "--to", "5", "--reason", "chờ"],
    ["cancel", "T01-03", "--reason", "trùng"],
    ["log", "T03-04", "2"],
    ["visit", "KT-01", "Kiến An"],
]


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def bytes_of(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.iterdir())]


@pytest.mark.parametrize("arguments", LAST_YEAR, ids=" ".join)
def test_a_day_before_the_plan_is_refused_with_the_likely_one(
    arguments: list[str], run: Run, folder: Path
) -> None:
    before = bytes_of(folder)
    ran = run(*arguments, "--on", "31/1/2025", cwd=folder, today=TODAY)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"{arguments[1]}: ngày 31/01/2025 ở trước năm 2026 của kế hoạch.\n"
        "Có phải 31/01/2026? đúng là ngày 31/01/2025 thì thêm --force\n"
    )
    assert bytes_of(folder) == before


@pytest.mark.parametrize("arguments", LAST_YEAR, ids=" ".join)
def test_who_insists_is_heard_and_validate_warns(
    arguments: list[str], run: Run, folder: Path
) -> None:
    ran = run(*arguments, "--on", "31/1/2025", "--force", cwd=folder, today=TODAY)
    assert (ran.status, ran.err) == (0, "")
    found = run("validate", "-f", "json", cwd=folder, today=TODAY).json["tables"]["findings"]
    assert [(row["level"], row["code"]) for row in found] == [("warning", "fact-before-plan")]
    assert "2026-01-31" in found[0]["hint"]


@pytest.mark.parametrize(
    ("on", "today", "guess"),
    [
        ("2025-12-31", "2026-01-05", "ngày 31/12/2026 thì chưa đến; "),
        ("2024-02-29", "2026-03-31", "có phải 28/02/2026? "),
        ("2025-01-05", "2026-01-05", "có phải 05/01/2026? "),
    ],
)
def test_a_likely_day_is_one_that_has_been(
    on: str, today: str, guess: str, run: Run, folder: Path
) -> None:
    ran = run("done", "T01-03", "--on", on, cwd=folder, today=today)
    hint = f"{guess}đúng là ngày {on[8:]}/{on[5:7]}/{on[:4]} thì thêm --force"
    assert ran.err.splitlines()[1] == hint[0].upper() + hint[1:]


def test_today_before_the_plan_is_refused_too(run: Run, folder: Path) -> None:
    assert "ở trước năm 2026" in run("done", "T01-03", cwd=folder, today="2025-12-30").err
    assert run("done", "T01-03", "--on", "1/1/2026", cwd=folder, today=TODAY).status == 0


@pytest.mark.parametrize(
    ("arguments", "caution"),
    [
        (["done", "T03-01", "--on", "2026-03-02"], None),
        (["done", "T03-04"], None),
        (["start", "T01-03", "--on", "2026-01-01"], None),
        (["visit", "KT-01", "An Hải", "--on", "2026-03-01"], None),
        (
            ["visit", "KT-01", "An Hải", "--on", "28/2/2026"],
            "ngày 28/02/2026 sớm hơn thời gian bắt đầu 3/2026",
        ),
        (
            ["done", "KT-01", "--on", "28/2/2026"],
            "ngày 28/02/2026 sớm hơn thời gian bắt đầu 3/2026; còn 2 trên 2 nơi chưa ghi kiểm tra",
        ),
        (
            ["log", "T03-04", "3", "--on", "2026-01-31"],
            "3/2026 chưa đến; ngày 31/01/2026 sớm hơn thời gian bắt đầu 2/2026",
        ),
        (["update", "T03-01", "--progress", "99"], None),
        (
            ["update", "T03-01", "--progress", "100"],
            "chưa ghi hoàn thành; đã xong thì ghi khtgdv done T03-01",
        ),
        (["update", "T03-04", "--progress", "100"], None),
        (
            ["update", "T03-02", "--progress", "50"],
            "dòng này đã ghi hoàn thành ngày 20/03/2026",
        ),
        (["update", "T03-03", "--progress", "50"], "dòng này đã hủy ngày 20/03/2026"),
        (["update", "T03-02", "--note", "a"], None),
    ],
)
def test_what_is_odd_is_taken_and_told(
    arguments: list[str], caution: str | None, run: Run, folder: Path
) -> None:
    ran = run(*arguments, cwd=folder, today=TODAY)
    told = ran.out.splitlines()[0].partition(" (lưu ý: ")[2] if ran.out else ""
    assert told == (f"{caution})" if caution else "")


def test_an_early_day_of_begun_work(run: Run, folder: Path) -> None:
    ran = run("start", "T01-03", "--on", "2026-01-01", cwd=folder, today=TODAY)
    assert ran.out.startswith("T01-03 bắt đầu thực hiện ngày 01/01/2026\n")
