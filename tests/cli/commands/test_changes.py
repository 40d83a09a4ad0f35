"""`changes`: what was recorded between two days, told by the files alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, WritePlan

TASKS = """\
  - id: T01-01
    task: Việc xong
    lead: VP
    start: 2026-01
    due: 2026-01
    started: 2026-01-05
    progress: 100
    completed: 2026-03-02
    result: 12-KH/THU
  - id: T01-02
    task: Việc lùi
    lead: TT-TH
    start: 2026-01
    due: 2026-02
    extensions:
      - {to: 2026-05, on: 2026-03-03, reason: chờ ý kiến, document: 88-CV/THU}
    steps:
      - {text: dự thảo, completed: 2026-03-04}
      - {text: trình}
  - id: T01-03
    task: Việc hủy
    lead: TT-TH
    cancelled: {on: 2026-03-05, reason: gộp}
  - id: T03-01
    task: Việc thêm
    lead: VP
    start: 2026-03
    added: 2026-03-06
  - id: TX-01
    task: Giao ban
    lead: VP
    repeat: [{every: week, label: giao ban}, month]
    log:
      2026-W09 giao ban: 2026-03-01
      2026-02: 2026-03-07
"""
INSPECTIONS = """\
  - id: KT-01
    content: Kiểm tra
    units: [{names: [Kiến An, An Hải]}]
    visits: {Kiến An: 2026-03-08}
"""


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def told(run: Run, folder: Path, *arguments: str, today: str = "2026-03-10") -> dict[str, Any]:
    ran = run("changes", *arguments, "-f", "json", cwd=folder, today=today)
    assert (ran.status, ran.err) == (0, "")
    tables: dict[str, Any] = ran.json["tables"]
    return tables


def facts(tables: dict[str, Any], kind: str) -> list[tuple[str, str, str]]:
    return [(row["id"], row["on"], row["what"]) for row in tables[kind]]


def test_every_kind_of_change(run: Run, folder: Path) -> None:
    tables = told(run, folder, "--from", "1/3/2026")
    assert facts(tables, "completed") == [
        ("T01-01", "2026-03-02", "12-KH/THU"),
        ("T01-02", "2026-03-04", "xong bước 1: dự thảo"),
    ]
    assert facts(tables, "started") == []
    assert facts(tables, "extended") == [
        ("T01-02", "2026-03-03", "đến 5/2026, theo 88-CV/THU: chờ ý kiến")
    ]
    assert facts(tables, "cancelled") == [("T01-03", "2026-03-05", "gộp")]
    assert facts(tables, "logged") == [
        ("TX-01", "2026-03-01", "giao ban, kỳ tuần 9/2026: đã làm"),
        ("TX-01", "2026-03-07", "kỳ 2/2026: đã làm"),
    ]
    assert facts(tables, "visited") == [("KT-01", "2026-03-08", "đã kiểm tra Kiến An")]
    assert facts(tables, "added") == [("T03-01", "2026-03-06", "thêm vào kế hoạch")]


def test_counts_by_department(run: Run, folder: Path) -> None:
    tables = told(run, folder, "--from", "1/3/2026", "--to", "10/3/2026")
    counts = {row["department"]: row for row in tables["departments"]}
    assert {code: row["completed"] for code, row in counts.items()} == {
        "TT-TH": 1, "VP": 1, None: 0,
    }  # fmt: skip
    assert (counts["VP"]["logged"], counts["VP"]["added"]) == (2, 1)
    assert (counts["TT-TH"]["extended"], counts["TT-TH"]["cancelled"]) == (1, 1)
    assert (counts[None]["visited"], counts[None]["name"]) == (1, "chưa ghi đơn vị")
    for kind in ("completed", "started", "extended", "cancelled", "logged", "visited", "added"):
        assert sum(row[kind] for row in counts.values()) == len(tables[kind])


@pytest.mark.parametrize(
    ("arguments", "today", "ids"),
    [
        ((), "2026-03-04", ["T01-01", "T01-02"]),
        (("--week",), "2026-03-04", ["T01-01", "T01-02"]),
        (("--week", "-d", "VP"), "2026-03-04", ["T01-01"]),
        (("--week", "10"), "2026-03-10", ["T01-01", "T01-02"]),
        (("--week", "tuần 10"), "2026-03-10", ["T01-01", "T01-02"]),
        (("--week", "2026-W11"), "2026-03-10", []),
        (("--from", "1/1/2026", "--to", "3/3/2026"), "2026-03-10", ["T01-01"]),
        (("--from", "1/3/2026", "--department", "VP"), "2026-03-10", ["T01-01"]),
    ],
)
def test_the_days_asked_for(
    arguments: tuple[str, ...], today: str, ids: list[str], run: Run, folder: Path
) -> None:
    tables = told(run, folder, *arguments, today=today)
    assert [row["id"] for row in tables["completed"]] == ids


def test_it_stands_at_the_last_of_its_days(run: Run, folder: Path) -> None:
    ran = run("changes", "--week", "10", "-f", "json", cwd=folder, today="2026-06-01")
    assert ran.json["position"] == {"as_of": "2026-03-08", "closed": True, "forecast": False}
    state = {row["id"]: row["state"] for row in ran.json["tables"]["completed"]}
    assert state == {"T01-01": "completed-late", "T01-02": "open"}


def test_on_a_screen(run: Run, folder: Path) -> None:
    ran = run("changes", "--from", "1/3/2026", cwd=folder, today="2026-03-10")
    lines = ran.out.splitlines()
    assert lines[0] == "THAY ĐỔI TỪ 01/03/2026 ĐẾN 10/03/2026 · ngày 10/3/2026"
    titles = ["Đơn vị", "Hoàn thành", "Gia hạn", "Hủy", "Kỳ định kỳ", "Nơi kiểm tra", "Thêm mới"]
    assert re.split(r" {2,}", lines[3].strip()) == titles
    assert "hoàn thành quá hạn" in ran.out
    assert lines[-1] == (
        "8 ghi nhận: 2 hoàn thành, 1 gia hạn, 1 hủy, 2 kỳ định kỳ, 1 nơi kiểm tra, 1 thêm mới"
    )


def test_nothing_was_recorded(run: Run, folder: Path) -> None:
    ran = run("changes", "--week", "30", cwd=folder, today="2026-12-01")
    assert ran.status == 0
    assert "Không có ghi nhận nào từ 20/07/2026 đến 26/07/2026." in ran.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--week", "10", "--from", "1/3/2026"), "--week không dùng cùng --from, --to."),
        (("--week", "60"), '"60" không phải một tuần: năm 2026 có 53 tuần.'),
        (("--from", "5/3/2026", "--to", "1/3/2026"), "Ngày bắt đầu sau ngày kết thúc."),
    ],
)
def test_days_that_make_no_sense(
    arguments: tuple[str, ...], message: str, run: Run, folder: Path
) -> None:
    ran = run("changes", *arguments, cwd=folder)
    assert (ran.status, ran.err.splitlines()[0]) == (2, message)
