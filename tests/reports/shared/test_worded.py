"""Rows with words for a deadline: where they stand in each report, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

WORDS = {
    "T03-01": "Trước ngày 15/3",
    "T03-02": "Trước Tết",
    "T03-03": "Theo KH của TW",
    "T03-04": "Khi phát sinh",
    "T03-05": "Thường xuyên",
    "T03-06": "Hằng tháng",
    "T12-01": "Trước Tết Dương lịch",
}
TODAY = "2026-04-10"
WITHOUT_KEY = "hạn ghi bằng lời, chưa ghi due"


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    rows: list[dict[str, Any]] = [
        {"id": row, "task": "Việc.", "lead": "VP", "start": f"2026-{row[1:3]}", "due_text": words}
        for row, words in WORDS.items()
    ]
    rows.insert(6, {"id": "T03-07", "task": "Việc.", "lead": "VP", "start": "2026-03",
                    "waits_for": "Kế hoạch của Bộ"})  # fmt: skip
    rows.insert(7, {"id": "T03-08", "task": "Việc.", "lead": "VP", "start": "2026-03",
                    "due_text": "Trước Tết", "completed": "2026-03-20"})  # fmt: skip
    return write_plan(rows)


def ids(run: Run, folder: Path, *command: str) -> dict[str, list[str]]:
    ran = run(*command, "--data", folder, "-f", "json", today=TODAY)
    return {
        name: [row["id"] for row in rows]
        for name, rows in ran.json["tables"].items()
        if name in ("overdue", "awaiting", "worded", "undated", "regular")
    }


def test_every_overdue_list_ends_with_what_waits_and_what_has_words_only(
    run: Run, folder: Path
) -> None:
    assert ids(run, folder, "overdue") == {
        "overdue": [],
        "awaiting": ["T03-03", "T03-07"],
        "worded": ["T03-01", "T03-02", "T03-06"],
        "undated": [],
    }
    assert ids(run, folder, "upcoming")["worded"] == ["T03-01", "T03-02", "T03-06"]
    assert ids(run, folder, "remind")["worded"] == ["T03-01", "T03-02", "T03-06"]
    regular = ids(run, folder, "department", "VP")["regular"]
    assert regular == ["T03-04", "T03-05", "T03-06"]


def test_words_that_name_a_time_are_told_to_have_no_key(run: Run, folder: Path) -> None:
    shown = run("overdue", "--data", folder, today=TODAY).out
    lines = {line.split()[0]: line for line in shown.splitlines() if line.startswith(" T03")}
    assert [row for row, line in lines.items() if WITHOUT_KEY in line] == ["T03-01", "T03-06"]
    assert "HẠN GHI BẰNG LỜI (không tính quá hạn)" in shown
    assert "chưa báo cáo" in lines["T03-02"]
    assert "Kế hoạch của Bộ" in lines["T03-07"]


def test_figures_count_them_inside_their_part(run: Run, folder: Path) -> None:
    ran = run("summary", "--data", folder, "-f", "json", today=TODAY)
    (figures,) = ran.json["tables"]["figures"]
    assert (figures["worded"], figures["awaiting"], figures["regular"]) == (2, 2, 3)
    assert sum(part["count"] for part in ran.json["tables"]["parts"]) == figures["total"] == 9
    assert "hạn ghi bằng lời 2" in run("summary", "--data", folder, today=TODAY).out
    table = run("overdue", "--by", "department", "--data", folder, today=TODAY).out
    assert "Hạn ghi bằng lời" in table


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("worded", ["T03-01", "T03-02", "T03-08", "T12-01"]),
        ("hạn ghi bằng lời", ["T03-01", "T03-02", "T03-08", "T12-01"]),
        ("khi phat sinh", ["T03-04"]),
        ("awaiting", ["T03-03", "T03-07"]),
    ],
)
def test_rows_are_found_by_kind(run: Run, folder: Path, kind: str, rows: list[str]) -> None:
    ran = run("list", "--kind", kind, "--data", folder, "-f", "json", today=TODAY)
    assert [row["id"] for row in ran.json["tables"]["tasks"]] == rows


def test_the_shipped_plan_says_nothing_of_words(run: Run) -> None:
    assert "bằng lời" not in run("overdue", "--data", "data", "--month", "12").out
    assert "bằng lời" not in run("summary", "--data", "data").out
