"""`add`: the next ID of a section, at its place in the file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import Run, WritePlan

TASKS = """\
  # Tháng 1
  - id: T01-01
    task: Một
    lead: VP

  # Tháng 3
  - id: T03-01
    task: Ba
    lead: VP
    # ghi chú cuối dòng T03-01

  - id: T03-07
    task: Ba nữa
    lead: VP

  # Thường xuyên
  - id: TX-01
    task: Cả năm
    lead: VP
"""
INSPECTIONS = "  - id: KT-01\n    content: Kiểm tra\n    due_text: Quý I\n"
TASK = ["--task", "Việc: mới", "--lead", "phong ttth"]


def test_leads_and_units_by_any_name(run: Run, folder: Path) -> None:
    units = ("--coordinating", "Phòng TT, BC-XB, văn phòng", "--coordinating", "Sở A, VP; Sở B")
    line = ("add", "--month", "3", "--task", "Việc", *units, "--lead", "đt ch", "--lead", "kg vhvn")
    ran = run(*line, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "T03-08 thêm mới: Việc (chủ trì DT-CH; KG-VHVN)"
    new = tasks(folder).partition("T03-08\n")[2].partition("\n\n")[0]
    assert "    lead: [DT-CH, KG-VHVN]\n" in new
    assert re.findall("^      - (.*)", new, re.MULTILINE) == [
        "Phòng TT, BC-XB", "văn phòng", "Sở A, VP", "Sở B",
    ]  # fmt: skip
    again = run("add", "--month", "3", "--task", "Chung", "--lead", "Các phòng CM", cwd=folder)
    assert "(chủ trì LLCT-LSD; KG-VHVN; TT-TH; TT-BCXB; DVCCQNN; DT-CH)" in again.out
    refused = run("add", "--month", "3", "--task", "Việc", "--lead", "VP, Sở Y tế", cwd=folder)
    assert (refused.status, refused.out) == (2, "")


@pytest.fixture
def folder(write_plan: WritePlan) -> Path:
    return write_plan(TASKS, INSPECTIONS)


def tasks(folder: Path) -> str:
    return (folder / "tasks_2026.yaml").read_text(encoding="utf-8").removeprefix("tasks:\n")


def ids(folder: Path) -> list[str]:
    return [line[8:] for line in tasks(folder).splitlines() if line.startswith("  - id: ")]


def test_a_row_after_the_last_of_its_month(run: Run, folder: Path) -> None:
    ran = run("add", "--month", "3", *TASK, "--due", "5", cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "T03-08 thêm mới: Việc: mới (chủ trì TT-TH)",
        "tasks_2026.yaml: thêm 8 dòng. Hoàn tác: khtgdv undo",
    ]
    new = """\
  - id: T03-08
    task: >-
      Việc: mới
    lead: TT-TH
    start: 2026-03
    due: 2026-05
    added: 2026-11-24

