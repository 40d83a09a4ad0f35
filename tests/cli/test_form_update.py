"""`import --update`: for whom a sheet is, what is shown of it, what is written and taken back."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PLAN_TEMPLATE
from tests.support.workbooks import Book

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run, WritePlan

TASKS = """\
  - id: T03-01
    task: Báo cáo quý I
    lead: VP
    start: 2026-03
    due: 2026-03
  - {id: T03-02, task: Trình đề án, lead: TT-TH, start: 2026-03, due: 2026-04}
  - {id: T03-03, task: Sơ kết, lead: VP, due: 2026-03, completed: 2026-03-20, result: 12-BC}
"""
TODAY = "2026-04-02"


@pytest.fixture
def sheet(run: Run, write_plan: WritePlan, tmp_path: Path) -> Path:
    folder = write_plan(TASKS)
    path = tmp_path / "b.xlsx"
    run("list", "--editable", "-o", path, cwd=folder, today=TODAY)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "plan"


def fill(sheet: Path) -> None:
    book = Book(sheet)
    book.set("T03-01", completed=date(2026, 3, 30), result="9-BC", notes="một\nhai")
    book.set("T03-02", to="5/2026", reason="chờ ý kiến", assignee="Bà B")
    book.set("T03-03", completed="", result="")
    book.add(task="Việc mới", lead="VP", due="6/2026", completed="3/4/2026")
    book.add(task="Việc mới nữa", lead="VP", due="6/2026", progress=10)
    book.save()


@pytest.mark.parametrize("arguments", [(), ("--dry-run",), ("-f", "json"), ("-f", "csv")], ids=str)
def test_what_is_said(
    arguments: tuple[str, ...], run: Run, sheet: Path, folder: Path, snapshot: SnapshotAssertion
) -> None:
    fill(sheet)
    before = (folder / "tasks_2026.yaml").read_text()
    told = run(
        "import", "--update", "../b.xlsx", *arguments, cwd=folder, today=TODAY,
        env={"COLUMNS": "110"},
    )  # fmt: skip
    assert (told.status, told.err) == (1, "")
    assert told.out.removeprefix("\ufeff").replace("\r\n", "\n") == snapshot
    assert ((folder / "tasks_2026.yaml").read_text() == before) == ("--dry-run" in arguments)


def test_all_of_it_is_taken_back_at_once(run: Run, sheet: Path, folder: Path) -> None:
    fill(sheet)
    before = (folder / "tasks_2026.yaml").read_bytes()
    run("import", "--update", sheet, cwd=folder, today=TODAY)
    assert (folder / "tasks_2026.yaml").read_bytes() != before
    assert run("undo", cwd=folder, today=TODAY).status == 0
    assert (folder / "tasks_2026.yaml").read_bytes() == before


def test_a_dry_run_in_a_format_is_that_format_alone(run: Run, sheet: Path, folder: Path) -> None:
    fill(sheet)
    told = run("import", "--update", sheet, "--dry-run", "-f", "json", cwd=folder, today=TODAY)
    assert len(told.json["tables"]["refused"]) == 1
    told = run(
        "import", "--update", sheet, "--dry-run", "-o", folder.parent / "t.txt", cwd=folder,
        today=TODAY,
    )  # fmt: skip
    assert told.out == ""


def test_what_was_recorded_is_said_also_where_it_cannot_be_shown(
    run: Run, sheet: Path, folder: Path
) -> None:
    fill(sheet)
    told = run("import", "--update", sheet, "-o", "không/có/t.json", cwd=folder, today=TODAY)
    assert (told.status, told.out) == (1, "")
    assert "Hoàn tác: khtgdv undo" in told.err
    assert "không/có" in told.err


def test_the_sheet_of_another_plan_is_refused(run: Run, sheet: Path, write_plan: WritePlan) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace("01-KH/THU", "02-KH/KHÁC")
    other = write_plan(TASKS, folder="other", plan=plan)
    told = run("import", "--update", sheet, cwd=other, today=TODAY)
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "b.xlsx là bảng của Kế hoạch số 01-KH/THU, năm 2026, Ban thử; "
        "kế hoạch ở đây là Kế hoạch số 02-KH/KHÁC, năm 2026, Ban thử.\n"
        "Chọn đúng kế hoạch bằng --data\n"
    )


def test_blanks_of_the_agency_do_not_matter(
    run: Run, write_plan: WritePlan, tmp_path: Path
) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace("Ban thử", "Ban\u00a0thử")
    folder = write_plan(TASKS, folder="nbsp", plan=plan)
    path = tmp_path / "n.xlsx"
    run("list", "--editable", "-o", path, cwd=folder, today=TODAY)
    assert run("import", "--update", path, cwd=folder, today=TODAY).status == 0


def test_the_sheet_of_a_draft_is_of_it(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    plan = PLAN_TEMPLATE.format(year=2026)
    lines = [line for line in plan.splitlines() if not line.startswith(("  number:", "  date:"))]
    draft = "\n".join(lines).replace("plan:\n", "plan:\n  status: draft\n", 1) + "\n"
    folder = write_plan(TASKS, folder="draft", plan=draft)
    path = tmp_path / "d.xlsx"
    run("list", "--editable", "-o", path, cwd=folder, today=TODAY)
    assert run("import", "--update", path, cwd=folder, today=TODAY).status == 0
    told = run("import", "--update", path, cwd=write_plan(TASKS), today=TODAY)
    assert "Kế hoạch chưa có số, năm 2026" in told.err


def test_of_several_years_it_is_that_of_the_sheet(
    run: Run, sheet: Path, folder: Path, write_plan: WritePlan
) -> None:
    write_plan(TASKS.replace("2026", "2027"), year=2027)
    fill(sheet)
    later = (folder / "tasks_2027.yaml").read_bytes()
    told = run("import", "--update", sheet, cwd=folder, today="2027-02-01")
    assert (told.status, "completed: 2026-03-30" in (folder / "tasks_2026.yaml").read_text()) == (
        0, True,
    )  # fmt: skip
    assert (folder / "tasks_2027.yaml").read_bytes() == later
    told = run("import", "--update", sheet, "--year", "2027", cwd=folder, today="2027-02-01")
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "b.xlsx là bảng của kế hoạch năm 2026, không phải năm 2027.\n"
        "Nhập vào đúng kế hoạch, hoặc xuất bảng mới từ kế hoạch này\n"
    )
    for path in folder.glob("*_2026.yaml"):
        path.unlink()
    told = run("import", "--update", sheet, cwd=folder, today="2027-02-01")
    assert "b.xlsx là bảng của kế hoạch năm 2026, không phải năm 2027." in told.err


def test_a_plan_of_two_years(run: Run, write_plan: WritePlan, tmp_path: Path) -> None:
    plan = PLAN_TEMPLATE.format(year=2026).replace(
        "  year: 2026\n", "  year: 2026\n  span: 2026-09..2027-08\n"
    )
    folder = write_plan(
        "- {id: T10-01, task: A, lead: VP, start: 2026-10, due: 2027-03}", plan=plan
    )
    path = tmp_path / "s.xlsx"
    run("list", "--editable", "-o", path, cwd=folder, today="2027-04-02")
    book = Book(path)
    book.set("T10-01", to="5", reason="chờ", started="5/10")
    book.add(task="Mới", lead="VP", due="6")
    book.save()
    told = run("import", "--update", path, cwd=folder, today="2027-04-02")
    assert told.status == 0
    text = (folder / "tasks_2026.yaml").read_text()
    assert "to: 2027-05" in text
    assert "started: 2026-10-05" in text
    assert "due: 2027-06" in text
    assert "start: 2027-06" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--update", "b.xlsx", "--into", "x"), "--into không dùng cùng --update"),
        (("--update", "b.xlsx", "--sheet", "x"), "--sheet không dùng cùng --update"),
        (("--update", "b.xlsx", "--table", "1"), "--table không dùng cùng --update"),
        (("--update", "b.xlsx", "c.xlsx"), "--update nhận mỗi lần một tệp"),
        (("b.xlsx", "--data", "plan"), "--data của import chỉ dùng cùng --update"),
    ],
)
def test_options_that_do_not_go_together(
    arguments: tuple[str, ...], words: str, run: Run, sheet: Path
) -> None:
    told = run("import", *arguments, cwd=sheet.parent)
    assert (told.status, told.out) == (2, "")
    assert words in told.err


def test_the_sample_is_not_written_to(run: Run, sheet: Path, tmp_path: Path) -> None:
    empty = tmp_path / "trống"
    empty.mkdir()
    told = run("import", "--update", sheet, cwd=empty)
    assert (told.status, told.out) == (1, "")
    assert "chỉ để xem, không ghi được" in told.err


def test_a_plan_without_its_own_file(run: Run, sheet: Path, folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(folder, bare)
    (bare / "plan_2026.yaml").unlink()
    told = run("import", "--update", sheet, "--data", bare, today=TODAY)
    assert told.status == 2
    assert "Kế hoạch chưa có số, năm 2026" in told.err