"""
    head, mark, tail = TASKS.partition("  # Thường xuyên")
    assert tasks(folder) == f"{head}{new}{mark}{tail}"
    assert run("validate", cwd=folder).status == 0


@pytest.mark.parametrize(
    ("section", "row", "place"),
    [("T02", "T02-01", 1), ("1", "T01-02", 1), ("t12", "T12-01", 3), ("tx", "TX-02", 4)],
)
def test_each_section_has_its_place(
    section: str, row: str, place: int, run: Run, folder: Path
) -> None:
    assert run("add", "--section", section, *TASK, cwd=folder).status == 0
    assert ids(folder)[place] == row
    assert run("validate", cwd=folder).status == 0


def test_everything_a_task_may_have(run: Run, folder: Path) -> None:
    more = ["--due-text", "Hàng tháng", "--repeat", "month", "--repeat", "quarter",
            "--coordinating", "Sở A", "--coordinating", "Sở B", "--assignee", "Bà B",
            "--leader", "Ông A", "--product", "Báo cáo"]  # fmt: skip
    assert run("add", "--section", "TX", *TASK, *more, cwd=folder).status == 0
    shown = run("show", "TX-02", "-f", "json", cwd=folder).json["tables"]["tasks"][0]
    assert shown["coordinating"] == ["Sở A", "Sở B"]
    assert [rule["every"] for rule in shown["repeat"]] == ["month", "quarter"]
    assert (shown["assignee"], shown["product"]) == ("Bà B", "Báo cáo")
    assert shown["leader"] == "Ông A"
    assert (shown["start"], shown["due_text"]) == (None, "Hàng tháng")
    run("add", "--section", "TX", *TASK, "--repeat", "week", cwd=folder)
    assert "    repeat: week\n" in tasks(folder)


def test_an_inspection(run: Run, folder: Path) -> None:
    ran = run(
        "add", "--section", "KT", "--task", "Kiểm tra # mới", "--month", "10", "--due", "11",
        "--due-text", "Quý IV", "--unit", "Kiến An", "--unit", "Đông Hải", cwd=folder,
    )  # fmt: skip
    assert ran.out.splitlines()[0] == "KT-02 thêm mới: Kiểm tra # mới"
    shown = run("show", "KT-02", "-f", "json", cwd=folder).json["tables"]["inspections"][0]
    assert shown["units"] == [{"kind": None, "names": ["Kiến An", "Đông Hải"]}]
    assert (shown["start"], shown["due"], shown["lead"]) == ("2026-10", "2026-11", None)
    assert run("validate", cwd=folder).status == 0


def test_the_first_row_of_a_file(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan([])
    assert run("add", "--month", "3", *TASK, cwd=folder).status == 0
    assert ids(folder) == ["T03-01"]
    assert run("validate", cwd=folder).status == 0


def test_the_first_row_of_all(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("  - id: TX-01\n    task: Cả năm\n    lead: VP\n")
    assert run("add", "--month", "3", *TASK, cwd=folder).status == 0
    assert ids(folder) == ["T03-01", "TX-01"]


def test_a_plan_without_inspections(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan(TASKS)
    ran = run("add", "--section", "KT", "--task", "Kiểm tra", cwd=folder)
    assert ran.status == 1
    assert ran.err.splitlines() == [
        "Kế hoạch năm 2026 chưa có tệp inspections_2026.yaml.",
        "Tạo tệp ấy với một dòng inspections: rồi chạy lại",
    ]


def test_a_dry_run(run: Run, folder: Path) -> None:
    ran = run("add", "--month", "3", *TASK, "--dry-run", cwd=folder)
    assert "+  - id: T03-08\n" in ran.out
    assert tasks(folder) == TASKS


REFUSED = {
    "nowhere": (TASK, 2, "Thiếu --month hoặc --section."),
    "twice": (
        [*TASK, "--month", "3", "--section", "T03"],
        2,
        "--month và --section không dùng cùng nhau.",
    ),
    "no such section": ([*TASK, "--section", "T13"], 2, 'Không có mục "T13".'),
    "no such month": ([*TASK, "--month", "Q1"], 2, '"Q1" không phải một tháng: đó là một quý.'),
    "no lead": (["--task", "x", "--month", "3"], 2, "Thiếu tùy chọn --lead."),
    "an unknown lead": (
        ["--task", "x", "--month", "3", "--lead", "tt-thx"],
        2,
        'Không có đơn vị nào khớp "tt-thx".',
    ),
    "no words": ([*TASK[2:], "--task", " ", "--month", "3"], 2, "--task: giá trị để trống."),
    "an unknown rule": (
        [*TASK, "--section", "TX", "--repeat", "monthly"],
        2,
        '--repeat: không có kỳ "monthly".',
    ),
    "no unit of a task": (
        [*TASK, "--month", "3", "--unit", "Kiến An"],
        2,
        "--unit không dùng được với mục T03.",
    ),
    "no assignee of an inspection": (
        ["--task", "x", "--section", "KT", "--assignee", "y"],
        2,
        "--assignee không dùng được với mục KT.",
    ),
    "a deadline before its month": (
        [*TASK, "--month", "3", "--due", "2"],
        2,
        "--due 2/2026 ở trước khi việc bắt đầu (3/2026).",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_row_is_refused(name: str, run: Run, folder: Path) -> None:
    arguments, status, said = REFUSED[name]
    ran = run("add", *arguments, cwd=folder)
    assert (ran.status, ran.out, ran.err.splitlines()[0]) == (status, "", said)
    assert tasks(folder) == TASKS


def test_units_separated_as_in_the_paper_are_told_apart(run: Run, folder: Path) -> None:
    units = ["--coordinating", "Các phòng CM; Sở Y tế", "--coordinating", "Công an thành phố"]
    assert run("add", *TASK, "--month", "3", *units, cwd=folder).status == 0
    text = (folder / "tasks_2026.yaml").read_text(encoding="utf-8")
    assert "coordinating: [Các phòng CM, Sở Y tế, Công an thành phố]" in text


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    """Return a copy of the plan of declared sections."""
    return Path(shutil.copytree(ROOT / "tests/plans/sections", tmp_path / "numbered"))


@pytest.mark.parametrize(
    ("section", "new", "before"),
    [("ii", "II-13", "II-12a"), ("dữ liệu", "III-2.11", "III-2.10"), ("Mục I", "I-3", "I-2"),
     ("nv", "NV-1", "T12-01"), ("tx", "TX-04", "TX-03")],
)  # fmt: skip
def test_a_declared_section_goes_on_as_the_paper_numbers_it(
    section: str, new: str, before: str, run: Run, numbered: Path
) -> None:
    ran = run("add", "--section", section, "--task", "Việc mới", "--lead", "VP", cwd=numbered)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{new} thêm mới: Việc mới (chủ trì VP)")
    rows = ids(numbered)
    assert rows[rows.index(before) + 1] == new
    assert run("validate", cwd=numbered).status == 0


def test_the_first_row_of_a_section_follows_the_section_before_it(run: Run, numbered: Path) -> None:
    plan = numbered / "plan_2026.yaml"
    text = plan.read_text(encoding="utf-8")
    line = "  - {code: II, heading: Hạ tầng số}\n"
    plan.write_text(text.replace(line, line + "  - {code: IIA, heading: Thêm}\n"), encoding="utf-8")
    line_of = ("add", "--section", "iia", "--task", "Mới", "--lead", "kt", "--start", "10/2026")
    assert run(*line_of, "--due", "2026-11-20", cwd=numbered).status == 0
    rows = ids(numbered)
    assert rows[rows.index("IIA-1") - 1 : rows.index("IIA-1") + 2] == ["II-12a", "IIA-1", "III-2.1"]
    (task,) = run("list", "--id", "iia1", "-f", "json", cwd=numbered).json["tables"]["tasks"]
    assert (task["start"], task["due"], task["section"]) == ("2026-10", "2026-11-20", "IIA")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--section", "IV"], 'Không có mục "IV".'),
        ([], "Ví dụ: --section I (các mục đã khai: I, II, III, A)"),
        (["--section", "T3", "--start", "4"], "--start không dùng với mục theo tháng"),
        (["--section", "II", "--month", "4"], "--month và --section không dùng cùng nhau"),
    ],
)
def test_where_a_row_cannot_go(options: list[str], said: str, run: Run, numbered: Path) -> None:
    ran = run("add", *options, "--task", "Mới", "--lead", "VP", cwd=numbered)
    assert ran.status == 2
    assert said in ran.err


def test_a_task_that_is_there_already_is_told(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("  - {id: T03-01, task: Một việc, lead: VP, start: 2026-03}\n")
    line = ("add", "--month", "3", "--data", folder, "--task")
    twice = run(*line, "một  việc", "--lead", "VP")
    assert "(lưu ý: cùng nội dung, cùng chủ trì với T03-01)" in " ".join(twice.out.split())
    other = run(*line, "Hai việc", "--lead", "VP")
    assert (other.status, "lưu ý" in other.out) == (0, False)


def test_a_deadline_before_the_month_names_the_option(run: Run, write_plan: WritePlan) -> None:
    folder = write_plan("  - {id: T03-01, task: Một việc, lead: VP, start: 2026-03}\n")
    ran = run("add", "--month", "4", "--due", "3", "--task", "x", "--lead", "VP", "--data", folder)
    said = " ".join(ran.err.split())
    assert (ran.status, ran.out) == (2, "")
    assert "--due 3/2026 ở trước khi việc bắt đầu (4/2026)." in said
    assert "Chọn --due muộn hơn, hoặc tháng của mục (--month) sớm hơn" in said
